"""What tests of concerns say and decide: short texts that are plainly invented."""

from collections.abc import Sequence

from catalog.actions.concerns import decide, raise_concern, take_up
from catalog.domain.concern_rules import Raising, Ruling
from catalog.domain.concerns import Concern, Effect, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Role
from catalog.domain.severity import Gravity
from catalog.store import Store
from tests.actions.workflow_world import CLARA, DENIS, TOOL

GINA = Actor("gina", Role.REVIEWER)
SLUG = "photo-sorter"
REASONS = "the ruling was read, and it says so"
MILD = Gravity(1, 1, 1, 1)
SEVERE = Gravity(4, 4, 4, 4)
PAGE = "https://example.org/ruling"


def raising(gravity: Gravity = MILD, **changes: object) -> Raising:
    """Return what a reviewer says of a concern."""
    plain: dict[str, object] = {
        "principles": ("fairness",),
        "rights": ("privacy",),
        "affected": "people who were filmed by chance",
        "statement": "Faces of passers-by are kept without a reason that anybody names.",
        "sources": (PAGE,),
        "gravity": gravity,
    }
    return Raising(**(plain | changes))  # type: ignore[arg-type]


def raised(
    store: Store,
    gravity: Gravity = MILD,
    *,
    by: Actor = CLARA,
    kind: RecordKind = TOOL,
    slug: str = SLUG,
) -> Concern:
    """Raise a concern."""
    return raise_concern(store, by, kind, slug, raising(gravity))


def ruling(
    verdict: Verdict = Verdict.UPHELD,
    effect: Effect = Effect.WARNING,
    conditions: Sequence[str] = (),
    **changes: str,
) -> Ruling:
    """Return a verdict that the rules take in."""
    if verdict is Verdict.CONDITIONS and not conditions:
        conditions = ("Only with a warrant.",)
    review_on = "" if verdict is Verdict.NOT_UPHELD else "2099-01-01"
    plain = {"reasons": REASONS, "interest": "none", "review_on": review_on}
    return Ruling(verdict, effect, conditions=tuple(conditions), **(plain | changes))


NO = ruling(Verdict.NOT_UPHELD, Effect.NONE)
WARN = ruling()
WITH_CONDITIONS = ruling(Verdict.CONDITIONS, Effect.CONDITIONS)
AWAY = ruling(Verdict.UPHELD, Effect.SUSPENSION)


def decided(store: Store, concern: Concern, said: Ruling = WARN, by: Actor = DENIS) -> Concern:
    """Take a concern up and decide on it."""
    taken = take_up(store, by, concern.id)
    return decide(store, by, concern.id, said, len(taken.steps))
