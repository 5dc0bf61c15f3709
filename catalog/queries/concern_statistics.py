"""Counts concerns: how long verdicts take, how many are upheld, and under which principles and capabilities."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Final

from catalog.domain.concerns import Concern, ConcernState, StepKind, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.tool import Tool
from catalog.queries.concern_work_views import Bar, Chart, ConcernStatistics
from catalog.queries.reading import ReadSide
from catalog.store import Reader

_SPANS: Final = (
    (7, "within a week"),
    (30, "in 8 to 30 days"),
    (90, "in 31 to 90 days"),
    (10**6, "later"),
)
_NO_CAPABILITY: Final = "cases, and records without a capability"


def concern_statistics(read: ReadSide, actor: Actor) -> ConcernStatistics:
    """Return the figures of all concerns, each chart with the words of its table."""
    actor.require(Permission.CONCERN_WORK)
    with read.store.reading() as reader:
        found = reader.concerns.all()
        kinds = {item.id: _capabilities(reader, item) for item in found}
    words = read.words
    principles = [
        (words.label("principles", name), item)
        for item in found
        for name in dict.fromkeys(one.partition("/")[0] for one in item.principles)
    ]
    capabilities = [
        (words.label("capabilities", name) if name else _NO_CAPABILITY, item)
        for item in found
        for name in kinds[item.id] or ("",)
    ]
    days = [_days(item) for item in found if item.verdict]
    charts = (
        _time(days),
        _verdicts(found),
        _by("principle", "Concerns by principle", "Principle", principles),
        _by("capability", "Concerns by capability", "Capability", capabilities),
    )
    return ConcernStatistics(_summary(found, days), charts)


def _summary(found: Sequence[Concern], days: Sequence[int]) -> str:
    unsettled = sum(item.state is not ConcernState.DECIDED for item in found)
    middle = ""
    if days:
        half = round(median(days))
        middle = f" Half of the first verdicts came {f'within {half} days' if half else 'on the same day'}."
    return f"Concerns raised: {len(found)}; not settled: {unsettled}.{middle}"


def _time(days: Sequence[int]) -> Chart:
    counts, least = [], -1
    for most, label in _SPANS:
        counts.append((label, sum(least < item <= most for item in days)))
        least = most
    note = "From raising a concern to its first verdict."
    return Chart("time", "Time to the verdict", note, "First verdict", _bars(counts, len(days)))


def _verdicts(found: Iterable[Concern]) -> Chart:
    newest = Counter(item.verdict.verdict for item in found if item.verdict)
    counts = [(str(verdict), newest[verdict]) for verdict in Verdict]
    note = "The newest verdict on each concern that has one."
    return Chart("verdicts", "What was upheld", note, "Verdict", _bars(counts, newest.total()))


def _by(name: str, title: str, head: str, pairs: Iterable[tuple[str, Concern]]) -> Chart:
    raised, decided, upheld = Counter[str](), Counter[str](), Counter[str]()
    for label, item in pairs:
        raised[label] += 1
        if item.verdict:
            decided[label] += 1
            upheld[label] += item.verdict.verdict is not Verdict.NOT_UPHELD
    most = max(raised.values(), default=1)
    bars = tuple(
        Bar(label, count / most, f"{count} raised; of {decided[label]} decided, {upheld[label]} upheld")
        for label, count in sorted(raised.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    note = "A concern counts once under each that it names."
    return Chart(name, title, note, head, bars)


def _bars(counts: Sequence[tuple[str, int]], total: int) -> tuple[Bar, ...]:
    if not total:
        return ()
    return tuple(
        Bar(label, count / total, f"{count} of {total}, {round(100 * count / total)}%")
        for label, count in counts
    )


def _days(item: Concern) -> int:
    first = next(step.at for step in item.steps if step.kind is StepKind.VERDICT)
    return (date.fromisoformat(first[:10]) - date.fromisoformat(item.raised_at[:10])).days


def _capabilities(reader: Reader, item: Concern) -> tuple[str, ...]:
    if item.kind is RecordKind.CAPABILITY:
        return (item.slug,)
    standing = reader.workflow.standing(item.kind, item.slug)
    document = reader.workflow.content(item.kind, item.slug, standing.sha256)
    return document.capabilities if isinstance(document, Tool) else ()
