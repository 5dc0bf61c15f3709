"""Labels that a question meets word for word: acronyms, and labels with all words or without fillers.

An acronym counts as a whole word only, and in capitals only where it is also a word. No label runs over a sign.
"""

from collections.abc import Iterator, Mapping, Sequence

from catalog.search.grammar import Typed
from catalog.search.labels import Labels
from catalog.search.negation import turning
from catalog.search.reading import Span, Token
from catalog.search.shelves import Shelf
from catalog.search.units import Units


class Literal:
    """The literal reading of one question; parts that were `undone` are left out."""

    def __init__(self, labels: Labels, words: Units, typed: Sequence[Typed], undone: frozenset[str]) -> None:
        self._labels = labels
        self._words = words
        self._units = words.units
        self._telling = words.telling
        self._typed = typed
        self._undone = undone

    def spans(self) -> list[Span]:
        """Return everything that is met, which may overlap."""
        return [*self._acronyms(), *self._whole()]

    def _acronyms(self) -> Iterator[Span]:
        for number, word in enumerate(self._typed):
            form = word.parts[0] if len(word.parts) == 1 else "".join(word.parts)
            ids = self._labels.acronyms.get(form)
            if ids and (word.raw.isupper() or form not in self._labels.cased):
                units = tuple(i for i, unit in enumerate(self._units) if unit.word == number)
                if wanted := self.wanted(ids):
                    yield Span(wanted, units)

    def wanted(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        """Return those of the concepts that were not taken back."""
        concepts = self._labels.concepts
        return tuple(n for n in ids if f"topic:{concepts[n].id}" not in self._undone and not self._taken(n))

    def _taken(self, number: int) -> bool:
        concept = self._labels.concepts[number]
        if concept.kind != "constraint":
            return False
        return all(f"limit:{concept.id}:{facet}" in self._undone for facet in concept.maps_to)

    def _whole(self) -> Iterator[Span]:
        """Yield labels met with all words, then those met without fillers on either side."""
        exact, plain = self._labels.exact, self._labels.plain
        tokens = self._words.tokens(range(len(self._units)))
        for several in tokens:
            yield from self._sequences(several, exact, stripped=False)
        # Where there are no fillers, labels with all their words were met already.
        shelves: tuple[Mapping[str, Shelf], ...] = (plain,)
        if len(self._telling) < len(self._units):
            tokens, shelves = self._words.tokens(self._telling), (exact, plain)
        for several in tokens if len(self._telling) > 1 else ():
            for shelf in shelves:
                yield from self._sequences(several, shelf, stripped=True)

    def _sequences(
        self, tokens: Sequence[Token], shelves: Mapping[str, Shelf], *, stripped: bool
    ) -> Iterator[Span]:
        for language in self._words.spoken:
            if not (shelf := shelves.get(language)):
                continue
            keys = [token.keys.get(language) for token in tokens]
            for start, first in enumerate(keys):
                if first is None or not (longest := shelf.longest.get(first)):
                    continue
                for end in range(self._reach(tokens, start, longest), start, -1):
                    if ids := shelf.concepts.get(tuple(keys[start:end])):  # type: ignore[arg-type]
                        yield from self._met(ids, tokens[start:end], stripped=stripped)

    def _reach(self, tokens: Sequence[Token], start: int, longest: int) -> int:
        """Return where a label that begins here must end: no label runs over a comma or a full stop."""
        most = min(len(tokens), start + longest)
        if not self._words.signs:
            return most
        clause = self._words.clause
        first = clause[tokens[start].units[0]]
        return next((end for end in range(start + 1, most) if clause[tokens[end].units[0]] != first), most)

    def _met(self, ids: tuple[int, ...], tokens: Sequence[Token], *, stripped: bool) -> Iterator[Span]:
        """Yield what a label means, once for its topics and once for its limits.

        Labels with these very words ("open source") go before inflections ("open sources"). "No" and "without"
        are fillers for topics and turn a limit round, so a limit is never met without fillers.
        """
        very = self._labels.verbatim.get(tuple(token.form for token in tokens), ())
        wanted = self.wanted(tuple(n for n in ids if not very or n in very))
        units = tuple(i for token in tokens for i in token.units)
        concepts = self._labels.concepts
        if topics := tuple(n for n in wanted if concepts[n].kind == "topic"):
            yield Span(topics, units, stripped=stripped)
        if not stripped and (limits := tuple(n for n in wanted if concepts[n].kind == "constraint")):
            turned = turning(self._words, units[0])
            yield Span(limits, (*turned, *units), negated=bool(turned))
