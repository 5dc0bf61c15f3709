"""Concerns against a small model: none is lost, none softened, four eyes hold, and tools are hidden just as long."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from catalog.actions import concerns, reports
from catalog.actions.catalogue import load_content
from catalog.actions.checks import confirm
from catalog.actions.drafts import discard_draft
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import submit_draft, withdraw
from catalog.domain.concern_rules import Ruling
from catalog.domain.concerns import Concern, Step
from catalog.domain.content import Content
from catalog.domain.errors import CatalogError
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.domain.workflow import Act, RecordState
from catalog.store import Store
from tests.actions.concern_model import GRAVITIES, SUSPENSION, Model, Told
from tests.actions.concern_world import AWAY, GINA, NO, PAGE, REASONS, WARN, WITH_CONDITIONS, raising
from tests.actions.workflow_world import (
    ANNA,
    BORIS,
    CLARA,
    DENIS,
    EVA,
    FRANK,
    TOOL,
    approved,
    edited,
    stock,
)
from tests.figures import figure
from tests.samples import content_of, raw_tool, write_content

SLUGS = ("photo-sorter", "other-tool")
IVAN = Actor("ivan", Role.REVIEWER)
PEOPLE = (ANNA, BORIS, CLARA, DENIS, GINA, IVAN, EVA, FRANK)
people = st.sampled_from((*PEOPLE, CLARA, DENIS, GINA, IVAN, DENIS, GINA, IVAN))
slugs = st.sampled_from(SLUGS)
rulings = st.sampled_from((NO, WARN, WITH_CONDITIONS, AWAY))
AFTER = {"taken-up": "examined", "reply-asked": "waiting", "verdict": "decided", "appeal": "appealed",
         "appeal-declined": "decided", "reopened": "examined"}  # fmt: skip
STATES = {RecordState.PUBLISHED: ("shown",), RecordState.RETIRED: ("retired",),
          RecordState.SUSPENDED: ("held", "stopped")}  # fmt: skip


def _files(cost: str) -> Content:
    with TemporaryDirectory() as folder:
        return content_of(write_content(Path(folder), *(raw_tool(slug, cost=cost) for slug in SLUGS)))


FILES = {cost: _files(cost) for cost in ("free", "paid")}


class Concerns(RuleBasedStateMachine):
    """People who report, raise, examine, answer, decide, appeal and reopen, and curators who work meanwhile."""

    steps = raised = suspended = lifted = verdicts = refused = held = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = Store.open(f"sqlite:///{Path(self.folder.name)}/catalog.sqlite3")
        stock(self.store, *SLUGS)
        self.model = Model(tools=dict.fromkeys(SLUGS, "shown"), curated={slug: set() for slug in SLUGS})
        self.seen: dict[int, tuple[Step, ...]] = {}
        self.effects: dict[int, int] = {}
        self.judged: set[int] = set()
        self.loads = 0

    def teardown(self) -> None:
        """Expect the audit trail to fit what stands in the store, then remove it."""
        with self.store.reading() as reader:
            assert reader.verify(()).found is None
        self.store.close()
        self.folder.cleanup()

    def tried(self, act: Any, *args: Any, **kwargs: Any) -> Any:
        """Do something that may be refused; return None when it was."""
        Concerns.steps += 1
        try:
            made = act(self.store, *args, **kwargs)
        except CatalogError:
            Concerns.refused += 1
            return None
        return True if made is None else made

    def chosen(self, data: st.DataObject) -> tuple[int, Told] | None:
        """Draw a concern."""
        if not self.model.concerns:
            return None
        number = data.draw(st.sampled_from(sorted(self.model.concerns)))
        return number, self.model.concerns[number]

    def taken_in(self, made: Concern, told: Told) -> None:
        """Note a concern that was raised."""
        Concerns.raised += 1
        assert made.id not in self.model.concerns
        self.model.concerns[made.id] = told
        self.followed(told.slug)

    def followed(self, slug: str) -> None:
        """Let the model's tool follow, and count."""
        before = self.model.tools[slug]
        self.model.follow(slug)
        Concerns.suspended += (before, self.model.tools[slug]) == ("shown", "held")
        Concerns.lifted += (before, self.model.tools[slug]) == ("held", "shown")

    @rule(actor=people, slug=slugs, gravity=st.sampled_from(GRAVITIES))
    def raise_one(self, actor: Actor, slug: str, gravity: tuple[Any, bool]) -> None:
        """Somebody raises a concern; only a reviewer can."""
        made = self.tried(concerns.raise_concern, actor, TOOL, slug, raising(gravity[0]))
        assert (made is not None) == (actor.role == "reviewer")
        if made is not None:
            self.taken_in(made, Told(slug, gravity[1], actor.name))

    @rule(author=people, actor=people, slug=slugs, gravity=st.sampled_from(GRAVITIES), take=st.booleans())
    def report(self, author: Actor, actor: Actor, slug: str, gravity: tuple[Any, bool], take: bool) -> None:
        """Somebody reports, and somebody makes a concern of it or says why not."""
        told = {"what": "it named the wrong man", "harm": "people who look alike", "seen": "in training"}
        made = self.tried(reports.report, author, TOOL, slug, **told)
        if made is None:
            return
        allowed = actor.role == "reviewer" and actor.name != author.name
        if not take:
            assert (self.tried(reports.dismiss_report, actor, made.id, REASONS) is not None) == allowed
            return
        concern = self.tried(reports.take_report, actor, made.id, raising(gravity[0], sources=()))
        assert (concern is not None) == allowed
        if concern is not None:
            self.taken_in(concern, Told(slug, gravity[1], actor.name, author.name))

    def stepped(self, kind: str, told: Told, *, done: bool, allowed: bool) -> bool:
        """Note a step if it was done, which must be just when the model allows it."""
        assert done == allowed, (kind, told)
        if done:
            told.steps.append(kind)
            answered = kind in ("reply", "statement")
            told.stands = AFTER.get(
                kind, "examined" if answered and told.stands == "waiting" else told.stands
            )
        return done

    @rule(data=st.data(), actor=people)
    def examine(self, data: st.DataObject, actor: Actor) -> None:
        """Somebody takes a concern up, or asks for a reply."""
        if not (found := self.chosen(data)):
            return
        number, told = found
        if data.draw(st.booleans()):
            self.opened(actor, number, told)
        else:
            may = told.may_judge(actor, self.model.curated[told.slug])
            done = self.tried(concerns.ask_reply, actor, number, "Who keeps the faces?") is not None
            self.stepped("reply-asked", told, done=done, allowed=may and told.stands == "examined")

    @rule(data=st.data(), actor=people)
    def answer(self, data: st.DataObject, actor: Actor) -> None:
        """A curator replies, or a curator or reviewer enters what the provider says."""
        if not (found := self.chosen(data)):
            return
        number, told = found
        if data.draw(st.booleans()):
            done = self.tried(concerns.reply, actor, number, "It was corrected.") is not None
            may = actor.role == "curator" and told.stands in ("raised", "examined", "waiting")
            self.stepped("reply", told, done=done, allowed=may)
        else:
            done = self.tried(concerns.enter_statement, actor, number, "It is safe.", PAGE, "sells it")
            may = actor.role in ("curator", "reviewer")
            self.stepped("statement", told, done=done is not None, allowed=may)

    @rule(data=st.data(), actor=people, said=rulings)
    def judge(self, data: st.DataObject, actor: Actor, said: Ruling) -> None:
        """Somebody gives a verdict, sometimes without having read everything."""
        if found := self.chosen(data):
            self.ruled(actor, *found, said, data.draw(st.sampled_from((0, 0, 0, 1))))

    @rule(data=st.data(), said=rulings)
    def judge_in_turn(self, data: st.DataObject, said: Ruling) -> None:
        """Everybody tries to take the same concern up and to decide on it, one after the other."""
        if found := self.chosen(data):
            for actor in data.draw(st.permutations(PEOPLE)):
                self.opened(actor, *found)
                self.ruled(actor, *found, said)

    def opened(self, actor: Actor, number: int, told: Told) -> None:
        """Let somebody take a concern up."""
        allowed = told.may_judge(actor, self.model.curated[told.slug]) and told.stands == "raised"
        done = self.tried(concerns.take_up, actor, number) is not None
        self.stepped("taken-up", told, done=done, allowed=allowed)

    def ruled(self, actor: Actor, number: int, told: Told, said: Ruling, late: int = 0) -> None:
        """Let somebody decide."""
        may = told.may_judge(actor, self.model.curated[told.slug])
        done = self.tried(concerns.decide, actor, number, said, len(told.steps) - late) is not None
        allowed = may and told.stands in ("examined", "waiting") and not late
        if self.stepped("verdict", told, done=done, allowed=allowed):
            Concerns.verdicts += 1
            self.judged.add(number)
            told.found, told.conditions = int(said.effect), said.conditions
            told.decided_by.add(actor.name)
            self.followed(told.slug)

    @rule(data=st.data(), actor=people)
    def appeal(self, data: st.DataObject, actor: Actor) -> None:
        """Somebody appeals."""
        if found := self.chosen(data):
            self.appealed(actor, *found)

    def appealed(self, actor: Actor, number: int, told: Told) -> None:
        """Let somebody appeal."""
        done = self.tried(concerns.appeal, actor, number, REASONS) is not None
        may = actor.role in ("curator", "reviewer") or actor.name == told.reporter
        if self.stepped("appeal", told, done=done, allowed=may and told.stands == "decided"):
            told.appealed_by.add(actor.name)

    @rule(data=st.data(), said=rulings)
    def appeal_in_turn(self, data: st.DataObject, said: Ruling) -> None:
        """Somebody appeals; everybody tries to open the concern again and to decide anew."""
        if not (found := self.chosen(data)):
            return
        self.appealed(BORIS, *found)
        for actor in data.draw(st.permutations(PEOPLE)):
            self.again(actor, *found, decline=False)
            self.ruled(actor, *found, said)

    @rule(data=st.data(), actor=people, decline=st.booleans())
    def look_again(self, data: st.DataObject, actor: Actor, decline: bool) -> None:
        """Somebody declines an appeal, or opens the concern again."""
        if found := self.chosen(data):
            self.again(actor, *found, decline=decline)

    def again(self, actor: Actor, number: int, told: Told, *, decline: bool) -> None:
        """Let somebody answer an appeal."""
        allowed = told.may_judge(actor, self.model.curated[told.slug]) and told.stands == "appealed"
        act = concerns.decline_appeal if decline else concerns.reopen
        done = self.tried(act, actor, number, REASONS) is not None
        self.stepped("appeal-declined" if decline else "reopened", told, done=done, allowed=allowed)
        self.followed(told.slug)

    @rule(actor=st.sampled_from((ANNA, CLARA, EVA, FRANK)), slug=slugs)
    def still_true(self, actor: Actor, slug: str) -> None:
        """Somebody says that the record is still true, and has a part in it from then on."""
        done = self.tried(confirm, actor, TOOL, slug, self.standing(slug).sha256, "read it all again")
        assert (done is not None) == (
            actor.role in ("curator", "reviewer") and self.model.tools[slug] == "shown"
        )
        if done is not None:
            self.model.curated[slug].add(actor.name)

    @rule(slug=slugs)
    def stop(self, slug: str) -> None:
        """A curator suspends a tool by hand."""
        shown = self.model.tools[slug] == "shown"
        assert (self.tried(suspend, ANNA, TOOL, slug, "a court forbade it") is not None) == shown
        self.model.tools[slug] = "stopped" if shown else self.model.tools[slug]

    @rule(slug=slugs, act=st.sampled_from((Act.RESTORE, Act.RESTORE, Act.RETIRE)))
    def settle(self, slug: str, act: Act) -> None:
        """A tool is brought back or retired by two; nothing that a concern holds comes to sight."""
        made = self.tried(propose, ANNA, act, TOOL, slug, "support has ended")
        if made is None:
            return
        self.model.curated[slug].add(ANNA.name)
        self.tried(approved, BORIS, made)
        done = self.tried(approved, CLARA, made) is not None
        assert done == (act is Act.RETIRE or self.model.strongest(slug) < SUSPENSION)
        if done:
            self.model.tools[slug] = "retired" if act is Act.RETIRE else "shown"
        else:
            Concerns.held += 1
            withdraw(self.store, ANNA, made.id, "it is held back")

    @rule(slug=slugs)
    def edit(self, slug: str) -> None:
        """A curator edits a tool, and two approve; a held one stays out of sight."""
        if self.model.tools[slug] == "retired":
            return
        Concerns.steps += 1
        draft = edited(self.store, BORIS, slug, hardware=f"machine {Concerns.steps}")
        self.model.curated[slug].add(BORIS.name)
        made = submit_draft(self.store, BORIS, draft.id, draft.version, REASONS)
        for actor in (ANNA, CLARA)[: len(made.needs)]:
            self.tried(approved, actor, made)
        done = self.standing(slug).sha256 == made.sha256
        assert done == (self.model.strongest(slug) < SUSPENSION)
        if done:
            self.model.tools[slug] = "shown"
        else:
            Concerns.held += 1
            withdraw(self.store, BORIS, made.id, "it is held back")
            discard_draft(self.store, BORIS, draft.id, "it is held back")

    @rule(cost=st.sampled_from(tuple(FILES)))
    def load(self, cost: str) -> None:
        """Curated files are loaded, changed or not; what a concern holds stays out of sight."""
        Concerns.steps += 1
        self.loads += 1
        load_content(self.store, SYSTEM, FILES[cost], (), str(self.loads))

    def standing(self, slug: str) -> Any:
        """Return where a tool stands in the store."""
        with self.store.reading() as reader:
            return reader.workflow.standing(TOOL, slug)

    @invariant()
    def none_is_lost_and_none_softened(self) -> None:
        """Every concern stands as the model has it, each earlier step as it was; only a verdict made it weaker."""
        with self.store.reading() as reader:
            stored = {item.id: item for item in reader.concerns.all()}
        assert stored.keys() == self.model.concerns.keys()
        for number, told in self.model.concerns.items():
            found, before = stored[number], self.seen.get(number, ())
            assert found.steps[: len(before)] == before
            assert [step.kind for step in found.steps] == told.steps
            assert (int(found.effect), found.conditions) == (told.effect, told.conditions)
            assert (found.raised_by, found.reporter) == (told.raiser, told.reporter)
            assert int(found.effect) >= self.effects.get(number, 0) or number in self.judged
            self.seen[number], self.effects[number] = found.steps, int(found.effect)
        self.judged.clear()

    @invariant()
    def tools_are_hidden_just_as_long_as_they_must(self) -> None:
        """Each tool stands where the model has it; none is shown that a concern holds."""
        with self.store.reading() as reader:
            shown = {tool.slug for tool in reader.documents(TOOL)}
        for slug, stands in self.model.tools.items():
            assert stands in STATES[self.standing(slug).state]
            assert (slug in shown) == (stands == "shown")
            assert slug not in shown or self.model.strongest(slug) < SUSPENSION


def _run(examples: int, steps: int) -> None:
    for name in ("steps", "raised", "suspended", "lifted", "verdicts", "refused", "held"):
        setattr(Concerns, name, 0)
    run_state_machine_as_test(
        Concerns,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    done = Concerns
    figure(
        f"concern machine: {done.steps} steps, {done.raised} concerns, {done.verdicts} verdicts, {done.suspended} tools "
        f"suspended, {done.lifted} lifted, {done.held} kept back, {done.refused} acts refused; 0 lost, 0 softened"
    )


@pytest.mark.timeout(300)
def test_no_order_of_acts_loses_or_softens_a_concern() -> None:
    """Random acts of eight people: every concern and step is kept, and tools are hidden just as long as they must."""
    _run(12, 50)
    assert Concerns.verdicts > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_order_of_acts_loses_or_softens_a_concern_in_five_thousand_steps() -> None:
    """The same, with 5,000 steps."""
    _run(120, 60)
    assert Concerns.steps >= 5_000
    assert min(Concerns.verdicts, Concerns.suspended, Concerns.lifted, Concerns.held) > 20
