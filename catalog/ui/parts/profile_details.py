"""What stands below the result of a compliance profile: rules, duties, laws, what would change it, answers, cases."""

from collections.abc import Iterable

from catalog.domain.compliance_evaluation import Hit, OwedDuty
from catalog.domain.compliance_records import Citation, Question
from catalog.domain.compliance_report import (
    Report,
    basis_words,
    laws_of,
    origin_words,
    start_words,
    turn_words,
)
from catalog.domain.dates import written_date
from catalog.domain.rulebook import ASKS_FIRST
from catalog.queries.profiles import ProfileView
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.facts import plain_list, section, work_table
from catalog.ui.parts.profile_address import ASK, profile_address
from catalog.ui.parts.profile_result import override_box


def details(view: ProfileView) -> Html:
    """Return everything below the questions: rules, duties, what would change it, safeguards, answers."""
    report = view.report
    return tag("div", _rules(report), _duties(report), _laws(report), _turns(report), _safeguards(report), _answers(report),
               _cases(view), _others(report), _uncertain(report), class_="record")  # fmt: skip


def _rules(report: Report) -> Html:
    rows = [
        tag("li", _rule(report, hit), class_="legal")
        for hit in (*report.profile.hits, *report.profile.set_aside)
    ]
    shown = tag("ul", rows, class_="legal-facts") if rows else tag("p", "No rule of the table is met so far.")
    return section("rules", "Rules that are met", shown)


def _rule(report: Report, hit: Hit) -> Html:
    rule = hit.rule
    sure = f"Confidence {rule.confidence} ({basis_words(rule.basis)}) · {start_words(rule.applies_from)}"
    return join(
        tag(
            "p", tag("strong", rule.title), f" · {rule.id} · {_level_words(report, hit)}", class_="legal-head"
        ),
        tag("p", rule.why),
        tag("p", "Source: ", "; ".join(map(_cited, rule.cite)), class_="claim-notes"),
        tag("p", f"{sure} · as of {written_date(rule.as_of)}", class_="claim-notes"),
    )


def _level_words(report: Report, hit: Hit) -> str:
    if hit.set_aside_by:
        return f"set aside by {hit.set_aside_by}"
    if hit.rule.id == ASKS_FIRST:
        return "keeps the level open"
    return report.book.label(hit.rule.level) if hit.rule.level else "duties only"


def _cited(cite: Citation) -> str:
    return f"{cite.act}, {cite.article}" + (f" ({', '.join(cite.facts)})" if cite.facts else "")


def _duties(report: Report) -> Html:
    parts = [
        join(tag("h3", law.name), tag("p", law.status, class_="claim-notes"), _duty_list(owed))
        for law, owed in report.profile.duties
    ]
    return section(
        "duties", "Duties by law", parts or tag("p", "No duty follows from the rules that are met.")
    )


def _duty_list(owed: Iterable[OwedDuty]) -> Html:
    who = {"provider": "provider", "user": "you", "both": "provider and you"}
    return tag(
        "ul",
        [
            tag(
                "li",
                tag("strong", item.duty.article),
                f" ({who[item.duty.who]}): {item.duty.text}",
                " Not read again: verify the wording." if item.duty.not_read_again else "",
                tag("span", f" {', '.join(item.rules)}", class_="claim-notes"),
            )
            for item in owed
        ],
        class_="statements",
    )


def _laws(report: Report) -> Html:
    rows = [
        tag(
            "li",
            tag("p", tag("strong", law.name), class_="legal-head"),
            tag("p", law.status),
            tag("p", "; ".join(f"{written_date(item.date)}: {item.what}" for item in law.dates))
            if law.dates
            else None,
            tag("p", f"As of {written_date(law.as_of)}", class_="claim-notes"),
            class_="legal",
        )
        for law in laws_of(report)
    ]
    return section("laws", "Laws and instruments looked at", tag("ul", rows, class_="legal-facts"))


def _turns(report: Report) -> Html:
    lines = [
        join(
            turn.question.text,
            " ",
            tag("strong", " or ".join(turn.question.label(answer) for answer in turn.answers)),
            f": {turn_words(report, turn)}",
        )
        for turn in report.turns
    ]
    return section("turns", "What would change the result", plain_list(lines, "No single answer changes it."))


def _safeguards(report: Report) -> Html:
    missing = [item.text for item in report.profile.missing_safeguards]
    return section("safeguards", "Safeguards without evidence", plain_list(missing, "None."))


def _answers(report: Report) -> Html:
    rows = [
        tag(
            "tr",
            tag("th", row.question.text, scope="row"),
            tag("td", row.words, " ", _change_link(report, row.question)),
            tag("td", origin_words(row)),
        )
        for row in report.answered
    ]
    caption = "Answers, with the reason of those that you did not give"
    table = work_table(caption, ("Question", "Answer", "From where"), rows)
    return section("answers", "Answers", table if rows else tag("p", "Nothing is answered yet."))


def _change_link(report: Report, question: Question) -> Html:
    href = profile_address(report.subject, **{ASK: question.id})
    return tag("a", "change", href=href, aria_label=f"Change: {question.text}")


def _cases(view: ProfileView) -> Html | None:
    if not view.cases:
        return None
    links = [tag("a", case.label, href=record_address("case", case.id)) for case in view.cases]
    return section("cases", "Cases that these rules rest on", plain_list(links, ""))


def _others(report: Report) -> Html | None:
    if not report.others:
        return None
    boxes = [override_box(report, item) for item in report.others]
    return section("others", "A reviewer on other answers", boxes)


def _uncertain(report: Report) -> Html:
    note = tag(
        "p", f"Rules {report.book.digest[:12]}, record {report.tool_sha256[:12]}.", class_="claim-notes"
    )
    return section(
        "uncertain", "What is uncertain in this table", plain_list(report.book.rules.weak_spots, ""), note
    )
