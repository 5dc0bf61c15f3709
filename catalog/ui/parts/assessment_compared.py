"""What differs between two assessments."""

from catalog.queries.assessment_views import AnswerChange, AssessmentPage, ComparePage, LevelChange
from catalog.queries.dates import written_date
from catalog.ui.html import Html, tag
from catalog.ui.parts.facts import empty, work_table
from catalog.ui.parts.text import counted

_BETTER = {True: "better", False: "worse", None: "the same"}


def compared_document(page: ComparePage) -> Html:
    """Return both heads, the levels of both, and the answers that differ."""
    heads = ("Principle or dimension", "Before", "After", "Change")
    levels = work_table("Levels", heads, map(_level, page.levels))
    title = counted(len(page.answers), "answer differs", "answers differ")
    answers = (
        work_table(title, ("Question", "Before", "After"), map(_answer, page.answers))
        if page.answers
        else empty("No answer differs.")
    )
    return tag(
        "div",
        tag("h1", "Two assessments compared"),
        tag("ul", _named("Before", page.older), _named("After", page.newer), class_="statements"),
        tag("h2", "Levels"),
        levels,
        tag("h2", "Answers"),
        answers,
        class_="record",
    )


def _named(when: str, page: AssessmentPage) -> Html:
    held = page.assessment
    state = "signed" if held.signed else "not signed"
    link = tag("a", held.title, href=f"/assessment?id={held.id}")
    said = f", version {page.instrument.version} of the questions, changed {written_date(held.changed_at[:10])}, {state}"
    return tag("li", tag("strong", f"{when}: "), link, said)


def _level(item: LevelChange) -> Html:
    cells = [tag("td", text) for text in (item.before, item.after, _BETTER[item.better])]
    return tag("tr", tag("th", item.title, scope="row"), cells)


def _answer(item: AnswerChange) -> Html:
    return tag("tr", tag("th", item.question, scope="row"), tag("td", item.before), tag("td", item.after))
