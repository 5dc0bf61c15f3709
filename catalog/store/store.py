"""The store: opened once for a process, written through units of work, read through readers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import make_url

from catalog.domain.errors import Unavailable
from catalog.domain.people import Actor
from catalog.store.anchors import AnchorFile
from catalog.store.engine import make_engine
from catalog.store.errors import store_errors
from catalog.store.migrate import migrate
from catalog.store.reader import Reader
from catalog.store.unit_of_work import Clock, UnitOfWork


def _utc_now() -> datetime:
    return datetime.now(tz=UTC)


class Store:
    """The database, with one engine that writes and one that only reads."""

    def __init__(self, url: str, clock: Clock = _utc_now) -> None:
        self._clock = clock
        self._writer = make_engine(url, read_only=False)
        self._reader = make_engine(url, read_only=True)
        self._url = url
        self._anchors: AnchorFile | None = None

    @classmethod
    def open(cls, url: str, clock: Clock = _utc_now) -> Self:
        """Open the database, create it if it does not exist, and bring it to this program's version.

        Raises:
            Unavailable: it cannot be created or opened, is damaged, or is newer than the program.
        """
        _make_folder(url)
        store = cls(url, clock)
        with ExitStack() as refused:
            refused.callback(store.close)
            with store_errors(), store._writer.begin() as connection:
                migrate(connection)
            refused.pop_all()
        return store

    def now(self) -> datetime:
        """Return the present moment by the store's clock, in UTC."""
        return self._clock().astimezone(UTC)

    @property
    def file(self) -> Path | None:
        """The database file, None where another engine than SQLite keeps the data."""
        address = make_url(self._url)
        sqlite = address.get_backend_name() == "sqlite"
        return Path(address.database) if sqlite and address.database else None

    def keep_anchors(self, file: AnchorFile) -> None:
        """Anchor the chain after an act of this process, at most once an hour."""
        self._anchors = file

    def close(self) -> None:
        """Give back every connection."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[UnitOfWork]:
        """Run one unit of work: committed when the body ends, undone when it raises.

        Raises:
            Unavailable: the database is busy, full, read-only or damaged; nothing was saved.
        """
        with store_errors(), self._writer.begin() as connection:
            work = UnitOfWork(connection, actor, self._clock)
            yield work
        if self._anchors is not None and work.head is not None:
            self._anchors.keep(work.head)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give a reader that sees one state of the store.

        Raises:
            Unavailable: the database cannot be read.
        """
        with store_errors(), self._reader.begin() as connection:
            yield Reader(connection)


def _make_folder(url: str) -> None:
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database or address.database == ":memory:":
        return
    try:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The folder of the database cannot be created ({error.strerror}). Make it writable, or set "
            "CATALOG_HOME to a folder that is."
        ) from error
