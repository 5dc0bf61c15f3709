"""The vetting checklist: what a decider answers on one revision before deciding on it.

The ten points are those of the design ("A tool's life"). An approval needs every point answered with "yes", or
with "not-applicable" and a note that says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.domain.faults import Fault
from catalog.domain.workflow import Answer, Outcome

YES: Final = "yes"
NO: Final = "no"
NOT_APPLICABLE: Final = "not-applicable"
ANSWERS: Final = (YES, NO, NOT_APPLICABLE)


@dataclass(frozen=True)
class ChecklistItem:
    """One point: `question` is answered, `help` says what to look at."""

    id: str
    label: str
    question: str
    help: str


CHECKLIST: Final = (
    ChecklistItem(
        "identity",
        "Identity",
        "Is it clear which product this is, by whom, and that it is not in the catalogue already?",
        "Name, provider, addresses, redirects; look at the likely duplicates.",
    ),
    ChecklistItem(
        "sources",
        "Sources",
        "Does each fact stand in the source that it names, and did you open the sources of what changed?",
        "At least one source that can be reached; provider's pages only for what a provider can know.",
    ),
    ChecklistItem(
        "ai-use",
        "AI use",
        "Is it said what the AI in it does, without more than the sources say?",
        "Family and use; “not stated” where no source tells.",
    ),
    ChecklistItem(
        "access-and-cost",
        "Access and cost",
        "Are access, cost and licence as the sources give them?",
        "Who may obtain it, at what price, under which licence; “not stated” is an answer.",
    ),
    ChecklistItem(
        "data-handling",
        "Data handling",
        "Is it said where material goes, whether it works offline, and which personal data it processes?",
        "Deployment, offline, personal data, data of children, biometric.",
    ),
    ChecklistItem(
        "evidence",
        "Evidence",
        "Does every figure say who measured it, and does no provider's claim look like an independent result?",
        "Claims: measured by, reported by, conditions, date.",
    ),
    ChecklistItem(
        "limits",
        "Limits",
        "Are the known limits and failures there, as plainly as the abilities?",
        "Limitations of this product; limits of the kind belong to the capability.",
    ),
    ChecklistItem(
        "principles",
        "Five principles",
        "Was each core principle searched for facts, and is what was found dated, attributed and neutral?",
        "Annotations under the five principles, or the date on which nothing was found.",
    ),
    ChecklistItem(
        "compliance",
        "Compliance questions",
        "Are the facts that compliance depends on stated or marked as not stated?",
        "Biometric, personal data, data of children, deployment, human control.",
    ),
    ChecklistItem(
        "interest",
        "Conflict of interest",
        "Have you declared every tie to the provider or to a competitor, or that there is none?",
        "Employment, money, gifts, shared work, in the last five years.",
    ),
)
"""The points, in the order in which they are answered."""


def checklist_faults(answers: Sequence[Answer], outcome: Outcome) -> tuple[Fault, ...]:
    """Return what is missing or stands against the outcome; nothing but an approval needs all points."""
    return tuple(_faults({answer.item: answer for answer in answers}, outcome))


def _faults(given: dict[str, Answer], outcome: Outcome) -> Iterator[Fault]:
    known = {item.id for item in CHECKLIST}
    for item in given.values():
        if item.item not in known or item.answer not in ANSWERS:
            yield Fault("checklist", item.item, "is not a point of the checklist, or not one of its answers")
    if outcome is not Outcome.APPROVE:
        return
    for point in CHECKLIST:
        answer = given.get(point.id)
        if answer is None:
            yield Fault("checklist", point.id, f"{point.label} is not answered; answer it")
        elif answer.answer == NO:
            yield Fault("checklist", point.id, f"{point.label} is answered with no; request changes instead")
        elif answer.answer == NOT_APPLICABLE and not answer.note.strip():
            yield Fault("checklist", point.id, f"{point.label} does not apply; say why in the note")
