# ruff: noqa: S608  # the tables are named here
"""What decides over people's rights, on PostgreSQL: walked as on SQLite, and just as little changed afterwards."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from catalog.actions.assessment_people import hand_over_assessment
from catalog.actions.assessments import dissent, sign_assessment
from catalog.actions.concerns import (
    appeal,
    ask_reply,
    decide,
    decline_appeal,
    enter_statement,
    reopen,
    reply,
    take_up,
)
from catalog.actions.profiles import override_profile
from catalog.actions.records import propose
from catalog.actions.reports import dismiss_report, report, take_report
from catalog.domain.concerns import ConcernState, Effect
from catalog.domain.people import SYSTEM
from catalog.domain.workflow import Act, RecordState
from catalog.queries.audit import verify_audit
from catalog.store import Store
from catalog.store.migrate import known_versions
from tests.actions import assessment_world
from tests.actions.concern_world import (
    AWAY,
    GINA,
    NO,
    PAGE,
    REASONS,
    SEVERE,
    SLUG,
    WITH_CONDITIONS,
    decided,
    raised,
    raising,
)
from tests.actions.test_profiles import OTHER as RESULT
from tests.actions.test_profiles import SUBJECT
from tests.actions.workflow_world import ANNA, BORIS, CLARA, DENIS, FRANK, TOOL, WHY, approved, stock
from tests.figures import figure
from tests.postgres import fresh, server
from tests.rulebooks import publish_rulebook

pytestmark = pytest.mark.postgres
ASSESSED = {
    "assessment": "tool", "assessment_entry": "at", "assessment_member": "at", "assessment_dissent": "at",
    "assessment_signature": "at", "assessment_step": "at",
}  # fmt: skip
CONCERNED = {
    "concern": "statement", "concern_step": "text", "concern_report": "what", "report_answer": "text",
}  # fmt: skip
OTHER = "other-tool"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server for these tests."""
    with server() as address:
        yield address


@pytest.fixture
def store(base: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(fresh(base, f"t{abs(hash(request.node.name))}"))
    yield opened
    opened.close()


def whole(store: Store) -> int:
    """Return the number of events, all of which fit together and to the rows."""
    verified = verify_audit(store, SYSTEM, ())
    assert verified.found is None
    return verified.events


def require_kept(store: Store, columns: dict[str, str]) -> None:
    """Hold that no row of these tables can be changed, deleted or emptied away; each must have a row."""
    for table, column in columns.items():
        with store.reading() as reader:
            assert reader._connection.execute(text(f"select count(*) from {table}")).scalar(), table
        for act in (
            f"update {table} set {column} = 'x'",
            f"delete from {table}",
            f"truncate {table} cascade",
        ):
            with pytest.raises(DBAPIError, match=f"{table} is append-only"), store._writer.begin() as link:
                link.execute(text(act))
    figure(f"PostgreSQL: {len(columns)} tables × 3 ways to change them, {3 * len(columns)} refused")


def test_a_concern_is_walked_from_report_to_the_last_verdict(store: Store) -> None:
    """Every step; the tool is away exactly while a concern says so, its successor too; the trail is whole."""
    stock(store, SLUG, OTHER)
    dismiss_report(store, CLARA, report(store, FRANK, TOOL, SLUG, what=WHY, harm=WHY, seen=PAGE).id, REASONS)
    told = report(store, FRANK, TOOL, SLUG, what=WHY, harm=WHY, seen=PAGE)
    concern = take_report(store, CLARA, told.id, raising(SEVERE))
    assert state(store, SLUG) is RecordState.SUSPENDED
    take_up(store, DENIS, concern.id)
    ask_reply(store, DENIS, concern.id, "what do the curators say to it?")
    reply(store, ANNA, concern.id, "we asked the provider about it")
    heard = enter_statement(store, ANNA, concern.id, "we changed nothing", PAGE, "it sells the tool")
    decide(store, DENIS, concern.id, WITH_CONDITIONS, len(heard.steps))
    assert state(store, SLUG) is RecordState.PUBLISHED
    appeal(store, FRANK, concern.id, "it does not go far enough")
    decline_appeal(store, GINA, concern.id, "nothing new was said")
    appeal(store, ANNA, concern.id, "the provider changed it since")
    again = reopen(store, GINA, concern.id, "this has to be read again")
    assert state(store, SLUG) is RecordState.SUSPENDED
    asked = propose(store, ANNA, Act.RETIRE, TOOL, SLUG, WHY, OTHER)
    approved(store, BORIS, asked)
    approved(store, DENIS, asked)
    assert state(store, OTHER) is RecordState.SUSPENDED
    last = decide(store, GINA, concern.id, NO, len(again.steps))
    assert (last.state, last.effect) == (ConcernState.DECIDED, Effect.NONE)
    assert state(store, OTHER) is RecordState.PUBLISHED
    decided(store, raised(store, slug=OTHER), AWAY)
    assert state(store, OTHER) is RecordState.SUSPENDED
    require_kept(store, CONCERNED)
    events = whole(store)
    figure(f"PostgreSQL: a concern with {len(last.steps)} steps walked, {events} events verify")


def state(store: Store, slug: str) -> RecordState | None:
    """Return where a tool stands."""
    with store.reading() as reader:
        return reader.workflow.standing(TOOL, slug).state


def test_a_changed_step_is_found(store: Store) -> None:
    """Where the triggers are taken away and a verdict is softened, the verification names it."""
    stock(store, SLUG)
    decided(store, raised(store), AWAY)
    with store._writer.begin() as connection:
        connection.execute(text("alter table concern_step disable trigger all"))
        connection.execute(text("update concern_step set effect = 2 where verdict is not null"))
    found = verify_audit(store, SYSTEM, ()).found
    assert found is not None
    assert "step 2 of concern 1" in found.text


def test_a_reviewers_result_is_kept(store: Store) -> None:
    """A profile's other result is stored as on SQLite and never changed."""
    stock(store, SLUG)
    publish_rulebook(store)
    override_profile(store, CLARA, SUBJECT, "not-listed", RESULT)
    with store.reading() as reader:
        assert [item.level for item in reader.profiles.overrides(SLUG)] == [RESULT.level]
    require_kept(store, {"profile_override": "level"})
    whole(store)


def test_an_assessment_is_kept_and_never_changed(store: Store) -> None:
    """All six tables are written; the trail fits the rows; no row can be changed, deleted or emptied away."""
    ivan, jana = assessment_world.IVAN, assessment_world.JANA
    assessment_world.world(store)
    held = assessment_world.whole(store, ivan, assessment_world.started(store, jana))
    held = dissent(store, jana, held.id, "answer/legal-basis", "A doubt.")
    held = sign_assessment(store, jana, held.id, held.sha256, "Head of unit", "I stand for it.")
    held = hand_over_assessment(store, ivan, held.id, "jana")
    with store.reading() as reader:
        assert reader.assessments.find(held.id) == held
    require_kept(store, ASSESSED)
    whole(store)


def test_a_database_of_the_version_before_is_guarded_at_the_next_start(base: str) -> None:
    """What was created before this version is brought up to it: its rows stay and can be emptied away no more."""
    url = fresh(base, "older")
    store = Store.open(url)
    stock(store, SLUG)
    raised(store)
    with store._writer.begin() as connection:
        for table in (*CONCERNED, "profile_override"):
            connection.execute(text(f"drop trigger {table}_never_emptied on {table}"))
        connection.execute(text("update alembic_version set version_num = '0006'"))
    store.close()
    store = Store.open(url)
    with pytest.raises(DBAPIError, match="append-only"), store._writer.begin() as connection:
        connection.execute(text("truncate concern cascade"))
    with store.reading() as reader:
        assert len(reader.concerns.all()) == 1
        version = reader._connection.execute(text("select version_num from alembic_version")).scalar()
    assert version == known_versions()[-1]
    whole(store)
    store.close()
