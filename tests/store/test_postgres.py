"""The store on PostgreSQL: the same tables, the same rules, and one writer at a time."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from catalog.actions.audit import anchor_audit
from catalog.actions.backups import make_backup
from catalog.actions.checks import assign, confirm
from catalog.actions.drafts import discard_draft, open_draft, save_draft
from catalog.actions.imports import make_drafts, undo_batch
from catalog.actions.records import propose, suspend
from catalog.bootstrap import App, ensure_index, open_app, today
from catalog.domain.errors import Conflict, Unavailable
from catalog.domain.events import first_break
from catalog.domain.people import SYSTEM, VISITOR, Actor, Role
from catalog.domain.search import SearchRequest
from catalog.domain.work import Overtaken
from catalog.domain.workflow import Act, RecordState
from catalog.queries.audit import verify_audit
from catalog.queries.imports import dry_run, upload
from catalog.queries.search import search_page
from catalog.settings import Settings
from catalog.store import AnchorFile, Store
from tests.actions.workflow_world import (
    ANNA,
    BORIS,
    CLARA,
    TOOL,
    WHY,
    approved,
    edited,
    first,
    stock,
    submitted,
)
from tests.figures import figure
from tests.people import HandClock, add, signed_in
from tests.postgres import fresh, server
from tests.reliability.test_many_at_once import together

pytestmark = pytest.mark.postgres
SLUG, OTHER = "photo-sorter", "voice-finder"
WRITERS, EDITS = 6, 25


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server for these tests."""
    with server() as address:
        yield address


@pytest.fixture
def url(base: str, request: pytest.FixtureRequest) -> str:
    """An empty database."""
    return fresh(base, f"t{abs(hash(request.node.name))}")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store with two published tools."""
    opened = Store.open(url)
    stock(opened, SLUG, OTHER)
    yield opened
    opened.close()


def test_the_migrations_make_the_tables_that_the_program_declares(url: str) -> None:
    """Every declared table and column is there, nothing else is, and a second start changes nothing."""
    Store.open(url).close()
    Store.open(url).close()
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    found = inspect(engine)
    tables = set(found.get_table_names()) - {"alembic_version"}
    assert tables == set(SQLModel.metadata.tables)
    columns = 0
    for name in tables:
        there = {column["name"] for column in found.get_columns(name)}
        assert there == set(SQLModel.metadata.tables[name].columns.keys()), name
        columns += len(there)
    engine.dispose()
    figure(f"PostgreSQL: {len(tables)} tables with {columns} columns as declared")


@pytest.mark.parametrize("verb", ["update", "delete", "truncate"])
def test_what_is_append_only_stays_so(store: Store, verb: str) -> None:
    """The database itself refuses to change, delete or empty what is only ever added to."""
    approved(store, BORIS, submitted(store, ANNA, SLUG, hardware="a laptop"))
    with store.reading() as reader:
        confirm(store, ANNA, TOOL, OTHER, reader.workflow.standing(TOOL, OTHER).sha256, WHY)
    column = {"event": "actor", "revision": "content", "decision": "comment", "confirmation": "note"}
    words = {
        "update": "update {} set {} = 'x'",
        "delete": "delete from {}",
        "truncate": "truncate {} cascade",
    }
    for table, name in column.items():
        with pytest.raises(DBAPIError, match="append-only"), store._writer.begin() as connection:
            connection.execute(text(words[verb].format(table, name)))


def test_the_workflow_runs_and_the_trail_verifies(store: Store, tmp_path: Path) -> None:
    """Edit, submit, approve, first publication, suspend, restore, retire, merge, import, undo, second look, sign in."""
    approved(store, BORIS, submitted(store, ANNA, SLUG, hardware="a laptop"))
    new = first(store, ANNA)
    approved(store, BORIS, new)
    approved(store, CLARA, new)
    suspend(store, CLARA, TOOL, SLUG, WHY)
    for asked in ((Act.RESTORE, SLUG, ""), (Act.RETIRE, OTHER, SLUG), (Act.MERGE, "new-tool", SLUG)):
        made = propose(store, ANNA, asked[0], TOOL, asked[1], WHY, asked[2])
        approved(store, BORIS, made)
        approved(store, CLARA, made)
    parsed = upload(ANNA, "list.json", b'[{"Name": "Reader"}]')
    seen = dry_run(store, ANNA, parsed, {"Name": "name"})
    batch = make_drafts(store, ANNA, parsed, {"Name": "name"}, seen.digest)
    assert undo_batch(store, ANNA, batch.id, WHY) == 1
    discard_draft(store, ANNA, edited(store, ANNA, SLUG, hardware="a server").id, WHY)
    with store.reading() as reader:
        assert reader.workflow.standing(TOOL, OTHER).state is RecordState.RETIRED
        assert reader.redirect("new-tool") == SLUG
        shown = reader.workflow.standing(TOOL, SLUG).sha256
    confirm(store, BORIS, TOOL, SLUG, shown, WHY)
    add(store, "clara", Role.REVIEWER)
    assign(store, ANNA, TOOL, (SLUG,), "clara")
    assert signed_in(store, "clara")
    with pytest.raises(Conflict):
        propose(store, ANNA, Act.RESTORE, TOOL, SLUG, WHY)
    anchors = AnchorFile(tmp_path / "anchors.txt")
    anchor_audit(store, SYSTEM, anchors)
    verified = verify_audit(store, SYSTEM, anchors.read())
    assert verified.found is None
    figure(
        f"PostgreSQL: the workflow leaves {verified.events} events and {verified.decisions} decisions that verify"
    )


def test_a_changed_row_is_found(store: Store) -> None:
    """Where the triggers are taken away and a decision is changed, the verification names it."""
    approved(store, BORIS, submitted(store, ANNA, SLUG, hardware="a laptop"))
    with store._writer.begin() as connection:
        connection.execute(text("alter table decision disable trigger all"))
        connection.execute(text("update decision set comment = 'something else'"))
    found = verify_audit(store, SYSTEM, ()).found
    assert found is not None
    assert "decision" in found.text


def test_readers_write_nothing_and_see_one_moment(store: Store) -> None:
    """A reading connection refuses a write, and what is committed meanwhile is not seen before the next reading."""
    with pytest.raises(Unavailable), store.reading() as reader:
        reader._connection.execute(text("delete from outbox"))
    with store.reading() as reader:
        before = reader.last_event()
        suspend(store, CLARA, TOOL, SLUG, WHY)
        assert reader.last_event() == before
    with store.reading() as reader:
        assert reader.last_event() > before


def test_many_writers_lose_nothing(store: Store) -> None:
    """Six curators add a line each, again and again, to one draft: every line stands, and the chain is whole."""
    draft = open_draft(store, ANNA, TOOL, SLUG)
    overtaken: list[int] = []

    def write(number: int) -> None:
        actor = Actor(f"writer{number}", Role.CURATOR)
        for edit in range(EDITS):
            while True:
                with store.reading() as reader:
                    seen = reader.workflow.draft(draft.id)
                assert seen is not None
                lines = [*seen.content["aliases"], f"{number}.{edit}"]
                try:
                    save_draft(store, actor, seen.id, seen.version, {**seen.content, "aliases": lines})
                except Overtaken:
                    overtaken.append(number)
                    continue
                break

    together(*(lambda number=number: write(number) for number in range(WRITERS)))  # type: ignore[misc]
    with store.reading() as reader:
        kept = reader.workflow.draft(draft.id)
        assert first_break(list(reader.events())) is None
    assert kept is not None
    assert sorted(kept.content["aliases"]) == sorted(f"{n}.{e}" for n in range(WRITERS) for e in range(EDITS))
    figure(f"PostgreSQL: {WRITERS} × {EDITS} edits, 0 lost, {len(overtaken)} told that they were overtaken")


@pytest.mark.slow
def test_the_whole_catalogue_answers_as_on_sqlite(url: str, real_app: App, tmp_path: Path) -> None:
    """The repository's own content, loaded and indexed from PostgreSQL, answers questions with the same tools."""
    settings = Settings(home=tmp_path, database_url=url)
    opened = open_app(settings, today())
    questions = (
        "",
        "face recognition",
        "deepfake",
        "who is speaking",
        "hash known images offline",
        "grooming",
    )
    for question in questions:
        asked = SearchRequest(question, size=500)
        here, there = (search_page(app.read, VISITOR, asked) for app in (opened, real_app))
        assert [card.slug for card in here.cards] == [card.slug for card in there.cards], question
    assert len(ensure_index(opened.store, settings.index_folder)) == len(real_app.read.index)
    opened.store.close()
    figure(f"PostgreSQL: {len(real_app.read.index)} tools, {len(questions)} questions answered as on SQLite")


def test_what_cannot_be_is_a_sentence(base: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server, no such database, a language's order, a missing driver, a waiting writer, a backup: words, no trace."""
    with pytest.raises(Unavailable, match="cannot be reached"):
        Store.open("postgresql://catalog@127.0.0.1:9/none")
    with pytest.raises(Unavailable, match="no such database"):
        Store.open(f"{base}/nowhere")
    ordered = fresh(
        base, "ordered", "--template=template0", "--locale-provider=icu", "--icu-locale=en", "--locale=C"
    )
    with pytest.raises(Unavailable, match="by the rules of a language"):
        Store.open(ordered)
    with pytest.raises(Unavailable, match="tools of your database server"):
        make_backup(store, SYSTEM, Path("backup.zip"), AnchorFile(Path("anchors.txt")))
    monkeypatch.setattr("catalog.store.engine.BUSY_TIMEOUT_MS", 50)
    with store.writing(ANNA), pytest.raises(Unavailable, match="try again in a moment"):
        suspend(store, CLARA, TOOL, SLUG, WHY)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Unavailable, match="driver of this kind of database is not installed"):
        Store(f"{base}/other")


def test_the_clock_is_the_programs(url: str) -> None:
    """Times come from the program and not from the server, so that events of both stores compare."""
    clock = HandClock()
    opened = Store.open(url, clock)
    stock(opened, SLUG)
    with opened.reading() as reader:
        assert {event.at[:19] for event in reader.events()} == {clock().isoformat()[:19]}
    opened.close()
