"""Raises and settles concerns for ever and tells after each act what was acknowledged; killed at any moment.

It reads the name of a database file from each line of its input, and has a child of its own act on it: that one says
its number as "pid NUMBER" and then, for each act, "WHAT CONCERN STEPS EFFECT"; "dead" follows when it was killed.
"""

import os
import sys
from itertools import cycle

from catalog.actions.concerns import appeal, ask_reply, decide, decline_appeal, reopen, reply, take_up
from catalog.actions.reports import report, take_report
from catalog.domain.concern_rules import Ruling
from catalog.domain.concerns import Concern
from catalog.domain.severity import Gravity
from catalog.store import Store
from tests.actions.concern_world import (
    AWAY,
    GINA,
    MILD,
    NO,
    PAGE,
    REASONS,
    SEVERE,
    SLUG,
    WITH_CONDITIONS,
    raised,
    raising,
)
from tests.actions.workflow_world import ANNA, CLARA, DENIS, FRANK, TOOL, WHY

FIRST = ((SEVERE, NO), (MILD, WITH_CONDITIONS), (SEVERE, WITH_CONDITIONS), (MILD, AWAY))
"""How grave each concern is, and the first verdict on it."""


def main() -> None:
    """Start one child after another, which costs less than one program after another."""
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            act(line.strip())
        os.waitpid(pid, 0)
        say("dead")


def act(file: str) -> None:
    """Raise a severe or a mild concern and bring it to its last verdict, until killed."""
    say(f"pid {os.getpid()}")
    store = Store.open(f"sqlite:///{file}")
    for gravity, said in cycle(FIRST):
        concern = reported(store, gravity) if said is AWAY else raised(store, gravity)
        tell("raised", concern)
        tell("taken-up", take_up(store, DENIS, concern.id))
        tell("asked", ask_reply(store, DENIS, concern.id, "Who keeps the faces?"))
        tell("replied", reply(store, ANNA, concern.id, "It was corrected."))
        tell("decided", decide(store, DENIS, concern.id, said, 3))
        tell("appealed", appeal(store, ANNA, concern.id, REASONS))
        settle(store, concern, said)


def reported(store: Store, gravity: Gravity) -> Concern:
    """Make a concern of a report."""
    told = report(store, FRANK, TOOL, SLUG, what=WHY, harm=WHY, seen=PAGE)
    return take_report(store, CLARA, told.id, raising(gravity))


def settle(store: Store, concern: Concern, said: Ruling) -> None:
    """Decline the appeal, or hear it where the tool is away and give it back."""
    if said is not AWAY:
        tell("declined", decline_appeal(store, GINA, concern.id, REASONS))
        return
    tell("reopened", reopen(store, GINA, concern.id, REASONS))
    tell("decided", decide(store, GINA, concern.id, NO, 6))


def tell(what: str, concern: Concern) -> None:
    """Acknowledge an act that was committed."""
    say(f"{what} {concern.id} {len(concern.steps)} {concern.effect.value}")


def say(line: str) -> None:
    """Write a line that is read at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
