"""The result of a compliance profile on one page: level, questions to clear, rules, duties, what would change it."""

from collections.abc import Iterable

from catalog.domain.compliance_evaluation import Hit, OwedDuty
from catalog.domain.compliance_records import Citation, Question
from catalog.domain.compliance_report import (
    CAVEAT,
    Report,
    confidence_words,
    from_when,
    laws_of,
    meaning,
    origin_words,
    result_sentence,
    start_words,
    turn_words,
)
from catalog.domain.dates import written_date
from catalog.domain.profiles import Override
from catalog.domain.rulebook import ASKS_FIRST, NEEDS_INFORMATION
from catalog.queries.profiles import ProfileView
from catalog.queries.views import Icon, Tone
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.badges import icon
from catalog.ui.parts.facts import plain_list, section, work_table
from catalog.ui.parts.profile_address import ASK, profile_address
from catalog.ui.parts.sources import outside_link

_ICONS: dict[Tone, Icon] = {"good": "check", "neutral": "person", "caution": "alert", "stop": "stop"}


def profile_head(report: Report) -> Html:
    """Return what the page is about, and what it is not."""
    tool = tag("a", report.tool.name, href=record_address("tool", report.tool.slug))
    return tag(
        "header",
        tag("h1", "Compliance profile: ", report.tool.name),
        tag("p", "For one intended use of ", tool, ". ", CAVEAT, class_="lead"),
    )


def tone_of(report: Report, level: str) -> Tone:
    """Return the tone of a level; missing information is a caution."""
    return "caution" if level == NEEDS_INFORMATION else report.book.level_by_id[level].tone


def result_box(report: Report) -> Html:
    """Return the result with how sure it is, from when, under which law and as read on which date."""
    profile = report.profile
    tone = tone_of(report, profile.level)
    return section(
        "result",
        "Result",
        tag(
            "div",
            icon(_ICONS[tone]),
            tag(
                "div",
                tag("p", tag("strong", result_sentence(report))),
                tag("p", meaning(report)),
            ),
            class_=f"notice tone-{tone}",
            role="status",
        ),
        _facts(
            ("Intended use", report.title),
            ("How sure", confidence_words(profile)),
            ("From when", from_when(profile)),
            ("Law of", report.places),
            ("Law as read on", report.law_read_on),
        ),
        _badges(report),
        _readings(report),
        [override_box(report, item) for item in report.overrides],
        tag("p", "A reviewer judged this use on other answers; see below.") if report.others else None,
    )


def _facts(*rows: tuple[str, str]) -> Html:
    return tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in rows], class_="facts")


def _badges(report: Report) -> Html | None:
    if not report.profile.badges:
        return None
    marks = [
        tag("span", icon("flag"), " ", text, class_="badge tone-caution") for text in report.profile.badges
    ]
    return tag("ul", [tag("li", mark) for mark in marks], class_="badges", aria_label="Marks")


def _readings(report: Report) -> Html | None:
    """Return both readings where the confidence is low, and other readings of the deciding rules."""
    texts = [text for rule in report.profile.deciding for text in rule.alternatives]
    if report.profile.arguable is not None:
        texts.insert(0, report.profile.arguable.text)
    if not texts:
        return None
    title = "Both readings" if report.profile.confidence == "low" else "Other readings"
    return join(tag("h3", title), tag("ul", [tag("li", text) for text in texts], class_="statements"))


def override_box(report: Report, item: Override) -> Html:
    """Return a reviewer's result; the machine's stands beside it."""
    return tag(
        "div",
        tag("p", tag("strong", "A reviewer says: ", report.book.label(item.level))),
        tag("p", item.reason),
        tag("p", "Source: ", outside_link(item.source_url, item.source_title)),
        tag(
            "p",
            f"{item.account}, {written_date(item.at[:10])}. The machine said: {report.book.label(item.machine_level)}.",
            class_="claim-notes",
        ),
        class_="override",
    )


def open_part(report: Report, shown: str) -> Html:
    """Return the open questions but the one `shown` above, the gravest first, each with its own link."""
    rest = [item for item in report.profile.questions if item.question.id != shown]
    lines = [
        join(
            tag("a", item.question.text, href=profile_address(report.subject, **{ASK: item.question.id})),
            f" {_could_be(report, item.could_be)}",
        )
        for item in rest
    ]
    return join(tag("h3", "Also open"), plain_list(lines, "No other question of the table is open."))


def _could_be(report: Report, level: str) -> str:
    return f"Could lead to: {report.book.label(level)}." if level else "May add duties."


def details(view: ProfileView) -> Html:
    """Return everything below the questions: rules, duties, what would change it, safeguards, answers."""
    report = view.report
    return tag("div", _rules(report), _duties(report), _laws(report), _turns(report), _safeguards(report), _answers(report),
               _cases(view), _others(report), _uncertain(report), class_="record")  # fmt: skip


def _rules(report: Report) -> Html:
    rows = [_rule_row(report, hit) for hit in (*report.profile.hits, *report.profile.set_aside)]
    heads = ("Rule", "Level", "Why", "Source", "How sure, from when")
    return section(
        "rules",
        "Rules that are met",
        work_table("All rules that are met, the gravest first", heads, rows)
        if rows
        else tag("p", "No rule of the table is met so far."),
    )


def _rule_row(report: Report, hit: Hit) -> Html:
    rule = hit.rule
    level = report.book.label(rule.level) if rule.level else "duties only"
    if rule.id == ASKS_FIRST:
        level = "keeps the level open"
    if hit.set_aside_by:
        level = f"set aside by {hit.set_aside_by}"
    return tag(
        "tr",
        tag("th", f"{rule.id} ", rule.title, scope="row"),
        tag("td", level),
        tag("td", rule.why),
        tag("td", join(*map(_cited, rule.cite), between=tag("br"))),
        tag("td", f"{rule.confidence}; {start_words(rule.applies_from)}; read {written_date(rule.as_of)}"),
    )


def _cited(cite: Citation) -> Html:
    return join(f"{cite.act}, {cite.article}", f" ({', '.join(cite.facts)})" if cite.facts else "")


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
            "tr",
            tag("th", law.name, scope="row"),
            tag("td", law.status),
            tag(
                "td",
                join(*(f"{written_date(item.date)}: {item.what}" for item in law.dates), between=tag("br")),
            ),
            tag("td", written_date(law.as_of)),
        )
        for law in laws_of(report)
    ]
    table = work_table("Their status as last read", ("Law or instrument", "Status", "Dates", "As of"), rows)
    return section("laws", "Laws and instruments looked at", table)


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
