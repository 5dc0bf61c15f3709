"""Saved profiles and overrides: what is kept of a profile, and the seal that binds an override to its words."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from catalog.domain.compliance_conditions import UNKNOWN
from catalog.domain.compliance_evaluation import Given
from catalog.domain.compliance_records import PLACES
from catalog.domain.errors import Invalid
from catalog.domain.faults import Fault
from catalog.domain.rulebook import Rulebook

USUAL_PLACES: Final = ("eu", "un")
"""The places that a profile starts with."""

MOST_SAVED: Final = 200
"""So many profiles may one account keep."""


@dataclass(frozen=True)
class Subject:
    """What a profile is about: a tool, an intended use ("" where none is picked), places, and a person's answers."""

    tool: str
    use: str = ""
    places: tuple[str, ...] = USUAL_PLACES
    given: Given = field(default_factory=dict)


@dataclass(frozen=True)
class SavedProfile:
    """A profile that somebody keeps: the answers, and by the digests what it was computed from."""

    id: int
    account: str
    name: str
    subject: Subject
    level: str
    tool_sha256: str
    rules_sha256: str
    at: str


@dataclass(frozen=True)
class Override:
    """A reviewer's result beside the machine's. `subject.given` are all answers it was made on."""

    id: int
    account: str
    subject: Subject
    machine_level: str
    level: str
    reason: str
    source_url: str
    source_title: str
    tool_sha256: str
    rules_sha256: str
    at: str

    @property
    def basis(self) -> str:
        """The digest of what was judged: the same tool, use, places and answers have the same one."""
        return subject_digest(self.subject)


def subject_digest(subject: Subject) -> str:
    """Return one SHA-256 over tool, use, places and what is known of the answers."""
    known = {
        name: sorted(answer) for name, answer in subject.given.items() if answer and UNKNOWN not in answer
    }
    return _digest([subject.tool, subject.use, sorted(subject.places), known])


def override_seal(override: Override) -> str:
    """Return the SHA-256 that an event binds to every word of an override."""
    answers = {field: sorted(answer) for field, answer in override.subject.given.items()}
    said = (
        override.machine_level,
        override.level,
        override.reason,
        override.source_url,
        override.source_title,
    )
    where = (override.subject.tool, override.subject.use, sorted(override.subject.places), answers)
    return _digest(
        [override.account, *where, *said, override.tool_sha256, override.rules_sha256, override.at]
    )


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def known_answers(
    book: Rulebook, raw: Mapping[str, Iterable[str]]
) -> tuple[dict[str, tuple[str, ...]], tuple[Fault, ...]]:
    """Return the answers that the questions have, and a fault for each of the others."""
    kept: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, given in raw.items():
        question = book.question_by_id.get(name)
        if question is None:
            faults.append(Fault("answers", name[:60], "is no question of the catalogue; remove it"))
            continue
        allowed = {choice.id for choice in question.answers} | {UNKNOWN}
        answers = tuple(dict.fromkeys(given))
        good = tuple(answer for answer in answers if answer in allowed)
        if len(good) < len(answers) or not good:
            faults.append(Fault("answers", name, f"takes one of {', '.join(sorted(allowed))}"))
        if len(good) > 1 and not question.many:
            faults.append(Fault("answers", name, "takes one answer; the first was kept"))
            good = good[:1]
        if good:
            kept[name] = tuple(answer for answer in good if answer != "none") or good
    return kept, tuple(faults)


def require_subject(book: Rulebook, subject: Subject) -> Subject:
    """Return the subject with its answers in good form.

    Raises:
        Invalid: a use, place, question or answer does not exist; with every fault.
    """
    given, faults = known_answers(book, subject.given)
    found = list(faults)
    if subject.use and subject.use not in book.use_by_id:
        found.append(Fault("answers", "use", "is no use of the catalogue; pick one from the list"))
    if not subject.places or not set(subject.places) <= PLACES.keys():
        found.append(Fault("answers", "places", f"takes one or more of {', '.join(PLACES)}"))
    if found:
        raise Invalid(
            f"{len(found)} answers cannot be read, the first is {found[0].field}: {found[0].message}. Nothing was kept.",
            found,
        )
    return Subject(subject.tool, subject.use, known_places(subject.places), given)


def known_places(raw: Collection[str]) -> tuple[str, ...]:
    """Return the places that exist, in our order."""
    return tuple(place for place in PLACES if place in raw)
