"""The file of anchors, outside the database: appended to, never rewritten."""

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

from catalog.domain.anchors import Anchor, read_anchors
from catalog.domain.errors import Unavailable
from catalog.domain.events import Event

EVERY: Final = timedelta(hours=1)
"""How often the serving process anchors the chain, at most."""

_log = logging.getLogger("catalog")


def anchor_of(event: Event) -> Anchor:
    """Return the anchor of an event."""
    return Anchor(event.seq, event.hash, event.at)


class AnchorFile:
    """A file of anchors. Several threads and processes may append to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._newest: datetime | None = None

    def read(self) -> tuple[Anchor, ...]:
        """Return the anchors in the order of the file; none when there is no file.

        Raises:
            Invalid: a line is no anchor.
            Unavailable: the file cannot be read.
        """
        try:
            return read_anchors(self._path.read_text(encoding="utf-8", errors="replace"))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Unavailable(
                f"The file of anchors cannot be read ({error.strerror}). Make it readable, or set CATALOG_ANCHORS."
            ) from error

    def append(self, *anchors: Anchor) -> None:
        """Write anchors at the end of the file and wait until the disk has them.

        Raises:
            Unavailable: the file cannot be written; what stood in it stays.
        """
        text = "".join(f"{anchor.line}\n" for anchor in anchors).encode()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                before = os.fstat(handle).st_size
                if os.write(handle, text) < len(text):
                    os.ftruncate(handle, before)
                    raise Unavailable(
                        "The disk is full. The anchor was not written; make room and try again."
                    )
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Unavailable(
                f"The file of anchors cannot be written ({error.strerror}). Make its folder writable, or set "
                "CATALOG_ANCHORS to one that is."
            ) from error

    def keep(self, head: Event) -> None:
        """Anchor the head of the chain if the newest anchor is an hour old; never raises.

        The act is done and stored when this runs, so a file that cannot be written is told in the log only.
        """
        at = datetime.fromisoformat(head.at)
        with self._lock:
            if self._newest is not None and at - self._newest < EVERY:
                return
            self._newest = at
        try:
            self.append(anchor_of(head))
        except Unavailable as error:
            _log.warning("%s", error)
