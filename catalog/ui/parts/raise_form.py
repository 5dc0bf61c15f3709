"""The form for a new concern, in steps; what it will do stands there before anything is raised."""

from typing import Final

import streamlit as st

from catalog.actions.concerns import raise_concern
from catalog.actions.reports import take_report
from catalog.bootstrap import the_app
from catalog.domain.concern_rules import LONGEST_TEXT, Raising
from catalog.domain.concerns import Concern
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor
from catalog.domain.severity import DEGREES, Gravity, Severity, severity_of
from catalog.queries.concern_work_views import RaisePage, SimilarConcern
from catalog.queries.raising import similar_concerns
from catalog.queries.views import Choice
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.badges import icon
from catalog.ui.parts.going import go
from catalog.ui.parts.text import plain_label

UNKNOWN: Final = 0
"""The choice "unknown" among the degrees 1 to 4."""


def raise_form(page: RaisePage, actor: Actor) -> None:
    """Draw the steps of the form, with the open concerns that may be the same above them."""
    above = st.container()
    principles = _chosen("1. Which principles does it touch?", "Principles", page.principles, "principles")
    rights = _chosen("2. Which rights?", "Rights", page.rights, "rights")
    draw(tag("h2", "3. What is the concern?"))
    statement = st.text_area(
        "The concern, in your own words: what happens, in which use, and what it does to people",
        key="raise-statement", max_chars=LONGEST_TEXT, height=150,
    )  # fmt: skip
    similar = similar_concerns(the_app().read, actor, page.subject, principles, statement)
    with above:
        draw(similar_list(similar))
    affected = st.text_area(
        "Who is affected", key="raise-affected", max_chars=LONGEST_TEXT, height=80,
        placeholder="For example: people filmed by chance; children whose pictures are compared",
    )  # fmt: skip
    sources = st.text_area(
        "Web addresses of the sources, one a line", key="raise-sources", max_chars=LONGEST_TEXT, height=100
    )
    gravity = _gravity()
    answer = ""
    if page.report is not None:
        answer = st.text_area(
            "A word to the author of the report (optional)", key="raise-answer", max_chars=LONGEST_TEXT
        )
    said = Raising(principles, rights, affected, statement, tuple(sources.splitlines()), gravity or Gravity())
    _finish(page, actor, said, answer, complete=gravity is not None)


def _chosen(heading: str, label: str, choices: tuple[Choice, ...], name: str) -> tuple[str, ...]:
    words = {choice.id: choice.label for choice in choices}
    draw(tag("h2", heading))
    return tuple(st.multiselect(label, tuple(words), key=f"raise-{name}", format_func=words.__getitem__))


def _gravity() -> Gravity | None:
    """Draw the four questions; return the answers, None as long as one of them is open."""
    draw(tag("h2", "4. How grave is it?"))
    draw(tag("p", "Say “unknown” where you do not know. Unknown counts as the worst.", class_="hint"))
    found: dict[str, int | None] = {}
    columns = st.columns(2, gap="large")
    for number, (name, (label, question, degrees)) in enumerate(DEGREES.items()):
        words = {**dict(enumerate(degrees, start=1)), UNKNOWN: "unknown"}
        found[name] = columns[number % 2].radio(
            plain_label(f"{label}: {question}"), tuple(words), key=f"raise-{name}", index=None,
            format_func=words.__getitem__,
        )  # fmt: skip
    if None in found.values():
        return None
    return Gravity(**{name: degree or None for name, degree in found.items()})


def _finish(page: RaisePage, actor: Actor, said: Raising, answer: str, *, complete: bool) -> None:
    """Draw what raising will do, and the button."""
    draw(tag("h2", "5. What it will do"))
    if not complete:
        draw(tag("p", "Answer the four questions above; “unknown” is an answer.", class_="unstated"))
    else:
        draw(consequence(page.subject.kind, said.gravity))
    if not st.button("Raise the concern", type="primary", key="raise-do", disabled=not complete):
        return
    made: list[Concern] = []

    def act() -> None:
        store, report = the_app().store, page.report
        if report is not None:
            made.append(take_report(store, actor, report.id, said, answer))
        else:
            made.append(raise_concern(store, actor, page.subject.kind, page.subject.slug, said))

    if acted(act, "The concern is raised. Another reviewer examines it."):
        go("concern", id=str(made[0].id))


def consequence(kind: RecordKind, gravity: Gravity) -> Html:
    """Return how severe a concern is by its four degrees, why, and what raising it does."""
    severity = severity_of(gravity)
    severe = severity is Severity.SEVERE
    if not severe:
        does = "It will be shown as a concern that is being examined."
    elif kind is RecordKind.TOOL:
        does = (
            "The tool leaves the search at once, for everybody but curators and reviewers, until the verdict."
        )
    else:
        does = "A warning stands wherever this is shown, until the verdict."
    unknown = ", ".join(DEGREES[name][0].lower() for name in gravity.unknown)
    return tag(
        "div",
        icon("stop" if severe else "flag"),
        tag(
            "div",
            tag("p", tag("strong", f"This is {severity.label}. "), does),
            tag("p", f"Unknown, and so counted as the worst: {unknown}.") if unknown else None,
        ),
        class_=f"notice consequence tone-{'stop' if severe else 'caution'}",
        role="status",
    )


def similar_list(found: tuple[SimilarConcern, ...]) -> Html:
    """Return the open concerns that may be the same, each with the way to it; or the sentence that there are none."""
    if not found:
        return tag("p", "No open concern is like this one.", class_="hint", role="status")
    items = [
        tag(
            "li",
            tag("a", f"Concern {item.id}", href=f"/concern?id={item.id}"),
            f" · {item.subject} · {item.title} · {item.state}",
            tag("p", item.statement, class_="similar-text"),
            tag("p", f"In common: {item.common}", class_="source-line") if item.common else None,
        )
        for item in found
    ]
    return tag(
        "div",
        tag("p", tag("strong", "Open concerns that may be the same. "), "Read them first; one is enough."),
        tag("ul", items, class_="statements"),
        class_="notice tone-neutral similar",
        role="status",
    )
