"""The workflow against a small model: whatever people do in whatever order, the model's rules hold."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from catalog.actions.drafts import discard_draft, open_draft, save_draft, start_draft
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide, submit_draft, take, withdraw
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag, first_break
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import UNDECIDED, Act, DraftState, Outcome, RecordState, SubmissionState
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CLARA,
    DENIS,
    NO_TIES,
    PEOPLE,
    TOOL,
    WHY,
    fields,
    stock,
)
from tests.figures import figure

SLUGS = ("photo-sorter", "other-tool", "new-tool")
EDITS = (
    {"summary": "Sorts pictures that look alike."},
    {"cost": "paid"},
    {"limitations": [{"text": "It fails on drawings.", "sources": [1]}]},
    {"listing": {"status": "caution", "reason": "A regulator is looking at it.", "sources": [1]}},
)
people = st.sampled_from((*PEOPLE, ANNA, BORIS, ANNA, BORIS, CLARA, DENIS))
slugs = st.sampled_from(SLUGS)


@dataclass
class Model:
    """What the workflow must have done: sixty lines that know nothing of the store."""

    shown: dict[str, str] = field(default_factory=dict)
    state: dict[str, RecordState] = field(default_factory=dict)
    wrote: dict[str, set[str]] = field(default_factory=dict)
    approvals: dict[int, list[Actor]] = field(default_factory=dict)

    def published(self, slug: str, sha256: str) -> None:
        """A revision is seen by readers; from here on everybody starts without a part in it."""
        self.shown[slug], self.state[slug] = sha256, RecordState.PUBLISHED
        self.wrote[slug] = set()

    def enough(self, submission: Submission) -> bool:
        """Whether the people who approved are those that the rules ask for."""
        roles = [actor.role for actor in self.approvals[submission.id]]
        if submission.act is Act.PUBLISH and not submission.sensitive:
            return bool(roles)
        return Role.CURATOR in roles and Role.REVIEWER in roles


class Workflow(RuleBasedStateMachine):
    """People who open, save, submit, take, withdraw, decide, suspend and ask, at random."""

    steps = 0
    published = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(f"sqlite:///{Path(self.folder.name)}/catalog.sqlite3")
        stock(self.store, *SLUGS[:2])
        self.model = Model()
        for slug in SLUGS[:2]:
            self.model.published(slug, self.standing(slug).sha256)
        self.saved = 0

    def teardown(self) -> None:
        """Remove the store."""
        self.store.close()
        self.folder.cleanup()

    def standing(self, slug: str) -> Any:
        """Return where a tool stands in the store."""
        with self.store.reading() as reader:
            return reader.workflow.standing(TOOL, slug)

    def live(self, slug: str) -> Draft | None:
        """Return the live draft of a tool."""
        with self.store.reading() as reader:
            return reader.workflow.live_draft(TOOL, slug)

    def waiting(self) -> list[Submission]:
        """Return what waits for a decision."""
        with self.store.reading() as reader:
            return list(reader.workflow.undecided())

    def tried(self, act: Any, *args: Any, **kwargs: Any) -> Any:
        """Do something that may be refused; return None when it was."""
        Workflow.steps += 1
        try:
            return act(self.store, *args, **kwargs)
        except CatalogError:
            return None

    @rule(actor=people, slug=slugs, edit=st.sampled_from(EDITS))
    def write(self, actor: Actor, slug: str, edit: dict[str, Any]) -> None:
        """Somebody opens or starts a draft and saves it; only curators can."""
        draft = self.live(slug)
        if draft is None and self.standing(slug).state is None:
            draft = self.tried(start_draft, actor, TOOL, fields(slug=slug))
        elif draft is None:
            draft = self.tried(open_draft, actor, TOOL, slug)
        if draft is None:
            return
        if draft.state is DraftState.OPEN and actor.role is Role.CURATOR:
            self.model.wrote.setdefault(slug, set()).update(draft.contributors)
        self.saved += 1
        hardware = {"hardware": f"a graphics card, {self.saved}"}
        saved = self.tried(save_draft, actor, draft.id, draft.version, {**draft.content, **edit, **hardware})
        assert saved is None or actor.role is Role.CURATOR
        if saved is not None:
            self.model.wrote.setdefault(slug, set()).add(actor.name)

    @rule(actor=people, edit=st.sampled_from(EDITS), slug=slugs)
    def write_and_submit(self, actor: Actor, edit: dict[str, Any], slug: str) -> None:
        """Somebody writes and submits in one go."""
        self.write(actor, slug, edit)
        self.submit(actor, slug, stale=False)

    @rule(actor=people, slug=slugs, stale=st.booleans())
    def submit(self, actor: Actor, slug: str, *, stale: bool) -> None:
        """Somebody submits the live draft, sometimes an older version of it; a stale one is refused."""
        draft = self.live(slug)
        if draft is None:
            return
        made = self.tried(submit_draft, actor, draft.id, draft.version - stale, WHY)
        if made is not None:
            assert not stale
            assert actor.role is Role.CURATOR
            self.model.wrote[slug].add(actor.name)
            self.model.approvals[made.id] = []

    @rule(actor=people, slug=slugs)
    def discard(self, actor: Actor, slug: str) -> None:
        """Somebody gives a draft up."""
        draft = self.live(slug)
        if draft is not None:
            self.tried(discard_draft, actor, draft.id, "begun by mistake")

    @rule(actor=people, slug=slugs)
    def stop(self, actor: Actor, slug: str) -> None:
        """Somebody suspends a tool; only what is published can be."""
        Workflow.steps += 1
        before = self.standing(slug).state
        try:
            suspend(self.store, actor, TOOL, slug, "a court forbade it")
        except CatalogError:
            return
        assert before is RecordState.PUBLISHED
        assert actor.role in (Role.CURATOR, Role.REVIEWER)
        self.model.state[slug] = RecordState.SUSPENDED

    @rule(actor=people, slug=slugs, act=st.sampled_from((Act.RETIRE, Act.RESTORE)))
    def ask(self, actor: Actor, slug: str, act: Act) -> None:
        """Somebody asks for a tool to be retired or restored."""
        made = self.tried(propose, actor, act, TOOL, slug, "support has ended")
        if made is not None:
            self.model.approvals[made.id] = []

    @rule(actor=people, data=st.data())
    def claim(self, actor: Actor, data: st.DataObject) -> None:
        """Somebody takes a submission up, or its maker withdraws it."""
        if waiting := self.waiting():
            chosen = data.draw(st.sampled_from(waiting))
            if data.draw(st.booleans()):
                taken = self.tried(take, actor, chosen.id)
                assert taken is None or actor.name not in (chosen.made_by, *chosen.contributors)
            else:
                gone = self.tried(withdraw, actor, chosen.id, "a source is missing")
                assert gone is None or actor.name in (chosen.made_by, *chosen.contributors)

    @rule(actor=people, data=st.data(), outcome=st.sampled_from((*Outcome, Outcome.APPROVE, Outcome.APPROVE)))
    def judge(self, actor: Actor, data: st.DataObject, outcome: Outcome) -> None:
        """Somebody decides on something."""
        if waiting := self.waiting():
            self.decided(actor, data.draw(st.sampled_from(waiting)), outcome)

    @rule(data=st.data())
    def judge_in_turn(self, data: st.DataObject) -> None:
        """Everybody tries to approve the same submission, one after the other."""
        if waiting := self.waiting():
            chosen = data.draw(st.sampled_from(waiting))
            for actor in data.draw(st.permutations(PEOPLE)):
                self.decided(actor, chosen, Outcome.APPROVE)

    def decided(self, actor: Actor, chosen: Submission, outcome: Outcome) -> None:
        """Let somebody decide; the model says whether that may have published, and what readers see then."""
        Workflow.steps += 1
        try:
            decided = decide(
                self.store,
                actor,
                chosen.id,
                chosen.sha256,
                outcome,
                "read against its sources",
                NO_TIES,
                ALL_YES,
            )
        except (Conflict, NotAllowed):
            return
        assert actor.role in (Role.CURATOR, Role.REVIEWER)
        assert actor.name != chosen.made_by
        if chosen.act is Act.PUBLISH:
            assert actor.name not in self.model.wrote[chosen.slug]
        if outcome is Outcome.APPROVE:
            assert actor.name not in [other.name for other in self.model.approvals[chosen.id]]
            self.model.approvals[chosen.id].append(actor)
        if decided.state is SubmissionState.APPROVED:
            self.carried_out(chosen)

    def carried_out(self, submission: Submission) -> None:
        """Note what an approved submission must have done."""
        assert self.model.enough(submission)
        if submission.act is Act.RETIRE:
            self.model.state[submission.slug] = RecordState.RETIRED
        else:
            Workflow.published += 1
            self.model.published(submission.slug, submission.sha256)

    @invariant()
    def readers_see_what_the_model_says(self) -> None:
        """Each tool stands where the model has it, with the revision that was approved, and no other is shown."""
        with self.store.reading() as reader:
            seen = {tool.slug for tool in reader.documents(TOOL)}
        for slug, state in self.model.state.items():
            found = self.standing(slug)
            assert found.state is state
            assert found.sha256 == self.model.shown[slug]
            assert (slug in seen) == (state is RecordState.PUBLISHED)
        assert seen <= set(self.model.state)

    @invariant()
    def one_live_draft_each_and_a_sound_chain(self) -> None:
        """A submitted draft has exactly one undecided submission, and the audit chain has no break."""
        with self.store.reading() as reader:
            under_review = [draft.id for draft in reader.workflow.drafts(DraftState.SUBMITTED)]
            waiting = [item.draft for item in reader.workflow.undecided() if item.act is Act.PUBLISH]
            events = list(reader.events())
        assert sorted(under_review) == sorted(draft for draft in waiting if draft is not None)
        assert first_break(events) is None
        assert all(item.tag is not EventTag.ACTION_REFUSED or item.actor != SYSTEM.name for item in events)

    @invariant()
    def nothing_settled_is_open(self) -> None:
        """What waits for a decision is undecided, and nobody has decided twice on it."""
        for item in self.waiting():
            assert item.state in UNDECIDED
            names = [decision.by for decision in item.decisions]
            assert len(names) == len(set(names))


def _run(examples: int, steps: int) -> None:
    Workflow.steps = Workflow.published = 0
    run_state_machine_as_test(
        Workflow,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    figure(f"workflow machine: {Workflow.steps} steps, {Workflow.published} publications, 0 rules broken")


@pytest.mark.timeout(300)
def test_no_order_of_acts_breaks_the_rules() -> None:
    """Random acts of six people on three tools: no publication without the approvals, none by a contributor."""
    _run(12, 50)
    assert Workflow.published > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_order_of_acts_breaks_the_rules_in_five_thousand_steps() -> None:
    """The same, with 5,000 steps."""
    _run(160, 50)
    assert Workflow.steps >= 5_000
    assert Workflow.published > 50
