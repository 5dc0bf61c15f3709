"""Reads a draft as strictly as a curated file: the same document, the same rules, the same words."""

from collections.abc import Mapping
from typing import Any, Final

from catalog.domain.content import Content, RecordKind
from catalog.domain.faults import Fault
from catalog.domain.rules import record_faults
from catalog.domain.search_duty import search_duty_faults
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.exchange.curated import read_document

FOLDERS: Final = {RecordKind.CASE: "cases", RecordKind.PROVIDER: "providers", RecordKind.TOOL: "tools"}


def draft_faults(
    kind: RecordKind, slug: str, raw: Mapping[str, Any], content: Content, today: str
) -> tuple[Record | None, tuple[Fault, ...]]:
    """Return the document of a draft, if it is one, and everything that keeps it from being submitted.

    The faults name the field as the record does; `today` is YYYY-MM-DD.
    """
    file = f"{FOLDERS[kind]}/{slug}.yaml"
    record, faults = read_document(kind, file, raw)
    if record is None:
        return None, tuple(sorted(faults))
    found = list(record_faults(record, content, today))
    if isinstance(record, Tool):
        alone = Content(tools={record.slug: record}, vocabularies=content.vocabularies)
        found += search_duty_faults(alone, today)
    return record, tuple(sorted(found))
