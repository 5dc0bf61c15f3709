"""Every act of the workflow at every page that leads to it: the page does what the action does, and no more.

What a page leaves out, the action refuses; what the action refuses, the page refuses with its sentence; and a page
that was drawn for somebody else, or in another state, lets nothing through.
"""

import gc
from collections import Counter
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.registry import ACTIONS
from catalog.domain.errors import CatalogError
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from catalog.store import Store
from catalog.ui.navigation import PAGES
from catalog.ui.parts.text import plain_label
from tests.actions.workflow_world import ANNA
from tests.figures import figure
from tests.security.door_world import DOORS, House, house, opened, workflow
from tests.security.page_recipes import ADDRESSES, RECIPES, filled, offered, pressed
from tests.security.workflow_states import MATRIX, STATES, act, world
from tests.stores import last, since

ROWS = {path: [name for name in acts if name in MATRIX["actions"]] for path, acts in DOORS["pages"].items()}
WALKED = [path for path, acts in ROWS.items() if acts]
ROLES: list[Role] = [role for role in Role if role is not Role.SYSTEM]
"""The program itself has no browser."""
REFUSALS = {"Conflict", "Invalid", "NotAllowed", "NotFound"}


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The pages in front of a catalogue in each state."""
    with house(tmp_path_factory.mktemp("doors"), {state: workflow(state) for state in STATES}) as made:
        opened_once(made)
        gc.collect()
        gc.freeze()  # Streamlit collects garbage after each run; what is there for good is not looked through
        yield made
        gc.unfreeze()


def opened_once(made: House) -> None:
    """Open each page, so that all it needs is loaded."""
    for path in WALKED:
        at = world(made.enter("in-review", Actor("olga", Role.CURATOR)))
        assert not opened(path, **ADDRESSES[path](at)).exception


def expected(name: str, state: str, role: Role, *, own: bool) -> str:
    """Return what the table of the workflow says of a cell."""
    row = MATRIX["actions"][name]
    return row["own" if own else "other"][STATES.index(state)] if role.value in row["roles"] else "NotAllowed"


def somebody(role: Role, *, own: bool) -> Actor:
    """Return who wrote what waits there, or somebody else."""
    return Actor(ANNA.name if own else "olga", role)


def left_out(name: str, state: str) -> bool:
    """Tell whether no page offers what the action would do, with a reason in the table."""
    return name in DOORS["left_out"] and state in DOORS["left_out"][name]["states"]


def called(made: House, name: str, state: str, actor: Actor) -> tuple[str, str, list[EventTag]]:
    """Call the action itself on a catalogue in this state: the error's name and sentence, and its events."""
    store = made.enter(state, actor)
    before, at = last(store), world(store)
    try:
        act(name, store, actor, at)
    except CatalogError as error:
        return type(error).__name__, str(error), since(store, before)
    return "ok", "", since(store, before)


def drawn(made: House, path: str, state: str, actor: Actor) -> tuple[Store, AppTest]:
    """Open a page in front of a catalogue in this state."""
    store = made.enter(state, actor)
    page = opened(path, **ADDRESSES[path](world(store)))
    assert not page.exception, (path, state, actor)
    return store, page


def test_every_page_has_a_row_and_every_act_of_the_workflow_a_page() -> None:
    """A page without a row is found, an act that no page leads to, and an act without its way of doing it."""
    assert set(DOORS["pages"]) == {entry.path for entry in PAGES}
    named = {name for acts in DOORS["pages"].values() for name in acts}
    assert {name.partition(" ")[0] for name in named} <= ACTIONS.keys()
    assert set(MATRIX["actions"]) == set(RECIPES) == named & set(MATRIX["actions"])
    assert set(WALKED) == set(ADDRESSES)


@pytest.mark.parametrize("state", STATES)
def test_a_page_does_what_the_action_does_and_no_more(state: str, doors: House) -> None:
    """Each page × act × role × own or other in this state; an act that would be done has a page that offers it."""
    told: Counter[str] = Counter()
    for role in ROLES:
        for own in (True, False):
            actor, somewhere = somebody(role, own=own), set[str]()
            for path in WALKED:
                store, page = drawn(doors, path, state, actor)
                at = world(store)
                shown = [name for name in ROWS[path] if offered(page, name, at)]
                told["hidden"] += len(ROWS[path]) - len(shown)
                told.update(done(doors, path, name, state, actor) for name in shown)
                somewhere.update(shown)
            nowhere = {
                name for name in MATRIX["actions"] if name not in somewhere and not left_out(name, state)
            }
            assert {expected(name, state, role, own=own) for name in nowhere} <= REFUSALS, (state, actor)
    words = ", ".join(f"{number} {what}" for what, number in sorted(told.items()))
    figure(f"doors of pages: {state}, {sum(told.values())} cells ({words})")


def done(made: House, path: str, name: str, state: str, actor: Actor) -> str:
    """Do an act on a page and return "done" or "refused"; it must answer as the action does, and leave as much."""
    wanted, sentence, events = called(made, name, state, actor)
    before_rows = made.template_rows(state)
    store, page = drawn(made, path, state, actor)
    at, before = world(store), last(store)
    page = pressed(filled(page, name, at), name, at)
    assert not page.exception, (path, name, state, actor)
    cell = (path, name, state, actor)
    assert since(store, before) == events, cell
    if wanted == "ok":
        assert not page.error, cell
        return "done"
    assert [item.value for item in page.error] == [plain_label(sentence)], cell
    assert made.rows() == before_rows, cell
    return "refused"


def allowed(made: House, path: str, name: str) -> tuple[str, Role, bool]:
    """Return a state and somebody for whom a page offers an act that is then done."""
    for state in STATES:
        for role in (Role.CURATOR, Role.REVIEWER):
            for own in (False, True):
                if expected(name, state, role, own=own) == "ok":
                    store, page = drawn(made, path, state, somebody(role, own=own))
                    if offered(page, name, world(store)):
                        return state, role, own
    raise AssertionError(f"/{path} never offers {name}")


@pytest.mark.parametrize("path", WALKED)
def test_a_page_that_is_still_open_lets_nothing_through(path: str, doors: House) -> None:
    """Between drawing and pressing the role, the person or the state has changed: nothing is written."""
    cells = 0
    for name in ROWS[path]:
        state, role, own = allowed(doors, path, name)
        others = [
            (state, other, own) for other in ROLES if other.value not in MATRIX["actions"][name]["roles"]
        ]
        others += [(state, role, not own)] * (expected(name, state, role, own=not own) != "ok")
        others += [(later, role, own) for later in STATES if expected(name, later, role, own=own) != "ok"]
        for later, new_role, new_own in others:
            store, page = drawn(doors, path, state, somebody(role, own=own))
            at = world(store)
            page = filled(page, name, at)
            store = doors.enter(later, somebody(new_role, own=new_own))
            before = last(store)
            page = pressed(page, name, at)
            cell = (path, name, later, new_role, new_own)
            assert not page.exception, cell
            assert not page.success, cell
            assert since(store, before) in ([], [EventTag.ACTION_REFUSED]), cell
            assert doors.rows() == doors.template_rows(later), cell
            assert page.html or page.error, cell
            cells += 1
    figure(f"doors of pages that are still open: /{path}, {cells} cells, nothing written")
