"""What actions share to check a draft: the same reading and the same rules as for curated files."""

from collections.abc import Mapping
from typing import Any, Final

from catalog.domain.content import Content, RecordKind
from catalog.domain.errors import Invalid
from catalog.domain.faults import Fault
from catalog.domain.rules import record_faults
from catalog.domain.search_duty import search_duty_faults
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.exchange.curated import read_document
from catalog.store import Reader

FOLDERS: Final = {RecordKind.CASE: "cases", RecordKind.PROVIDER: "providers", RecordKind.TOOL: "tools"}


def published_content(reader: Reader) -> Content:
    """Return what is published, as far as the rules between records ask for it."""
    return Content(
        tools={item.slug: item for item in reader.documents(RecordKind.TOOL)},
        providers={item.slug: item for item in reader.documents(RecordKind.PROVIDER)},
        capabilities={item.slug: item for item in reader.documents(RecordKind.CAPABILITY)},
        vocabularies={item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)},
    )


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


def require_record(kind: RecordKind, slug: str, raw: Mapping[str, Any], reader: Reader, today: str) -> Record:
    """Return the document of a draft that may be submitted.

    Raises:
        Invalid: with every fault.
    """
    record, faults = draft_faults(kind, slug, raw, published_content(reader), today)
    if record is None or faults:
        raise Invalid(
            f"{len(faults)} things keep this from being submitted, the first in {faults[0].field or 'the draft'}: "
            f"{faults[0].message}. Nothing was submitted; the draft is as you saved it.",
            faults,
        )
    return record
