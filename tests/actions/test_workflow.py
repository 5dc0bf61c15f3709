from dataclasses import replace

import pytest

from catalog.actions.drafts import discard_draft, open_draft, rebase_draft, save_draft, start_draft
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide, submit_draft, take, withdraw
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.events import EventTag, first_break
from catalog.domain.people import SYSTEM
from catalog.domain.work import Overtaken
from catalog.domain.workflow import Act, DraftState, Outcome, RecordState, SubmissionState
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CLARA,
    DENIS,
    EVA,
    FRANK,
    NO_TIES,
    TOOL,
    WHY,
    approved,
    edited,
    fields,
    first,
    stock,
    submitted,
)

SLUG = "photo-sorter"


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with two published tools."""
    stock(store, SLUG, "other-tool")
    return store


def shown(store: Store, slug: str) -> str:
    """Return the summary that readers see, or nothing."""
    with store.reading() as reader:
        document = reader.document(TOOL, slug)
    return document.summary if document else ""


def standing(store: Store, slug: str) -> RecordState | None:
    """Return where a tool stands."""
    with store.reading() as reader:
        return reader.workflow.standing(TOOL, slug).state


def tags(store: Store) -> list[str]:
    """Return the tags of all events but those of the loading."""
    with store.reading() as reader:
        events = list(reader.events())
    assert first_break(events) is None
    return [event.tag for event in events if event.actor != SYSTEM.name]


def test_an_ordinary_edit_is_published_by_one_other_person(stocked: Store) -> None:
    """A change outside ethics and compliance is seen by readers after one approval, and not before."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures that look alike.")
    assert not submission.sensitive
    assert shown(stocked, SLUG).startswith("Groups seized")
    assert approved(stocked, BORIS, submission).state is SubmissionState.APPROVED
    assert shown(stocked, SLUG) == "Sorts pictures that look alike."
    assert tags(stocked) == [
        EventTag.DRAFT_OPENED, EventTag.DRAFT_SAVED, EventTag.SUBMISSION_MADE,
        EventTag.SUBMISSION_DECIDED, EventTag.RECORD_PUBLISHED,
    ]  # fmt: skip


def test_nobody_approves_what_they_wrote(stocked: Store) -> None:
    """The author is refused, under any outcome, and nothing changes by the try."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures that look alike.")
    for outcome in Outcome:
        with pytest.raises(NotAllowed, match="You wrote part of this revision"):
            decide(stocked, ANNA, submission.id, submission.sha256, outcome, WHY, NO_TIES, ALL_YES)
    assert standing(stocked, SLUG) is RecordState.PUBLISHED
    assert shown(stocked, SLUG).startswith("Groups seized")


def test_whoever_saved_once_is_a_contributor_for_good(stocked: Store) -> None:
    """A second writer is a contributor too, also after the draft was sent back and submitted by the first."""
    draft = edited(stocked, BORIS, SLUG, summary="Sorts pictures.")
    draft = save_draft(stocked, ANNA, draft.id, draft.version, {**draft.content, "summary": "Sorts photos."})
    submission = submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    sent_back = decide(
        stocked, CLARA, submission.id, submission.sha256, Outcome.REQUEST_CHANGES, "name the source", NO_TIES
    )
    assert sent_back.state is SubmissionState.CHANGES_REQUESTED
    draft = edited(stocked, ANNA, SLUG, summary="Sorts pictures and videos.")
    again = submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    with pytest.raises(NotAllowed):
        approved(stocked, BORIS, again)
    assert approved(stocked, CLARA, again).state is SubmissionState.APPROVED


def test_a_first_publication_needs_a_curator_and_a_reviewer(stocked: Store) -> None:
    """One approval is not enough for a new tool, two of one role are not either, and the order is free."""
    submission = first(stocked, ANNA)
    assert approved(stocked, CLARA, submission).state is SubmissionState.IN_REVIEW
    with pytest.raises(NotAllowed, match="what is missing is the approval of a curator"):
        approved(stocked, DENIS, submission)
    assert shown(stocked, "new-tool") == ""
    assert approved(stocked, BORIS, submission).state is SubmissionState.APPROVED
    assert shown(stocked, "new-tool") != ""


def test_a_change_of_ethics_content_needs_a_reviewer_too(stocked: Store) -> None:
    """A new limitation, or another value of a compliance fact, is sensitive; a curator alone does not publish it."""
    submission = submitted(
        stocked, ANNA, SLUG, limitations=[{"text": "It fails on drawings.", "sources": [1]}], biometric=True,
        nothing_found=[{"principle": name, "searched": "2026-11-20"} for name in ("fairness", "lawfulness")],
    )  # fmt: skip
    assert submission.sensitive
    assert approved(stocked, BORIS, submission).state is SubmissionState.IN_REVIEW
    assert approved(stocked, DENIS, submission).state is SubmissionState.APPROVED


def test_a_person_decides_once(stocked: Store) -> None:
    """A second decision of the same person on the same revision is refused."""
    submission = first(stocked, ANNA)
    approved(stocked, CLARA, submission)
    with pytest.raises(NotAllowed, match="decided on this revision already"):
        decide(stocked, CLARA, submission.id, submission.sha256, Outcome.REJECT, WHY, NO_TIES)


def test_a_decision_binds_to_the_revision_that_was_seen(stocked: Store) -> None:
    """A decision that names another hash is refused and leaves no decision."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures.")
    with pytest.raises(Conflict, match="not the one you decided on"):
        approved(stocked, BORIS, replace(submission, sha256="0" * 64))
    with stocked.reading() as reader:
        found = reader.workflow.submission(submission.id)
    assert found is not None
    assert found.decisions == ()


def test_an_approval_needs_every_point_of_the_checklist(stocked: Store) -> None:
    """A missing point, a "no", or "does not apply" without a note keeps an approval out."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures.")
    for answers in (
        ALL_YES[1:],
        (replace(ALL_YES[0], answer="no"), *ALL_YES[1:]),
        (replace(ALL_YES[0], answer="not-applicable"), *ALL_YES[1:]),
    ):
        with pytest.raises(Invalid, match="Nothing was decided"):
            decide(
                stocked, BORIS, submission.id, submission.sha256, Outcome.APPROVE, WHY * 2, NO_TIES, answers
            )


def test_of_two_who_save_the_second_sees_both_and_loses_nothing(stocked: Store) -> None:
    """The second saving is refused with what stands there now; its own text is the caller's still."""
    draft = open_draft(stocked, ANNA, TOOL, SLUG)
    saved = save_draft(stocked, ANNA, draft.id, draft.version, {**draft.content, "summary": "By Anna."})
    with pytest.raises(Overtaken) as overtaken:
        save_draft(stocked, BORIS, draft.id, draft.version, {**draft.content, "summary": "By Boris."})
    assert overtaken.value.current == saved
    assert overtaken.value.current.content["summary"] == "By Anna."


def test_an_edit_begun_before_another_was_published_is_not_lost_in_it(stocked: Store) -> None:
    """A draft whose base is no longer published cannot be submitted until it is compared with what is."""
    draft = edited(stocked, ANNA, SLUG, summary="Sorts pictures.")
    with stocked.writing(SYSTEM) as work:
        document = work.reader.document(TOOL, SLUG)
        work.publish(TOOL, SLUG, document.model_copy(update={"cost": "paid"}))
    with pytest.raises(Conflict, match="changed after you began"):
        submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    draft = rebase_draft(stocked, ANNA, draft.id, draft.version)
    assert submit_draft(stocked, ANNA, draft.id, draft.version, WHY).state is SubmissionState.SUBMITTED


def test_faults_keep_a_draft_from_being_submitted_and_name_their_fields(stocked: Store) -> None:
    """An unknown capability, a missing source and a wrong date are all named, and the draft stays open."""
    draft = edited(
        stocked, ANNA, SLUG, capabilities=["mind-reading"], last_release="2031-01", provider="nobody"
    )
    with pytest.raises(Invalid) as refused:
        submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    assert {fault.field for fault in refused.value.faults} >= {"capabilities", "last_release", "provider"}
    with stocked.reading() as reader:
        kept = reader.workflow.draft(draft.id)
    assert kept is not None
    assert kept.state is DraftState.OPEN


def test_a_draft_holds_only_fields_of_its_record(stocked: Store) -> None:
    """Fields that a form must not set, such as a state or an author, are refused whole."""
    for name in ("state", "decision", "author", "published", "row_version", "made_by"):
        with pytest.raises(Invalid, match="no such field"):
            start_draft(stocked, ANNA, TOOL, fields() | {name: "x"})


def test_a_new_tool_takes_no_address_that_is_taken(stocked: Store) -> None:
    """A name whose address is published, redirected or being written is refused with what to do."""
    with pytest.raises(Conflict, match="in the catalogue already"):
        start_draft(stocked, ANNA, TOOL, fields(slug=SLUG))
    start_draft(stocked, ANNA, TOOL, fields())
    with pytest.raises(Conflict, match="writing"):
        start_draft(stocked, BORIS, TOOL, fields())


def test_suspending_takes_out_of_sight_at_once_and_only_two_can_restore(stocked: Store) -> None:
    """One editor suspends; a restore takes a curator and a reviewer who did not ask for it."""
    suspend(stocked, CLARA, TOOL, SLUG, "a court forbade it yesterday")
    assert standing(stocked, SLUG) is RecordState.SUSPENDED
    assert shown(stocked, SLUG) == ""
    asked = propose(stocked, ANNA, Act.RESTORE, TOOL, SLUG, "the ruling was lifted")
    assert approved(stocked, BORIS, asked).state is SubmissionState.IN_REVIEW
    assert approved(stocked, DENIS, asked).state is SubmissionState.APPROVED
    assert shown(stocked, SLUG) != ""


def test_an_edit_of_a_suspended_tool_does_not_slip_it_back(stocked: Store) -> None:
    """Publishing an edit of a suspended tool needs both roles, also when it was suspended after submission."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures.")
    suspend(stocked, CLARA, TOOL, SLUG, "a court forbade it yesterday")
    with pytest.raises(Conflict, match="changed after this was submitted"):
        approved(stocked, BORIS, submission)
    withdraw(stocked, ANNA, submission.id, "submit it again as it stands now")
    draft = open_draft(stocked, ANNA, TOOL, SLUG)
    again = submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    assert again.sensitive
    assert approved(stocked, BORIS, again).state is SubmissionState.IN_REVIEW


def test_retiring_and_merging_leave_the_reason_and_the_way_on(stocked: Store) -> None:
    """A merged tool's old address leads to the other, which is published with it; its revisions stay."""
    asked = propose(stocked, ANNA, Act.MERGE, TOOL, "other-tool", "one product under two names", SLUG)
    approved(stocked, BORIS, asked)
    approved(stocked, CLARA, asked)
    with stocked.reading() as reader:
        gone = reader.workflow.standing(TOOL, "other-tool")
        assert reader.redirect("other-tool") == SLUG
        assert len(reader.workflow.revisions(TOOL, "other-tool")) == 1
    assert (gone.state, gone.successor) == (RecordState.RETIRED, SLUG)
    asked = propose(stocked, ANNA, Act.RETIRE, TOOL, SLUG, "support ended in May")
    approved(stocked, BORIS, asked)
    approved(stocked, DENIS, asked)
    assert standing(stocked, SLUG) is RecordState.RETIRED


def test_an_old_request_does_not_undo_what_was_published_after_it(stocked: Store) -> None:
    """A merge, a retirement and a restore that were asked for before another revision came are not carried out."""
    merge = propose(stocked, ANNA, Act.MERGE, TOOL, "other-tool", "one product under two names", SLUG)
    approved(stocked, BORIS, submitted(stocked, ANNA, SLUG, summary="Sorts pictures."))
    approved(stocked, BORIS, merge)
    with pytest.raises(Conflict, match="changed after this was submitted"):
        approved(stocked, CLARA, merge)
    assert shown(stocked, SLUG) == "Sorts pictures."
    assert standing(stocked, "other-tool") is RecordState.PUBLISHED
    decide(stocked, DENIS, merge.id, merge.sha256, Outcome.REJECT, "ask for it again", NO_TIES)
    suspend(stocked, CLARA, TOOL, SLUG, "a court forbade it yesterday")
    restore = propose(stocked, ANNA, Act.RESTORE, TOOL, SLUG, "the ruling was lifted")
    draft = edited(stocked, ANNA, SLUG, summary="Sorts photographs.")
    again = submit_draft(stocked, ANNA, draft.id, draft.version, WHY)
    approved(stocked, BORIS, again)
    approved(stocked, DENIS, again)
    suspend(stocked, CLARA, TOOL, SLUG, "another court forbade it")
    approved(stocked, BORIS, restore)
    with pytest.raises(Conflict, match="changed after this was submitted"):
        approved(stocked, DENIS, restore)
    assert standing(stocked, SLUG) is RecordState.SUSPENDED


def test_what_is_decided_here_is_not_overwritten_by_curated_files(stocked: Store) -> None:
    """A tool that was decided on in this installation is none of those that loading may change or retire."""
    approved(stocked, BORIS, submitted(stocked, ANNA, SLUG, summary="Sorts pictures."))
    suspend(stocked, CLARA, TOOL, "other-tool", "a court forbade it yesterday")
    with stocked.writing(SYSTEM) as work:
        assert work.decided_here() == {(TOOL, SLUG), (TOOL, "other-tool")}
        assert not {(TOOL, SLUG), (TOOL, "other-tool")} & set(work.loaded_hashes())


def test_only_writers_withdraw_and_only_others_take(stocked: Store) -> None:
    """A stranger to the text does not withdraw it, its writer does not review it."""
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures.")
    with pytest.raises(NotAllowed, match="Only those who wrote"):
        withdraw(stocked, BORIS, submission.id, "I do not like it")
    with pytest.raises(NotAllowed, match="somebody else has to review"):
        take(stocked, ANNA, submission.id)
    assert take(stocked, BORIS, submission.id).taken_by == "boris"
    withdrawn = withdraw(stocked, ANNA, submission.id, "a source is missing")
    assert withdrawn.state is SubmissionState.WITHDRAWN
    with pytest.raises(Conflict, match="withdrawn already"):
        approved(stocked, BORIS, submission)


def test_other_roles_do_not_write_or_decide(stocked: Store) -> None:
    """Investigators, administrators and reviewers write no draft; investigators and administrators do not decide."""
    for actor in (FRANK, EVA, CLARA):
        with pytest.raises(NotAllowed, match=r"needs the role|is written by a curator"):
            open_draft(stocked, actor, TOOL, SLUG)
    submission = submitted(stocked, ANNA, SLUG, summary="Sorts pictures.")
    for actor in (FRANK, EVA):
        with pytest.raises(NotAllowed, match="needs the role"):
            approved(stocked, actor, submission)


def test_a_discarded_draft_makes_room_and_stays_in_the_store(stocked: Store) -> None:
    """After discarding, a new draft begins from what is published; the old text can still be read."""
    draft = edited(stocked, ANNA, SLUG, summary="Sorts pictures.")
    discard_draft(stocked, BORIS, draft.id, "begun by mistake")
    fresh = open_draft(stocked, ANNA, TOOL, SLUG)
    assert fresh.id != draft.id
    with stocked.reading() as reader:
        old = reader.workflow.draft(draft.id)
    assert old is not None
    assert old.content["summary"] == "Sorts pictures."


def test_what_is_not_there_is_said(stocked: Store) -> None:
    """A record, draft or submission that does not exist is named as such, and an empty edit has nothing to decide."""
    with pytest.raises(NotFound):
        open_draft(stocked, ANNA, TOOL, "no-such-tool")
    with pytest.raises(NotFound):
        save_draft(stocked, ANNA, 999, 1, {})
    with pytest.raises(NotFound):
        take(stocked, BORIS, 999)
    with pytest.raises(NotFound):
        propose(stocked, ANNA, Act.MERGE, TOOL, SLUG, "one product under two names", "no-such-tool")
    draft = open_draft(stocked, ANNA, TOOL, SLUG)
    with pytest.raises(Conflict, match="nothing to decide"):
        submit_draft(stocked, ANNA, draft.id, draft.version, WHY)


def test_a_tool_may_go_on_naming_one_that_is_suspended(stocked: Store) -> None:
    """What somebody else suspended keeps nobody from submitting; a tool that never was is still refused."""
    named = [{"kind": "see-also", "tool": "other-tool"}]
    draft = edited(stocked, ANNA, SLUG, hardware="a laptop", relations=named)
    suspend(stocked, CLARA, TOOL, "other-tool", "A court forbade it for now.")
    made_up = [{"kind": "see-also", "tool": "no-such-tool"}]
    wrong = save_draft(stocked, ANNA, draft.id, draft.version, {**draft.content, "relations": made_up})
    with pytest.raises(Invalid, match="is not another tool"):
        submit_draft(stocked, ANNA, wrong.id, wrong.version, WHY)
    right = save_draft(stocked, ANNA, wrong.id, wrong.version, draft.content)
    assert submit_draft(stocked, ANNA, right.id, right.version, WHY).made_by == ANNA.name
