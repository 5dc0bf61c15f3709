"""What stands around the form of an assessment: head, progress, why a question is asked, dissents, harms."""

from catalog.domain.assessment_instrument import Question, TypicalHarm
from catalog.domain.assessment_steps import Part
from catalog.domain.source import Source
from catalog.domain.values import NOT_STATED, host_of
from catalog.queries.assessment_views import RISK_WORDS, AssessmentPage, PartView
from catalog.queries.assessment_words import gravity_words
from catalog.queries.dates import written_date
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.text import counted

LEVEL_TONES = {"low": "good", "moderate": "neutral", "high": "caution", "severe": "stop"}
LEVEL_ICONS = {"low": "check", "moderate": "flag", "high": "alert", "severe": "stop"}


def level_badge(word: str) -> Html:
    """Return a level of risk in word and icon."""
    return tag("span", icon(LEVEL_ICONS[word]), " ", word, class_=f"badge tone-{LEVEL_TONES[word]}")


def assessment_head(page: AssessmentPage) -> Html:
    """Return what is assessed, by whom, how far it is, and what speaks against relying on it."""
    held = page.assessment
    about = tag("a", page.tool.name, href=f"/tool?slug={page.tool.slug}") if page.tool else "no tool"
    people = ", ".join(
        f"{member.account} (reads)" if member.part is Part.READER else member.account
        for member in held.members
    )
    signed = "; ".join(f"{item.account}, {written_date(item.at[:10])}" for item in held.signatures)
    state = f"Signed by {signed}. Holds until {page.valid_until}." if held.signed else "Being written."
    return tag(
        "header",
        tag("h1", held.title),
        tag("p", page.instrument.title, ", version ", page.instrument.version, " · ", about, " · ", people, class_="byline"),
        tag("p", tag("strong", f"{page.answered} of {page.asked}"), " questions are answered. ", state),
        tag("p", "Stricter path, because biometric data are used or that is not ruled out.", class_="hint")
        if page.strict
        else None,
        [warning(text) for text in page.warnings],
        conditions_list(page.conditions),
        class_="head",
    )  # fmt: skip


def conditions_list(conditions: tuple[str, ...]) -> Html | None:
    """Return the conditions of use that reviewers set, or None."""
    if not conditions:
        return None
    lines = [tag("li", text) for text in conditions]
    return tag(
        "div",
        tag("p", tag("strong", "Conditions of use")),
        tag("ul", lines, class_="statements"),
        class_="blocks",
    )


def warning(text: str) -> Html:
    """Return a sentence that speaks against relying on the assessment."""
    return tag("div", icon("alert"), tag("p", text), class_="notice tone-caution", role="note")


def parts_told(page: AssessmentPage) -> Html:
    """Return how far each part of the form is."""
    parts = [f"{part.section.title} {part.answered} of {len(part.questions)}" for part in page.parts]
    if page.risk is not None:
        parts.append(counted(len(page.said.harms), "harm", "harms"))
    saved = "" if page.assessment.signed or not page.may_write else "Every answer is saved when you give it. "
    return tag("p", f"{saved}Answered: ", " · ".join(parts), ".", class_="hint")


def prefilled_note(reason: str) -> Html:
    """Return the reason of an answer that a record gave."""
    return tag(
        "p", icon("archive"), " ", reason, " Confirm that it holds for your use, or change it.", class_="hint"
    )


def origin(page: AssessmentPage, question: Question | TypicalHarm) -> Html:
    """Return why a question is asked, and where that comes from."""
    facts = [
        tag("li", tag("strong", f"{fact.act}, {fact.article}"), f" (as of {fact.as_of}): {fact.text}")
        for name in question.facts
        if (fact := page.facts.get(name)) is not None
    ]
    sources = [
        tag("li", _source(page.instrument.sources[number]))
        for number in question.sources
        if number in page.instrument.sources
    ]
    return tag(
        "div",
        tag("p", question.why),
        tag("p", f"Principle: {page.principles.get(question.principle, question.principle)}", class_="hint"),
        tag("ul", facts, sources, class_="statements"),
        class_="origin",
    )


def recorded(page: AssessmentPage, part: PartView) -> Html | None:
    """Return what the catalogue records of the tool and of its kinds under the principle of a part, or None."""
    cores = {question.core for question in part.questions}
    if len(cores) > 1:
        return None
    core = cores.pop()
    tool = [(page.tool.name, item) for item in page.tool.annotations] if page.tool and not page.hidden else []
    kinds = [(f"Tools that “{kind.label.lower()}”", item) for kind in page.kinds for item in kind.annotations]
    found = [
        tag("li", tag("strong", f"{name}, {item.kind}"), f": {item.text}")
        for name, item in (*tool, *kinds)
        if item.principle.partition("/")[0] == core
    ]
    return tag("ul", found, class_="statements") if found else None


def _source(source: Source) -> Html:
    title = source.title if source.title != NOT_STATED else source.url
    link = tag("a", title, href=source.url, rel="noreferrer", target="_blank", class_="outside")
    return join(link, f", {source.publisher} ({host_of(source.url)})")


def dissent_list(page: AssessmentPage, place: str) -> Html:
    """Return the statements against an answer, a harm or the whole, or nothing."""
    found = [item for item in page.assessment.dissents if item.place == place]
    if not found:
        return join()
    lines = [
        tag(
            "li",
            tag("strong", f"{item.account} disagrees"),
            f" ({written_date(item.at[:10])}): {item.statement}",
        )
        for item in found
    ]
    return tag("ul", lines, class_="statements dissents")


def harm_result(page: AssessmentPage, number: int) -> Html:
    """Return a harm in words, with its severity before, today and once everything planned is in place."""
    harm = page.said.harms[number]
    line = next(
        (line for item in (page.risk.principles if page.risk else ()) for line in item.harms if line.number == number),
        None,
    )  # fmt: skip
    principle = page.principles.get(harm.principle, harm.principle)
    levels = (
        [
            join(f"{when}: ", level_badge(RISK_WORDS[level]), " ")
            for when, level in zip(
                ("before", "today", "once planned is in place"), line.severities, strict=True
            )
        ]
        if line
        else []
    )
    mitigations = [
        tag("li", f"{item.text} ({item.owner or 'no owner'}, {item.date or 'no date'}, "
                  f"{'in place' if item.in_place else 'planned'})")
        for item in harm.mitigations
    ]  # fmt: skip
    return tag(
        "div",
        tag("p", tag("strong", harm.text), f" Against {principle.lower()}. Affected: {harm.affected or 'not said'}."),
        tag("p", levels),
        tag("p", f"Before: {gravity_words(line.before)}. After: {gravity_words(line.planned)}.", class_="hint")
        if line
        else None,
        tag("ul", mitigations, class_="statements") if mitigations else tag("p", "No mitigation yet.", class_="unstated"),
    )  # fmt: skip


def typical_harms(page: AssessmentPage) -> Html:
    """Return the harms that the instrument offers to think of, each with why and where that comes from."""
    lines = [
        tag("li", tag("strong", harm.text), " ", origin(page, harm)) for harm in fitting_harms(page).values()
    ]
    return tag("ul", lines, class_="statements")


def fitting_harms(page: AssessmentPage) -> dict[str, TypicalHarm]:
    """Return the typical harms of the kinds of tool that are assessed, by id."""
    return {
        harm.id: harm
        for harm in page.instrument.harms
        if not harm.capabilities or page.setting.capabilities & set(harm.capabilities)
    }
