"""One generation of the index, opened: immutable, shared by all threads."""

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from time import thread_time
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from catalog.domain.search import (
    Explanation,
    Hit,
    SearchDocument,
    SearchRequest,
    SearchResult,
    Sort,
    Suggestion,
)
from catalog.search.bits import rows_of
from catalog.search.columns import from_bytes
from catalog.search.concepts import Concepts
from catalog.search.explaining import explained
from catalog.search.grammar import Query, parse
from catalog.search.labels import Labels
from catalog.search.manifest import Manifest
from catalog.search.matching import find
from catalog.search.narrowing import Narrowing
from catalog.search.parts import Parts
from catalog.search.ranking import Ranking
from catalog.search.reading import Reading
from catalog.search.records import Records
from catalog.search.schema import COLUMNS_FILE
from catalog.search.scoring import Scores, Scoring, most
from catalog.search.softening import SOFT_FILE
from catalog.search.suggesting import Beginnings, Suggestions, concept_beginnings
from catalog.search.thesaurus import THESAURUS_FILE
from catalog.search.understanding import understand

MAX_TERMS_MARKED: Final = 100

SORTED_WHOLE: Final = 500
"""So many results are sorted; of more, only those of the pages up to the one shown."""

_AFTER_LISTED: Final = (("caution",), ("cautionary", "discontinued"))
"""How tools are listed that stand behind the others when nothing was typed, the last ones last."""


class SearchIndex:
    """One built generation, held in memory and safe to share between threads.

    `generation` is the name of its folder, `last_event` the audit sequence number of the store that it shows,
    `manifest_hash` the SHA-256 of its manifest.
    """

    def __init__(
        self,
        generation: str,
        last_event: int,
        manifest_hash: str,
        parts: Parts,
        labels: Labels,
        concepts: Beginnings,
    ) -> None:
        """Put the parts together; only `opened` and `with_changes` call this."""
        self.generation = generation
        self.last_event = last_event
        self.manifest_hash = manifest_hash
        self._parts = parts
        self._columns = parts.columns
        self._facets = parts.facets
        self._lexicon = parts.lexicon
        self._labels = labels
        self._scoring = Scoring(parts.columns, parts.lexicon, parts.postings)
        self._fits = Concepts(labels, self._scoring, parts.facets, parts.places, self._graded_rows())
        self._ranking = Ranking(
            labels, self._fits, Records(parts.facets, len(parts.columns.slugs)), len(parts.columns.slugs)
        )
        self._unasked = self._place_without_words()
        self._suggestions = Suggestions(parts.columns.slugs, parts.names, concepts)

    @classmethod
    def opened(
        cls, generation: str, manifest: Manifest, manifest_hash: str, content: Mapping[str, bytes]
    ) -> Self:
        """Return the index of verified content. Only `open_index` calls this: the bytes must be trusted."""
        with _uncollected():
            parts = Parts.from_arrays(from_bytes(content[COLUMNS_FILE]))
            labels = Labels.opened(content[THESAURUS_FILE], content[SOFT_FILE])
        return cls(generation, manifest.last_event, manifest_hash, parts, labels, concept_beginnings(labels))

    def with_changes(
        self, documents: Collection[SearchDocument], gone: Collection[str], last_event: int
    ) -> Self:
        """Return the index with these documents in place of those of the same slugs, and without those gone.

        It answers as one that was built anew of all documents would. This index stays as it is; the thesaurus is
        the same in both. `last_event` is the event of the store that the documents show.
        """
        if not documents and not gone:
            same = copy(self)
            same.last_event = last_event
            return same
        parts = self._parts.with_changes(documents, gone)
        return type(self)(
            self.generation, last_event, self.manifest_hash, parts, self._labels, self._suggestions.concepts
        )

    def warm(self, seconds: float) -> int:
        """Work out how well each tool fits the concepts, which the first question about each would wait for.

        Stops after so many seconds of processor time; returns how many concepts were done.
        """
        until = thread_time() + seconds
        self._labels.ready()
        for number in range(len(self._labels.concepts)):
            if thread_time() >= until:
                return number
            self._fits.fit(number)
        return len(self._labels.concepts)

    def slugs(self) -> tuple[str, ...]:
        """Return the slug of every tool, in the order of names."""
        return tuple(self._columns.slugs)

    def __len__(self) -> int:
        return len(self._columns.slugs)

    def search(self, request: SearchRequest) -> SearchResult:
        """Return the tools that answer the request, in its order, with facet counts, words to mark and notes.

        Any text and any filter has an answer; a page or size below 1 is taken as 1.
        """
        query = parse(request.text)
        reading = self._read(query, request)
        narrowing = Narrowing(self._facets, request.filters, query.facets, reading.limits)
        found = find(self._scoring, query, self._ranking, reading, narrowing.strict)
        within = narrowing.of(found.tools)
        rows = rows_of(within.found, len(self))
        notes = (*query.notes, *reading.notes, *found.notes, *within.notes)
        understood = reading.understood.corrected(found.corrections)
        return SearchResult(
            len(rows),
            self._page(rows, found.scores, request),
            self._facets.counter(request.facets).counts(within.found, within.without),
            found.terms[:MAX_TERMS_MARKED],
            tuple(dict.fromkeys(notes)),
            understood.relaxed() if within.relaxed else understood,
            found.nearest,
        )

    def suggest(self, prefix: str) -> tuple[Suggestion, ...]:
        """Return tools, capabilities and concepts with a word that begins with what is being typed."""
        return self._suggestions.starting(prefix)

    def explain(self, request: SearchRequest, slug: str) -> Explanation:
        """Return why a tool is in the answer to the request; a tool that is not in it has no shares."""
        query = parse(request.text)
        reading = self._read(query, request)
        found = find(self._scoring, query, self._ranking, reading)
        row = self._columns.slugs.index(slug) if slug in self._columns.slugs else -1
        if row < 0 or not found.tools >> row & 1:
            return Explanation(slug, 0.0)
        score = float(found.scores[row])
        return explained(self._scoring, self._ranking, query, reading, row, slug, score)

    def concept_label(self, concept: str) -> str:
        """Return the label of a concept of the thesaurus or of a capability, or its id when it has none."""
        kinds = self._labels.capabilities
        return next(
            (known.label for known in self._labels.concepts if known.id == concept),
            kinds.get(concept, concept),
        )

    def _read(self, query: Query, request: SearchRequest) -> Reading:
        return understand(self._labels, query, self._lexicon, self._columns.names, request.undone)

    def _graded_rows(self) -> dict[str, int]:
        graded = frozenset().union(*(concept.answers for concept in self._labels.concepts))
        return {slug: row for row, slug in enumerate(self._columns.slugs) if slug in graded}

    def _place_without_words(self) -> NDArray[np.int64]:
        """Return where each tool stands when nothing was typed: better evidence first, cautions and warnings last."""
        place = -self._columns.evidence.astype(np.int64)
        step = int(self._columns.evidence.max(initial=0)) + 1
        for tier, statuses in enumerate(_AFTER_LISTED, 1):
            place[rows_of(self._facets.having("listing", statuses), len(self))] += tier * step
        return place

    def _page(self, rows: NDArray[np.int64], scores: Scores, request: SearchRequest) -> tuple[Hit, ...]:
        size = max(request.size, 1)
        start = (max(request.page, 1) - 1) * size
        found = scores[rows]
        keys = self._keys(request.sort, rows, found)
        order = slice(start, start + size)
        shown = order if keys is None else _least(keys, start + size)[order]
        slugs, places = self._columns.slugs, rows[shown].tolist()
        return tuple(
            [Hit(slugs[row], score) for row, score in zip(places, found[shown].tolist(), strict=True)]
        )

    def _keys(self, sort: Sort, rows: NDArray[np.int64], scores: Scores) -> NDArray[Any] | None:
        """Return what to sort by, upwards; rows are in the order of names, which settles ties."""
        if sort is Sort.RELEVANCE:
            return -scores if most(scores) else self._unasked[rows]
        if sort is Sort.NEWEST_CHECK:
            return self._columns.newest[rows]
        if sort is Sort.EVIDENCE:
            return -self._columns.evidence[rows]
        return None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking again and again through what is being opened: a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _least(keys: NDArray[Any], most: int) -> NDArray[np.int64]:
    """Return the places of at least the `most` least keys, in their order; equal ones in that of their places."""
    if len(keys) <= SORTED_WHOLE or most >= len(keys):
        return np.argsort(keys, kind="stable")
    among = np.flatnonzero(keys <= np.partition(keys, most - 1)[most - 1])
    return among[np.argsort(keys[among], kind="stable")]
