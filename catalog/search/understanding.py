"""How a question is read: topics, limits, corrections and plain words.

The words are held against the labels of the thesaurus in each language that they may belong to:

1. the longest labels first, word for word (inflections meet in their keys), then without fillers on either
   side; a word belongs to one label only;
2. words that are left, with those around them, are held against labels in any order and with gaps (see
   `loose`);
3. a topic counts by the words that stronger topics do not explain already; a topic outside of the catalogue
   counts only when none inside was said in so many words.

An acronym counts as a whole word only, and in capitals only where it is also a word.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Final

from catalog.domain.search import ReadFilter, ReadTopic, Understood
from catalog.search.grammar import Query
from catalog.search.labels import Known, Labels
from catalog.search.lexicon import Lexicon
from catalog.search.loose import Loose
from catalog.search.reading import NOTHING_READ, Reading, Span
from catalog.search.thesaurus import MAX_LABEL
from catalog.search.units import Units

EXPLAINED: Final = 0.3
"""What is left of a topic when stronger topics explain all its words."""

NEGATIONS: Final = frozenset(
    [
        "no",
        "not",
        "non",
        "without",
        "sans",
        "pas",
        "sin",
        "без",
        "не",
        "нет",
        "بدون",
        "غير",
        "لا",
        "无",
        "不",
        "没",
        "非",
    ]
)


def understand(
    labels: Labels, query: Query, tools: Lexicon, names: Container[str] = (), undone: tuple[str, ...] = ()
) -> Reading:
    """Return how the words of a query are read.

    `tools` are the words of all tools, and `names` the joined forms of their whole names.
    """
    if not query.typed or not labels.concepts:
        return NOTHING_READ
    return _Understanding(labels, query, tools, names, frozenset(undone)).reading()


class _Understanding:
    def __init__(
        self, labels: Labels, query: Query, tools: Lexicon, names: Container[str], undone: frozenset[str]
    ) -> None:
        self._labels = labels
        self._query = query
        self._undone = undone
        self._words = Units(labels, query, tools, names, undone)
        self._units = self._words.units
        self._telling = self._words.telling

    def reading(self) -> Reading:
        spans = self._chosen([*self._acronyms(), *self._exact(), *self._plain()])
        taken = {i for run in self._words.names() for i in run} | {i for span in spans for i in span.units}
        if left := set(self._telling) - taken:
            held = {number for span in spans for number in span.concepts}
            spans += Loose(self._labels, self._units, self._telling, self._may_be_loose).spans(left, held)
        topics: dict[int, tuple[float, tuple[int, ...]]] = {}
        limits: dict[str, tuple[str, ...]] = {}
        filters: list[ReadFilter] = []
        limited: set[int] = set()
        for span in spans:
            for number in span.concepts:
                concept = self._labels.concepts[number]
                if concept.kind == "constraint":
                    filters += self._filters(concept, span, limits)
                    limited.update(span.units)
                else:
                    strength = span.strength / len(span.concepts) ** 0.5
                    before = topics.get(number, (0.0, ()))
                    units = tuple(dict.fromkeys((*before[1], *span.units)))
                    topics[number] = (max(before[0], strength), units)
        topics = _competing(topics)
        outside = tuple(n for n in topics if self._labels.concepts[n].outside)
        if any(self._aims(n, topics[n][0]) for n in topics):
            outside = ()
        topics = {n: topic for n, topic in topics.items() if outside or not self._labels.concepts[n].outside}
        return self._finished(topics, limits, filters, limited, outside)

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
    ) -> Reading:
        concepts = self._labels.concepts
        shown = [
            ReadTopic(f"topic:{concepts[n].id}", concepts[n].id, concepts[n].label, self._typed(units))
            for n, (strength, units) in topics.items()
        ]
        covered = {i for _, units in topics.values() for i in units}
        fillers = {
            unit.form for i, unit in enumerate(self._units) if i not in covered and self._words.filler(unit)
        }
        dropped = fillers | {self._units[i].form for i in limited - covered}
        used = {self._units[i].form for i in covered | limited}
        corrections = tuple(part for part in self._words.corrections if part.read_as in used)
        meant = self._meant() if any(part.typed in self._words.others for part in corrections) else ""
        order = sorted(topics, key=lambda n: -topics[n][0])
        return Reading(
            Understood(tuple(shown), tuple(filters), corrections, meant),
            tuple((n, topics[n][0], self._length(topics[n][1])) for n in order),
            limits,
            frozenset(self._units[i].form for i in covered),
            frozenset(dropped),
            outside,
        )

    def _length(self, units: tuple[int, ...]) -> float:
        """Return how many words the units make: a Chinese word has two characters as a rule."""
        return sum(0.5 if "zh" in self._units[i].keys else 1.0 for i in units) or 1.0

    def _filters(
        self, concept: Known, span: Span, limits: dict[str, tuple[str, ...]]
    ) -> Iterator[ReadFilter]:
        for facet, values in concept.maps_to.items():
            name = f"limit:{concept.id}:{facet}"
            if name in self._undone:
                continue
            limits[facet] = tuple(dict.fromkeys((*limits.get(facet, ()), *values)))
            yield ReadFilter(name, concept.id, facet, values, concept.label, self._typed(span.units))

    def _typed(self, units: tuple[int, ...]) -> tuple[str, ...]:
        numbers = dict.fromkeys(self._units[i].word for i in sorted(units))
        return tuple(self._query.typed[n].raw for n in numbers)

    def _meant(self) -> str:
        return " ".join(self._words.others.get(word.raw, word.raw) for word in self._query.typed)

    # Labels word for word

    def _acronyms(self) -> Iterator[Span]:
        for number, word in enumerate(self._query.typed):
            form = "".join(word.parts)
            ids = self._labels.acronyms.get(form, ())
            if ids and (word.raw.isupper() or form not in self._labels.cased):
                units = tuple(i for i, unit in enumerate(self._units) if unit.word == number)
                if wanted := self._wanted(ids):
                    yield Span(wanted, units)

    def _wanted(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        concepts = self._labels.concepts
        return tuple(n for n in ids if f"topic:{concepts[n].id}" not in self._undone and not self._taken(n))

    def _taken(self, number: int) -> bool:
        concept = self._labels.concepts[number]
        if concept.kind != "constraint":
            return False
        return all(f"limit:{concept.id}:{facet}" in self._undone for facet in concept.maps_to)

    def _exact(self) -> Iterator[Span]:
        yield from self._sequences(list(range(len(self._units))), self._labels.exact)

    def _plain(self) -> Iterator[Span]:
        if len(self._telling) > 1:
            for shelf in (self._labels.exact, self._labels.plain):
                for span in self._sequences(self._telling, shelf):
                    # "No" and "without" are fillers elsewhere, and turn a limit round.
                    if topics := tuple(n for n in span.concepts if self._labels.concepts[n].kind == "topic"):
                        yield replace(span, concepts=topics)

    def _sequences(
        self, places: list[int], shelf: Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]
    ) -> Iterator[Span]:
        for language in sorted(self._words.tried & shelf.keys()):
            entries = shelf[language]
            keys = [self._units[i].keys.get(language) for i in places]
            for start, first in enumerate(keys):
                if first is None:
                    continue
                for end in range(self._reach(places, start), start, -1):
                    ids = entries.get(tuple(keys[start:end]))  # type: ignore[arg-type]
                    if ids and (wanted := self._wanted(self._meant_by(ids, places[start:end]))):
                        yield Span(wanted, tuple(places[start:end]))

    def _reach(self, places: list[int], start: int) -> int:
        """Return where a label that begins here must end: no label runs over a comma or a full stop."""
        most = min(len(places), start + MAX_LABEL)
        first = self._words.clause[places[start]]
        return next((end for end in range(start + 1, most) if self._words.clause[places[end]] != first), most)

    def _meant_by(self, ids: tuple[int, ...], places: list[int]) -> tuple[int, ...]:
        """Prefer labels with these very words ("open source") to inflections ("open sources").

        A limit that follows a "without" or "no" of its own is none.
        """
        very = self._labels.verbatim.get(tuple(self._units[i].form for i in places), ())
        negated = places[0] > 0 and self._units[places[0] - 1].form in NEGATIONS
        return tuple(
            n
            for n in ids
            if (not very or n in very) and not (negated and self._labels.concepts[n].kind == "constraint")
        )

    def _chosen(self, spans: list[Span]) -> list[Span]:
        """Return spans that do not share a unit, those with most telling units first."""
        telling = set(self._telling)
        names, rare = self._words.names(), self._words.rare_runs()
        spans = [
            span
            for span in spans
            if not any(run & set(span.units) and not run <= set(span.units) for run in names)
            and not (len(span.units) == 1 and any(set(span.units) < run for run in rare))
        ]
        ranked = sorted(spans, key=lambda span: (-len(telling & set(span.units)), len(span.units)))
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
        return concept.kind == "topic" and not concept.outside and bool(self._wanted((number,)))


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
