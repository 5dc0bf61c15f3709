"""Assessments to act on: people, an instrument that is small enough to fill, a tool."""

from typing import Any

from catalog.actions.assessment_starts import start_assessment
from catalog.actions.assessments import save_entry, share_assessment
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_steps import Part
from catalog.domain.content import RecordKind
from catalog.domain.people import SYSTEM, Actor, Role
from catalog.store import Store
from tests.actions.workflow_world import stock
from tests.domain.instruments import harm, instrument, mitigation, question, step
from tests.people import add

IVAN = Actor("ivan", Role.INVESTIGATOR)
JANA = Actor("jana", Role.INVESTIGATOR)
CLARA = Actor("clara", Role.REVIEWER)
EVA = Actor("eva", Role.ADMINISTRATOR)
OLEG = Actor("oleg", Role.CURATOR)

RISK, READINESS = "risk-of-use", "agency-readiness"
NO_RISK = {"id": "no", "points": 0, "label": "No"}


def risk_form(**changes: Any) -> Instrument:
    """Return a small instrument of risk, with one question that a record answers."""
    form: dict[str, Any] = {
        "slug": RISK,
        "harms": [
            {"id": "h", "text": "Somebody is harmed.", "principle": "fairness", "why": "So.", "sources": [1]}
        ],
    }
    return instrument(
        question("biometric-data", "human-autonomy", options=[NO_RISK, {"id": "yes", "points": 3, "label": "Yes"}],
                 prefill={"field": "biometric", "answers": {"true": "yes", "false": "no"}}),
        question("legal-basis", "lawfulness"),
        question("group-errors"),
        question("two-people", "human-autonomy", strict=True),
        **(form | changes),
    )  # fmt: skip


def readiness_form() -> Instrument:
    """Return a small instrument of readiness."""
    return instrument(step("lead"), step("law", "lawfulness"), slug=READINESS, form="readiness")


def publish(store: Store, form: Instrument) -> None:
    """Publish a revision of an instrument, as if it came with the curated files."""
    with store.writing(SYSTEM) as work:
        work.publish(RecordKind.INSTRUMENT, form.slug, form)


def world(store: Store) -> None:
    """Publish a tool and both instruments, and add everybody's account."""
    stock(store, "photo-sorter")
    publish(store, risk_form())
    publish(store, readiness_form())
    for actor in (IVAN, JANA, CLARA, EVA, OLEG):
        add(store, actor.name, actor.role)


def started(store: Store, *others: Actor, tool: str = "photo-sorter") -> Assessment:
    """Start the risk of a use as Ivan, with others who write in it."""
    begun = start_assessment(store, IVAN, RISK, "Sorting seized pictures", tool)
    for other in others:
        begun = share_assessment(store, IVAN, begun.id, other.name, Part.CONTRIBUTOR)
    return begun


def answered(store: Store, actor: Actor, assessment: Assessment, **answers: str) -> Assessment:
    """Answer questions; hyphens in their names are written as underscores."""
    for name, value in answers.items():
        path = f"answer/{name.replace('_', '-')}"
        assessment = save_entry(store, actor, assessment.id, assessment.version, path, {"value": value})
    return assessment


def whole(store: Store, actor: Actor, assessment: Assessment) -> Assessment:
    """Fill everything that a signature needs, and confirm what a record filled in."""
    if (taken := assessment.now.get("answer/biometric-data", {})).get("prefilled"):
        assessment = answered(store, actor, assessment, biometric_data=taken["value"])
    for name in ("use", "unit", "owner"):
        assessment = save_entry(
            store, actor, assessment.id, assessment.version, f"head/{name}", f"The {name}."
        )
    value = harm((3, 2, 2, 2), (2, 2, 1, 2), mitigation())
    assessment = save_entry(store, actor, assessment.id, assessment.version, "harm/1", value)
    return answered(store, actor, assessment, legal_basis="yes", group_errors="unknown")
