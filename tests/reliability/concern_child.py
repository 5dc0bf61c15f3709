"""Raises and settles concerns for ever and tells after each act what was acknowledged; killed at any moment.

Argument: the database file. Each line of its output is "raised NUMBER 0" or "stepped NUMBER STEPS".
"""

import sys
from itertools import cycle

from catalog.actions.concerns import appeal, ask_reply, decide, reply, take_up
from catalog.domain.concerns import Concern
from catalog.store import Store
from tests.actions.concern_world import AWAY, MILD, NO, REASONS, SEVERE, WITH_CONDITIONS, raised
from tests.actions.workflow_world import ANNA, DENIS


def main() -> None:
    """Raise a severe or a mild concern and bring it to a verdict, until killed."""
    store = Store.open(f"sqlite:///{sys.argv[1]}")
    for gravity, said in cycle(
        ((SEVERE, NO), (MILD, WITH_CONDITIONS), (SEVERE, WITH_CONDITIONS), (MILD, AWAY))
    ):
        concern = raised(store, gravity)
        tell("raised", concern)
        tell("stepped", take_up(store, DENIS, concern.id))
        tell("stepped", ask_reply(store, DENIS, concern.id, "Who keeps the faces?"))
        tell("stepped", reply(store, ANNA, concern.id, "It was corrected."))
        tell("stepped", decide(store, DENIS, concern.id, said, 3))
        if said is not AWAY:
            tell("stepped", appeal(store, ANNA, concern.id, REASONS))


def tell(what: str, concern: Concern) -> None:
    """Acknowledge an act that was committed."""
    sys.stdout.write(f"{what} {concern.id} {len(concern.steps)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
