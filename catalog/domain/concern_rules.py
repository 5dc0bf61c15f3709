"""Who may do what to a concern, and what a concern, a verdict and a report must say to be taken in.

Held in the actions, so that no door goes around them: raiser and decider are different people, nobody who wrote in
the record decides, and after an appeal somebody decides who has not decided before.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from catalog.domain.concerns import MAY_FOLLOW, Concern, ConcernState, Effect, StepKind, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.errors import CatalogError, Conflict, Invalid, NotAllowed
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Role
from catalog.domain.severity import Gravity
from catalog.domain.source import web_page
from catalog.domain.values import is_date
from catalog.domain.workflow import require_plain, require_reason

LONGEST_TEXT: Final = 6_000
LONGEST_LINE: Final = 600
MOST_SOURCES: Final = 20
MOST_CONDITIONS: Final = 20
MOST_WAITING: Final = 20
"""So many reports of one person can wait for an answer, so that nobody can bury those of others."""


@dataclass(frozen=True)
class Raising:
    """What a reviewer says when raising a concern; `principles` and `rights` are ids of the vocabularies."""

    principles: tuple[str, ...]
    rights: tuple[str, ...]
    affected: str
    statement: str
    sources: tuple[str, ...]
    gravity: Gravity


@dataclass(frozen=True)
class Ruling:
    """What a reviewer decides. `review_on` is the date (YYYY-MM-DD) on which it is looked at again."""

    verdict: Verdict
    effect: Effect
    reasons: str
    interest: str
    conditions: tuple[str, ...] = ()
    review_on: str = ""


def checked_raising(
    said: Raising, principles: Collection[str], rights: Collection[str], *, reported: bool
) -> Raising:
    """Return what was said, its texts stripped; a concern from a report needs no further source.

    Raises:
        Invalid: with a fault for each part that is missing, unknown, too long or unreadable.
    """
    faults: list[Fault] = []
    affected = _text(faults, "affected", said.affected, "Who is affected")
    statement = _text(faults, "statement", said.statement, "The statement", least=20)
    for name, chosen, known in (
        ("principles", said.principles, principles),
        ("rights", said.rights, rights),
    ):
        if not chosen or not set(chosen) <= set(known) or len(set(chosen)) != len(chosen):
            faults.append(_fault(name, f"choose one or more {name} from the list"))
    sources = _sources(faults, said.sources)
    if not sources and not reported:
        faults.append(_fault("sources", "name at least one page that supports the statement"))
    _raise(faults, "Nothing was raised")
    return replace(said, affected=affected, statement=statement, sources=sources)


def checked_ruling(said: Ruling, kind: RecordKind, today: str) -> Ruling:
    """Return what was decided, its texts stripped.

    Raises:
        Invalid: with a fault for each part that is missing or that the verdict does not allow.
    """
    faults: list[Fault] = []
    reasons = _text(faults, "reasons", said.reasons, "The reasons", least=20)
    interest = _text(faults, "interest", said.interest, "The statement of your interests", least=4)
    if said.effect not in allowed_effects(said.verdict, kind):
        faults.append(_fault("effect", f"“{said.verdict}” cannot have the effect “{said.effect.label}” here"))
    conditions = tuple(
        _text(faults, "conditions", text, "A condition", least=5, most=LONGEST_LINE)
        for text in said.conditions
    )
    if bool(conditions) != (said.verdict is Verdict.CONDITIONS) or len(conditions) > MOST_CONDITIONS:
        words = (
            f"a verdict “{Verdict.CONDITIONS}” names 1 to {MOST_CONDITIONS} conditions; no other names any"
        )
        faults.append(_fault("conditions", words))
    if said.verdict is Verdict.NOT_UPHELD:
        if said.review_on:
            faults.append(_fault("review_on", "what was not upheld is not reviewed again; leave it empty"))
    elif not is_date(said.review_on) or said.review_on <= today:
        faults.append(_fault("review_on", "name a day after today on which it is looked at again"))
    _raise(faults, "Nothing was decided")
    return replace(said, reasons=reasons, interest=interest, conditions=conditions)


def checked_text(text: str, what: str, *, least: int = 10, most: int = LONGEST_TEXT) -> str:
    """Return a text without the space around it.

    Raises:
        Invalid: it is too short or too long, or holds a character that texts do not hold.
    """
    stripped = require_reason(text, what, least=least)
    if len(stripped) > most:
        raise Invalid(f"{what} is longer than {most} characters; shorten it. Nothing was saved.")
    return stripped


def checked_source(url: str) -> str:
    """Return a web address, or "" where none was given.

    Raises:
        Invalid: it is none that can be cited.
    """
    faults: list[Fault] = []
    found = _sources(faults, (url,) if url.strip() else ())
    _raise(faults, "Nothing was saved")
    return found[0] if found else ""


def allowed_effects(verdict: Verdict, kind: RecordKind) -> Sequence[Effect]:
    """Return the effects that a verdict can have; only a tool can be suspended."""
    if verdict is Verdict.NOT_UPHELD:
        return (Effect.NONE,)
    if verdict is Verdict.CONDITIONS:
        return (Effect.CONDITIONS,)
    return (Effect.WARNING, Effect.SUSPENSION) if kind is RecordKind.TOOL else (Effect.WARNING,)


def require_step(concern: Concern, kind: StepKind) -> None:
    """Let a step follow only where it makes sense.

    Raises:
        Conflict: the concern stands elsewhere by now.
    """
    if kind not in MAY_FOLLOW[concern.state]:
        raise Conflict(
            f"This concern is {concern.state}, so this step cannot follow. Read what happened since; nothing was "
            "changed."
        )


def require_judge(actor: Actor, concern: Concern, curated: Collection[str]) -> None:
    """Let somebody take a concern up or decide on it who has no part in it and did not curate the tool.

    Raises:
        NotAllowed: the rule that stands against it, in a sentence.
    """
    if actor.name in (concern.raised_by, concern.reporter):
        raise NotAllowed("You raised or reported this concern; somebody else has to decide on it.")
    if actor.name in curated:
        raise NotAllowed("You wrote in this record; a concern about it is decided by somebody who did not.")
    if actor.name in _who(concern, StepKind.VERDICT):
        raise NotAllowed("You decided on this concern before; after an appeal somebody else decides.")
    if actor.name in _who(concern, StepKind.APPEAL):
        raise NotAllowed("You appealed against this verdict; somebody else has to look at it.")


def require_appellant(actor: Actor, concern: Concern) -> None:
    """Let a curator, a reviewer or the author of the report appeal.

    Raises:
        NotAllowed: it is none of these.
    """
    if actor.role not in (Role.CURATOR, Role.REVIEWER) and actor.name != concern.reporter:
        raise NotAllowed(
            "A curator, a reviewer or the author of the report can appeal. If you know something new, report it."
        )


def require_reopenable(concern: Concern, today: str) -> None:
    """Let a verdict be opened again on appeal, or when the day of its review has come.

    Raises:
        Conflict: neither is the case.
    """
    found = concern.verdict
    due = found is not None and found.review_on and found.review_on <= today
    if concern.state is ConcernState.DECIDED and not due:
        raise Conflict(
            "This verdict is opened again on appeal, or on the day of its review. Appeal, with reasons."
        )


def require_all_read(concern: Concern, seen: int) -> None:
    """Let a verdict follow only on what its author has read.

    Raises:
        Conflict: something happened since.
    """
    if len(concern.steps) != seen:
        raise Conflict("Something happened to this concern since you opened it. Read it again, then decide.")


def require_free(concerns: Iterable[Concern]) -> None:
    """Let a tool come to sight only where no concern holds it back.

    Raises:
        Conflict: one does.
    """
    holding = holder(concerns)
    if holding is not None:
        raise Conflict(
            f"Concern {holding.id} keeps this tool out of sight until it is decided otherwise. Nothing was changed; "
            "look at the concern."
        )


def holder(concerns: Iterable[Concern]) -> Concern | None:
    """Return the first concern that suspends its tool, or None."""
    return next((item for item in concerns if item.effect is Effect.SUSPENSION), None)


def _who(concern: Concern, kind: StepKind) -> frozenset[str]:
    return frozenset(step.by for step in concern.steps if step.kind is kind)


def _fault(field: str, message: str) -> Fault:
    return Fault("concern", field, message)


def _raise(faults: Sequence[Fault], outcome: str) -> None:
    if faults:
        raise Invalid(f"{outcome}: {len(faults)} of the fields need another look.", faults)


def _text(
    faults: list[Fault], field: str, text: str, what: str, *, least: int = 10, most: int = LONGEST_TEXT
) -> str:
    try:
        return checked_text(text, what, least=least, most=most)
    except CatalogError as error:
        faults.append(_fault(field, str(error)))
        return ""


def _sources(faults: list[Fault], urls: Sequence[str]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(url.strip() for url in urls if url.strip()))
    if len(kept) > MOST_SOURCES:
        faults.append(_fault("sources", f"name at most {MOST_SOURCES} pages"))
    for number, url in enumerate(kept, start=1):
        try:
            web_page(require_plain(url, "An address"))
        except (ValueError, Invalid) as error:
            faults.append(_fault("sources", f"address {number} {error}"))
    return kept
