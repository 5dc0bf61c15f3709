"""Backups: what is in them, what is refused, and what restoring does."""

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from catalog.actions.accounts import add_account
from catalog.actions.audit import anchor_audit
from catalog.actions.backups import make_backup, restore_backup
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotAllowed, Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.store import AnchorFile, Store
from catalog.store.archive import ANCHORS, DATABASE, write_archive
from catalog.store.audit import append
from catalog.store.engine import make_engine
from catalog.store.upgrading import configuration
from tests.actions.backup_house import House
from tests.people import HOME, PASSWORD, PLAIN, HandClock, hand_store, signed_in


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation with a backup."""
    return House(tmp_path / "house")


def test_a_backup_is_one_file_with_its_proofs(house: House) -> None:
    """It holds database, anchors and a manifest whose SHA-256s fit, and no search index; nobody else may read it."""
    with zipfile.ZipFile(house.backup) as archive:
        assert sorted(archive.namelist()) == ["anchors.txt", "catalog.sqlite3", "manifest.json"]
        manifest = json.loads(archive.read("manifest.json"))
        for name, digest in manifest["sha256"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert archive.read("anchors.txt").decode().strip() == house.report.anchor.line
    assert manifest["events"] == house.report.events
    assert hashlib.sha256(house.backup.read_bytes()).hexdigest() == house.report.sha256
    assert house.backup.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in house.folder.glob(".*")) == []


def test_making_and_restoring_are_events(house: House, tmp_path: Path) -> None:
    """The store tells of its backup; the restored one tells where it came from, and its whole chain fits its anchors."""
    with house.store.reading() as reader:
        made = list(reader.events())[-1]
    assert made.tag is EventTag.BACKUP_MADE
    assert made.detail["sha256"] == house.report.sha256
    store = house.restored(tmp_path / "new")
    kept = AnchorFile(tmp_path / "new" / "anchors.txt").read()
    with store.reading() as reader:
        assert list(reader.events())[-1].tag is EventTag.BACKUP_RESTORED
        assert reader.document(RecordKind.TOOL, "photo-sorter") is not None
        assert reader.verify(kept).found is None
    assert len(kept) == 2
    store.close()


def test_a_backup_does_not_overwrite_a_file(house: House) -> None:
    """A second backup of the same name is refused and the first stays."""
    before = house.backup.read_bytes()
    with pytest.raises(Conflict, match="another name"):
        make_backup(house.store, SYSTEM, house.backup, house.anchors)
    assert house.backup.read_bytes() == before


def test_a_store_that_is_not_sound_is_not_backed_up(house: House) -> None:
    """With a changed event no backup is made, and the sentence names the event."""
    with closing(sqlite3.connect(house.folder / "catalog.sqlite3")) as raw:
        guard = raw.execute("select sql from sqlite_master where name = 'event_no_update'").fetchone()[0]
        raw.execute("drop trigger event_no_update")
        raw.execute("update event set actor = 'nobody' where seq = 3")
        raw.execute(guard)
        raw.commit()
    with pytest.raises(Unavailable, match="event 3"):
        make_backup(house.store, SYSTEM, house.folder / "second.zip", house.anchors)
    assert not (house.folder / "second.zip").exists()


def test_only_the_system_may(house: House) -> None:
    """No account makes or restores a backup, not even an administrator's."""
    eva = Actor("eva", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        make_backup(house.store, eva, house.folder / "second.zip", house.anchors)
    with pytest.raises(NotAllowed):
        restore_backup(house.store, eva, house.backup, house.anchors)


def test_a_store_that_holds_something_is_kept_aside(house: House) -> None:
    """Without being asked to replace it nothing happens; with it the old file stays beside the new one."""
    with house.store.writing(SYSTEM) as work:
        lost = work.record(EventTag.CATALOGUE_LOADED, "catalogue", {})
    anchor_audit(house.store, SYSTEM, house.anchors)
    house.store.close()
    with pytest.raises(Conflict, match="--replace"):
        restore_backup(house.store, SYSTEM, house.backup, house.anchors)
    done = restore_backup(house.store, SYSTEM, house.backup, house.anchors, replace=True)
    assert done.aside is not None
    with closing(sqlite3.connect(done.aside)) as raw:
        assert raw.execute("select hash from event where seq = ?", (lost.seq,)).fetchone() == (lost.hash,)
    with house.store.reading() as reader:
        assert reader.last_event() == house.report.events + 1
        # What was anchored after the backup is excused by the anchor of the restoring.
        assert reader.verify(house.anchors.read()).found is None
        assert reader.verify(house.anchors.read()[:-1]).found is not None


def test_an_open_store_is_not_replaced(house: House) -> None:
    """While a program has the database open, restoring is refused."""
    with pytest.raises(Conflict, match="stop it"):
        restore_backup(house.store, SYSTEM, house.backup, house.anchors, replace=True)
    with house.store.reading() as reader:
        assert reader.last_event() == house.report.events + 1


def test_no_session_and_no_link_comes_back(tmp_path: Path) -> None:
    """Sessions that were open when the backup was made, and links not used then, are void after restoring."""
    clock = HandClock()
    store = hand_store(tmp_path, clock)
    add_account(store, SYSTEM, "gina", "investigator", password=PASSWORD)
    add_account(store, SYSTEM, "hugo", "investigator")
    signed_in(store, "gina", PASSWORD, HOME)
    anchors = AnchorFile(tmp_path / "anchors.txt")
    make_backup(store, SYSTEM, tmp_path / "backup.zip", anchors)
    store.close()
    done = restore_backup(store, SYSTEM, tmp_path / "backup.zip", anchors, replace=True)
    assert done.sessions_ended == 1
    with store.reading() as reader:
        assert reader.sessions.open(clock() - PLAIN.sessions.idle) == {}
    with closing(sqlite3.connect(tmp_path / "catalog.sqlite3")) as raw:
        assert raw.execute("select count(*) from account where link_hash is not null").fetchone() == (0,)


def test_a_backup_of_elsewhere_is_refused_where_anchors_are_kept(house: House, tmp_path: Path) -> None:
    """A sound backup that contradicts the anchors of this installation is refused."""
    other = House(tmp_path / "other")
    with other.store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"of": "the other"})
    with house.store.writing(SYSTEM) as work:
        work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"of": "this one"})
    anchor_audit(house.store, SYSTEM, house.anchors)
    for number in range(5):
        with other.store.writing(SYSTEM) as work:
            work.record(EventTag.CATALOGUE_LOADED, "catalogue", {"number": number})
    make_backup(other.store, SYSTEM, tmp_path / "theirs.zip", other.anchors)
    house.store.close()
    with pytest.raises(Invalid, match="contradicts the anchors"):
        restore_backup(house.store, SYSTEM, tmp_path / "theirs.zip", house.anchors, replace=True)


def test_a_backup_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """A database of the first version, packed then, is migrated while it is restored, and its chain goes on."""
    parts = tmp_path / "old"
    parts.mkdir()
    engine = make_engine(f"sqlite:///{parts}/{DATABASE}", read_only=False)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        at, tag = "2026-11-20T12:00:00.000+00:00", EventTag.CATALOGUE_LOADED
        append(connection, at, "system", tag, "catalogue", "g", {"digest": "1:x"})
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("pragma journal_mode=delete")
    engine.dispose()
    (parts / ANCHORS).write_text("", encoding="utf-8")
    write_archive(tmp_path / "old.zip", parts, {"made_at": at, "events": 1, "head": "x"})
    store, anchors = Store(f"sqlite:///{tmp_path}/new/catalog.sqlite3"), AnchorFile(tmp_path / "anchors.txt")
    restore_backup(store, SYSTEM, tmp_path / "old.zip", anchors)
    with store.reading() as reader:
        assert [event.tag for event in reader.events()] == [tag, EventTag.BACKUP_RESTORED]
        assert reader.verify(anchors.read()).found is None
    store.close()


def test_a_stray_log_of_a_lost_database_is_not_taken_over(house: House, tmp_path: Path) -> None:
    """A write-ahead log without its database does not become part of the restored one."""
    target = tmp_path / "new"
    target.mkdir()
    (target / "catalog.sqlite3-wal").write_bytes(b"left behind" * 500)
    store = house.restored(target)
    with store.reading() as reader:
        assert reader.verify(AnchorFile(target / "anchors.txt").read()).found is None
    store.close()
    assert len(list(target.glob("*.before-*-wal"))) == 1


def test_a_damaged_database_is_replaced_only_when_asked(house: House) -> None:
    """A file that cannot be read may hold something, so it is kept aside like any other."""
    house.store.close()
    house.store.file.write_bytes(b"no database any more" * 300)
    with pytest.raises(Conflict, match="cannot be read"):
        restore_backup(house.store, SYSTEM, house.backup, house.anchors)
    done = restore_backup(house.store, SYSTEM, house.backup, house.anchors, replace=True)
    assert done.aside is not None
    assert done.aside.read_bytes().startswith(b"no database any more")
