"""The case: a documented incident, ruling, fine, audit or study that shows what can happen."""

from typing import Annotated, Final

from pydantic import Field

from catalog.domain.source import Source, SourceNumber
from catalog.domain.text import Line, Paragraph
from catalog.domain.tool import Lines
from catalog.domain.values import NOT_STATED, NotStated, PartialDate, Record, Slug, Slugs

SUPPORTABLE: Final = ("title", "date", "body", "tools", "what_happened", "outcome")
"""The fields of a case that a source can back as a whole."""


class Case(Record):
    """A case. `tools` are tools of the catalogue; `systems` are the names that the sources use.

    `as_of` is the date up to which the outcome is known; `editors_view` is ours and shown as such.
    """

    slug: Slug
    title: Line
    date: PartialDate
    jurisdiction: Line
    body: Line
    kind: Slug
    tools: Slugs = ()
    systems: Lines = ()
    capabilities: Annotated[Slugs, Field(min_length=1)]
    principles: tuple[str, ...]
    rights: Slugs
    what_happened: Paragraph
    outcome: Paragraph | NotStated = NOT_STATED
    editors_view: Paragraph | None = None
    as_of: PartialDate
    sources: Annotated[dict[SourceNumber, Source], Field(min_length=1)]
