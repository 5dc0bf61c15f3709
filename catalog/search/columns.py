"""Memory-resident columns: what sorting and ranking need of every tool, kept in .npz without pickle.

A row is a tool; rows are in the order of folded names, so that "ties by name" is the order of row numbers.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import TEXT_FIELDS, SearchDocument
from catalog.search.placing import Placing, United, places_of
from catalog.search.words import compounds, joined

Arrays = dict[str, NDArray[Any]]
"""What a part of the columns writes to, and reads from, the .npz file."""


def pack_strings(strings: Sequence[str]) -> NDArray[np.uint8]:
    """Return the strings as one array of UTF-8 bytes (JSON)."""
    return np.frombuffer(
        json.dumps(list(strings), ensure_ascii=False).encode("utf-8", "replace"), dtype=np.uint8
    )


def unpack_strings(packed: NDArray[Any]) -> list[str]:
    """Return the strings that `pack_strings` packed."""
    return [str(item) for item in json.loads(packed.tobytes())]


def to_bytes(arrays: Arrays) -> bytes:
    """Return the arrays as the bytes of an .npz file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return buffer.getvalue()


def from_bytes(content: bytes) -> Arrays:
    """Return the arrays of an .npz file; an array that would need pickle raises ValueError."""
    with np.load(io.BytesIO(content), allow_pickle=False) as loaded:
        return {name: loaded[name] for name in loaded.files}


def name_order(document: SearchDocument) -> tuple[str, str]:
    """Return what rows are in the order of: the folded name, then the slug."""
    words = (compound.joined for compound in compounds(document.texts.get("name", "")))
    return " ".join(words), document.slug


class Names(Mapping[str, tuple[tuple[int, int], ...]]):
    """Finds tools by the joined form of a whole name: (row, 0 for a name, 1 for an alias or 2 for a provider).

    `keys_` are the joined forms in order; each pair of a row and a kind belongs to the key of that number.
    """

    def __init__(self, keys: list[str], numbers: NDArray[np.int64], pairs: NDArray[np.int64]) -> None:
        self.sorted = keys
        self.numbers = numbers
        self.pairs = pairs
        self._places = places_of(keys)

    @classmethod
    def of(cls, documents: Sequence[SearchDocument]) -> Self:
        """Return the names of documents; a tool that has one in several ways has it in the first."""
        found: dict[str, dict[int, int]] = {}
        for row, document in enumerate(documents):
            written = [(document.texts.get("name", ""), 0)]
            written += [(line, 1) for line in document.texts.get("aliases", "").splitlines()]
            written += [(line, 2) for line in document.texts.get("provider", "").splitlines()]
            for text, kind in written:
                if key := joined(text):
                    found.setdefault(key, {}).setdefault(row, kind)
        keys = sorted(found)
        numbers = [number for number, key in enumerate(keys) for _ in found[key]]
        pairs = [pair for key in keys for pair in found[key].items()]
        return cls(keys, np.array(numbers, dtype=np.int64), np.array(pairs, dtype=np.int64).reshape(-1, 2))

    def with_changes(self, other: "Names", rows: Placing) -> "Names":
        """Return the names with those of other tools, rows being placed so."""
        stay = rows.old[self.pairs[:, 0]] >= 0
        used = np.zeros(len(self.sorted), dtype=np.bool_)
        used[self.numbers[stay]] = True
        keys = United.of(self.sorted, used, other.sorted)
        numbers = np.concatenate([keys.left[self.numbers[stay]], keys.right[other.numbers]])
        kept = np.column_stack([rows.old[self.pairs[stay, 0]], self.pairs[stay, 1]])
        added = np.column_stack([rows.new[other.pairs[:, 0]], other.pairs[:, 1]])
        pairs = np.concatenate([kept, added]).astype(np.int64)
        order = np.lexsort((pairs[:, 0], numbers))
        return Names(keys.strings, numbers[order].astype(np.int64), pairs[order])

    def __getitem__(self, key: str) -> tuple[tuple[int, int], ...]:
        place = self._places[key]
        first, end = np.searchsorted(self.numbers, [place, place + 1])
        return tuple((row, kind) for row, kind in self.pairs[first:end].tolist())

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self.sorted)

    def __len__(self) -> int:
        return len(self.sorted)


@dataclass(frozen=True)
class Columns:
    """One row a tool.

    `order` is the folded name by which rows are ordered, `checked` the date of the last check, and `newest` the
    place in the order of last checks (0 is checked last); `evidence` counts up with better evidence; `lengths`
    has the number of words of each text field (fields x rows).
    """

    slugs: list[str]
    order: list[str]
    checked: NDArray[np.bytes_]
    newest: NDArray[np.int64]
    evidence: NDArray[np.int64]
    lengths: NDArray[np.float32]
    names: Names

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], lengths: NDArray[np.float32]) -> Self:
        """Return the columns of documents that are in the order of names already."""
        checked = np.array([document.checked.encode() for document in documents], dtype=np.bytes_)
        evidence = np.array([document.evidence for document in documents], dtype=np.int64)
        order = [name_order(document)[0] for document in documents]
        slugs = [document.slug for document in documents]
        return cls(slugs, order, checked, _newest(checked), evidence, lengths, Names.of(documents))

    def with_changes(self, other: "Columns", rows: Placing) -> "Columns":
        """Return the columns with those of other tools, rows being placed so."""
        checked = rows.array(self.checked, other.checked)
        return Columns(
            slugs=rows.items(self.slugs, other.slugs),
            order=rows.items(self.order, other.order),
            checked=checked,
            newest=_newest(checked),
            evidence=rows.array(self.evidence, other.evidence),
            lengths=rows.array(self.lengths, other.lengths, axis=1),
            names=self.names.with_changes(other.names, rows),
        )

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        return {
            "slugs": pack_strings(self.slugs),
            "name_order": pack_strings(self.order),
            "checked": self.checked,
            "newest": self.newest,
            "evidence": self.evidence,
            "lengths": self.lengths,
            "name_keys": pack_strings(self.names.sorted),
            "name_numbers": self.names.numbers,
            "name_rows": self.names.pairs,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the columns that `arrays` wrote."""
        return cls(
            unpack_strings(arrays["slugs"]),
            unpack_strings(arrays["name_order"]),
            arrays["checked"],
            arrays["newest"],
            arrays["evidence"],
            arrays["lengths"],
            Names(unpack_strings(arrays["name_keys"]), arrays["name_numbers"], arrays["name_rows"]),
        )

    def length_norms(self, spread: Mapping[str, float]) -> NDArray[np.float32]:
        """Return, fields x rows, what BM25F divides a count by: 1 for a text of average length.

        `spread` is BM25's b for each field: 0 ignores the length, 1 takes it in full.
        """
        mean = np.maximum(self.lengths.mean(axis=1, keepdims=True) if self.lengths.size else 1.0, 1.0)
        b = np.array([spread[name] for name in TEXT_FIELDS], dtype=np.float32)[:, None]
        return np.asarray(1.0 - b + b * self.lengths / mean, dtype=np.float32)


def _newest(checked: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Return the place of each date in the order of dates, the latest first; rows settle ties."""
    size = len(checked)
    newest = np.empty(size, dtype=np.int64)
    newest[size - 1 - np.argsort(checked[::-1], kind="stable")[::-1]] = np.arange(size)
    return newest
