"""Writes a published revision to the normalised tables: `publish`, and nothing else, writes there."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert
from sqlmodel import SQLModel

from catalog.domain.capability import Capability
from catalog.domain.case import Case
from catalog.domain.content import RecordKind
from catalog.domain.evidence import evidence_of
from catalog.domain.provider import Provider
from catalog.domain.source import Sourced
from catalog.domain.tool import Annotation, Claim, Tool
from catalog.domain.values import NOT_STATED, Record
from catalog.domain.vocabulary import Vocabulary
from catalog.store import tables

Row = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    """Return the Core table of a model."""
    found: Table = getattr(model, "__table__")  # noqa: B009  # SQLModel adds it, its types do not say so
    return found


_TOOL_CHILDREN: Final = tuple(
    table(model)
    for model in (
        tables.CitationRow,
        tables.ClaimRow,
        tables.AnnotationRow,
        tables.StatementRow,
        tables.SourceRow,
        tables.ToolTermRow,
        tables.ToolRelationRow,
        tables.RedirectRow,
    )
)
_TERM_FIELDS: Final = ("aliases", "capabilities", "stages", "media", "deployment", "interfaces", "languages")


def publish(connection: Connection, kind: RecordKind, slug: str, document: Record, revision_id: int) -> None:
    """Replace what the normalised tables say of a record by the given revision."""
    clear(connection, kind, slug)
    for target, rows in _rows(document, revision_id):
        if rows:
            connection.execute(insert(target), rows)


def clear(connection: Connection, kind: RecordKind, slug: str) -> None:
    """Remove a record from the normalised tables."""
    if kind is RecordKind.TOOL:
        for child in _TOOL_CHILDREN:
            connection.execute(delete(child).where(child.c.tool_slug == slug))
        _delete(connection, tables.ToolRow, slug)
    elif kind is RecordKind.CASE:
        links = table(tables.CaseLinkRow)
        connection.execute(delete(links).where(links.c.case_slug == slug))
        _delete(connection, tables.CaseRow, slug)
    elif kind is RecordKind.VOCABULARY:
        terms = table(tables.TermRow)
        connection.execute(delete(terms).where(terms.c.vocabulary == slug))
    elif kind is RecordKind.CAPABILITY:
        _delete(connection, tables.CapabilityRow, slug)
    elif kind is RecordKind.PROVIDER:
        _delete(connection, tables.ProviderRow, slug)


def _delete(connection: Connection, model: type[SQLModel], slug: str) -> None:
    target = table(model)
    connection.execute(delete(target).where(target.c.slug == slug))


def _rows(document: Record, revision_id: int) -> list[tuple[Table, list[Row]]]:
    match document:
        case Tool():
            return _tool_rows(document, revision_id)
        case Case():
            return _case_rows(document)
        case Vocabulary():
            terms = [
                {"vocabulary": document.vocabulary, "position": i, **term.model_dump(exclude={"spdx"})}
                for i, term in enumerate(document.terms)
            ]
            return [(table(tables.TermRow), terms)]
        case Capability():
            row = document.model_dump(include={"slug", "label", "family", "definition"})
            return [(table(tables.CapabilityRow), [row])]
        case Provider():
            row = document.model_dump(include={"slug", "name", "type", "country", "homepage"})
            return [(table(tables.ProviderRow), [row])]
        case _:
            return []


def _word(value: bool | str) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _tool_rows(tool: Tool, revision_id: int) -> list[tuple[Table, list[Row]]]:
    plain = tool.model_dump(include=set(tables.ToolRow.model_fields) & set(Tool.model_fields))
    row = plain | {
        "revision_id": revision_id,
        "provider_slug": None if tool.provider == NOT_STATED else tool.provider,
        "ai_family": tool.ai.family,
        "ai_use": tool.ai.use,
        "offline": _word(tool.offline),
        "biometric": _word(tool.biometric),
        "personal_data": _word(tool.personal_data),
        "children_data": _word(tool.children_data),
        "listing": tool.listing.status,
        "listing_reason": tool.listing.reason,
        "vetting_level": tool.verification.level,
        "checked": tool.verification.checked,
        "next_check": tool.verification.next_check,
        "evidence": evidence_of(tool),
    }
    return [
        (table(tables.ToolRow), [row]),
        (table(tables.ToolTermRow), _term_rows(tool)),
        (table(tables.ToolRelationRow), [
            {"tool_slug": tool.slug, "kind": item.kind, "other_slug": item.tool} for item in tool.relations]),
        (table(tables.RedirectRow), [{"old_slug": old, "tool_slug": tool.slug} for old in tool.redirects]),
        (table(tables.SourceRow), _source_rows(tool)),
        *_statement_rows(tool),
    ]  # fmt: skip


def _term_rows(tool: Tool) -> list[Row]:
    return [
        {"tool_slug": tool.slug, "field": field, "position": position, "value": value}
        for field in _TERM_FIELDS
        if not isinstance(getattr(tool, field), str)
        for position, value in enumerate(getattr(tool, field))
    ]


def _source_rows(tool: Tool) -> list[Row]:
    return [
        {"tool_slug": tool.slug, "number": number, "supports": ",".join(source.supports)}
        | source.model_dump(include={"url", "title", "publisher", "kind", "independent", "date"})
        for number, source in tool.sources.items()
    ]


def _statement_rows(tool: Tool) -> list[tuple[Table, list[Row]]]:
    claims: list[Row] = []
    annotations: list[Row] = []
    statements: list[Row] = []
    citations: list[Row] = []
    groups: tuple[tuple[str, Sequence[Claim | Annotation | Sourced], list[Row]], ...] = (
        ("claim", tool.claims, claims),
        ("annotation", tool.annotations, annotations),
        ("user", tool.users, statements),
        ("limitation", tool.limitations, statements),
    )
    for subject, items, rows in groups:
        for position, item in enumerate(items):
            row = {"tool_slug": tool.slug, "position": position} | item.model_dump(exclude={"sources"})
            rows.append(row | {"kind": subject} if rows is statements else row)
            citations += [
                {"tool_slug": tool.slug, "subject": subject, "position": position, "source_number": number}
                for number in item.sources
            ]
    return [
        (table(tables.ClaimRow), claims),
        (table(tables.AnnotationRow), annotations),
        (table(tables.StatementRow), statements),
        (table(tables.CitationRow), citations),
    ]


def _case_rows(case: Case) -> list[tuple[Table, list[Row]]]:
    links = [
        {"case_slug": case.slug, "field": field, "value": value}
        for field in ("tools", "capabilities", "principles", "rights")
        for value in dict.fromkeys(getattr(case, field))
    ]
    row = case.model_dump(include=set(tables.CaseRow.model_fields))
    return [(table(tables.CaseRow), [row]), (table(tables.CaseLinkRow), links)]
