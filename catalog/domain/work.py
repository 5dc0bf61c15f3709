"""The documents of the work behind what is published: drafts, submissions, and where a record stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.domain.case import Case
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict
from catalog.domain.people import Role
from catalog.domain.provider import Provider
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.workflow import (
    Act,
    Decision,
    DraftState,
    RecordState,
    Risk,
    SubmissionState,
    risk_of,
    sensitive_change,
)

WORKABLE: Final = frozenset({RecordKind.CASE, RecordKind.PROVIDER, RecordKind.TOOL})
"""The kinds of record that curators write in an installation; the others come with the curated files only."""

MAX_DRAFT_CHARS: Final = 300_000
"""The longest draft that is kept, as JSON; the longest curated record has about a tenth of it."""


@dataclass(frozen=True)
class Draft:
    """What is being written about a record. `content` is raw: it need not be complete or valid.

    `base` is the SHA-256 of the published revision that it started from, "" for a new record. `version` counts
    every saving, for optimistic locks. `contributors` are all who wrote in it.
    """

    id: int
    kind: RecordKind
    slug: str
    state: DraftState
    base: str
    content: Mapping[str, Any]
    created_by: str
    created_at: str
    updated_at: str
    version: int
    contributors: tuple[str, ...] = ()
    batch: int | None = None


@dataclass(frozen=True)
class Submission:
    """A revision, or an act on a published record, that is put up for decision.

    `sha256` is the revision that decisions bind to. `target` is the tool that a merged one goes into, or the
    successor of a retired one. `needs` are the approvals that publish, one role out of each set.
    """

    id: int
    act: Act
    kind: RecordKind
    slug: str
    draft: int | None
    sha256: str
    target: str
    reason: str
    sensitive: bool
    needs: tuple[frozenset[Role], ...]
    risk: Risk
    state: SubmissionState
    made_by: str
    made_at: str
    taken_by: str
    settled_at: str
    version: int
    contributors: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where a record stands. `state` is None, and `sha256` "", for one that was never published."""

    kind: RecordKind
    slug: str
    state: RecordState | None
    sha256: str = ""
    origin: str = ""
    reason: str = ""
    successor: str = ""
    version: int = 0


@dataclass(frozen=True)
class Revision:
    """An immutable revision of a record, with who put it there and when."""

    kind: RecordKind
    slug: str
    number: int
    sha256: str
    at: str
    event: int
    by: str = ""
    published: bool = False


class Overtaken(Conflict):
    """Somebody saved the draft first; `current` is what stands there now, and nothing was overwritten."""

    def __init__(self, current: Draft) -> None:
        super().__init__(
            f"{current.contributors[-1] if current.contributors else 'Somebody'} saved this draft after you opened "
            "it. Both versions are shown; nothing was overwritten. Take over what you need and save again."
        )
        self.current = current


@dataclass(frozen=True)
class Weight:
    """What a revision means for its review: whether it touches ethics or compliance, and the risk of the tool."""

    sensitive: bool
    risk: Risk = field(default=Risk.ORDINARY)


def weight_of(before: Record | None, after: Record) -> Weight:
    """Return the weight of a revision; a case is always sensitive, a provider when it is the first one."""
    if isinstance(after, Tool):
        return Weight(sensitive_change(before if isinstance(before, Tool) else None, after), risk_of(after))
    if isinstance(after, Case):
        return Weight(sensitive=True, risk=Risk.HIGH)
    return Weight(sensitive=before is None or not isinstance(after, Provider))
