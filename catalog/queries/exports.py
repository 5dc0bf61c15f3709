"""Exports of what is published: everything, or the answer to a search. What is not published is never read here."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import Final

from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.domain.visibility import without_links_to
from catalog.exchange.exports import MEDIA_TYPES, Export, Exported, Format, Writer
from catalog.exchange.json_out import write_json, write_yaml
from catalog.exchange.jsonld import write_jsonld
from catalog.exchange.tables_out import write_csv, write_xlsx
from catalog.queries.reading import ReadSide
from catalog.store import Reader

WRITERS: Final[dict[Format, Writer]] = {
    Format.CSV: write_csv,
    Format.XLSX: write_xlsx,
    Format.JSON: write_json,
    Format.YAML: write_yaml,
    Format.JSONLD: write_jsonld,
}
"""What writes each format."""


@dataclass(frozen=True)
class ExportFile:
    """A file to hand out. Its name says the date and the number of tools, never what was searched for."""

    name: str
    media_type: str
    data: bytes
    tools: int


def export_file(
    read: ReadSide, actor: Actor, form: Format, request: SearchRequest | None = None
) -> ExportFile:
    """Return the published tools as a file: the answer to a search in its order, or all by their address.

    Raises:
        NotAllowed: the actor may not read the catalogue.
        NotFound: there is nothing to export.
        Invalid: a text is too long for a cell.
    """
    export = export_of(read, actor, request)
    name = f"safer-tools-catalog-{export.at[:10]}-{len(export.tools)}-tools.{form}"
    return ExportFile(name, MEDIA_TYPES[form], WRITERS[form](export), len(export.tools))


def export_of(read: ReadSide, actor: Actor, request: SearchRequest | None = None) -> Export:
    """Return what a file of the published tools holds.

    Raises:
        NotAllowed: the actor may not read the catalogue.
        NotFound: there is nothing to export.
    """
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        shown = _shown(reader)
    wanted = tuple(shown) if request is None else _found(read, request)
    tools = tuple(shown[slug] for slug in wanted if slug in shown)
    if not tools:
        raise NotFound("No tool is in this answer, so there is nothing to export. Change the search.")
    at = read.store.now().isoformat(timespec="seconds")
    return Export(secrets.token_hex(16), at, _digest(shown), tools)


def _shown(reader: Reader) -> dict[str, Exported]:
    """Return every tool that readers see at this moment, from one state of the store, by slug."""
    providers = {item.slug: item.name for item in reader.documents(RecordKind.PROVIDER)}
    concerns = reader.concerns.bearing(RecordKind.TOOL)
    hidden = reader.workflow.hidden(RecordKind.TOOL)
    return {
        tool.slug: Exported(
            without_links_to(tool, hidden),
            number,
            sha256,
            providers.get(tool.provider, ""),
            concerns.get(tool.slug, ()),
        )
        for tool, number, sha256 in reader.revisions_shown(RecordKind.TOOL)
    }


def _found(read: ReadSide, request: SearchRequest) -> tuple[str, ...]:
    whole = replace(request, page=1, size=max(1, len(read.index)))
    return tuple(hit.slug for hit in read.index.search(whole).hits)


def _digest(shown: dict[str, Exported]) -> str:
    lines = (f"{slug} {item.sha256}\n" for slug, item in sorted(shown.items()))
    return hashlib.sha256("".join(lines).encode("ascii")).hexdigest()
