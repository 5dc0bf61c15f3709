"""The result of a compliance profile on one page: level, questions to clear, rules, duties, what would change it."""

from catalog.domain.compliance_report import (
    CAVEAT,
    Report,
    confidence_words,
    from_when,
    meaning,
    result_sentence,
)
from catalog.domain.dates import written_date
from catalog.domain.profiles import Override
from catalog.domain.rulebook import NEEDS_INFORMATION
from catalog.queries.badge_view import Icon, Tone
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.badges import icon
from catalog.ui.parts.facts import plain_list, section
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


def concern_notice(report: Report) -> Html | None:
    """Return what concerns about the tool make everybody know, with the way to them; or nothing."""
    if not report.notices:
        return None
    href = f"{record_address('tool', report.tool.slug)}#part-concerns"
    lines = tag("ul", [tag("li", text) for text in report.notices])
    body = tag("div", lines, tag("p", tag("a", "Read the concern on the page of the tool", href=href)))
    return tag("div", icon("flag"), body, class_="notice tone-caution", role="note")


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
        class_="notice tone-neutral",
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
