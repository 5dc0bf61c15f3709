"""How many concerns stand where, and what they set in force: numbers for pages that account for the catalogue."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from catalog.domain.concerns import ConcernState, Effect, Verdict
from catalog.domain.people import Actor, Permission
from catalog.domain.severity import Severity
from catalog.queries.reading import ReadSide


@dataclass(frozen=True)
class ConcernFigures:
    """Numbers of concerns. Each mapping has every possible value in words, zero included.

    `suspended_tools` counts those that readers do not see now, whether a concern or a person keeps them so.
    """

    total: int
    by_state: Mapping[str, int]
    by_effect: Mapping[str, int]
    by_verdict: Mapping[str, int]
    by_severity: Mapping[str, int]
    suspended_tools: int


def concern_figures(read: ReadSide, actor: Actor) -> ConcernFigures:
    """Return the numbers of concerns as they stand now; no tool and no person is named."""
    actor.require(Permission.CATALOGUE_READ)
    every = read.every_concern
    verdicts = (concern.verdict.verdict for concern in every if concern.verdict)
    return ConcernFigures(
        total=len(every),
        by_state=_counted(ConcernState, (concern.state for concern in every)),
        by_effect=_named({effect.label: effect for effect in Effect}, (c.effect for c in every)),
        by_verdict=_counted(Verdict, (verdict for verdict in verdicts if verdict)),
        by_severity=_named({grade.label: grade for grade in Severity}, (c.severity for c in every)),
        suspended_tools=len(read.suspended),
    )


def _counted(kinds: type[StrEnum], found: Iterable[StrEnum]) -> Mapping[str, int]:
    counts = Counter(found)
    return {kind.value: counts[kind] for kind in kinds}


def _named(names: Mapping[str, IntEnum], found: Iterable[IntEnum]) -> Mapping[str, int]:
    counts = Counter(found)
    return {name: counts[value] for name, value in names.items()}
