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


class Answers(Record):
    """Which tools answer a topic, as the editors judge by the records; a tool stands in one list.

    `exact` are built for it and can be used for it, `helps` do it among other things or need work first, `marginal`
    touch it, or would do it if they were not discontinued or warned of.
    """

    exact: Annotated[tuple[Slug, ...], AfterValidator(unique)] = ()
    helps: Annotated[tuple[Slug, ...], AfterValidator(unique)] = ()
    marginal: Annotated[tuple[Slug, ...], AfterValidator(unique)] = ()

    @property
    def grades(self) -> dict[str, int]:
        """Return 3 (exact), 2 (helps) or 1 (marginal) by tool; of two lists the better one counts."""
        lists = ((1, self.marginal), (2, self.helps), (3, self.exact))
        return {slug: grade for grade, slugs in lists for slug in slugs}


class Concept(Record):
    """One thing that people look for.

    `labels` has every way to say it by language, everyday phrasings included; the first English one is shown.
    A **topic** is looked for: `maps_to` names facet values (capability, media, stage) that tools about it have, and
    `words` are further English words that such tools' texts use, and `answers` are the tools that the editors have
    graded for it. A **constraint** limits: `maps_to` names the
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
    answers: Answers = Answers()
    shares: Forms = ()
    outside: bool = False
    nearest: Forms = ()


class ConceptGroup(Record):
    """A file of `data/search/`: concepts of one field."""

    group: Slug
    note: Statement
    concepts: Annotated[tuple[Concept, ...], Field(min_length=1)]


class Wordings(Record):
    """A file of `data/search/asked/`: whole wordings of topics, by topic and language.

    They are never matched as they stand; their words tell which topics a question leans to.
    """

    group: Slug
    note: Statement
    asked: Annotated[dict[Slug, dict[Language, Forms]], Field(min_length=1)]


class Fillers(Record):
    """The file `data/search/fillers.yaml`: words of a question that say nothing of what is looked for."""

    note: Statement
    words: dict[Language, Forms]


@dataclass(frozen=True)
class Thesaurus:
    """What an index is given to understand questions with.

    `fillers` are words by language; `capabilities` are the labels of all capabilities by slug; `asked` are whole
    wordings by topic and language.
    """

    concepts: tuple[Concept, ...] = ()
    fillers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capabilities: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, Mapping[Language, Forms]] = field(default_factory=dict)
