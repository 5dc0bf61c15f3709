"""Memory-resident columns: what sorting and ranking need of every tool, kept in .npz without pickle.

A row is a tool; rows are in the order of folded names, so that "ties by name" is the order of row numbers.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import TEXT_FIELDS, SearchDocument
from catalog.search.words import joined

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
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return buffer.getvalue()


def from_bytes(content: bytes) -> Arrays:
    """Return the arrays of an .npz file; an array that would need pickle raises ValueError."""
    with np.load(io.BytesIO(content), allow_pickle=False) as loaded:
        return {name: loaded[name] for name in loaded.files}


@dataclass(frozen=True)
class Columns:
    """One row a tool.

    `newest` is the place in the order of last checks (0 is checked last); `evidence` counts up with better
    evidence; `lengths` has the number of words of each text field (fields x rows). `names` maps the joined
    form of a whole name or alias to (row, 0 for a name, 1 for an alias or 2 for a provider).
    """

    slugs: list[str]
    newest: NDArray[np.int64]
    evidence: NDArray[np.int64]
    lengths: NDArray[np.float32]
    names: Mapping[str, tuple[tuple[int, int], ...]]

    @classmethod
    def of(cls, documents: Sequence[SearchDocument], lengths: NDArray[np.float32]) -> Self:
        """Return the columns of documents that are in the order of names already."""
        order = sorted(range(len(documents)), key=lambda row: documents[row].checked, reverse=True)
        newest = np.empty(len(documents), dtype=np.int64)
        newest[order] = np.arange(len(documents))
        evidence = np.array([document.evidence for document in documents], dtype=np.int64)
        return cls([d.slug for d in documents], newest, evidence, lengths, _names(documents))

    def arrays(self) -> Arrays:
        """Return what `from_arrays` reads."""
        entries = [(key, row, kind) for key, pairs in sorted(self.names.items()) for row, kind in pairs]
        return {
            "slugs": pack_strings(self.slugs),
            "newest": self.newest,
            "evidence": self.evidence,
            "lengths": self.lengths,
            "name_keys": pack_strings([key for key, _, _ in entries]),
            "name_rows": np.array([(row, kind) for _, row, kind in entries], dtype=np.int64).reshape(-1, 2),
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Return the columns that `arrays` wrote."""
        names: dict[str, tuple[tuple[int, int], ...]] = {}
        for key, (row, kind) in zip(
            unpack_strings(arrays["name_keys"]), arrays["name_rows"].tolist(), strict=True
        ):
            names[key] = (*names.get(key, ()), (row, kind))
        slugs = unpack_strings(arrays["slugs"])
        return cls(slugs, arrays["newest"], arrays["evidence"], arrays["lengths"], names)

    def length_norms(self, spread: Mapping[str, float]) -> NDArray[np.float32]:
        """Return, fields x rows, what BM25F divides a count by: 1 for a text of average length.

        `spread` is BM25's b for each field: 0 ignores the length, 1 takes it in full.
        """
        mean = np.maximum(self.lengths.mean(axis=1, keepdims=True) if self.lengths.size else 1.0, 1.0)
        b = np.array([spread[name] for name in TEXT_FIELDS], dtype=np.float32)[:, None]
        return np.asarray(1.0 - b + b * self.lengths / mean, dtype=np.float32)


def _names(documents: Sequence[SearchDocument]) -> dict[str, tuple[tuple[int, int], ...]]:
    names: dict[str, dict[int, int]] = {}
    for row, document in enumerate(documents):
        written = [(document.texts.get("name", ""), 0)]
        written += [(line, 1) for line in document.texts.get("aliases", "").splitlines()]
        written += [(line, 2) for line in document.texts.get("provider", "").splitlines()]
        for text, kind in written:
            if key := joined(text):
                names.setdefault(key, {}).setdefault(row, kind)
    return {key: tuple(rows.items()) for key, rows in names.items()}
