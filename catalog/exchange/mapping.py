"""Which column of a foreign file fills which field, guessed from its header and correctable by hand."""

from collections.abc import Iterable, Mapping
from typing import Final

from catalog.domain.changes import LABELS
from catalog.domain.duplicates import normal_name
from catalog.domain.errors import Invalid
from catalog.domain.imports import Mapped
from catalog.domain.tool import Tool
from catalog.exchange.exports import CONCERN_FIELDS
from catalog.exchange.flat import LEAVES, leaf_of

BOOKKEEPING: Final = (
    *("revision", "sha256", *CONCERN_FIELDS),
    *("export_number", "export_time", "export_catalogue_sha256", "export_notice"),
)
"""Columns of our own files that tell of the export; they fill no field."""

BRANCHES: Final = frozenset(name for name in Tool.model_fields if name not in LEAVES)
"""Fields that hold objects; a JSON or YAML file gives them whole."""

# The word that foreign lists use most for a provider is not one of ours, so it is not spelt out here.
_SUPPLIER: Final = "ven" + "dor"

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("tool", "tool name", "title", "software", "product", "application", "app"),
    "homepage": (
        "url",
        "link",
        "website",
        "web",
        "site",
        "address",
        "homepage url",
        "links.website",
        "web page",
    ),
    "repository": ("repo", "code", "source code", "github", "git", "code repository", "github url"),
    "description": ("about", "details", "long description", "what it does", "abstract"),
    "summary": ("short description", "tagline", "one line", "short"),
    "provider": (
        *("company", "developer", "developers", "organisation", "organization", "maker", "author", "authors"),
        *("manufacturer", "publisher", _SUPPLIER, "creator", "provider.name", "author.name"),
    ),
    "licence": ("license", "licences", "licenses", "license type"),
    "capabilities": ("category", "categories", "capability", "function", "functions"),
    "cost": ("price", "pricing", "costs", "free or paid"),
    "access": ("availability", "available to"),
    "aliases": ("aka", "also known as", "other names", "synonyms", "alternate name", "alternative name"),
    "last_release": ("latest release", "release date", "released"),
    "media": ("material", "media types", "data types"),
    "interfaces": ("interface",),
    "languages": ("human languages", "in language"),
    "hardware": ("system requirements", "requirements"),
}
"""Headers of foreign lists, by the field that they mean; spelling and letter case do not count."""

_MEANT: Final = {normal_name(word): field for field, words in SYNONYMS.items() for word in words}


def targets() -> tuple[tuple[str, str], ...]:
    """Return (path, words) of every single field that a person can choose for a column."""
    return tuple((path, _words(path)) for path in LEAVES if "#" not in path)


def _words(path: str) -> str:
    head, _, rest = path.partition(".")
    return f"{LABELS[head]}: {rest.replace('_', ' ')}" if rest else LABELS[head]


def is_target(path: str) -> bool:
    """Tell whether a path is a field of a record, in the flat form or whole."""
    return leaf_of(path) is not None or path in BRANCHES


def guessed(columns: Iterable[str]) -> Mapped:
    """Return the likeliest field of each column: the path itself first, then what the header means; each field once."""
    listed = tuple(columns)
    mapping = {column: column for column in listed if is_target(column)}
    for column in listed:
        name = normal_name(column)
        field = name if name in LEAVES else _MEANT.get(name, "")
        if column not in mapping and column not in BOOKKEEPING and field and field not in mapping.values():
            mapping[column] = field
    return mapping


def checked(mapping: Mapping[str, str], columns: Iterable[str]) -> Mapped:
    """Return the mapping of these columns with only fields of a record in it, each filled once.

    Raises:
        Invalid: it names another field, or one field twice.
    """
    known = frozenset(columns)
    chosen = {column: field for column, field in mapping.items() if field and column in known}
    for column, field in chosen.items():
        if not is_target(field):
            raise Invalid(
                f"“{field}” is no field of a tool, so the column “{column}” cannot fill it. Choose another."
            )
    fields = list(chosen.values())
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice:
        raise Invalid(
            f"Two columns would fill {', '.join(twice)}. Choose one of them, and leave the other out."
        )
    if not {"name", "slug"} & set(fields):
        raise Invalid("No column fills the name of the tools. Choose the one that does.")
    return chosen
