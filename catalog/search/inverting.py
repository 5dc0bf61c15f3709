"""Inverting texts with Whoosh, and keeping the postings that it writes as arrays too.

Whoosh sorts the postings and writes its own files. It hands out one posting at a time, which is what made the
first use of a word slow; so the same postings are taken down as arrays while they pass its writer, and queries
read those.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3Segment
from whoosh.filedb.filestore import FileStorage, RamStorage

from catalog.domain.search import TEXT_FIELDS, SearchDocument
from catalog.search.lexicon import WRITTEN, Lexicon
from catalog.search.postings import FIELDS, JOINED, Postings
from catalog.search.schema import INDEXED_FIELDS, NAME_FIELDS, whoosh_schema
from catalog.search.words import Occurrence, occurrences

_MEMORY_MB: Final = 256


class Inverted(NamedTuple):
    """Texts as an index holds them: Whoosh's files, the lexicon, the postings, and lengths (fields x rows)."""

    files: Mapping[str, bytes]
    lexicon: Lexicon
    postings: Postings
    lengths: NDArray[np.float32]


def inverted(
    documents: Sequence[SearchDocument],
    scratch: Path | None = None,
    report: Callable[[int], None] | None = None,
) -> Inverted:
    """Return the texts of documents inverted; the numbers that Whoosh gives are the rows.

    What a large build sorts on the disk stands in `scratch`; without one, all stays in memory. `report` is told
    the number of documents done.
    """
    texts = _Texts(len(documents))
    storage = _Memory(scratch)
    codec = _Codec()
    writer: Any = storage.create_index(whoosh_schema()).writer(limitmb=_MEMORY_MB, codec=codec)
    try:
        for row, document in enumerate(documents):
            writer.add_document(**texts.analysed(row, document.texts))
            if report:
                report(row + 1)
    except BaseException:
        writer.cancel()  # closes its scratch files
        raise
    writer.commit()
    lexicon = texts.lexicon()
    files = {name: bytes(content) for name, content in storage.files.items()}
    return Inverted(files, lexicon, codec.taken.postings(lexicon), texts.lengths)


class _Memory(RamStorage):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's files in memory: a full disk is so met by our own writing, for Whoosh leaves files open then.

    Only what a large build sorts on the disk is there: in our own folder, for Whoosh would take one of the same
    name in every process.
    """

    def __init__(self, scratch: Path | None) -> None:
        super().__init__()
        self._scratch = scratch

    def temp_storage(self, name: str | None = None) -> Any:  # noqa: ARG002  # Whoosh passes it
        return FileStorage(str(self._scratch)).create() if self._scratch else RamStorage()


class _Texts:
    """What is learnt of all texts while they are analysed: lengths, forms and their fields and tools."""

    def __init__(self, size: int) -> None:
        self.lengths = np.zeros((len(TEXT_FIELDS), size), dtype=np.float32)
        self._fields: defaultdict[str, int] = defaultdict(int)
        self._tools: defaultdict[str, int] = defaultdict(int)

    def analysed(self, row: int, texts: Mapping[str, str]) -> dict[str, list[Occurrence]]:
        """Return the occurrences in each field of the tool in this row, and remember what they show."""
        found: dict[str, list[Occurrence]] = {}
        seen: dict[str, int] = {}
        for bit, name in enumerate(TEXT_FIELDS):
            found[name], self.lengths[bit, row] = occurrences(texts.get(name, ""), runs=name in NAME_FIELDS)
            for form, _, run in found[name]:
                seen[form] = seen.get(form, 0) | 1 << bit | (0 if run else WRITTEN)
        for form, bits in seen.items():
            self._fields[form] |= bits
            self._tools[form] += 1
        joined = [Occurrence(form, 0) for form, bits in seen.items() if not bits & WRITTEN]
        return found | {INDEXED_FIELDS[JOINED]: joined}

    def lexicon(self) -> Lexicon:
        """Return the lexicon of all that was analysed."""
        return Lexicon.of({form: (bits, self._tools[form]) for form, bits in self._fields.items()})


class _Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec; what is written passes by `taken`."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = _Taken()

    def new_segment(self, storage: Any, indexname: str) -> Any:  # noqa: ARG002  # Whoosh passes it
        return W3Segment(W3Codec(), indexname)  # Whoosh keeps the codec in its files: not this one

    def field_writer(self, storage: Any, segment: Any) -> Any:
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    def __init__(self, codec: _Codec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._taken = codec.taken

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        super().add_postings(schema, lengths, self._taken.passing(schema, items))


class _Taken:
    """Postings as they pass, which is by field, form and row."""

    def __init__(self) -> None:
        self._terms: list[tuple[int, bytes]] = []
        self._firsts = array("q")
        self._occurring = array("q")
        self._rows = array("i")
        self._times = array("i")
        self._positions = array("i")

    def passing(self, schema: Any, items: Iterable[Any]) -> Iterator[Any]:
        """Yield the items, and keep what they say."""
        decoded = schema[INDEXED_FIELDS[0]].format.decode_positions
        number = {name: place for place, name in enumerate(INDEXED_FIELDS)}
        last: tuple[str, bytes] | None = None
        for item in items:
            name, term, row, _, value = item
            if (name, term) != last:
                last = (name, term)
                self._terms.append((number[name], term))
                self._firsts.append(len(self._rows))
                self._occurring.append(len(self._positions))
            found = decoded(value)
            self._rows.append(row)
            self._times.append(len(found))
            self._positions.extend(found)
            yield item

    def postings(self, lexicon: Lexicon) -> Postings:
        """Return the postings by form, field and row."""
        slots = np.array(
            [lexicon.ids[term.decode()] * FIELDS + field for field, term in self._terms], np.int64
        )
        order = np.argsort(slots)
        firsts, occurring = np.array(self._firsts, np.int64), np.array(self._occurring, np.int64)
        sizes = np.diff(firsts, append=len(self._rows))
        starts = np.zeros(len(lexicon.forms) * FIELDS + 1, dtype=np.int64)
        starts[slots + 1] = sizes
        return Postings.of(
            np.cumsum(starts),
            _reordered(self._rows, firsts, order),
            _reordered(self._times, firsts, order),
            _reordered(self._positions, occurring, order),
        )


def _reordered(
    values: "array[int]", firsts: NDArray[np.int64], order: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return the values of groups, which begin at `firsts`, with the groups in another order."""
    sizes = np.diff(firsts, append=len(values))[order]
    after = np.cumsum(sizes) - sizes
    return np.array(values, dtype=np.int32)[np.repeat(firsts[order] - after, sizes) + np.arange(len(values))]
