"""What the acts on assessments share: the event of new rows, and the questions of an assessment."""

from catalog.domain.assessment import Assessment
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.store import UnitOfWork


def note(work: UnitOfWork, assessment_id: int, tag: EventTag, rows: dict[str, JsonValue]) -> None:
    """Tell of new rows by their seals only: the trail is read by people who may not see the assessment."""
    work.record(tag, f"assessment:{assessment_id}", {"rows": rows})


def its_instrument(work: UnitOfWork, held: Assessment) -> Instrument:
    """Return the questions that an assessment began with.

    Raises:
        NotFound: they are not in this catalogue any more.
    """
    document = work.workflow.content(RecordKind.INSTRUMENT, held.instrument, held.instrument_sha256)
    if not isinstance(document, Instrument):
        raise NotFound("The questions of this assessment are not in this catalogue any more.")
    return document
