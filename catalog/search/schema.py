"""What the index looks like: the Whoosh schema, and the hash that tells whether an index fits this code."""

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, Final

import whoosh
from whoosh.fields import TEXT, Schema

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import TEXT_FIELDS
from catalog.search.words import Occurrence

NAME_FIELDS: Final = ("name", "aliases", "provider")
"""Fields whose words are names: short runs are joined, and beginnings and typing errors look here first."""

INDEXED_FIELDS: Final = (*TEXT_FIELDS, "joined")
"""The fields of the Whoosh index: the texts, and the forms that a tool has in joined words only."""

COLUMNS_FILE: Final = "columns.npz"
"""The file beside the Whoosh files with everything that is not a posting."""

# The modules that decide what stands in the files. A change of any of them makes older indexes unfit.
_SHAPING = (
    *("words.py", "schema.py", "columns.py", "facets.py", "bits.py", "lexicon.py", "build.py", "parts.py"),
    *(
        "inverting.py",
        "postings.py",
        "thesaurus.py",
        "softening.py",
        "labels.py",
        "language.py",
        "suggesting.py",
        "concepts.py",
    ),
)


class Forms(TEXT):  # type: ignore[misc]  # Whoosh has no types
    """A Whoosh field that takes the occurrences that `words` found, in place of a text and an analyser.

    Whoosh keeps an instance in its files, so the class must stay importable under this name.
    """

    def index(self, value: Iterable[Occurrence], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (form, frequency, weight, encoded positions) for each distinct form."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for form, position, _run in value:
            places[form].append(position)
        for form, positions in places.items():
            yield form.encode(), len(positions), float(len(positions)), self.format.encode(sorted(positions))


def whoosh_schema() -> Any:
    """Return the Whoosh schema: fields with positions, nothing stored."""
    return Schema(**{name: Forms(phrase=True, stored=False) for name in INDEXED_FIELDS})


def schema_hash() -> str:
    """Return the SHA-256 (hex) of all that decides the content of an index for given documents."""
    digest = hashlib.sha256()
    for part in (*TEXT_FIELDS, *FACET_IDS, whoosh.versionstring(), unicodedata.unidata_version):
        digest.update(part.encode() + b"\0")
    for name in _SHAPING:
        digest.update(files("catalog.search").joinpath(name).read_bytes())
    return digest.hexdigest()
