"""The form of a verdict; each verdict asks for what it needs, and says what readers will see."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from catalog.actions.concerns import decide
from catalog.bootstrap import the_app
from catalog.domain.concern_rules import LONGEST_TEXT, Ruling, allowed_effects
from catalog.domain.concerns import Concern, Effect, StepKind, Verdict
from catalog.domain.people import Actor
from catalog.queries.concern_work_views import ConcernPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted

REVIEW_DAYS: Final = 180
"""The day of the review that the form proposes."""

_WORDS: Final = {
    Verdict.UPHELD: "Upheld",
    Verdict.CONDITIONS: "Upheld with conditions of use",
    Verdict.NOT_UPHELD: "Not upheld",
}
_EFFECTS: Final = {
    Effect.NONE: "Nothing is shown but the history.",
    Effect.WARNING: "A warning stands wherever this is shown",
    Effect.CONDITIONS: "The conditions stand wherever this is shown, in exports too.",
    Effect.SUSPENSION: "Investigators do not see the tool",
}


def ruling_form(page: ConcernPage, actor: Actor) -> None:
    """Draw the verdict; what was typed stays until it is given."""
    concern = page.concern
    with st.expander("Give the verdict", key=_key(concern, "part")):
        verdict = st.radio("Verdict", tuple(_WORDS), key=_key(concern, "verdict"), index=None,
                           format_func=_WORDS.__getitem__)  # fmt: skip
        if verdict is None:
            draw(tag("p", "Choose a verdict; what it needs appears below.", class_="hint"))
            return
        effect = _effect(concern, verdict)
        conditions = ""
        if verdict is Verdict.CONDITIONS:
            conditions = st.text_area("Conditions of use, one a line", key=_key(concern, "conditions"),
                                      max_chars=LONGEST_TEXT, height=110)  # fmt: skip
        reasons = st.text_area("Reasons", key=_key(concern, "reasons"), max_chars=LONGEST_TEXT, height=150)
        review = "" if verdict is Verdict.NOT_UPHELD else _review_day(concern, page.today)
        interest = st.text_input(
            "Your interests: ties to the provider or a competitor, or “none”",
            key=_key(concern, "interest"), max_chars=1_000,
        )  # fmt: skip
        said = Ruling(verdict, effect, reasons, interest, _lines(conditions), review)
        if st.button("Give the verdict", type="primary", key=_key(concern, "do")):
            acted(
                lambda: decide(the_app().store, actor, concern.id, said, len(concern.steps)),
                f"Verdict given: {verdict}.",
                again=True,
            )


def _effect(concern: Concern, verdict: Verdict) -> Effect:
    offered = allowed_effects(verdict, concern.kind)
    if len(offered) == 1:
        draw(tag("p", tag("strong", "What it does: "), _EFFECTS[offered[0]]))
        return offered[0]
    chosen = st.radio("What it does", offered, key=_key(concern, f"effect-{verdict}"),
                      format_func=_EFFECTS.__getitem__)  # fmt: skip
    return Effect(chosen)


def _review_day(concern: Concern, today: str) -> str:
    now = date.fromisoformat(today)
    day = st.date_input(
        "Look at it again on", value=now + timedelta(days=REVIEW_DAYS), min_value=now + timedelta(days=1),
        max_value=now + timedelta(days=3_650), key=_key(concern, "review"), format="YYYY-MM-DD",
    )  # fmt: skip
    return day.isoformat() if isinstance(day, date) else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _key(concern: Concern, name: str) -> str:
    return f"concern-{concern.id}-{len(concern.steps)}-{StepKind.VERDICT}-{name}"
