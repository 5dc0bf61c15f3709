"""Numbered sources and legal facts as rows of a view."""

from collections.abc import Iterable, Mapping

from catalog.domain.capability import Capability
from catalog.domain.law import LegalFacts
from catalog.domain.source import Source
from catalog.domain.values import host_of
from catalog.queries.views import Choice, LegalRow, SourceRow
from catalog.queries.words import Words


def source_rows(
    words: Words, sources: Mapping[int, Source], only: Iterable[int] | None = None
) -> tuple[SourceRow, ...]:
    """Return the sources by number, or only the given numbers."""
    wanted = sorted(sources if only is None else only)
    return tuple(
        SourceRow(
            number,
            sources[number],
            words.label("source-kinds", sources[number].kind),
            host_of(sources[number].url),
        )
        for number in wanted
    )


def legal_rows(
    words: Words, law: LegalFacts | None, capabilities: Iterable[Capability]
) -> tuple[LegalRow, ...]:
    """Return the legal facts that these capabilities touch, each once, in the order of the facts file."""
    if law is None:
        return ()
    touching: dict[str, list[Choice]] = {}
    for capability in capabilities:
        for fact in capability.legal_facts:
            touching.setdefault(fact, []).append(Choice(capability.slug, capability.label))
    return tuple(
        LegalRow(fact, tuple(touching[fact.id]), source_rows(words, law.sources, fact.sources))
        for fact in law.facts
        if fact.id in touching
    )
