"""The thesaurus: what people say, in six languages, and what of the catalogue they mean by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from catalog.domain.text import Line, Statement
from catalog.domain.values import Record, Slug, unique

Language = Literal["en", "fr", "es", "ru", "ar", "zh"]
Forms = Annotated[tuple[Line, ...], AfterValidator(unique)]


class Acronym(Record):
    """An acronym and what it is read as."""

    form: Line
    reading: Line


class Concept(Record):
    """One thing that people look for.

    `labels` has every way to say it by language, everyday phrasings included; the first English one is shown.
    A **topic** is looked for: `maps_to` names facet values (capability, media, stage) that tools about it have, and
    `words` are further English words that such tools' texts use. A **constraint** limits: `maps_to` names the
    facet values that become filters, which the reader sees and can remove; `negated` those that a "no" or "without"
    before it limits to ("not commercial"). `shares` names labels that another concept claims too, on purpose.
    `outside` marks what people ask for and the catalogue does not cover: a question for that alone finds only tools
    whose texts have one of its `words`; `nearest` names the capabilities to look at instead.
    """

    id: Slug
    kind: Literal["topic", "constraint"] = "topic"
    labels: Annotated[dict[Language, Forms], Field(min_length=1)]
    acronyms: tuple[Acronym, ...] = ()
    maps_to: Annotated[dict[Slug, tuple[str, ...]], Field()] = {}
    negated: Annotated[dict[Slug, tuple[str, ...]], Field()] = {}
    words: Forms = ()
    shares: Forms = ()
    outside: bool = False
    nearest: Forms = ()


class ConceptGroup(Record):
    """A file of `data/search/`: concepts of one field."""

    group: Slug
    note: Statement
    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]


class Fillers(Record):
    """The file `data/search/fillers.yaml`: words of a question that say nothing of what is looked for."""

    note: Statement
    words: dict[Language, Forms]


@dataclass(frozen=True)
class Thesaurus:
    """What an index is given to understand questions with.

    `fillers` are words by language; `capabilities` are the labels of all capabilities by slug, and `kinds` what
    the catalogue says of each (definition, limits, questions), a sentence a line.
    """

    concepts: tuple[Concept, ...] = ()
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capabilities: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
