"""Concerns as every reader sees them, with their whole history in words. Accounts are named to curators and reviewers only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from catalog.domain.concerns import Concern, Effect, Step, StepKind, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.people import VISITOR, Actor, Permission
from catalog.domain.severity import DEGREES
from catalog.queries.badge_view import Badge
from catalog.queries.concern_badges import banner_of, concern_badges
from catalog.queries.concern_subjects import hidden_from, naming, veiled
from catalog.queries.dates import written_date
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concern_views import ConcernPart, ConcernView, StepView
from catalog.queries.words import Words

_HAPPENED: Final[Mapping[StepKind, str]] = {
    StepKind.TAKEN_UP: "Taken up for examination",
    StepKind.REPLY_ASKED: "Asked for a reply",
    StepKind.REPLY: "Reply of the curators",
    StepKind.STATEMENT: "Statement of the provider",
    StepKind.VERDICT: "Verdict",
    StepKind.APPEAL: "Appeal against the verdict",
    StepKind.APPEAL_DECLINED: "Appeal declined",
    StepKind.REOPENED: "Reopened",
}

_MEANS: Final[Mapping[Effect, str]] = {
    Effect.NONE: "It changes nothing that readers see.",
    Effect.NOTICE: "It is shown as being examined.",
    Effect.WARNING: "A warning stands wherever this is shown.",
    Effect.CONDITIONS: "The conditions of use stand wherever this is shown.",
    Effect.SUSPENSION: "Investigators do not see the tool.",
}

_ASKED: Final = (Permission.CONCERN_RAISE, Permission.CONCERN_WORK, Permission.REPORT_MAKE)
_REPLIES: Final = frozenset({StepKind.REPLY, StepKind.STATEMENT})
_NOT_UPHELD: Final = Badge(
    "check", "Not upheld", "neutral", "Reviewers looked into it and did not uphold it."
)
_WITHOUT_EFFECT: Final = Badge(
    "archive", "Decided", "neutral", "Reviewers decided on it; nothing is in force."
)


def concerns_about(read: ReadSide, kind: RecordKind, slug: str) -> tuple[Concern, ...]:
    """Return every concern that bears on a record, the oldest first: also those about a tool whose place it took."""
    return read.concerns.get((kind, slug), ())


def concern_part(read: ReadSide, actor: Actor | None, kind: RecordKind, slug: str) -> ConcernPart:
    """Return what a page shows of the concerns about a record; names of accounts only to those who work on concerns."""
    if actor is not None:
        actor.require(Permission.CATALOGUE_READ)
    found = concerns_about(read, kind, slug)
    allowed = frozenset() if actor is None else frozenset(filter(actor.may, _ASKED))
    told, about = _told(read, actor or VISITOR, found, slug)
    views = concern_views(read.words, told, named=Permission.CONCERN_WORK in allowed)
    return ConcernPart(
        banner=banner_of(found),
        concerns=tuple(replace(view, about=about.get(view.id, "")) for view in views),
        kind=kind,
        slug=slug,
        may_raise=Permission.CONCERN_RAISE in allowed,
        may_report=Permission.REPORT_MAKE in allowed,
    )


def _told(
    read: ReadSide, actor: Actor, found: tuple[Concern, ...], slug: str
) -> tuple[list[Concern], dict[int, str]]:
    """Return the concerns as somebody may read them, and the name of the tool that each was raised about, if another."""
    if all(item.slug == slug for item in found):
        return list(found), {}
    told, about = [], {}
    with read.store.reading() as reader:
        named = naming(reader, actor)
        for item in found:
            subject = named(item.kind, item.slug)
            told.append(veiled(item) if hidden_from(actor, item, (subject,)) else item)
            if item.slug != slug:
                about[item.id] = subject.name
    return told, about


def concern_views(words: Words, concerns: Iterable[Concern], *, named: bool) -> tuple[ConcernView, ...]:
    """Return concerns in words, those with the strongest effect and then the newest first.

    `named` tells whether accounts are named.
    """
    newest = sorted(concerns, key=lambda concern: (-concern.effect, -concern.id))
    return tuple(_view(words, concern, named=named) for concern in newest)


def _view(words: Words, concern: Concern, *, named: bool) -> ConcernView:
    principles = "; ".join(words.label("principles", item) for item in concern.principles)
    return ConcernView(
        id=concern.id,
        title=f"Concern {concern.id}: {principles}" if principles else f"Concern {concern.id}",
        badges=concern_badges((concern,)) or (_decided(concern),),
        state=concern.state.capitalize(),
        raised=_raised(concern, named=named),
        severity=concern.severity.label,
        statement=concern.statement,
        affected=concern.affected,
        rights=tuple(words.label("rights", item) for item in concern.rights),
        gravity=tuple(_degree(name, degree) for name, degree in concern.gravity.degrees().items()),
        sources=concern.sources,
        steps=_steps(concern.steps, named=named),
    )


def _decided(concern: Concern) -> Badge:
    verdict = concern.verdict.verdict if concern.verdict else None
    return _NOT_UPHELD if verdict is Verdict.NOT_UPHELD else _WITHOUT_EFFECT


def _raised(concern: Concern, *, named: bool) -> str:
    by = f"{concern.raised_by} (reviewer)" if named else "a reviewer"
    origin = "" if concern.report is None else ", from a report"
    return f"Raised on {written_date(concern.raised_at[:10])} by {by}{origin}"


def _degree(name: str, degree: int | None) -> tuple[str, str]:
    label, _, degrees = DEGREES[name]
    return label, "unknown, so it counts as the worst" if degree is None else degrees[degree - 1]


def _steps(steps: Sequence[Step], *, named: bool) -> tuple[StepView, ...]:
    return tuple(_step(number, step, named=named) for number, step in enumerate(steps, 1))


def _step(number: int, step: Step, *, named: bool) -> StepView:
    verdict = step.kind is StepKind.VERDICT
    return StepView(
        number=number,
        date=written_date(step.at[:10]),
        what=_HAPPENED[step.kind],
        who=f"{step.by} ({step.role})" if named else f"{_article(step.role)} {step.role}",
        text=step.text,
        is_reply=step.kind in _REPLIES,
        verdict=step.verdict or "",
        means=_MEANS[step.effect] if verdict else "",
        conditions=step.conditions,
        review_on=written_date(step.review_on) if step.review_on else "",
        source=step.source,
        interest=step.interest,
    )


def _article(role: str) -> str:
    return "an" if role[0] in "aeiou" else "a"
