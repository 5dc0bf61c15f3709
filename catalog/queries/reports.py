"""Reads somebody's own reports, with what became of them."""

from datetime import date, timedelta

from catalog.domain.concerns import Concern, ConcernState, Report
from catalog.domain.people import Actor, Permission
from catalog.queries.concern_subjects import naming
from catalog.queries.concern_work_views import OwnReport, Subject
from catalog.queries.raising import subject_of
from catalog.queries.reading import ReadSide

NEWS_DAYS = 30
"""For so many days after an answer its author is told of it when signing in."""


def report_subject(read: ReadSide, actor: Actor, kind: str, slug: str) -> Subject:
    """Return what a new report is about.

    Raises:
        NotFound: there is no such tool, capability or case that this person may know of.
    """
    actor.require(Permission.REPORT_MAKE)
    with read.store.reading() as reader:
        return subject_of(reader, actor, kind, slug)


def own_reports(read: ReadSide, actor: Actor) -> tuple[OwnReport, ...]:
    """Return the actor's reports, newest first."""
    actor.require(Permission.REPORT_MAKE)
    with read.store.reading() as reader:
        named = naming(reader, actor, own=True)
        found = []
        for item in reversed(reader.concerns.reports(actor.name)):
            concern = reader.concerns.one(item.concern) if item.concern else None
            found.append(OwnReport(item, named(item.kind, item.slug), _outcome(item, concern), concern))
    return tuple(found)


def report_news(read: ReadSide, actor: Actor, today: str) -> int:
    """Return how many of the actor's reports were answered, or decided on, in the last days."""
    actor.require(Permission.REPORT_MAKE)
    since = (date.fromisoformat(today) - timedelta(days=NEWS_DAYS)).isoformat()
    return sum(_told_at(item) >= since for item in own_reports(read, actor))


def _told_at(item: OwnReport) -> str:
    verdict = item.concern.verdict if item.concern else None
    return verdict.at if verdict else item.report.answered_at


def _outcome(item: Report, concern: Concern | None) -> str:
    if concern is None:
        return "It waits for a reviewer." if item.waiting else "A reviewer read it and raised no concern."
    if concern.verdict is None:
        return f"It became concern {concern.id}, which is {concern.state}."
    again = "" if concern.state is ConcernState.DECIDED else f" It is {concern.state} again."
    return f"It became concern {concern.id}: {concern.verdict.verdict}.{again}"
