"""Reads drafts: what is being written, what keeps it from being submitted, what it may duplicate."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

from catalog.domain.case import SUPPORTABLE as CASE_SUPPORTABLE
from catalog.domain.case import Case
from catalog.domain.changes import LABELS, changes
from catalog.domain.content import Content, RecordKind
from catalog.domain.duplicates import Duplicate, likely_duplicates
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.questions import UNSTATED_FIELDS
from catalog.domain.source import MeasuredBy
from catalog.domain.tool import Curation, RelationKind, Tool
from catalog.domain.tool_rules import SUPPORTABLE
from catalog.domain.values import NOT_STATED, Record
from catalog.domain.work import Draft
from catalog.domain.workflow import DraftState
from catalog.exchange.drafts import draft_faults
from catalog.queries.cases import page_of_case
from catalog.queries.names import name_in
from catalog.queries.reading import ReadSide
from catalog.queries.tools import page_of
from catalog.queries.views import CasePage, Choice, ToolPage
from catalog.queries.work_views import DraftPage, DraftRow
from catalog.store import Reader

_FIXED: Final = {
    "confidence": get_args(Curation.model_fields["confidence"].annotation),
    "measured-by": get_args(MeasuredBy),
    "relations": get_args(RelationKind),
}

_SUPPORTABLE: Final = {
    RecordKind.CASE: frozenset(CASE_SUPPORTABLE),
    RecordKind.PROVIDER: frozenset({"name", "type", "country", "homepage", "ownership"}),
    RecordKind.TOOL: SUPPORTABLE,
}
"""The fields that a source of each kind of record can back as a whole."""


def draft_page(read: ReadSide, actor: Actor, draft_id: int, today: str) -> DraftPage:
    """Return everything the page of a draft shows; `today` is YYYY-MM-DD.

    Raises:
        NotFound: there is no such draft.
    """
    draft = the_draft(read, actor, draft_id)
    with read.store.reading() as reader:
        base = reader.workflow.content(draft.kind, draft.slug, draft.base) if draft.base else None
        standing = reader.workflow.standing(draft.kind, draft.slug)
        known = _known(read, reader)
        put_up = [s for s in reader.workflow.submissions(draft.kind, draft.slug) if s.draft == draft.id]
    record, faults = draft_faults(draft.kind, draft.slug, draft.content, known, today)
    statable = UNSTATED_FIELDS if draft.kind is RecordKind.TOOL else ()
    return DraftPage(
        draft=draft,
        name=name_in(draft.content, draft.slug),
        faults=faults,
        stated=sum(_stated(draft.content.get(name)) for name in statable),
        statable=len(statable),
        changes=changes(base, record) if record else (),
        duplicates=duplicates(read, actor, draft.content) if draft.kind is RecordKind.TOOL else (),
        preview=preview_of(read, record) if record and not faults else None,
        overtaken=standing.sha256 != draft.base and draft.state is DraftState.OPEN,
        submission=put_up[-1] if put_up else None,
    )


def drafts(read: ReadSide, actor: Actor) -> tuple[DraftRow, ...]:
    """Return the drafts that are open or under review, the one saved last first."""
    actor.require(Permission.DRAFT_READ)
    with read.store.reading() as reader:
        found = tuple(reader.workflow.drafts(DraftState.OPEN, DraftState.SUBMITTED))
    return tuple(DraftRow(draft, name_in(draft.content, draft.slug), not draft.base) for draft in found)


def the_draft(read: ReadSide, actor: Actor, draft_id: int) -> Draft:
    """Return a draft as it stands now.

    Raises:
        NotFound: there is no such draft.
    """
    actor.require(Permission.DRAFT_READ)
    with read.store.reading() as reader:
        found = reader.workflow.draft(draft_id)
    if found is None:
        raise NotFound("There is no such draft. Look at the list of drafts.")
    return found


def form_choices(
    read: ReadSide, actor: Actor, kind: RecordKind = RecordKind.TOOL
) -> Mapping[str, tuple[Choice, ...]]:
    """Return what each choice of a form offers: the terms of the vocabularies, capabilities, providers, tools."""
    actor.require(Permission.DRAFT_READ)
    offered = {
        name: tuple(Choice(term.id, term.label) for term in vocabulary.terms)
        for name, vocabulary in read.vocabularies.items()
    }
    principles = read.vocabularies["principles"].terms if "principles" in read.vocabularies else ()
    offered["core-principles"] = tuple(Choice(t.id, t.label) for t in principles if t.parent is None)
    offered["principles"] = tuple(Choice(t.id, t.label) for t in principles if t.parent is not None)
    offered["capabilities"] = _by_label((slug, item.label) for slug, item in read.capabilities.items())
    offered["providers"] = _by_label((slug, item.name) for slug, item in read.providers.items())
    offered["tools"] = _by_label((tool.slug, tool.name) for tool in read.all_tools())
    backed = _SUPPORTABLE[kind]
    offered["supportable"] = tuple(Choice(name, LABELS[name]) for name in LABELS if name in backed)
    for name, values in _FIXED.items():
        offered[name] = tuple(Choice(value, value.replace("-", " ").capitalize()) for value in values)
    return offered


def _by_label(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(slug, label) for slug, label in sorted(pairs, key=lambda pair: pair[1].casefold()))


def duplicates(read: ReadSide, actor: Actor, raw: Mapping[str, Any]) -> tuple[Duplicate, ...]:
    """Return the published tools that raw values of a draft may already mean, the likeliest first."""
    actor.require(Permission.DRAFT_READ)
    return likely_duplicates(raw, read.all_tools())


def preview_of(read: ReadSide, record: Record) -> ToolPage | CasePage | None:
    """Return the page that readers would see of a record; a provider has none of its own."""
    match record:
        case Tool():
            return page_of(read, record)
        case Case():
            return page_of_case(read, record)
    return None


def _stated(value: Any) -> bool:
    return value not in (None, "", NOT_STATED)


def _known(read: ReadSide, reader: Reader) -> Content:
    return Content(
        tools={tool.slug: tool for tool in read.all_tools()},
        providers=dict(read.providers),
        capabilities=dict(read.capabilities),
        vocabularies=dict(read.vocabularies),
        suspended=reader.workflow.hidden(RecordKind.TOOL),
    )
