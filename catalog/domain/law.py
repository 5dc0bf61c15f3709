"""Legal facts: what an instrument says, as of which date, and how sure we are."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from catalog.domain.source import Source, SourceNumber, SourceNumbers
from catalog.domain.text import Line, Statement
from catalog.domain.values import PartialDate, Record

FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}-\d{2,3}[a-z]?$")]


class LegalFact(Record):
    """One fact of a law or standard, in our words. `article` is the place in the instrument."""

    id: FactId
    act: Line
    article: Line
    text: Statement
    as_of: PartialDate
    confidence: Literal["high", "medium", "low"]
    sources: SourceNumbers


class LegalFacts(Record):
    """The file `data/compliance/facts.yaml`: facts and their numbered sources."""

    note: Statement
    facts: Annotated[tuple[LegalFact, ...], Field(min_length=1)]
    sources: Annotated[dict[SourceNumber, Source], Field(min_length=1)]
