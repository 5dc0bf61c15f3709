"""What can be done about a concern by whoever looks at it: take up, ask, answer, decide, appeal, reopen."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from catalog.actions.concerns import (
    appeal,
    ask_reply,
    decline_appeal,
    enter_statement,
    reopen,
    reply,
    take_up,
)
from catalog.bootstrap import the_app
from catalog.domain.concern_rules import LONGEST_LINE, LONGEST_TEXT
from catalog.domain.concerns import Concern, StepKind
from catalog.domain.people import Actor
from catalog.queries.concern_work_views import ConcernPage
from catalog.store import Store
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.ruling_form import ruling_form

Act = Callable[[Store, Actor, int, str], object]

_PLAIN: Final[dict[StepKind, tuple[str, str, str, Act, str]]] = {
    # what it is called, the label of its field, its button, the action, what is said after it
    StepKind.TAKEN_UP: (
        "Take it up", "A note (optional)", "Take up", take_up, "You examine it now.",
    ),
    StepKind.REPLY_ASKED: (
        "Ask for a reply", "What the curators or the provider should answer", "Ask", ask_reply,
        "Asked. Curators see it in their list.",
    ),
    StepKind.REPLY: (
        "Reply for the record", "Your reply; it is shown beside the concern", "Reply", reply,
        "The reply stands beside the concern.",
    ),
    StepKind.APPEAL: (
        "Appeal against the verdict", "Your reasons", "Appeal", appeal,
        "Your appeal is with the reviewers. What the verdict set up stays meanwhile.",
    ),
    StepKind.APPEAL_DECLINED: (
        "Let the verdict stand", "Your reasons", "Decline the appeal", decline_appeal, "The verdict stands.",
    ),
    StepKind.REOPENED: (
        "Open it again", "Your reasons", "Reopen", reopen, "The concern is examined again.",
    ),
}  # fmt: skip


def concern_acts(page: ConcernPage, actor: Actor) -> None:
    """Draw each act that may follow; what stands against one for this person is said in its place."""
    if not page.acts:
        return
    draw(tag("h2", "What you can do"))
    for sentence in dict.fromkeys(page.acts.values()):
        if sentence:
            draw(_against(sentence))
    for kind in (kind for kind, against in page.acts.items() if not against):
        if kind is StepKind.VERDICT:
            ruling_form(page, actor)
        elif kind is StepKind.STATEMENT:
            _statement(page.concern, actor)
        else:
            _plain(page.concern, actor, kind)


def key_of(concern: Concern, name: str) -> str:
    """Return the key of a field; after each step the fields begin anew."""
    return f"concern-{concern.id}-{len(concern.steps)}-{name}"


def _against(sentence: str) -> Html:
    return tag("div", tag("p", sentence), class_="notice tone-neutral", role="note")


def _plain(concern: Concern, actor: Actor, kind: StepKind) -> None:
    title, label, button, act, said = _PLAIN[kind]
    with (
        st.expander(title, key=key_of(concern, f"part-{kind}")),
        st.form(key_of(concern, kind), border=False),
    ):
        text = st.text_area(label, key=key_of(concern, f"text-{kind}"), max_chars=LONGEST_TEXT, height=110)
        if st.form_submit_button(button, type="primary"):
            acted(lambda: act(the_app().store, actor, concern.id, text), said, again=True)


def _statement(concern: Concern, actor: Actor) -> None:
    title = "Enter what the provider says"
    with (
        st.expander(title, key=key_of(concern, "part-statement")),
        st.form(key_of(concern, "statement"), border=False),
    ):
        text = st.text_area(
            "What the provider says, faithfully and in short", key=key_of(concern, "statement-text"),
            max_chars=LONGEST_TEXT, height=110,
        )  # fmt: skip
        source = st.text_input(
            "Web address where it says so", key=key_of(concern, "statement-source"), max_chars=LONGEST_LINE
        )
        interest = st.text_input(
            "Interest that the provider declares, for example “sells the tool”",
            key=key_of(concern, "statement-interest"), max_chars=LONGEST_LINE,
        )  # fmt: skip
        if st.form_submit_button("Enter the statement", type="primary"):
            acted(
                lambda: enter_statement(the_app().store, actor, concern.id, text, source, interest),
                "The statement stands beside the concern.",
                again=True,
            )
