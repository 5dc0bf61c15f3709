"""Reads what waits about concerns: the inbox of reports, open concerns, replies, appeals, reviews, and changes."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from catalog.domain.concerns import Concern, ConcernState, Effect, Report, Step, StepKind
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.queries.concern_subjects import Naming, naming
from catalog.queries.concern_work_views import ConcernRow, ConcernsHome, ReportRow
from catalog.queries.dates import written_date
from catalog.queries.reading import ReadSide
from catalog.store import Reader

_OPEN: Final = frozenset({ConcernState.RAISED, ConcernState.EXAMINED, ConcernState.WAITING})
_IN_FORCE: Final = frozenset({Effect.WARNING, Effect.CONDITIONS})


def concerns_home(read: ReadSide, actor: Actor, today: str) -> ConcernsHome:
    """Return the lists of work; the worst first and, among equals, the oldest."""
    actor.require(Permission.CONCERN_WORK)
    with read.store.reading() as reader:
        rows = _Rows(naming(reader, actor), actor, today)
        found = sorted(reader.concerns.all(), key=lambda item: (-item.severity, item.raised_at, item.id))
        reports = reader.concerns.reports() if actor.may(Permission.REPORT_ANSWER) else ()
        return ConcernsHome(
            reports=tuple(rows.report(item) for item in reports if item.waiting),
            open=rows.those(found, lambda item: item.state in _OPEN),
            mine=rows.those(found, lambda item: _has_part(item, actor)),
            waiting=rows.those(
                found, lambda item: item.state is ConcernState.WAITING, note=_asked, since=_last_at
            ),
            appealed=rows.those(
                found, lambda item: item.state is ConcernState.APPEALED, note=_last_text, since=_last_at
            ),
            due=rows.those(found, lambda item: _review_due(item, today), note=_review, since=_review_on),
            changed=tuple(rows.changed(reader, found)),
        )


class _Rows:
    """Makes rows of concerns and reports for one person on one day."""

    def __init__(self, named: Naming, actor: Actor, today: str) -> None:
        self._named = named
        self._actor = actor
        self._today = date.fromisoformat(today)

    def those(
        self,
        found: Iterable[Concern],
        wanted: Callable[[Concern], bool],
        note: Callable[[Concern], str] = lambda _: "",
        since: Callable[[Concern], str] = lambda item: item.raised_at,
    ) -> tuple[ConcernRow, ...]:
        return tuple(self._row(item, since(item), note(item)) for item in found if wanted(item))

    def report(self, item: Report) -> ReportRow:
        subject = self._named(item.kind, item.slug)
        return ReportRow(item, subject, self._days(item.at), own=item.by == self._actor.name)

    def changed(self, reader: Reader, found: Iterable[Concern]) -> Iterable[ConcernRow]:
        """Yield each concern in force whose record, or one that took its place, was published anew after the verdict."""
        for item in found:
            verdict = item.verdict
            if verdict is None or item.kind is not RecordKind.TOOL or item.effect not in _IN_FORCE:
                continue
            bearers = reader.concerns.bearers(item.kind, item.slug)
            shown = (
                one for slug in bearers for one in reader.workflow.revisions(item.kind, slug) if one.published
            )
            newest = max(shown, key=lambda one: one.at, default=None)
            if newest and newest.at > verdict.at:
                whose = "" if newest.slug == item.slug else f" of {self._named(item.kind, newest.slug).name}"
                day = written_date(newest.at[:10])
                note = f"revision {newest.number}{whose} was published on {day}, after the verdict"
                yield self._row(item, newest.at, note)

    def _row(self, item: Concern, since: str, note: str) -> ConcernRow:
        return ConcernRow(item, self._named(item.kind, item.slug), self._days(since), note)

    def _days(self, at: str) -> int:
        return max(0, (self._today - date.fromisoformat(at[:10])).days)


def _has_part(item: Concern, actor: Actor) -> bool:
    """Tell whether somebody raised an unsettled concern, or did the newest examining step of it."""
    if item.state is ConcernState.DECIDED:
        return False
    taken = [step.by for step in item.steps if step.kind in (StepKind.TAKEN_UP, StepKind.REOPENED)]
    return actor.name == item.raised_by or taken[-1:] == [actor.name]


def _last(item: Concern) -> Step:
    return item.steps[-1]


def _last_at(item: Concern) -> str:
    return _last(item).at


def _last_text(item: Concern) -> str:
    return _last(item).text


def _asked(item: Concern) -> str:
    return next(step.text for step in reversed(item.steps) if step.kind is StepKind.REPLY_ASKED)


def _review_on(item: Concern) -> str:
    return item.verdict.review_on if item.verdict else ""


def _review_due(item: Concern, today: str) -> bool:
    return item.state is ConcernState.DECIDED and "" < _review_on(item) <= today


def _review(item: Concern) -> str:
    return f"to be reviewed by {written_date(_review_on(item))}"
