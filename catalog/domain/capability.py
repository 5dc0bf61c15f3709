"""The capability: what an investigator can do with a kind of tool, and what holds for the whole kind."""

from typing import Annotated

from pydantic import Field

from catalog.domain.source import Sourced, Sources
from catalog.domain.text import Line, Paragraph, Statement
from catalog.domain.tool import Annotation
from catalog.domain.values import Record, Slug, Slugs


class Capability(Record):
    """A controlled id with what is known of the kind of tool: shown on tool pages as "about this kind of tool".

    `legal_facts` are ids of `data/compliance/facts.yaml`; `not_to_be_confused_with` says where the border to a
    neighbour runs.
    """

    slug: Slug
    label: Line
    family: Slug
    definition: Paragraph
    not_to_be_confused_with: dict[Slug, Statement] = {}
    stages: Annotated[Slugs, Field(min_length=1)]
    can_tell: tuple[Statement, ...] = ()
    cannot_tell: tuple[Statement, ...] = ()
    questions: tuple[Statement, ...] = ()
    limitations: tuple[Sourced, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    evaluations: tuple[Sourced, ...] = ()
    legal_facts: tuple[str, ...] = ()
    sources: Sources = {}
