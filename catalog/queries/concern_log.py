"""Reads all concerns as they are, for the command line."""

from catalog.domain.concerns import Concern, ConcernState
from catalog.domain.people import Actor, Permission
from catalog.store import Store


def all_concerns(store: Store, actor: Actor, *, unsettled: bool = False) -> tuple[Concern, ...]:
    """Return every concern in the order in which they were raised, or those that are not decided.

    It names accounts, so it is for those who may read the audit trail.
    """
    actor.require(Permission.AUDIT_READ)
    with store.reading() as reader:
        found = reader.concerns.all()
    return tuple(item for item in found if not unsettled or item.state is not ConcernState.DECIDED)
