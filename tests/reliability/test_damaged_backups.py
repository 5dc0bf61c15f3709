"""Damaged and foreign backups: each is refused whole, and nothing is left behind."""

import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from catalog.domain.errors import Invalid, Unavailable
from catalog.store.archive import ANCHORS, DATABASE, write_archive
from tests.actions.backup_house import House
from tests.figures import figure


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation with a backup."""
    return House(tmp_path / "house")


def unpacked(house: House, folder: Path) -> Path:
    """Unpack the backup as anybody can."""
    folder.mkdir()
    with zipfile.ZipFile(house.backup) as archive:
        archive.extractall(folder)
    return folder


def forged(house: House, folder: Path, statement: str) -> Path:
    """Return a backup with fitting seals whose database somebody has changed."""
    parts = unpacked(house, folder)
    with closing(sqlite3.connect(parts / DATABASE)) as raw:
        query = (
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name in ('event', 'revision')"
        )
        guards = raw.execute(query).fetchall()
        for name, _ in guards:
            raw.execute(f"drop trigger {name}")
        raw.execute(statement)
        for _, words in guards:
            raw.execute(words)
        raw.commit()
    write_archive(folder / "forged.zip", parts, {"made_at": "2026-11-21", "events": 1, "head": "x"})
    return folder / "forged.zip"


def rewritten(house: House, folder: Path, change: Callable[[Path], None]) -> Path:
    """Return a backup with fitting seals whose parts were changed by hand."""
    parts = unpacked(house, folder)
    change(parts)
    write_archive(folder / "forged.zip", parts, {"made_at": "2026-11-21", "events": 1, "head": "x"})
    return folder / "forged.zip"


def plain(house: House, folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of the backup with other bytes."""
    folder.mkdir()
    (folder / "copy.zip").write_bytes(change(house.backup.read_bytes()))
    return folder / "copy.zip"


def foreign_zip(_: House, folder: Path) -> Path:
    """Return a zip of something else."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "letters.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear Sir or Madam, " * 20)
    return folder / "letters.zip"


def rezipped(house: House, folder: Path) -> Path:
    """Return the same parts, packed by another program without the seal."""
    parts = unpacked(house, folder)
    with zipfile.ZipFile(folder / "again.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("manifest.json", DATABASE, ANCHORS):
            archive.write(parts / name, name)
    return folder / "again.zip"


CONTENT = "update revision set content = replace(content, 'Photo', 'Phoney') where slug = 'photo-sorter'"
DAMAGED: dict[str, Callable[[House, Path], Path]] = {
    "cut off": lambda house, folder: plain(house, folder, lambda old: old[: len(old) // 2]),
    "last byte missing": lambda house, folder: plain(house, folder, lambda old: old[:-1]),
    "one bit flipped": lambda house, folder: plain(
        house, folder, lambda old: old[:5000] + bytes([old[5000] ^ 1]) + old[5001:]
    ),
    "something appended": lambda house, folder: plain(house, folder, lambda old: old + b"x"),
    "empty": lambda house, folder: plain(house, folder, lambda _: b""),
    "another zip": foreign_zip,
    "packed anew": rezipped,
    "no database in it": lambda house, folder: rewritten(
        house, folder, lambda parts: (parts / DATABASE).write_bytes(b"a letter " * 999)
    ),
    "a page of the database zeroed": lambda house, folder: rewritten(house, folder, zeroed),
    "an event changed": lambda house, folder: forged(
        house, folder, "update event set actor = 'x' where seq = 2"
    ),
    "a revision changed": lambda house, folder: forged(house, folder, CONTENT),
    "the guards gone": lambda house, folder: forged(house, folder, "drop trigger decision_no_update"),
    "a guard of another kind": lambda house, folder: forged(
        house, folder, "create trigger spy after insert on event begin delete from outbox; end"
    ),
    "the end of the chain cut": lambda house, folder: forged(
        house, folder, "delete from event where seq = (select max(seq) from event)"
    ),
    "the anchors changed": lambda house, folder: rewritten(
        house, folder, lambda parts: (parts / ANCHORS).write_text("none")
    ),
    "a newer program's": lambda house, folder: forged(
        house, folder, "update alembic_version set version_num = '9999'"
    ),
}


def zeroed(parts: Path) -> None:
    """Write zeros over the middle of the database."""
    data = bytearray((parts / DATABASE).read_bytes())
    data[8192 : 8192 + 4096] = bytes(4096)
    (parts / DATABASE).write_bytes(data)


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_or_foreign_backup_is_refused_whole(house: House, tmp_path: Path, what: str) -> None:
    """Each is refused in a sentence; no database, no anchor and no temporary file is left behind."""
    source = DAMAGED[what](house, tmp_path / "damaged")
    target = tmp_path / "new"
    with pytest.raises((Invalid, Unavailable)) as refused:
        house.restored(target, source)
    assert str(tmp_path) not in str(refused.value)
    assert list(target.iterdir()) == []
    figure(f"backup refused: {what}")


def test_any_changed_byte_is_refused(house: House, tmp_path: Path) -> None:
    """Of 300 single bytes changed anywhere in the file every one is noticed."""
    whole, chance = house.backup.read_bytes(), random.Random(7)  # noqa: S311  # repeatable on purpose
    target = tmp_path / "new"
    for _ in range(300):
        place = chance.randrange(len(whole))
        damaged = whole[:place] + bytes([whole[place] ^ chance.randrange(1, 256)]) + whole[place + 1 :]
        (tmp_path / "damaged.zip").write_bytes(damaged)
        with pytest.raises(Invalid, match="damaged"):
            house.restored(target, tmp_path / "damaged.zip")


def test_a_backup_that_is_not_there_is_a_sentence(house: House, tmp_path: Path) -> None:
    """A missing file is told without its path."""
    with pytest.raises(Unavailable, match="check the name"):
        house.restored(tmp_path / "new", tmp_path / "missing.zip")
