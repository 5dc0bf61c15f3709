"""The assessment: a questionnaire filled by several people about one use or one agency, until somebody signs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.domain.assessment_answers import AnswerValue, Entries, digest
from catalog.domain.assessment_steps import Member, Part, Step, StepKind, owner_of, present
from catalog.domain.errors import Conflict
from catalog.domain.people import Role

LONGEST_STATEMENT: Final = 2_000
MOST_ENTRIES: Final = 5_000
"""Changes to one assessment; more is a fault of a program, not of a person."""


@dataclass(frozen=True)
class Entry:
    """One change: what somebody wrote at a path. `number` counts from 1 within the assessment."""

    number: int
    path: str
    value: Any
    account: str
    at: str


@dataclass(frozen=True)
class Dissent:
    """A signed statement against an answer, a harm or the whole (`place` ""); never removed."""

    number: int
    place: str
    statement: str
    account: str
    at: str


@dataclass(frozen=True)
class Signature:
    """A sign-off: who, in which function, with which statement, on which content; `dissents` were known then."""

    account: str
    role: Role
    function: str
    statement: str
    sha256: str
    dissents: int
    at: str


@dataclass(frozen=True)
class Assessment:
    """An assessment as it stands. `tool` and `tool_sha256` are "" for one that is about no tool.

    `instrument_sha256` is the revision of the questions. `entries` are all changes, in order; the last of each path
    counts. Nothing changes once there is a signature. `admitted` is everybody who was ever let in, `steps` what changed
    about its people since.
    """

    id: int
    instrument: str
    instrument_sha256: str
    tool: str
    tool_sha256: str
    capabilities: tuple[str, ...]
    copied_from: int | None
    started_by: str
    started_at: str
    entries: tuple[Entry, ...] = ()
    admitted: tuple[Member, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    signatures: tuple[Signature, ...] = ()
    steps: tuple[Step, ...] = ()
    now: Entries = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        now = {entry.path: entry.value for entry in self.entries}
        object.__setattr__(self, "now", {path: value for path, value in now.items() if value is not None})

    @property
    def version(self) -> int:
        """The number of the last change."""
        return self.entries[-1].number if self.entries else 0

    @property
    def changed_at(self) -> str:
        """When something was written last."""
        return self.entries[-1].at if self.entries else self.started_at

    @property
    def title(self) -> str:
        """What its people call it."""
        return str(self.now.get("head/title") or f"Assessment {self.id}")

    @property
    def signed(self) -> bool:
        """Whether somebody signed it, so that nothing changes any more."""
        return bool(self.signatures)

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody who takes part now."""
        return present(self.admitted, self.steps)

    @property
    def owner(self) -> str:
        """The account that may hand it over or withdraw it."""
        return owner_of(self.started_by, self.steps)

    @property
    def withdrawn(self) -> Step | None:
        """The step by which its owner withdrew it, or None."""
        return next((step for step in self.steps if step.kind is StepKind.WITHDRAWN), None)

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who wrote something in it; what was filled in at the start from a record counts for nobody."""
        return frozenset(
            entry.account
            for entry in self.entries
            if not (isinstance(entry.value, Mapping) and entry.value.get("prefilled"))
        )

    @property
    def contributors(self) -> tuple[str, ...]:
        """Everybody who may write in it."""
        return tuple(member.account for member in self.members if member.part is Part.CONTRIBUTOR)

    @property
    def sha256(self) -> str:
        """The SHA-256 of what it is about and of everything that stands in it; signatures bind to it."""
        return content_digest(
            self.instrument_sha256, self.tool, self.tool_sha256, self.capabilities, self.now
        )

    def part_of(self, account: str) -> Part | None:
        """Return what somebody has to do with it, or None."""
        return next((member.part for member in self.members if member.account == account), None)

    def last(self, path: str) -> Entry | None:
        """Return the last change at a path, or None."""
        return next((entry for entry in reversed(self.entries) if entry.path == path), None)


def content_digest(
    instrument_sha256: str, tool: str, tool_sha256: str, capabilities: tuple[str, ...], entries: Entries
) -> str:
    """Return the SHA-256 that names the content of an assessment, in an installation and in an exported file."""
    about = {"capabilities": list(capabilities), "tool": tool, "tool_sha256": tool_sha256}
    return digest({"about": about, "entries": dict(entries), "instrument_sha256": instrument_sha256})


class AnsweredMeanwhile(Conflict):
    """Somebody else wrote at the same place after it was read; `entry` is what stands there, nothing was lost."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            f"{entry.account} answered this while you wrote. Both answers are shown; nothing was overwritten. "
            "Choose the one to keep."
        )
        self.entry = entry


def carried(entries: Entries, fitting: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the entries that other questions can take over; `fitting` has the answers of each of them.

    What a record had filled in stays behind: it is filled in anew from the record as it is now.
    """
    kept: dict[str, Any] = {}
    for path, value in entries.items():
        room, _, name = path.partition("/")
        if room == "answer":
            answer = AnswerValue.model_validate(value)
            if name not in fitting or answer.prefilled or answer.value not in ("", "unknown", *fitting[name]):
                continue
        if room == "plan" and name not in fitting:
            continue
        kept[path] = value
    return kept
