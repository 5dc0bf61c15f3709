"""Handing an assessment over, leaving it, withdrawing an unfinished one: each behind its own fold, with what follows."""

import streamlit as st

from catalog.actions.assessment_people import (
    hand_over_assessment,
    leave_assessment,
    withdraw_assessment,
)
from catalog.bootstrap import the_app
from catalog.domain.people import Actor
from catalog.queries.assessment_views import AssessmentPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.going import go
from catalog.ui.parts.text import plain_label


def leaving(page: AssessmentPage, actor: Actor) -> None:
    """Draw what this person can do: the owner hands over or withdraws, everybody else leaves."""
    if page.assessment.owner != actor.name:
        _leave(page, actor)
        return
    if page.may_write:
        _hand_over(page, actor)
        _withdraw(page, actor)


def _hand_over(page: AssessmentPage, actor: Actor) -> None:
    held = page.assessment
    heirs = [name for name in held.contributors if name != actor.name]
    with st.expander("Hand it over", key="hand-over"):
        draw(
            tag(
                "p",
                "The new owner can withdraw it or hand it on. You stay a contributor, and can leave then.",
                class_="hint",
            )
        )
        if not heirs:
            draw(tag("p", "Nobody else writes in it. Let a contributor in first.", class_="unstated"))
            return
        heir = st.selectbox("New owner", heirs, key="hand-over-to", format_func=plain_label)
        if st.button("Hand it over", key="hand-over-go"):
            acted(
                lambda: hand_over_assessment(the_app().store, actor, held.id, heir),
                f"{heir} owns it now.",
                again=True,
            )


def _leave(page: AssessmentPage, actor: Actor) -> None:
    held = page.assessment
    with st.expander("Leave this assessment", key="leave"):
        draw(
            tag(
                "p",
                "You do not see it any more. What you wrote, doubted or signed stays under your name. Its people can let you in again.",
                class_="hint",
            )
        )
        if st.button("Leave it", key="leave-go") and acted(
            lambda: leave_assessment(the_app().store, actor, held.id), f"You left assessment {held.id}."
        ):
            go("assessments")


def _withdraw(page: AssessmentPage, actor: Actor) -> None:
    held = page.assessment
    with st.expander("Withdraw this assessment", key="withdraw"):
        if held.signed:
            draw(
                tag(
                    "p",
                    "It is signed and cannot be withdrawn. A new version, once signed, takes its place: start it under “Files and versions”.",
                )
            )
            return
        draw(
            tag(
                "p",
                "Nobody sees its content any more, you neither. The audit trail keeps that it was there, and that you withdrew it. This cannot be undone.",
                class_="hint",
            )
        )
        reason = st.text_input(
            "Why it is withdrawn, for its people to read", key="withdraw-reason", max_chars=300
        )
        if st.button("Withdraw it", key="withdraw-go", disabled=not reason) and acted(
            lambda: withdraw_assessment(the_app().store, actor, held.id, reason),
            f"Assessment {held.id} is withdrawn.",
        ):
            go("assessments")
