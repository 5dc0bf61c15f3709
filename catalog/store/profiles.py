"""Reads and writes kept profiles and reviewers' results, on a connection."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from catalog.domain.profiles import Override, SavedProfile, Subject
from catalog.store.profile_tables import OverrideRow, SavedProfileRow
from catalog.store.publishing import table

_SAVED = table(SavedProfileRow)
_OVERRIDE = table(OverrideRow)


class Profiles:
    """Kept profiles and overrides."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def saved(self, account: str) -> tuple[SavedProfile, ...]:
        """Return what somebody keeps, the newest first."""
        query = select(_SAVED).where(_SAVED.c.account == account).order_by(_SAVED.c.id.desc())
        return tuple(
            SavedProfile(
                row.id, row.account, row.name, _subject(row), row.level, row.tool_sha256, row.rules_sha256, row.at
            )
            for row in self._connection.execute(query)
        )  # fmt: skip

    def kept(self, account: str) -> int:
        """Return how many profiles somebody keeps."""
        query = select(func.count()).select_from(_SAVED).where(_SAVED.c.account == account)
        return int(self._connection.execute(query).scalar_one())

    def save(self, profile: SavedProfile) -> int:
        """Keep a profile and return its number; the number it carries is left aside."""
        values = {
            "account": profile.account, "name": profile.name, **_columns(profile.subject), "level": profile.level,
            "tool_sha256": profile.tool_sha256, "rules_sha256": profile.rules_sha256, "at": profile.at,
        }  # fmt: skip
        return int(
            self._connection.execute(insert(_SAVED).values(values).returning(_SAVED.c.id)).scalar_one()
        )

    def remove(self, number: int, account: str) -> bool:
        """Remove what somebody keeps; return whether there was such a profile of this person."""
        mine = (_SAVED.c.id == number, _SAVED.c.account == account)
        return self._connection.execute(delete(_SAVED).where(*mine)).rowcount > 0

    def overrides(self, tool: str, use: str | None = None) -> tuple[Override, ...]:
        """Return the reviewers' results for a tool, in one use or in all, the newest first."""
        query = select(_OVERRIDE).where(_OVERRIDE.c.tool == tool).order_by(_OVERRIDE.c.id.desc())
        if use is not None:
            query = query.where(_OVERRIDE.c.use == use)
        return tuple(read_override(row) for row in self._connection.execute(query))

    def add_override(self, override: Override) -> Override:
        """Keep a reviewer's result and return it with its number."""
        values = {
            "account": override.account, **_columns(override.subject), "machine_level": override.machine_level,
            "level": override.level, "reason": override.reason, "source_url": override.source_url,
            "source_title": override.source_title, "tool_sha256": override.tool_sha256,
            "rules_sha256": override.rules_sha256, "at": override.at,
        }  # fmt: skip
        number = self._connection.execute(
            insert(_OVERRIDE).values(values).returning(_OVERRIDE.c.id)
        ).scalar_one()
        return replace(override, id=int(number))


def _columns(subject: Subject) -> dict[str, str]:
    given = {field: list(answer) for field, answer in sorted(subject.given.items())}
    return {
        "tool": subject.tool, "use": subject.use, "places": json.dumps(list(subject.places)),
        "given": json.dumps(given),
    }  # fmt: skip


def _subject(row: Any) -> Subject:
    given = {field: tuple(answer) for field, answer in json.loads(row.given).items()}
    return Subject(row.tool, row.use, tuple(json.loads(row.places)), given)


def read_override(row: Any) -> Override:
    """Return a reviewer's result as it was written.

    Raises:
        ValueError: the row does not hold what was written there.
    """
    return Override(
        row.id, row.account, _subject(row), row.machine_level, row.level, row.reason, row.source_url,
        row.source_title, row.tool_sha256, row.rules_sha256, row.at,
    )  # fmt: skip
