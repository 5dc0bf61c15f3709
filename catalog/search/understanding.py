"""How a question is read: topics, limits, corrections and plain words.

The words are held against the labels of the thesaurus in each language that they may belong to:

1. the longest labels first, word for word (inflections meet in their keys), then without fillers on either
   side (see `literal`); a word belongs to one label only;
2. words that are left, with those around them, are held against labels in any order and with gaps (see
   `loose`);
3. a topic counts by the words that stronger topics do not explain already; a topic outside of the catalogue
   counts only when none inside was said in so many words.

A "no" or "without" before a limit turns it round where the thesaurus says to what; else the limit is left aside,
and a note says so.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Final

from catalog.domain.search import ReadFilter, ReadTopic, Understood
from catalog.search.grammar import Query
from catalog.search.labels import Known, Labels
from catalog.search.lexicon import Lexicon
from catalog.search.literal import Literal
from catalog.search.loose import Loose
from catalog.search.reading import Reading, Span
from catalog.search.units import Units

_NOT_TURNED: Final = "“{}” was not understood as a limit, so it was left aside."

OUTSIDE_SHARE: Final = 0.5
"""The share of the words from which on a question for what the catalogue does not cover is for that alone."""

EXPLAINED: Final = 0.3
"""What is left of a topic when stronger topics explain all its words."""


def understand(
    labels: Labels, query: Query, tools: Lexicon, names: Container[str] = (), undone: tuple[str, ...] = ()
) -> Reading:
    """Return how the words of a query are read.

    `tools` are the words of all tools, and `names` the joined forms of their whole names.
    """
    kept = frozenset(name.removeprefix("word:") for name in undone if name.startswith("word:"))
    if not query.typed or not labels.concepts:
        return Reading(kept=kept)
    return _Understanding(labels, query, tools, names, frozenset(undone), kept).reading()


class _Understanding:
    def __init__(
        self,
        labels: Labels,
        query: Query,
        tools: Lexicon,
        names: Container[str],
        undone: frozenset[str],
        kept: frozenset[str],
    ) -> None:
        self._labels = labels
        self._query = query
        self._undone = undone
        self._kept = kept
        self._words = Units(labels, query, tools, names, undone)
        self._literal = Literal(labels, self._words, query.typed, undone)
        self._units = self._words.units
        self._telling = self._words.telling

    def reading(self) -> Reading:
        spans = self._chosen(self._literal.spans())
        taken = {i for run in self._words.names for i in run} | {i for span in spans for i in span.units}
        if left := set(self._telling) - taken:
            held = {number for span in spans for number in span.concepts}
            spans += Loose(self._labels, self._words, self._may_be_loose).spans(left, held)
        topics: dict[int, tuple[float, tuple[int, ...]]] = {}
        limits: dict[str, tuple[str, ...]] = {}
        filters: list[ReadFilter] = []
        limited: set[int] = set()
        notes: list[str] = []
        for span in spans:
            for number in span.concepts:
                concept = self._labels.concepts[number]
                if concept.kind == "constraint":
                    filters += self._filters(concept, span, limits)
                    limited.update(span.units)
                    if span.negated and not concept.negated:
                        notes.append(_NOT_TURNED.format(" ".join(self._typed(span.units))))
                else:
                    strength = span.strength / len(span.concepts) ** 0.5
                    before = topics.get(number, (0.0, ()))
                    units = tuple(dict.fromkeys((*before[1], *span.units)))
                    topics[number] = (max(before[0], strength), units)
        if len(topics) > 1:
            topics = _competing(topics)
        outside = tuple(n for n in topics if self._labels.concepts[n].outside)
        if outside and not self._is_for(outside, topics, limited):
            topics = {n: topic for n, topic in topics.items() if n not in outside}
            outside = ()
        return self._finished(topics, limits, filters, limited, outside, notes)

    def _is_for(
        self, outside: tuple[int, ...], topics: Mapping[int, tuple[float, tuple[int, ...]]], limited: set[int]
    ) -> bool:
        """Tell whether the question is for these topics alone, which the catalogue does not cover."""
        beyond = {i for n in outside for i in topics[n][1]}
        share = self._words.share_of(beyond, limited)
        return share >= OUTSIDE_SHARE and not any(self._aims(n, topics[n][0]) for n in topics)

    def _aims(self, number: int, strength: float) -> bool:
        """Tell whether a topic is one that the catalogue covers, and was said in so many words."""
        concept = self._labels.concepts[number]
        return strength == 1.0 and any(facet not in ("media", "stage") for facet in concept.maps_to)

    def _finished(
        self,
        topics: Mapping[int, tuple[float, tuple[int, ...]]],
        limits: Mapping[str, tuple[str, ...]],
        filters: list[ReadFilter],
        limited: set[int],
        outside: tuple[int, ...],
        notes: list[str],
    ) -> Reading:
        concepts = self._labels.concepts
        shown = [
            ReadTopic(f"topic:{concepts[n].id}", concepts[n].id, concepts[n].label, self._typed(units))
            for n, (strength, units) in topics.items()
        ]
        covered = {i for _, units in topics.values() for i in units}
        dropped = {
            unit.typed
            for i, unit in enumerate(self._units)
            if i not in covered and (unit.filler or i in limited)
        }
        used = {self._units[i].form for i in covered | limited} if self._words.corrections else ()
        corrections = tuple([part for part in self._words.corrections if part.read_as in used])
        meant = self._meant() if any(part.typed in self._words.others for part in corrections) else ""
        order = sorted(topics, key=lambda n: -topics[n][0])
        return Reading(
            understood=Understood(tuple(shown), tuple(filters), corrections, meant),
            topics=tuple((n, topics[n][0], self._length(topics[n][1])) for n in order),
            limits=limits,
            covered=frozenset(self._units[i].typed for i in covered),
            dropped=frozenset(dropped),
            outside=outside,
            kept=self._kept,
            repaired={part.id.removeprefix("word:"): part.read_as for part in corrections},
            notes=tuple(dict.fromkeys(notes)),
            likely=self._words.likely(),
            english=self._words.english(),
            met=self._words.share_of(covered, limited),
        )

    def _length(self, units: tuple[int, ...]) -> float:
        """Return how many words the units make: a Chinese word has two characters as a rule."""
        return sum(0.5 if "zh" in self._units[i].keys else 1.0 for i in units) or 1.0

    def _filters(
        self, concept: Known, span: Span, limits: dict[str, tuple[str, ...]]
    ) -> Iterator[ReadFilter]:
        label = f"not {concept.label}" if span.negated else concept.label
        for facet, values in (concept.negated if span.negated else concept.maps_to).items():
            name = f"limit:{concept.id}:{facet}"
            if name in self._undone:
                continue
            limits[facet] = tuple(dict.fromkeys((*limits.get(facet, ()), *values)))
            yield ReadFilter(name, concept.id, facet, values, label, self._typed(span.units))

    def _typed(self, units: tuple[int, ...]) -> tuple[str, ...]:
        numbers = dict.fromkeys(self._units[i].word for i in sorted(units))
        return tuple(self._query.typed[n].raw for n in numbers)

    def _meant(self) -> str:
        return " ".join(self._words.others.get(word.raw, word.raw) for word in self._query.typed)

    def _chosen(self, spans: list[Span]) -> list[Span]:
        """Return spans that do not share a unit, those with most telling units first."""
        if not spans:
            return spans
        telling = set(self._telling)
        names, rare = self._words.names, self._words.rare_runs()
        spans = [
            span
            for span in spans
            if not any(run & set(span.units) and not run <= set(span.units) for run in names)
            and not (len(span.units) == 1 and any(set(span.units) < run for run in rare))
        ]
        ranked = sorted(spans, key=lambda span: _rank(span, telling))
        free = set(range(len(self._units)))
        chosen: list[Span] = []
        for span in ranked:
            if telling & set(span.units) or len(span.units) == len(self._units):
                if free.issuperset(span.units):
                    free -= set(span.units)
                    chosen.append(span)
                elif any(span.units == other.units for other in chosen):
                    chosen.append(span)
        return list(dict.fromkeys(chosen))

    def _may_be_loose(self, number: int) -> bool:
        concept = self._labels.concepts[number]
        return concept.kind == "topic" and not concept.outside and bool(self._literal.wanted((number,)))


def _rank(span: Span, telling: Container[int]) -> tuple[int, bool, int]:
    """Return what spans are chosen by: most telling units, then all words before words without fillers."""
    told = sum(unit in telling for unit in span.units)
    return -told, span.stripped, len(span.units) if span.stripped else -len(span.units)


def _competing(
    topics: Mapping[int, tuple[float, tuple[int, ...]]],
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """Let a topic count by the words that stronger topics do not explain already."""
    explained: set[int] = set()
    kept: dict[int, tuple[float, tuple[int, ...]]] = {}
    for number, (strength, units) in sorted(topics.items(), key=lambda item: (-item[1][0], -len(item[1][1]))):
        own = len(set(units) - explained) / len(units)
        kept[number] = (strength * (EXPLAINED + (1 - EXPLAINED) * own), units)
        explained.update(units)
    return kept
