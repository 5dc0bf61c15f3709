"""An assessment as a file: PDF, XLSX, JSON, or the draft of a public notice."""

from dataclasses import dataclass
from enum import StrEnum

from catalog.domain.assessment_readiness import TENTHS, TOP
from catalog.domain.people import Actor
from catalog.exchange.assessment_json import write_assessment
from catalog.exchange.assessment_tables import write_pdf, write_xlsx
from catalog.queries.assessment_notice import public_notice
from catalog.queries.assessment_sheets import sheets
from catalog.queries.assessment_views import AssessmentPage
from catalog.queries.assessments import assessment_page
from catalog.queries.reading import ReadSide


@dataclass(frozen=True)
class WrittenFile:
    """A file to hand out; its name says the number of the assessment and nothing of its content."""

    name: str
    media_type: str
    data: bytes


class AssessmentFormat(StrEnum):
    """The files that an assessment can be had as."""

    JSON = "json"
    NOTICE = "notice"
    PDF = "pdf"
    XLSX = "xlsx"


_TYPES = {
    AssessmentFormat.JSON: ("json", "application/json"),
    AssessmentFormat.NOTICE: ("txt", "text/plain; charset=utf-8"),
    AssessmentFormat.PDF: ("pdf", "application/pdf"),
    AssessmentFormat.XLSX: ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def assessment_file(
    read: ReadSide, actor: Actor, assessment_id: int, form: AssessmentFormat, today: str
) -> WrittenFile:
    """Return an assessment as a file.

    Raises:
        NotFound: there is none, or it is not shared with this person.
        Conflict: a public notice is asked for, and nobody signed, or it is about an agency.
    """
    page = assessment_page(read, actor, assessment_id, today)
    ending, media_type = _TYPES[form]
    kind = "public-notice" if form is AssessmentFormat.NOTICE else "assessment"
    return WrittenFile(f"{kind}-{assessment_id}.{ending}", media_type, _written(read, page, form))


def _written(read: ReadSide, page: AssessmentPage, form: AssessmentFormat) -> bytes:
    match form:
        case AssessmentFormat.JSON:
            return write_assessment(page.assessment, page.instrument, page.standing)
        case AssessmentFormat.NOTICE:
            provider = read.provider_name(page.tool) if page.tool else ""
            return public_notice(page, provider).encode("utf-8")
        case AssessmentFormat.PDF:
            return write_pdf(page.assessment.title, sheets(page), _bars(page), _footer(page))
        case AssessmentFormat.XLSX:
            return write_xlsx(sheets(page))


def _bars(page: AssessmentPage) -> list[tuple[str, float, float]]:
    dimensions = page.readiness.dimensions if page.readiness else ()
    return [(item.title, item.tenths / TENTHS, float(TOP)) for item in dimensions]


def _footer(page: AssessmentPage) -> str:
    return f"{page.instrument.title}, assessment {page.assessment.id}, SHA-256 {page.assessment.sha256[:16]}"
