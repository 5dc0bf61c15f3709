"""The form in which a decider answers the checklist, declares interests, comments and decides."""

from typing import Final

import streamlit as st

from catalog.actions.submissions import decide, take, withdraw
from catalog.bootstrap import the_app
from catalog.domain.checklist import ChecklistItem
from catalog.domain.people import Actor
from catalog.domain.work import Submission
from catalog.domain.workflow import UNDECIDED, Act, Answer, Outcome, SubmissionState
from catalog.domain.writing import may_write
from catalog.queries.work_views import ReviewPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.history_sections import ANSWERS

OUTCOMES: Final = {
    Outcome.APPROVE: "Approve",
    Outcome.REQUEST_CHANGES: "Request changes",
    Outcome.REJECT: "Reject",
}
_DONE: Final = {
    Act.MERGE: "Approved, and merged: the old address leads to the tool that stays.",
    Act.PUBLISH: "Approved, and published.",
    Act.RESTORE: "Approved, and restored: readers see it again.",
    Act.RETIRE: "Approved, and retired: it has left the search.",
}


def review_form(page: ReviewPage, actor: Actor) -> None:
    """Draw the form; what cannot be decided by this person is left out."""
    submission = page.submission
    _withdrawal(page, actor)
    if page.objection:
        return
    if submission.taken_by != actor.name:
        st.button("Take it up, so that others see that you review it", on_click=_take, args=(submission.id,))
    offered = [outcome for outcome in OUTCOMES if outcome is not Outcome.APPROVE or not page.refusal]
    with st.form(f"decide-{submission.id}", border=False):
        draw(tag("h2", "Your decision"))
        draw(tag("p", "An approval needs every point answered on this very revision.", class_="hint"))
        for item in page.checklist:
            _point(submission.id, item)
        with st.expander("Comments by field"):
            for changed in page.changes:
                st.text_input(
                    changed.change.label,
                    key=_key(submission.id, f"field-{changed.change.path}"),
                    max_chars=1_000,
                )
        st.text_area("Your interests: ties to those whom this is about, or “none”",
                     key=_key(submission.id, "said-interest"), max_chars=1_000, height=80)  # fmt: skip
        st.text_area("Comment", key=_key(submission.id, "said-comment"), max_chars=4_000, height=120)
        st.radio("Decision", offered, key=_key(submission.id, "outcome"), format_func=OUTCOMES.__getitem__,
                 index=None, horizontal=True)  # fmt: skip
        if st.form_submit_button("Decide", type="primary"):
            _decide(page, actor)


def _withdrawal(page: ReviewPage, actor: Actor) -> None:
    """Draw the way back for those who wrote it, while nothing is settled."""
    submission = page.submission
    wrote = actor.name in (submission.made_by, *submission.contributors)
    if not (wrote and submission.state in UNDECIDED and may_write(actor, submission.kind)):
        return
    with st.expander("Withdraw this submission", key="withdraw"):
        reason = st.text_input("Reason", key=_key(submission.id, "withdraw"), max_chars=500)
        if st.button("Withdraw", key=_key(submission.id, "do-withdraw")):
            acted(
                lambda: withdraw(the_app().store, actor, submission.id, reason),
                "Withdrawn. The draft can be edited again.",
                again=True,
            )


def _point(submission_id: int, item: ChecklistItem) -> None:
    answer, note = st.columns((3, 2), vertical_alignment="bottom")
    answer.radio(
        f"{item.label}: {item.question}",  # our own words; what escapes Markdown would be read out
        tuple(ANSWERS),
        key=_key(submission_id, item.id),
        format_func=ANSWERS.__getitem__,
        index=None,
        horizontal=True,
        help=item.help,
    )
    note.text_input(f"Note on “{item.label}”", key=_key(submission_id, f"note-{item.id}"), max_chars=1_000)


def _key(submission_id: int, name: str) -> str:
    return f"review-{submission_id}-{name}"


def _take(submission_id: int) -> None:
    acted(lambda: take(the_app().store, current_actor(), submission_id), "You have taken it up.")


def _said(after: Submission) -> str:
    """Return what came of a decision."""
    match after.state:
        case SubmissionState.APPROVED:
            return _DONE[after.act]
        case SubmissionState.CHANGES_REQUESTED:
            return "Sent back with your comments; its authors can edit the draft and submit it again."
        case SubmissionState.REJECTED:
            return "Rejected. Nothing has changed for readers."
    return "Your approval stands. It needs another person's as well."


def _decide(page: ReviewPage, actor: Actor) -> None:
    """Read the form and decide; an error is shown beside the button and nothing typed is lost."""
    submission = page.submission
    said = {
        name: str(st.session_state.get(_key(submission.id, f"said-{name}")) or "")
        for name in ("comment", "interest")
    }
    outcome = st.session_state.get(_key(submission.id, "outcome"))
    if outcome is None:
        st.error("Choose a decision: approve, request changes or reject. Nothing was decided.")
        return
    answers = tuple(
        Answer(item.id, str(given), str(st.session_state.get(_key(submission.id, f"note-{item.id}")) or ""))
        for item in page.checklist
        if (given := st.session_state.get(_key(submission.id, item.id))) is not None
    )
    fields = {
        changed.change.path: text
        for changed in page.changes
        if (text := str(st.session_state.get(_key(submission.id, f"field-{changed.change.path}")) or ""))
    }
    acted(
        lambda: decide(
            the_app().store, actor, submission.id, submission.sha256, outcome,
            said["comment"], said["interest"], answers, fields,
        ),
        _said,
        again=True,
    )  # fmt: skip
