"""The result of an assessment: by principle or dimension, with the arithmetic open, never one number alone."""

from catalog.domain.assessment_instrument import MOST_POINTS
from catalog.domain.assessment_readiness import TENTHS, TOP, Dimension, ReadinessResult
from catalog.domain.assessment_risk import PrincipleRisk, RiskResult
from catalog.exchange.assessment_tables import Sheet
from catalog.queries.assessment_sheets import sheets
from catalog.queries.assessment_views import RISK_ADVICE, RISK_WORDS, AssessmentPage
from catalog.queries.assessment_words import answer_words, level_tenths
from catalog.ui.html import Html, tag
from catalog.ui.parts.assessment_sections import level_badge
from catalog.ui.parts.facts import empty, section
from catalog.ui.parts.text import counted

_SHOWN = frozenset(
    {"Result by principle", "Harms", "Arithmetic", "Profile", "The same by principle", "Gaps and actions"}
)


def result_document(page: AssessmentPage) -> Html:
    """Return the result, then every table that it comes from."""
    first = _risk(page, page.risk) if page.risk else _readiness(page.readiness) if page.readiness else None
    tables = [sheet_section(sheet) for sheet in sheets(page) if sheet.title in _SHOWN]
    return tag(
        "div",
        first,
        tag(
            "p",
            "Decision support, not legal advice. The points, limits and words are this catalogue's own. A result is as "
            "good as the answers, and no result says that a use is lawful.",
            class_="hint note-below",
        ),
        tables,
        class_="record",
    )


def _risk(page: AssessmentPage, result: RiskResult) -> Html:
    return section("result", "What the answers mean", [_principle(page, item) for item in result.principles])


def _principle(page: AssessmentPage, item: PrincipleRisk) -> Html:
    name = page.principles.get(item.principle, item.principle)
    word = RISK_WORDS[item.level]
    known = ""
    if item.unresolved:
        known = (
            f" {counted(len(item.unresolved), 'question is', 'questions are')} not known or open and "
            f"{'counts' if len(item.unresolved) == 1 else 'count'} as the worst answer; with what is known alone "
            f"the answers would mean {RISK_WORDS[item.known]}."
        )
    advice = RISK_ADVICE[item.level]
    if item.unresolved and item.known < item.level:
        advice = f"Not settled. Until the open questions are answered: {advice[0].lower()}{advice[1:]}"
    harms = f" {counted(len(item.harms), 'harm', 'harms')} named." if item.harms else " No harm named."
    return tag(
        "div",
        tag("h3", name, " ", level_badge(word)),
        tag("p", tag("strong", advice)),
        tag("p", f"Answers: {item.points} of {item.most} points, {item.share} per cent.{harms}{known}"),
        _weighty(page, item),
        class_="principle",
    )


def _weighty(page: AssessmentPage, item: PrincipleRisk) -> Html | None:
    """Return the known answers that weigh most: what would have to change."""
    found = [
        tag("li", f"{question.text} ", tag("strong", answer_words(question, line.answer)))
        for line in item.lines
        if line.known and line.points == MOST_POINTS and (question := page.instrument.question(line.question))
    ]
    return tag("div", tag("p", "What weighs most:"), tag("ul", found, class_="statements")) if found else None


def _readiness(result: ReadinessResult) -> Html:
    gaps = counted(len(result.gaps), "gap", "gaps")
    return section(
        "result",
        "Profile by dimension",
        tag("div", [_bar(item) for item in result.dimensions], class_="profile", aria_hidden="true"),
        tag(
            "p",
            f"{gaps} below “in daily use”. A dashed line shows the level if everything not known were at 4. "
            "The figures stand in the table below.",
        ),
    )


def _bar(item: Dimension) -> Html:
    """Return one line of the plot; the table beside it says the same."""
    low, high = 100 * item.tenths // (TENTHS * TOP), 100 * item.at_best // (TENTHS * TOP)
    return tag(
        "div",
        tag("span", item.title, class_="profile-name"),
        tag(
            "span",
            tag("span", class_="profile-best", style=f"width:{high}%"),
            tag("span", class_="profile-level", style=f"width:{low}%"),
            class_="profile-bar",
        ),
        tag("span", f"{level_tenths(item.tenths)} {item.word}", class_="profile-value"),
        class_="profile-line",
    )


def sheet_section(sheet: Sheet) -> Html:
    """Return a table of an assessment under its own heading."""
    name = sheet.title.lower().replace(" ", "-")
    if not sheet.rows:
        return section(name, sheet.title, empty("Nothing yet."))
    head = tag("thead", tag("tr", [tag("th", text, scope="col") for text in sheet.heads]))
    body = [
        tag("tr", tag("th", row[0], scope="row"), [tag("td", cell) for cell in row[1:]]) for row in sheet.rows
    ]
    table = tag(
        "table",
        tag("caption", sheet.title, class_="unseen"),
        head,
        tag("tbody", body),
        class_="queue figures",
    )
    region = tag(
        "div", table, class_="scroll", role="region", aria_label=f"Table: {sheet.title}", tabindex="0"
    )
    return section(name, sheet.title, tag("p", sheet.intro, class_="hint"), region)
