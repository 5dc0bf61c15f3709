"""Reads principles and rights: what each means here, and which cases, kinds of tool and tools bear on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.domain.case import Case
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.vocabulary import Term
from catalog.queries.cards import case_card, newest_first
from catalog.queries.reading import ReadSide
from catalog.queries.views import CaseCard, Choice


@dataclass(frozen=True)
class TermRow:
    """A principle, a part of one, or a right: how many cases bear on it, and how many tools have a note under it.

    Nothing is noted of tools under rights; `tools` is 0 there.
    """

    id: str
    label: str
    definition: str
    cases: int
    tools: int = 0
    parts: tuple["TermRow", ...] = ()


@dataclass(frozen=True)
class PrinciplesPage:
    """All principles with their parts, and all rights; `note` and `rights_note` say where the words come from."""

    principles: tuple[TermRow, ...]
    rights: tuple[TermRow, ...]
    note: str
    rights_note: str


@dataclass(frozen=True)
class TermPage:
    """One principle, part or right (`facet` of the register of cases) with its cases and kinds of tool."""

    facet: str
    row: TermRow
    core: Choice | None
    cases: tuple[CaseCard, ...]
    capabilities: tuple[Choice, ...]


def principles_page(read: ReadSide, actor: Actor) -> PrinciplesPage:
    """Return all principles and rights."""
    actor.require(Permission.CATALOGUE_READ)
    principles, rights = read.vocabularies["principles"], read.vocabularies["rights"]
    return PrinciplesPage(
        tuple(_row(read, "principle", term) for term in principles.terms if term.parent is None),
        tuple(_row(read, "right", term) for term in rights.terms),
        principles.note or "",
        rights.note or "",
    )


def term_page(read: ReadSide, actor: Actor, facet: str, term_id: str) -> TermPage:
    """Return one principle ("principle"), or one right ("right"), with what bears on it.

    Raises:
        NotFound: there is no such principle or right.
    """
    actor.require(Permission.CATALOGUE_READ)
    vocabulary = read.vocabularies["rights" if facet == "right" else "principles"]
    term = next((item for item in vocabulary.terms if item.id == term_id), None)
    if term is None:
        raise NotFound("There is no principle or right at this address. Look at the list of all.")
    kinds = (
        kind
        for kind in read.capabilities.values()
        if facet == "principle" and any(_under(note.principle, term_id) for note in kind.annotations)
    )
    return TermPage(
        facet,
        _row(read, facet, term),
        read.words.choice("principles", term.parent) if term.parent else None,
        tuple(case_card(read, case) for case in newest_first(_cases(read, facet, term_id))),
        tuple(Choice(kind.slug, kind.label) for kind in sorted(kinds, key=lambda kind: kind.label)),
    )


def _row(read: ReadSide, facet: str, term: Term) -> TermRow:
    parts: tuple[TermRow, ...] = ()
    tools = 0
    if facet == "principle":
        terms = read.vocabularies["principles"].terms
        parts = tuple(_row(read, facet, part) for part in terms if part.parent == term.id)
        tools = sum(
            any(_under(note.principle, term.id) for note in tool.annotations) for tool in read.all_tools()
        )
    cases = sum(1 for _ in _cases(read, facet, term.id))
    return TermRow(term.id, term.label, term.definition, cases, tools, parts)


def _cases(read: ReadSide, facet: str, term_id: str) -> Iterable[Case]:
    for case in read.cases.values():
        if (facet == "right" and term_id in case.rights) or (
            facet == "principle" and any(_under(part, term_id) for part in case.principles)
        ):
            yield case


def _under(part: str, principle: str) -> bool:
    return part == principle or part.startswith(f"{principle}/")
