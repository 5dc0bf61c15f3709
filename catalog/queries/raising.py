"""Reads what the form for a new concern offers, and the open concerns that may be the same."""

import re
from typing import Final

from catalog.domain.concerns import SUBJECTS, Concern, ConcernState
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import Actor, Permission
from catalog.queries.concern_subjects import naming
from catalog.queries.concern_work_views import RaisePage, SimilarConcern, Subject
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concerns_about
from catalog.queries.views import Choice
from catalog.search import fold
from catalog.store import Reader

MOST_SIMILAR: Final = 5
_WORD: Final = re.compile(r"\w{5,}")
_ENOUGH_WORDS: Final = 2


def subject_of(reader: Reader, actor: Actor, kind: str, slug: str) -> Subject:
    """Return what an address names as the subject of a concern or a report.

    Raises:
        NotFound: there is no such tool, capability or case, or none that this person may know of.
    """
    actor.require(Permission.CATALOGUE_READ)
    known = kind in SUBJECTS and reader.workflow.standing(RecordKind(kind), slug).state is not None
    subject = naming(reader, actor)(RecordKind(kind), slug) if known else None
    if subject is None or not subject.address:
        raise NotFound("There is no such tool, capability or case. Search for it, and begin on its page.")
    return subject


def raise_page(read: ReadSide, actor: Actor, kind: str, slug: str, report: int | None = None) -> RaisePage:
    """Return what the form offers for a record, or for a report that is taken up.

    Raises:
        NotFound: there is no such record or report, or the report is answered.
        NotAllowed: the report is the actor's own.
    """
    actor.require(Permission.CONCERN_RAISE)
    with read.store.reading() as reader:
        found = None if report is None else reader.concerns.report(report)
        if report is not None and (found is None or not found.waiting):
            raise NotFound("There is no such report that waits for an answer. Look at the inbox.")
        if found is not None and found.by == actor.name:
            raise NotAllowed("This report is your own; another reviewer has to answer it.")
        about = (found.kind, found.slug) if found else (kind, slug)
        subject = subject_of(reader, actor, *about)
    return RaisePage(
        subject=subject,
        principles=_choices(read, "principles"),
        rights=_choices(read, "rights"),
        report=found,
        author=found.by if found else "",
    )


def similar_concerns(
    read: ReadSide, actor: Actor, subject: Subject, principles: tuple[str, ...], text: str
) -> tuple[SimilarConcern, ...]:
    """Return the open concerns that may be the same: of this record first, then of its kind, at most a handful.

    Another record's concern is named only when it shares a principle or some words.
    """
    actor.require(Permission.CONCERN_RAISE)
    with read.store.reading() as reader:
        named = naming(reader, actor)
        scored = []
        about = concerns_about(read, subject.kind, subject.slug)
        for item in read.every_concern:
            if item.state is ConcernState.DECIDED:
                continue
            same = item in about
            common = _common(read, item, principles, text)
            if same or (common and _related(read, subject, item)):
                scored.append((not same, -len(common), item.id, item, common))
        return tuple(
            SimilarConcern(
                item.id,
                ", ".join(read.words.label("principles", name) for name in item.principles),
                item.statement,
                item.state,
                named(item.kind, item.slug).name,
                "; ".join(common),
            )
            for *_, item, common in sorted(scored, key=lambda row: row[:3])[:MOST_SIMILAR]
        )


def _common(read: ReadSide, item: Concern, principles: tuple[str, ...], text: str) -> list[str]:
    own = {one.partition("/")[0] for one in item.principles}
    shared = sorted(own & {one.partition("/")[0] for one in principles})
    words = sorted(_words(text) & _words(f"{item.statement} {item.affected}"))
    found = [f"the principle {read.words.label('principles', name)}" for name in shared]
    return [*found, *([f"the words {', '.join(words[:6])}"] if len(words) >= _ENOUGH_WORDS else ())]


def _words(text: str) -> set[str]:
    return {fold(word) for word in _WORD.findall(text)}


def _related(read: ReadSide, subject: Subject, item: Concern) -> bool:
    """Tell whether a concern is about a tool of the same kind, or about the kind itself."""
    return bool(_kinds(read, subject.kind, subject.slug) & _kinds(read, item.kind, item.slug))


def _kinds(read: ReadSide, kind: RecordKind, slug: str) -> frozenset[str]:
    if kind is RecordKind.CAPABILITY:
        return frozenset((slug,))
    if kind is RecordKind.CASE:
        case = read.cases.get(slug)
        return frozenset(case.capabilities) if case else frozenset()
    tool = read.tool(slug)
    return frozenset(tool.capabilities) if tool else frozenset()


def _choices(read: ReadSide, name: str) -> tuple[Choice, ...]:
    """Return the terms of a vocabulary in its order, a part of a term with the name of the whole before it."""
    found = []
    for term in read.vocabularies[name].terms:
        whole = f"{read.words.label(name, term.parent)}: " if term.parent else ""
        found.append(Choice(term.id, f"{whole}{term.label}"))
    return tuple(found)
