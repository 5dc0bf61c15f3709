"""What a record calls itself, whatever its kind."""

from collections.abc import Mapping
from typing import Any

from catalog.domain.values import Record


def name_of(record: Record | None, slug: str) -> str:
    """Return the name, title or label of a record, else the address that it has or had."""
    found = (str(getattr(record, field, "")) for field in ("name", "title", "label"))
    return next(filter(None, found), slug)


def name_in(raw: Mapping[str, Any], slug: str) -> str:
    """Return the same of the raw values of a draft."""
    return str(raw.get("name") or raw.get("title") or slug)
