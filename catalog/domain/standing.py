"""What stands about a tool and its kinds on one day: conditions of use and open concerns, as files carry them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.domain.concern_states import OPEN, conditions_of
from catalog.domain.concerns import Concern
from catalog.domain.dates import written_date


@dataclass(frozen=True)
class Standing:
    """`as_of` is YYYY-MM-DD, "" where nobody asked for a day; the others are sentences, the oldest concern first."""

    as_of: str = ""
    conditions: tuple[str, ...] = ()
    open_concerns: tuple[str, ...] = ()


NOTHING = Standing()
"""Nothing is told of any day."""


def standing_of(
    concerns: Iterable[Concern], principle: Callable[[str], str], as_of: str, *, hidden: bool = False
) -> Standing:
    """Return what stands on a day; `hidden` leaves out what open concerns say of a tool that is out of sight.

    `principle` gives the words for the id of a principle.
    """
    found = tuple(concerns)
    return Standing(
        as_of,
        conditions_of(found),
        tuple(_open(item, principle, hidden=hidden) for item in found if item.state in OPEN),
    )


def _open(concern: Concern, principle: Callable[[str], str], *, hidden: bool) -> str:
    said = f"Concern {concern.id} about a {concern.kind}, raised on {written_date(concern.raised_at[:10])}, {concern.state}"
    if hidden:
        return f"{said}."
    principles = ", ".join(map(principle, concern.principles))
    return f"{said}{f', under {principles}' if principles else ''}: {concern.statement}"
