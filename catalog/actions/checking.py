"""What actions share to check a draft: the same reading and the same rules as for curated files."""

from collections.abc import Mapping
from typing import Any

from catalog.domain.content import Content, RecordKind
from catalog.domain.errors import Invalid
from catalog.domain.values import Record
from catalog.exchange.drafts import draft_faults
from catalog.store import Reader


def published_content(reader: Reader) -> Content:
    """Return what is published, as far as the rules between records ask for it."""
    return Content(
        tools={item.slug: item for item in reader.documents(RecordKind.TOOL)},
        providers={item.slug: item for item in reader.documents(RecordKind.PROVIDER)},
        capabilities={item.slug: item for item in reader.documents(RecordKind.CAPABILITY)},
        vocabularies={item.vocabulary: item for item in reader.documents(RecordKind.VOCABULARY)},
        suspended=reader.workflow.hidden(RecordKind.TOOL),
    )


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
