"""The list of all actions, with the permission that each needs and the events that it leaves.

Tests walk this list: an action without a permission, an event or a docstring cannot be registered. What is
refused to somebody who is signed in leaves an event of its own; nothing else changes. Actions do not call each
other, so that one refusal is one event.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from catalog.domain.errors import CatalogError, Conflict, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.store import Store

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Body = Callable[Concatenate[Store, Actor, Arguments], Result]


@dataclass(frozen=True)
class Action:
    """A registered action."""

    name: str
    permission: Permission
    events: tuple[EventTag, ...]
    summary: str


ACTIONS: dict[str, Action] = {}


def action(
    *, permission: Permission, events: tuple[EventTag, ...]
) -> Callable[[Body[Arguments, Result]], Body[Arguments, Result]]:
    """Register a function `(store, actor, ...)` as an action and let only permitted actors through."""

    def register(body: Body[Arguments, Result]) -> Body[Arguments, Result]:
        name = f"{body.__module__.rsplit('.', maxsplit=1)[-1]}.{body.__name__}"
        summary = (body.__doc__ or "").strip().split("\n")[0]
        if not summary or not events:
            raise TypeError(f"the action {name} needs a docstring and at least one event")
        ACTIONS[name] = Action(name, permission, events, summary)

        @wraps(body)
        def permitted(
            store: Store, actor: Actor, /, *args: Arguments.args, **kwargs: Arguments.kwargs
        ) -> Result:
            try:
                actor.require(permission)
                return body(store, actor, *args, **kwargs)
            except (NotAllowed, Conflict) as error:
                _note_refusal(store, actor, name, error)
                raise

        return permitted

    return register


def _note_refusal(store: Store, actor: Actor, name: str, error: CatalogError) -> None:
    if not actor.signed_in:
        return
    with store.writing(actor) as work:
        work.record(EventTag.ACTION_REFUSED, f"action:{name}", {"action": name, "reason": str(error)})
