"""What a record calls itself, whatever its kind."""

from collections.abc import Mapping
from typing import Any

from catalog.domain.values import Record


def name_of(record: Record | None, slug: str) -> str:
    """Return the name or title of a record, else the address that it has or had."""
    return str(getattr(record, "name", "") or getattr(record, "title", "") or slug)


def name_in(raw: Mapping[str, Any], slug: str) -> str:
    """Return the same of the raw values of a draft."""
    return str(raw.get("name") or raw.get("title") or slug)
