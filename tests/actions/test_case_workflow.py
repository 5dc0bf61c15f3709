"""Cases on the path of four eyes: curators and reviewers write them, a curator and a reviewer beside them decide."""

from pathlib import Path

import pytest

from catalog.actions.catalogue import load_content
from catalog.actions.drafts import open_draft, save_draft, start_draft
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide, submit_draft
from catalog.domain.errors import Invalid, NotAllowed
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.workflow import Act, Answer, Outcome, RecordState, SubmissionState
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CASE,
    CASE_YES,
    CLARA,
    DENIS,
    NO_TIES,
    PROVIDER,
    TOOL,
    approved,
    case_fields,
    edited,
    fields,
    first_case,
    stock,
    submitted,
)
from tests.samples import case, content_of, provider, write_content

SLUG = "new-case"


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with what a case can name."""
    stock(store)
    return store


def standing(store: Store, slug: str = SLUG) -> RecordState | None:
    """Return where a case stands."""
    with store.reading() as reader:
        return reader.workflow.standing(CASE, slug).state


@pytest.mark.parametrize("author", [ANNA, CLARA])
def test_a_case_is_published_by_a_curator_and_a_reviewer_beside_its_author(
    stocked: Store, author: Actor
) -> None:
    """Whoever of the two roles wrote it, one approval of each role by others publishes, and one alone does not."""
    submission = first_case(stocked, author)
    with pytest.raises(NotAllowed, match="You wrote part of this revision"):
        approved(stocked, author, submission)
    assert approved(stocked, BORIS, submission).state is SubmissionState.IN_REVIEW
    assert standing(stocked) is None
    assert approved(stocked, DENIS, submission).state is SubmissionState.APPROVED
    assert standing(stocked) is RecordState.PUBLISHED


def test_a_reviewer_who_wrote_is_told_that_another_one_is_needed(stocked: Store) -> None:
    """The refusal names whose approval is missing, and that it must be another person of the same role."""
    submission = first_case(stocked, CLARA)
    with pytest.raises(NotAllowed, match="the approval of a curator and another reviewer"):
        approved(stocked, CLARA, submission)
    with pytest.raises(NotAllowed, match="the approval of a curator and another reviewer"):
        decide(stocked, CLARA, submission.id, submission.sha256, Outcome.REJECT, "no such ruling", NO_TIES)
    approved(stocked, BORIS, submission)
    with pytest.raises(NotAllowed, match="the approval of another reviewer"):
        approved(stocked, CLARA, submission)


def test_one_word_of_a_reviewer_in_a_curators_case_makes_both_authors(stocked: Store) -> None:
    """A reviewer who saved once in somebody else's draft no longer decides on it."""
    draft = start_draft(stocked, ANNA, CASE, case_fields())
    draft = save_draft(stocked, CLARA, draft.id, draft.version, {**draft.content, "body": "The authority"})
    assert draft.contributors == ("anna", "clara")


@pytest.mark.parametrize("kind", [TOOL, PROVIDER])
def test_a_reviewer_writes_no_tool_and_no_provider(stocked: Store, kind: object) -> None:
    """Each door is closed with the reason, for what is new and for what is published."""
    sentence = "so that reviewers stay free to judge it"
    with pytest.raises(NotAllowed, match=sentence):
        start_draft(stocked, CLARA, kind, fields() if kind is TOOL else provider("new-maker"))
    with pytest.raises(NotAllowed, match=sentence):
        open_draft(stocked, CLARA, kind, "photo-sorter")
    with pytest.raises(NotAllowed, match=sentence):
        propose(stocked, CLARA, Act.RETIRE, kind, "photo-sorter", "support has ended")
    draft = open_draft(stocked, ANNA, TOOL, "photo-sorter")
    with pytest.raises(NotAllowed, match=sentence):
        save_draft(stocked, CLARA, draft.id, draft.version, draft.content)


def test_the_points_for_a_case_are_its_own(stocked: Store) -> None:
    """An approval with the points for tools is refused, and so is one that leaves a point of a case open."""
    submission = first_case(stocked, ANNA)

    def approve(answers: tuple[Answer, ...]) -> None:
        decide(
            stocked, BORIS, submission.id, submission.sha256, Outcome.APPROVE, "read it all", NO_TIES, answers
        )

    with pytest.raises(Invalid, match="not a point of the checklist"):
        approve(ALL_YES)
    with pytest.raises(Invalid, match="One event is not answered"):
        approve(CASE_YES[1:])
    change = submitted(stocked, ANNA, "photo-sorter", hardware="a laptop")
    with pytest.raises(Invalid, match="not a point of the checklist"):
        decide(stocked, BORIS, change.id, change.sha256, Outcome.APPROVE, "read it all", NO_TIES, CASE_YES)


def test_an_incomplete_case_says_what_is_missing(stocked: Store) -> None:
    """Empty fields and a date to come are named one by one; nothing is submitted."""
    with pytest.raises(Invalid) as refused:
        first_case(stocked, ANNA, body="", date="2031-01", capabilities=[], as_of="soon")
    assert {fault.field for fault in refused.value.faults} == {"as_of", "body", "capabilities"}
    with pytest.raises(Invalid, match="is in the future"):
        first_case(stocked, ANNA, slug="later-case", date="2031-01")


def test_a_case_decided_here_is_kept_over_its_file(store: Store, tmp_path: Path) -> None:
    """After an edit that was decided on here, loading the curated files leaves the case alone and counts it as kept."""
    content = content_of(write_content(tmp_path, cases=[case("xx-ruling")]))
    load_content(store, SYSTEM, content, (), "1")
    draft = edited(store, CLARA, "xx-ruling", CASE, body="The appeal court")
    made = submit_draft(store, CLARA, draft.id, draft.version, "the appeal was decided")
    approved(store, BORIS, made)
    approved(store, DENIS, made)
    report = load_content(store, SYSTEM, content, (), "2")
    assert (report.kept, report.changed, report.retired) == (1, 0, 0)
    with store.reading() as reader:
        assert reader.document(CASE, "xx-ruling").body == "The appeal court"


def test_a_case_is_suspended_retired_and_restored_like_a_tool(stocked: Store) -> None:
    """One takes it out of sight, two put it back; a reviewer may ask for it to be retired, two others decide."""
    submission = first_case(stocked, ANNA)
    for actor in (BORIS, CLARA):
        approved(stocked, actor, submission)
    suspend(stocked, CLARA, CASE, SLUG, "the source was withdrawn")
    assert standing(stocked) is RecordState.SUSPENDED
    back = propose(stocked, CLARA, Act.RESTORE, CASE, SLUG, "the source is there again")
    with pytest.raises(NotAllowed):
        approved(stocked, CLARA, back)
    for actor in (ANNA, DENIS):
        approved(stocked, actor, back)
    assert standing(stocked) is RecordState.PUBLISHED
    gone = propose(stocked, CLARA, Act.RETIRE, CASE, SLUG, "it was another matter")
    for actor in (ANNA, DENIS):
        approved(stocked, actor, gone)
    assert standing(stocked) is RecordState.RETIRED


def test_other_roles_write_no_case(stocked: Store) -> None:
    """Investigators and administrators are told which roles write."""
    for role in (Role.INVESTIGATOR, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed, match="needs the role curator, reviewer"):
            start_draft(stocked, Actor("x", role), CASE, case_fields())
