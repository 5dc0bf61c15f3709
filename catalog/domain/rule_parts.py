"""What the rules of several kinds of record share."""

from collections.abc import Iterator

from catalog.domain.faults import Fault
from catalog.domain.source import Source
from catalog.domain.tool import Annotation
from catalog.domain.values import NOT_STATED
from catalog.domain.vocabulary import Vocabulary


class Vocabularies:
    """The ids of every vocabulary, for quick membership tests."""

    def __init__(self, vocabularies: dict[str, Vocabulary]) -> None:
        self._ids = {name: frozenset(item.ids()) for name, item in vocabularies.items()}

    def lacks(self, name: str, value: str) -> bool:
        """Tell whether a known vocabulary does not have the value; "not-stated" is in all of them."""
        return value != NOT_STATED and name in self._ids and value not in self._ids[name]


def unknown(file: str, field: str, value: str, where: str) -> Fault:
    """Return the fault of a value that a vocabulary does not have."""
    return Fault(file, field, f"{value} is not one of {where}; correct it or add the term there")


def future(file: str, field: str, date: str, today: str) -> Iterator[Fault]:
    """Yield a fault when a date is still to come."""
    if date != NOT_STATED and date > today[: len(date)]:
        yield Fault(file, field, f"{date} is in the future; correct the date")


def source_faults(file: str, sources: dict[int, Source], words: Vocabularies, today: str) -> Iterator[Fault]:
    """Yield what is wrong with the sources of a record."""
    seen: dict[str, int] = {}
    for number, source in sources.items():
        field = f"sources.{number}"
        if source.url in seen:
            yield Fault(file, f"{field}.url", f"is the same page as source {seen[source.url]}; keep one")
        seen.setdefault(source.url, number)
        if words.lacks("source-kinds", source.kind):
            yield unknown(file, f"{field}.kind", source.kind, "vocabulary/source-kinds.yaml")
        if source.kind in ("provider", "repository") and source.independent:
            yield Fault(file, f"{field}.independent", f"a {source.kind} page is not independent; set false")
        yield from future(file, f"{field}.date", source.date, today)
        yield from future(file, f"{field}.checked", source.checked, today)


def cited_faults(
    file: str, field: str, numbers: tuple[int, ...], sources: dict[int, Source]
) -> Iterator[Fault]:
    """Yield a fault for each number that names no source of the record."""
    for number in numbers:
        if number not in sources:
            yield Fault(file, f"{field}.sources", f"names source {number}, which is not in the list; add it")


def annotation_faults(
    file: str,
    annotations: tuple[Annotation, ...],
    sources: dict[int, Source],
    words: Vocabularies,
    today: str,
) -> Iterator[Fault]:
    """Yield what is wrong with the ethics annotations of a record."""
    for index, annotation in enumerate(annotations):
        field = f"annotations[{index}]"
        if words.lacks("principles", annotation.principle):
            yield unknown(file, f"{field}.principle", annotation.principle, "vocabulary/principles.yaml")
        yield from future(file, f"{field}.date", annotation.date, today)
        yield from cited_faults(file, field, annotation.sources, sources)
