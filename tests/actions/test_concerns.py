"""Concerns through their actions: each step is kept, four eyes hold, and tools follow."""

from pathlib import Path

import pytest

from catalog.actions.catalogue import load_content
from catalog.actions.checks import confirm
from catalog.actions.concerns import (
    appeal,
    ask_reply,
    decide,
    decline_appeal,
    enter_statement,
    raise_concern,
    reopen,
    reply,
    take_up,
)
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide as decide_submission
from catalog.domain.concerns import ConcernState, Effect, StepKind, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.people import SYSTEM
from catalog.domain.severity import Gravity, Severity
from catalog.domain.workflow import Act, Outcome, RecordState
from catalog.store import Store
from tests.actions.concern_world import (
    AWAY,
    GINA,
    NO,
    PAGE,
    REASONS,
    SEVERE,
    SLUG,
    WARN,
    WITH_CONDITIONS,
    decided,
    raised,
    raising,
    ruling,
)
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CLARA,
    DENIS,
    FRANK,
    NO_TIES,
    TOOL,
    approved,
    stock,
    submitted,
)
from tests.samples import content_of, raw_tool, write_content


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with two tools."""
    stock(store, SLUG, "other-tool")
    return store


def state(store: Store, slug: str = SLUG) -> RecordState | None:
    """Return where a tool stands."""
    with store.reading() as reader:
        assert (reader.document(TOOL, slug) is not None) == (
            reader.workflow.standing(TOOL, slug).state is RecordState.PUBLISHED
        )
        assert reader.verify(()).found is None
        return reader.workflow.standing(TOOL, slug).state


def test_a_concern_goes_from_raise_to_verdict(stocked: Store) -> None:
    """Every step is kept in order with its author; the conditions are those of the verdict."""
    concern = raised(stocked)
    take_up(stocked, DENIS, concern.id)
    ask_reply(stocked, DENIS, concern.id, "Who keeps the faces, and for how long?")
    reply(stocked, ANNA, concern.id, "The record says thirty days now.")
    enter_statement(stocked, BORIS, concern.id, "We keep them for thirty days.", PAGE, "sells the tool")
    done = decide(stocked, DENIS, concern.id, WITH_CONDITIONS, 4)
    kinds = [step.kind for step in done.steps]
    assert kinds == [
        StepKind.TAKEN_UP, StepKind.REPLY_ASKED, StepKind.REPLY, StepKind.STATEMENT, StepKind.VERDICT,
    ]  # fmt: skip
    assert [step.by for step in done.steps] == ["denis", "denis", "anna", "boris", "denis"]
    assert done.state is ConcernState.DECIDED
    assert done.effect is Effect.CONDITIONS
    assert done.conditions == ("Only with a warrant.",)
    with stocked.reading() as reader:
        assert reader.concerns.one(concern.id) == done
    assert state(stocked) is RecordState.PUBLISHED


def test_a_severe_concern_suspends_at_once_until_the_verdict(stocked: Store) -> None:
    """The tool is gone with the raising and back with a verdict that does not suspend, with its old origin."""
    concern = raised(stocked, SEVERE)
    assert concern.severity is Severity.SEVERE
    assert state(stocked) is RecordState.SUSPENDED
    with stocked.reading() as reader:
        assert reader.workflow.standing(TOOL, SLUG).reason.startswith(f"Concern {concern.id}: ")
    decided(stocked, concern, WARN)
    assert state(stocked) is RecordState.PUBLISHED
    with stocked.reading() as reader:
        assert reader.workflow.standing(TOOL, SLUG).origin == "files"


def test_unknown_degrees_suspend_like_the_worst(stocked: Store) -> None:
    """A concern of which nothing is known is severe."""
    raised(stocked, Gravity())
    assert state(stocked) is RecordState.SUSPENDED


def test_a_second_concern_holds_what_the_first_lets_go(stocked: Store) -> None:
    """The tool comes back only when no concern about it suspends any more."""
    first, second = raised(stocked, SEVERE), raised(stocked, SEVERE, by=GINA)
    decided(stocked, first, NO)
    assert state(stocked) is RecordState.SUSPENDED
    decided(stocked, second, AWAY)
    assert state(stocked) is RecordState.SUSPENDED
    appeal(stocked, ANNA, second.id, REASONS)
    reopen(stocked, CLARA, second.id, REASONS)
    decide(stocked, CLARA, second.id, WITH_CONDITIONS, 4)
    assert state(stocked) is RecordState.PUBLISHED


def test_what_a_person_suspended_stays_suspended(stocked: Store) -> None:
    """A verdict lifts only what a concern has suspended."""
    suspend(stocked, CLARA, TOOL, SLUG, "a court forbade it")
    concern = raised(stocked, SEVERE)
    decided(stocked, concern, NO)
    assert state(stocked) is RecordState.SUSPENDED


def test_nothing_brings_a_held_tool_to_sight(stocked: Store) -> None:
    """Restoring, publishing an edit, and merging are refused in a sentence while a concern holds the tool."""
    edit = submitted(stocked, ANNA, SLUG, cost="paid")
    concern = raised(stocked, SEVERE)
    with pytest.raises(Conflict, match=f"Concern {concern.id} keeps"):
        decide_all(stocked, edit)
    assert state(stocked) is RecordState.SUSPENDED


def decide_all(store: Store, submission: object) -> None:
    """Let a curator and a reviewer approve."""
    approved(store, BORIS, submission)  # type: ignore[arg-type]
    approved(store, DENIS, submission)  # type: ignore[arg-type]


def test_a_held_tool_is_not_restored(stocked: Store) -> None:
    """A decision of two to restore it is refused with the last approval, and nothing is decided."""
    concern = raised(stocked, SEVERE)
    asked = propose(stocked, ANNA, Act.RESTORE, TOOL, SLUG, "it is harmless after all")
    with pytest.raises(Conflict, match=f"Concern {concern.id} keeps"):
        decide_all(stocked, asked)
    assert state(stocked) is RecordState.SUSPENDED


def test_a_retired_tool_stays_retired(stocked: Store) -> None:
    """A severe concern about it is kept, and its verdict brings nothing back."""
    asked = propose(stocked, ANNA, Act.RETIRE, TOOL, SLUG, "support has ended")
    decide_all(stocked, asked)
    concern = raised(stocked, SEVERE, by=GINA)
    assert state(stocked) is RecordState.RETIRED
    decided(stocked, concern, NO, by=CLARA)
    assert state(stocked) is RecordState.RETIRED


def test_curated_files_are_followed_out_of_sight(store: Store, tmp_path: Path) -> None:
    """A held tool takes up what its file says, stays suspended, and shows the newest text after the verdict."""

    def load(mark: str, cost: str) -> None:
        content = content_of(write_content(tmp_path / "data", raw_tool(SLUG, cost=cost)))
        load_content(store, SYSTEM, content, (), mark)

    load("1", "free")
    concern = raised(store, SEVERE)
    load("2", "paid")
    assert state(store) is RecordState.SUSPENDED
    load("3", "paid")
    decided(store, concern, NO)
    assert state(store) is RecordState.PUBLISHED
    with store.reading() as reader:
        assert reader.document(TOOL, SLUG).cost == "paid"
        assert len(reader.workflow.revisions(TOOL, SLUG)) == 2
    load("4", "free")
    with store.reading() as reader:
        assert reader.document(TOOL, SLUG).cost == "free"


def test_who_has_a_part_does_not_decide(stocked: Store) -> None:
    """The raiser, whoever looked at the record and said it is true, and whoever decided before are refused."""
    with stocked.reading() as reader:
        sha256 = reader.workflow.standing(TOOL, SLUG).sha256
    confirm(stocked, GINA, TOOL, SLUG, sha256, "read every source again")
    concern = raised(stocked)
    for actor, reason in ((CLARA, "raised"), (GINA, "wrote in this record")):
        with pytest.raises(NotAllowed, match=reason):
            take_up(stocked, actor, concern.id)
    decided(stocked, concern)
    appeal(stocked, ANNA, concern.id, REASONS)
    for act in (reopen, decline_appeal):
        with pytest.raises(NotAllowed, match="decided on this concern before"):
            act(stocked, DENIS, concern.id, REASONS)


def test_who_only_approved_may_decide(stocked: Store) -> None:
    """A reviewer who approved a publication, and wrote nothing, may decide on a concern."""
    edit = submitted(stocked, ANNA, SLUG, limitations=[{"text": "It fails on drawings.", "sources": [1]}])
    decide_all(stocked, edit)
    decided(stocked, raised(stocked), by=DENIS)


def test_an_appeal_leaves_what_was_set_up(stocked: Store) -> None:
    """Conditions stay while an appeal is heard and while the concern is examined again."""
    concern = decided(stocked, raised(stocked), WITH_CONDITIONS)
    with pytest.raises(NotAllowed, match="author of the report"):
        appeal(stocked, FRANK, concern.id, REASONS)
    appealed = appeal(stocked, ANNA, concern.id, REASONS)
    assert (appealed.state, appealed.effect) == (ConcernState.APPEALED, Effect.CONDITIONS)
    again = reopen(stocked, GINA, concern.id, REASONS)
    assert (again.state, again.effect) == (ConcernState.EXAMINED, Effect.CONDITIONS)
    assert again.conditions == concern.conditions


def test_a_verdict_is_reopened_on_appeal_or_when_its_review_is_due(stocked: Store) -> None:
    """Without either it is refused."""
    concern = decided(stocked, raised(stocked))
    with pytest.raises(Conflict, match="on appeal, or on the day of its review"):
        reopen(stocked, GINA, concern.id, REASONS)


def test_a_verdict_follows_only_what_was_read(stocked: Store) -> None:
    """A reply that came in meanwhile has to be read first."""
    concern = raised(stocked)
    take_up(stocked, DENIS, concern.id)
    reply(stocked, ANNA, concern.id, "It was corrected last week.")
    with pytest.raises(Conflict, match="Something happened"):
        decide(stocked, DENIS, concern.id, WARN, 1)


@pytest.mark.parametrize(
    "said",
    [
        ruling(Verdict.CONDITIONS, Effect.WARNING),
        ruling(Verdict.NOT_UPHELD, Effect.WARNING),
        ruling(Verdict.UPHELD, Effect.CONDITIONS),
        ruling(Verdict.UPHELD, Effect.WARNING, ("Only with a warrant.",)),
        ruling(Verdict.CONDITIONS, Effect.CONDITIONS, ("x",)),
        ruling(review_on=""),
        ruling(review_on="2020-01-01"),
        ruling(review_on="soon"),
        ruling(reasons="yes"),
        ruling(interest=""),
        ruling(reasons="a bell \x07 in the middle of the reasons"),
    ],
)
def test_a_verdict_says_what_it_must(stocked: Store, said: object) -> None:
    """A verdict with a missing part, or an effect that it cannot have, is refused with its faults."""
    concern = raised(stocked)
    take_up(stocked, DENIS, concern.id)
    with pytest.raises(Invalid) as caught:
        decide(stocked, DENIS, concern.id, said, 1)  # type: ignore[arg-type]
    assert caught.value.faults


@pytest.mark.parametrize(
    "changes",
    [
        {"principles": ()},
        {"principles": ("invented",)},
        {"rights": ()},
        {"rights": ("privacy", "privacy")},
        {"statement": "bad"},
        {"affected": ""},
        {"sources": ()},
        {"sources": ("javascript:alert(1)",)},
        {"sources": ("http://[::1",)},
        {"sources": tuple(f"https://example.org/{number}" for number in range(21))},
        {"statement": "a" * 6_001},
    ],
)
def test_a_concern_says_what_it_must(stocked: Store, changes: dict[str, object]) -> None:
    """A concern with a missing or unreadable part is refused with its faults, and nothing is written."""
    with pytest.raises(Invalid) as caught:
        raise_concern(stocked, CLARA, TOOL, SLUG, raising(**changes))  # type: ignore[arg-type]
    assert caught.value.faults
    with stocked.reading() as reader:
        assert reader.concerns.all() == ()


def test_capabilities_and_cases_have_concerns_too(stocked: Store) -> None:
    """A severe one about a capability warns and suspends nothing; of what does not exist there is no concern."""
    concern = raised(stocked, SEVERE, kind=RecordKind.CAPABILITY, slug="near-duplicate-clustering")
    assert concern.effect is Effect.WARNING
    for kind, slug in ((TOOL, "nothing"), (RecordKind.PROVIDER, "example-lab")):
        with pytest.raises(NotFound):
            raised(stocked, kind=kind, slug=slug)


def test_an_approval_of_a_held_edit_is_not_half_done(stocked: Store) -> None:
    """The refused approval is not stored: the same person can still reject."""
    edit = submitted(stocked, ANNA, SLUG, cost="paid")
    raised(stocked, SEVERE)
    with pytest.raises(Conflict):
        decide_submission(
            stocked, BORIS, edit.id, edit.sha256, Outcome.APPROVE, "read it all", NO_TIES, ALL_YES
        )
    decide_submission(stocked, BORIS, edit.id, edit.sha256, Outcome.REJECT, "it is held", NO_TIES)
