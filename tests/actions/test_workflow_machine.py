"""The workflow against a small model: whatever people do in whatever order, the model's rules hold."""

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
from catalog.domain.case import Case
from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag, first_break
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import UNDECIDED, Act, DraftState, Outcome, RecordState, SubmissionState
from catalog.store import Store
from tests.actions.workflow_model import EDITS, NEW, RECORDS, WRITES, Known, Model
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CASE,
    CASE_YES,
    CLARA,
    DENIS,
    NO_TIES,
    PEOPLE,
    TOOL,
    WHY,
    case_fields,
    fields,
    stock,
)
from tests.figures import figure
from tests.samples import case

people = st.sampled_from((*PEOPLE, ANNA, BORIS, ANNA, BORIS, CLARA, DENIS))
records = st.sampled_from(RECORDS)


class Workflow(RuleBasedStateMachine):
    """People who open, save, submit, take, withdraw, decide, suspend and ask, at random."""

    steps = 0
    published = 0
    cases = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(f"sqlite:///{Path(self.folder.name)}/catalog.sqlite3")
        stock(self.store, "photo-sorter", "other-tool")
        with self.store.writing(SYSTEM) as work:
            work.publish(CASE, "xx-ruling", Case.model_validate(case("xx-ruling")))
        self.model = Model()
        for known in RECORDS:
            if known[1] not in NEW:
                self.model.published(known, self.standing(known).sha256)
        self.saved = 0

    def teardown(self) -> None:
        """Remove the store."""
        self.store.close()
        self.folder.cleanup()

    def standing(self, known: Known) -> Any:
        """Return where a record stands in the store."""
        with self.store.reading() as reader:
            return reader.workflow.standing(*known)

    def live(self, known: Known) -> Draft | None:
        """Return the live draft of a record."""
        with self.store.reading() as reader:
            return reader.workflow.live_draft(*known)

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

    @rule(actor=people, known=records, edit=st.integers(0, 3))
    def write(self, actor: Actor, known: Known, edit: int) -> None:
        """Somebody opens or starts a draft and saves it; only those can who write such records."""
        kind, slug = known
        draft = self.live(known)
        if draft is None and self.standing(known).state is None:
            raw = fields(slug=slug) if kind is TOOL else case_fields(slug=slug)
            draft = self.tried(start_draft, actor, kind, raw)
        elif draft is None:
            draft = self.tried(open_draft, actor, kind, slug)
        if draft is None:
            return
        if draft.state is DraftState.OPEN and actor.role in WRITES[kind]:
            self.model.wrote.setdefault(known, set()).update(draft.contributors)
        self.saved += 1
        new = {"hardware" if kind is TOOL else "what_happened": f"with a graphics card, {self.saved}"}
        content = {**draft.content, **EDITS[kind][edit % len(EDITS[kind])], **new}
        saved = self.tried(save_draft, actor, draft.id, draft.version, content)
        assert saved is None or actor.role in WRITES[kind]
        if saved is not None:
            self.model.wrote.setdefault(known, set()).add(actor.name)

    @rule(actor=people, edit=st.integers(0, 3), known=records)
    def write_and_submit(self, actor: Actor, edit: int, known: Known) -> None:
        """Somebody writes and submits in one go."""
        self.write(actor, known, edit)
        self.submit(actor, known, stale=False)

    @rule(actor=people, known=records, stale=st.booleans())
    def submit(self, actor: Actor, known: Known, *, stale: bool) -> None:
        """Somebody submits the live draft, sometimes an older version of it; a stale one is refused."""
        draft = self.live(known)
        if draft is None:
            return
        made = self.tried(submit_draft, actor, draft.id, draft.version - stale, WHY)
        if made is not None:
            assert not stale
            assert actor.role in WRITES[known[0]]
            self.model.wrote[known].add(actor.name)
            self.model.approvals[made.id] = []

    @rule(actor=people, known=records)
    def discard(self, actor: Actor, known: Known) -> None:
        """Somebody gives a draft up."""
        draft = self.live(known)
        if draft is not None:
            self.tried(discard_draft, actor, draft.id, "begun by mistake")

    @rule(actor=people, known=records)
    def stop(self, actor: Actor, known: Known) -> None:
        """Somebody suspends a record; only what is published can be."""
        Workflow.steps += 1
        before = self.standing(known).state
        try:
            suspend(self.store, actor, *known, "a court forbade it")
        except CatalogError:
            return
        assert before is RecordState.PUBLISHED
        assert actor.role in (Role.CURATOR, Role.REVIEWER)
        self.model.state[known] = RecordState.SUSPENDED

    @rule(actor=people, known=records, act=st.sampled_from((Act.RETIRE, Act.RESTORE)))
    def ask(self, actor: Actor, known: Known, act: Act) -> None:
        """Somebody asks for a record to be retired or restored."""
        made = self.tried(propose, actor, act, *known, "support has ended")
        if made is not None:
            assert actor.role in WRITES[known[0]]
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
                CASE_YES if chosen.kind is CASE else ALL_YES,
            )
        except (Conflict, NotAllowed):
            return
        assert actor.role in (Role.CURATOR, Role.REVIEWER)
        assert actor.name != chosen.made_by
        if chosen.act is Act.PUBLISH:
            assert actor.name not in self.model.wrote[chosen.kind, chosen.slug]
        if outcome is Outcome.APPROVE:
            assert actor.name not in [other.name for other in self.model.approvals[chosen.id]]
            self.model.approvals[chosen.id].append(actor)
        if decided.state is SubmissionState.APPROVED:
            self.carried_out(chosen)

    def carried_out(self, submission: Submission) -> None:
        """Note what an approved submission must have done."""
        assert self.model.enough(submission)
        known = (submission.kind, submission.slug)
        if submission.act is Act.RETIRE:
            self.model.state[known] = RecordState.RETIRED
        else:
            Workflow.published += 1
            Workflow.cases += submission.kind is CASE
            self.model.published(known, submission.sha256)

    @invariant()
    def readers_see_what_the_model_says(self) -> None:
        """Each record stands where the model has it, with the revision that was approved, and no other is shown."""
        with self.store.reading() as reader:
            seen = {(kind, item.slug) for kind in (TOOL, CASE) for item in reader.documents(kind)}
        for known, state in self.model.state.items():
            found = self.standing(known)
            assert found.state is state
            assert found.sha256 == self.model.shown[known]
            assert (known in seen) == (state is RecordState.PUBLISHED)
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
    Workflow.steps = Workflow.published = Workflow.cases = 0
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
    figure(
        f"workflow machine: {Workflow.steps} steps, {Workflow.published} publications, {Workflow.cases} of cases, 0 rules broken"
    )


@pytest.mark.timeout(300)
def test_no_order_of_acts_breaks_the_rules() -> None:
    """Random acts of six people on three tools and two cases: no publication without the approvals, none by a contributor."""
    _run(12, 50)
    assert Workflow.published > Workflow.cases > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_order_of_acts_breaks_the_rules_in_five_thousand_steps() -> None:
    """The same, with 5,000 steps."""
    _run(160, 50)
    assert Workflow.steps >= 5_000
    assert Workflow.published > 50
