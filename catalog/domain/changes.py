"""The difference of two revisions of a record, field by field, in words that a reviewer can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from catalog.domain.case import Case
from catalog.domain.provider import Provider
from catalog.domain.tool import Tool
from catalog.domain.values import Record
from catalog.domain.workflow import SENSITIVE_FIELDS

Piece = tuple[Literal["same", "added", "removed"], str]
"""A run of words, and whether it stands in both texts, only in the new one, or only in the old one."""

LABELS: Final = {
    "slug": "Address",
    "redirects": "Old addresses",
    "kind": "Kind",
    "name": "Name",
    "aliases": "Other names",
    "provider": "Provider",
    "homepage": "Homepage",
    "repository": "Repository",
    "licence": "Licence",
    "summary": "Summary",
    "description": "Description",
    "input": "What goes in",
    "output": "What comes out",
    "capabilities": "Capabilities",
    "stages": "Steps of an investigation",
    "media": "Material",
    "ai": "AI use",
    "access": "Access",
    "cost": "Cost",
    "deployment": "Where it runs",
    "offline": "Works offline",
    "hardware": "Hardware",
    "interfaces": "Interfaces",
    "languages": "Languages",
    "maturity": "Maturity",
    "last_release": "Last release",
    "biometric": "Biometric",
    "personal_data": "Personal data",
    "children_data": "Data of children",
    "listing": "Listing",
    "users": "Users",
    "claims": "Claims",
    "limitations": "Limitations",
    "annotations": "Ethics annotations",
    "nothing_found": "Searched, nothing found",
    "relations": "Relations",
    "sources": "Sources",
    "verification": "Verification",
    "curation": "Notes for curators",
    "type": "Kind of organisation",
    "country": "Country",
    "ownership": "Ownership",
    "named_in": "Named in",
    "title": "Title",
    "date": "Date",
    "jurisdiction": "Jurisdiction",
    "body": "Body",
    "tools": "Tools",
    "systems": "Systems named by the sources",
    "principles": "Principles",
    "rights": "Rights",
    "what_happened": "What happened",
    "outcome": "Outcome",
    "as_of": "Known up to",
    "editors_view": "The editors' view",
}
"""What the fields of a tool, of a provider and of a case are called on pages; a test holds that none lacks its words."""


@dataclass(frozen=True)
class FieldChange:
    """One field, or one item of a list, that differs.

    `path` is as in faults ("claims[2]", "sources.4"), `before` and `after` are texts ("" where there is nothing),
    `sources` the numbers that the changed fact names (in the new revision, else in the old one).
    """

    path: str
    label: str
    before: str
    after: str
    sensitive: bool
    sources: tuple[int, ...] = ()

    def pieces(self) -> tuple[Piece, ...]:
        """Return the two texts as one, with what was added and removed, word by word."""
        return marked(self.before, self.after)


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Return two texts as one run of pieces, compared word by word."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("same", " ".join(old[i:j])))
            continue
        if j > i:
            pieces.append(("removed", " ".join(old[i:j])))
        if m > k:
            pieces.append(("added", " ".join(new[k:m])))
    return tuple(pieces)


def changes(before: Record | None, after: Record) -> tuple[FieldChange, ...]:
    """Return every field and item that differs, in reading order; with no `before` everything is new."""
    return tuple(_changes(before, after))


def _changes(before: Record | None, after: Record) -> Iterator[FieldChange]:
    old_raw = before.model_dump(mode="json") if before else {}
    new_raw = after.model_dump(mode="json")
    for name in type(after).model_fields:
        old, new = old_raw.get(name), new_raw[name]
        if old == new:
            continue
        sensitive = name in SENSITIVE_FIELDS
        if _is_list(old) and _is_list(new) and _holds_items(old, new):
            yield from _item_changes(name, old or [], new or [], sensitive)
        elif name == "sources":
            yield from _source_changes(old or {}, new)
        else:
            yield FieldChange(name, _label(name), _text(old), _text(new), sensitive, _support(after, name))


def _is_list(value: Any) -> bool:
    return value is None or isinstance(value, list)


def _holds_items(old: Any, new: Any) -> bool:
    return any(isinstance(item, dict) for item in (*(old or ()), *(new or ())))


def _item_changes(name: str, old: list[Any], new: list[Any], sensitive: bool) -> Iterator[FieldChange]:
    matcher = SequenceMatcher(
        None, [_key(item) for item in old], [_key(item) for item in new], autojunk=False
    )
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            continue
        for place in range(max(j - i, m - k)):
            left = old[i + place] if i + place < j else None
            right = new[k + place] if k + place < m else None
            number = k + place if right is not None else i + place
            cited = (right or left or {}).get("sources", ())
            yield FieldChange(
                f"{name}[{number}]", _label(name), _text(left), _text(right), sensitive, tuple(cited)
            )


def _source_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[FieldChange]:
    for number in sorted({*old, *new}, key=int):
        if old.get(number) != new.get(number):
            left, right = _text(old.get(number)), _text(new.get(number))
            yield FieldChange(
                f"sources.{number}", LABELS["sources"], left, right, sensitive=False, sources=(int(number),)
            )


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _support(record: Record, name: str) -> tuple[int, ...]:
    if isinstance(record, Case | Provider):
        return tuple(number for number, source in sorted(record.sources.items()) if name in source.supports)
    if not isinstance(record, Tool):
        return ()
    return record.listing.sources if name == "listing" else record.supporting(name)


def _key(item: Any) -> str:
    return repr(item)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{key.replace('_', ' ')}: {_text(item)}"
            for key, item in value.items()
            if item not in (None, [], "")
        )
    return str(value).replace("not-stated", "not stated")
