import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from catalog.domain.content import RecordKind
from catalog.domain.errors import Unavailable
from catalog.domain.events import EventTag, first_break
from catalog.domain.people import SYSTEM
from catalog.store import Store
from catalog.store.engine import make_engine
from catalog.store.migrate import known_versions
from catalog.store.tables import SQLModel
from catalog.store.upgrading import configuration
from tests.samples import tool


def test_a_record_is_published_with_its_event_and_outbox_row(store: Store) -> None:
    """One unit of work leaves the revision, the event and the outbox row together."""
    with store.writing(SYSTEM) as work:
        assert work.publish(RecordKind.TOOL, "photo-sorter", tool(provider="not-stated")) == 1
    with store.reading() as reader:
        assert reader.document(RecordKind.TOOL, "photo-sorter") == tool(provider="not-stated")
        assert [event.tag for event in reader.events()] == [EventTag.RECORD_PUBLISHED]
        assert len(reader.changes(0)) == 1


def test_an_exception_undoes_everything(store: Store) -> None:
    """When the body raises nothing of the unit of work remains, not even its event."""

    def fail() -> None:
        with store.writing(SYSTEM) as work:
            work.publish(RecordKind.TOOL, "photo-sorter", tool(provider="not-stated"))
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    with store.reading() as reader:
        assert reader.last_event() == 0
        assert reader.document(RecordKind.TOOL, "photo-sorter") is None


def test_a_change_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    """Publishing again numbers the next revision; readers see the newest."""
    for cost in ("free", "paid"):
        with store.writing(SYSTEM) as work:
            work.publish(RecordKind.TOOL, "photo-sorter", tool(provider="not-stated", cost=cost))
    with store.reading() as reader:
        assert [item.number for item in reader.workflow.revisions(RecordKind.TOOL, "photo-sorter")] == [2, 1]
        assert reader.document(RecordKind.TOOL, "photo-sorter").cost == "paid"


def test_history_cannot_be_rewritten_through_the_database(store: Store, tmp_path: Path) -> None:
    """Changing or deleting an event or a revision is refused by the database itself."""
    with store.writing(SYSTEM) as work:
        work.publish(RecordKind.TOOL, "photo-sorter", tool(provider="not-stated"))
    raw = sqlite3.connect(tmp_path / "catalog.sqlite3")
    for statement in (
        "update event set actor='x'",
        "delete from event",
        "update revision set slug='x'",
        "delete from revision",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    raw.close()


def test_the_chain_is_sound_after_many_units(store: Store) -> None:
    """Events of several units form one chain without a break."""
    for number in range(5):
        with store.writing(SYSTEM) as work:
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"number": number, "text": "é"})
    with store.reading() as reader:
        events = list(reader.events())
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert first_break(events) is None
    assert len({event.group for event in events}) == 5


def test_a_tool_without_its_provider_is_refused_whole(store: Store) -> None:
    """A link to a record that does not exist keeps the whole unit of work out."""

    def publish() -> None:
        with store.writing(SYSTEM) as work:
            work.publish(RecordKind.TOOL, "photo-sorter", tool(provider="missing"))

    with pytest.raises(Unavailable):
        publish()
    with store.reading() as reader:
        assert reader.last_event() == 0


def test_writers_wait_for_each_other(store: Store) -> None:
    """Eight threads that each write ten events lose none and break no link."""

    def write() -> None:
        for _ in range(10):
            with store.writing(SYSTEM) as work:
                work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as reader:
        events = list(reader.events())
    assert len(events) == 80
    assert first_break(events) is None


def test_the_migrations_make_the_tables_that_the_code_declares(store: Store, tmp_path: Path) -> None:
    """Every declared table and column exists after the migrations, and no other."""
    engine = make_engine(f"sqlite:///{tmp_path}/catalog.sqlite3", read_only=True)
    found = inspect(engine)
    declared = {
        name: {column.name for column in table.columns} for name, table in SQLModel.metadata.tables.items()
    }
    made = {
        name: {column["name"] for column in found.get_columns(name)}
        for name in found.get_table_names()
        if name != "alembic_version"
    }
    engine.dispose()
    assert made == declared


def test_the_versions_are_those_of_alembic(store: Store) -> None:
    """The version read from file names is the head that Alembic computes from the scripts."""
    with store._writer.begin() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    assert known_versions()[-1] == script.get_current_head()
    assert len(known_versions()) == len(list(script.walk_revisions()))


def test_a_newer_database_is_left_alone(store: Store, tmp_path: Path) -> None:
    """A database of a newer program is refused in a sentence and not changed."""
    path = tmp_path / "catalog.sqlite3"
    store.close()
    raw = sqlite3.connect(path)
    raw.execute("update alembic_version set version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(Unavailable, match="newer version"):
        Store.open(f"sqlite:///{path}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Another kind of file is refused in a sentence and keeps its bytes."""
    path = tmp_path / "catalog.sqlite3"
    path.write_bytes(b"this is a letter, not a database" * 100)
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="damaged or is another kind of file"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """A home folder under a plain file cannot exist; the message says what to do."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Unavailable, match="CATALOG_HOME"):
        Store.open(f"sqlite:///{tmp_path}/file/catalog.sqlite3")


def test_a_reader_cannot_write(store: Store) -> None:
    """The reading engine refuses every change."""
    with store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
    with pytest.raises(Unavailable, match="read-only"), store.reading() as reader:
        reader._connection.exec_driver_sql("delete from outbox")
