"""A process that is killed while it creates or migrates the database leaves one that the next start can use, whole."""

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from catalog.bootstrap import open_app
from catalog.domain.content import RecordKind
from catalog.domain.people import SYSTEM
from catalog.queries.audit import verify_audit
from catalog.settings import Settings
from catalog.store import Store
from catalog.store.migrate import known_versions
from catalog.store.upgrading import configuration
from tests.actions.workflow_world import stock
from tests.figures import figure
from tests.samples import TODAY, raw_tool, write_content
from tests.stores import settle

KILLS = 25
TOOLS = tuple(f"tool-{number}" for number in range(60))
FIRST = "0001"


def killed(work: Callable[[], object], after: float) -> bool:
    """Let a child work and kill it after some seconds; tell whether it was still at it."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return os.WIFSIGNALED(status)


def duration(work: Callable[[], object]) -> float:
    """Return how long the work takes in a child that is not killed, in seconds."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    os.waitpid(child, 0)
    return time.monotonic() - start


def rows(file: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """Return what stands in these columns of each table."""
    with closing(sqlite3.connect(file)) as raw:
        return {
            table: sorted(raw.execute(f"select {', '.join(names)} from {table}"), key=repr)  # noqa: S608  # names of ours
            for table, names in columns.items()
        }


def schema(file: Path) -> list[tuple[str, str]]:
    """Return every table, index and trigger."""
    with closing(sqlite3.connect(file)) as raw:
        return sorted(raw.execute("select name, type from sqlite_master where name not like 'sqlite_%'"))


def old_database(folder: Path) -> tuple[Path, dict[str, list[str]]]:
    """Return a filled database of the first version, and its columns."""
    new, old = folder / "new.sqlite3", folder / "old.sqlite3"
    store = Store.open(f"sqlite:///{new}")
    stock(store, *TOOLS)
    store.close()
    settle(new)
    engine = create_engine(f"sqlite:///{old}")
    with engine.begin() as connection:
        command.upgrade(configuration(connection), FIRST)
    engine.dispose()
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("attach ? as filled", (str(new),))
        columns = {}
        for (table,) in raw.execute("select name from main.sqlite_master where type = 'table'").fetchall():
            there = [row[1] for row in raw.execute(f"pragma filled.table_info({table})")]
            columns[table] = [
                row[1] for row in raw.execute(f"pragma main.table_info({table})") if row[1] in there
            ]
            names = ", ".join(columns[table])
            if table != "alembic_version":
                raw.execute(f"insert into main.{table} ({names}) select {names} from filled.{table}")  # noqa: S608
        raw.commit()
    del columns["alembic_version"]
    return old, columns


def whole(store: Store) -> None:
    """Assert that the audit trail verifies and every tool is there."""
    assert verify_audit(store, SYSTEM, ()).found is None
    with store.reading() as reader:
        assert {tool.slug for tool in reader.documents(RecordKind.TOOL)} == set(TOOLS)


def test_a_migration_that_is_killed_is_done_at_the_next_start(tmp_path: Path) -> None:
    """25 kills between the first version and the newest, on a filled database: nothing is lost, all is migrated."""
    old, columns = old_database(tmp_path)
    file, chance = tmp_path / "catalog.sqlite3", random.Random(20261122)  # noqa: S311  # a seed for a test
    url, before = f"sqlite:///{file}", rows(old, columns)
    assert len(before["tool"]) == len(TOOLS)
    shutil.copyfile(old, file)
    longest = duration(lambda: Store.open(url).close())
    wanted, interrupted, unfinished = schema(file), 0, 0
    for _ in range(KILLS):
        for left in tmp_path.glob("catalog.sqlite3*"):
            left.unlink()
        shutil.copyfile(old, file)
        interrupted += killed(lambda: Store.open(url).close(), chance.random() * longest)
        unfinished += schema(file) != wanted
        store = Store.open(url)
        whole(store)
        store.close()
        assert schema(file) == wanted
        assert rows(file, columns) == before
    assert interrupted
    figure(
        f"killed while migrating {FIRST} to {known_versions()[-1]}: {KILLS} kills, {interrupted} at work, "
        f"{unfinished} before the end; 0 rows lost, all migrated at the next start"
    )


@pytest.mark.timeout(900)
def test_a_first_start_that_is_killed_is_done_at_the_next(tmp_path: Path) -> None:
    """25 kills while the database is created, loaded and indexed for the first time: the next start finishes it."""
    data, chance = write_content(tmp_path / "data", *map(raw_tool, TOOLS)), random.Random(7)  # noqa: S311

    def start() -> None:
        open_app(Settings(home=tmp_path / "first", data=data), TODAY)

    longest = duration(start)
    interrupted = unfinished = 0
    for turn in range(KILLS):
        settings = Settings(home=tmp_path / f"home-{turn}", data=data)
        assert settings.home is not None
        interrupted += killed(lambda s=settings: open_app(s, TODAY), chance.random() * longest)  # type: ignore[misc]
        unfinished += not (settings.index_folder / "CURRENT").exists()
        opened = open_app(settings, TODAY)
        whole(opened.store)
        assert len(opened.read.index) == len(TOOLS)
        opened.store.close()
        shutil.rmtree(settings.home)
    assert interrupted
    figure(
        f"killed while starting first: {KILLS} kills, {interrupted} at work, {unfinished} before the index was there; "
        "every next start finished it"
    )
