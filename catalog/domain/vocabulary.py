"""Controlled vocabularies: ids with labels and definitions, kept as data so that curators can improve them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from catalog.domain.text import Line, Statement
from catalog.domain.values import Record, Slug

TermId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?$")
]


class Term(Record):
    """One id of a vocabulary. `parent` is another id of the same vocabulary; `spdx` only for licence classes."""

    id: TermId
    label: Line
    definition: Statement
    parent: TermId | None = None
    spdx: tuple[str, ...] = ()


class Vocabulary(Record):
    """A named list of terms in the order in which they are shown."""

    vocabulary: Slug
    label: Line
    note: Statement | None = None
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]

    def ids(self) -> tuple[str, ...]:
        """Return the ids in the order in which they are shown."""
        return tuple(term.id for term in self.terms)

    def label_of(self, term_id: str) -> str:
        """Return the label of an id, or the id itself with its hyphens opened when it is not a term."""
        return next((term.label for term in self.terms if term.id == term_id), term_id.replace("-", " "))
