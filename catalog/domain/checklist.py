"""The vetting checklist: what a decider answers on one revision before deciding on it.

The ten points for a tool are those of the design ("A tool's life"); a case, which is no product, has points of its
own. An approval needs every point answered with "yes", or with "not-applicable" and a note that says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.domain.content import RecordKind
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
"""The points for a tool or a provider, in the order in which they are answered."""

CASE_CHECKLIST: Final = (
    ChecklistItem(
        "event",
        "One event",
        "Is this one documented event, and not in the register already?",
        "One ruling, fine, incident, audit or study; a later step belongs to the outcome of the case that is there.",
    ),
    ChecklistItem(
        "sources",
        "Sources",
        "Does each statement stand in the sources, and did you open those of what changed?",
        "The ruling or report itself where it can be read; at least one source that the parties did not write.",
    ),
    ChecklistItem(
        "attribution",
        "Who said it",
        "Is it said who alleged, found or decided what, and when?",
        "An allegation is not a finding; a finding that is appealed is not final.",
    ),
    ChecklistItem(
        "as-it-stands",
        "Outcome",
        "Is the outcome as it stands on the date given, with appeals and settlements?",
        "“Not stated” is an answer; “known up to” says how far you looked.",
    ),
    ChecklistItem(
        "wording",
        "Wording",
        "Is it neutral, in our own words, and without a detail that helps an offender?",
        "Child sexual abuse material; no sensational word, no way around a tool.",
    ),
    ChecklistItem(
        "persons",
        "Persons",
        "Is nobody identified who need not be, and no victim or child at all?",
        "Names of people only where the source is the ruling and the name is needed to find it.",
    ),
    ChecklistItem(
        "links",
        "Links",
        "Does it name the right tools and capabilities, and no tool that the sources do not name?",
        "A tool is linked only where a source names it; the kind of tool goes under capabilities.",
    ),
    ChecklistItem(
        "rights",
        "Principles and rights",
        "Do the principles and rights follow from what the sources say?",
        "Those that the body named, or that plainly follow; not all that one could think of.",
    ),
    ChecklistItem(
        "view",
        "The editors' view",
        "Is what we think of it kept apart from what happened?",
        "Under “the editors' view” only, and shown as such.",
    ),
    ChecklistItem(
        "interest",
        "Conflict of interest",
        "Have you declared every tie to those whom the case names, or that there is none?",
        "Employment, money, gifts, a part in the proceedings, in the last five years.",
    ),
)
"""The points for a case."""


def checklist_for(kind: RecordKind) -> tuple[ChecklistItem, ...]:
    """Return the points that are answered on such a record."""
    return CASE_CHECKLIST if kind is RecordKind.CASE else CHECKLIST


def checklist_faults(
    answers: Sequence[Answer], outcome: Outcome, kind: RecordKind = RecordKind.TOOL
) -> tuple[Fault, ...]:
    """Return what is missing or stands against the outcome; nothing but an approval needs all points."""
    return tuple(_faults({answer.item: answer for answer in answers}, outcome, checklist_for(kind)))


def _faults(given: dict[str, Answer], outcome: Outcome, points: tuple[ChecklistItem, ...]) -> Iterator[Fault]:
    known = {item.id for item in points}
    for item in given.values():
        if item.item not in known or item.answer not in ANSWERS:
            yield Fault("checklist", item.item, "is not a point of the checklist, or not one of its answers")
    if outcome is not Outcome.APPROVE:
        return
    for point in points:
        answer = given.get(point.id)
        if answer is None:
            yield Fault("checklist", point.id, f"{point.label} is not answered; answer it")
        elif answer.answer == NO:
            yield Fault("checklist", point.id, f"{point.label} is answered with no; request changes instead")
        elif answer.answer == NOT_APPLICABLE and not answer.note.strip():
            yield Fault("checklist", point.id, f"{point.label} does not apply; say why in the note")
