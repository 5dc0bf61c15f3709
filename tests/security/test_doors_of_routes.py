"""Every route of ours × role: it opens for whom its row says, in each state of a tool, and shows what is published."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from catalog.actions import accounts, sessions
from catalog.actions.registry import ACTIONS
from catalog.domain.people import ACCOUNT_ROLES, GRANTS, SYSTEM, Permission, Role
from catalog.store import Store
from catalog.web.members import MembersOnly
from catalog.web.routes import routes
from tests.figures import figure
from tests.rulebooks import publish_rulebook
from tests.security.door_world import DOORS, Build, House, house, workflow
from tests.security.workflow_states import SLUG, STATES
from tests.web.signing_in import Browser, Site

ROWS = DOORS["routes"]
ROLES = (*ACCOUNT_ROLES, Role.VISITOR, Role.STRANGER)
SEEN = ("published", "edited", "overtaken", "in-review")
"""The states in which readers see the tool."""

ASKED = {
    "/assessment-file/{form}": "/assessment-file/json?id=1",
    "/export/{form}": "/export/json",
    "/audit-export": "/audit-export?form=json",
    "/transparency.{form}": "/transparency.json",
    "/profile/{form}": f"/profile/json?tool={SLUG}",
}
UNPUBLISHED = "a laptop"
"""What stands in drafts and submissions only."""


def with_rules(state: str) -> Build:
    """Return what fills a store in this state, with the rules on compliance profiles."""

    def fill(store: Store) -> None:
        workflow(state)(store)
        publish_rulebook(store)

    return fill


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Our routes in front of a catalogue in each state."""
    with house(tmp_path_factory.mktemp("routes"), {state: with_rules(state) for state in STATES}) as made:
        yield made


def browser(made: House, state: str, role: Role) -> Browser:
    """Return a browser in front of a catalogue in this state, signed in where the role has accounts."""
    store = made.enter(state, SYSTEM, reading="members" if role is Role.STRANGER else "open")
    application = Starlette(routes=routes(), middleware=[Middleware(MembersOnly)])
    client = Browser(cast("Site", SimpleNamespace(application=application)))
    if role in ACCOUNT_ROLES:
        accounts.add_account(store, SYSTEM, "olga", role)
        with store.writing(SYSTEM) as work:
            account = work.accounts.find("olga")
            assert account is not None
            client.bring(catalog_session=sessions.start(work, account, full=True))
    return client


def answered(client: Browser, path: str) -> httpx.Response:
    """Ask for a path by the method that it takes."""
    if path == "/suggest":
        return client.request("POST", path, content=SLUG.replace("-", " ").encode())
    return client.get(ASKED.get(path, path))


def test_every_route_has_a_row_and_every_action_a_door() -> None:
    """A route without a row is found, and an action that no page, command or route leads to."""
    assert set(ROWS) == {route.path for route in routes()}
    assert {name for row in ROWS.values() for name in row["acts"]} <= ACTIONS.keys()
    rows = (
        *DOORS["commands"].values(),
        *ROWS.values(),
        *({"acts": acts} for acts in DOORS["pages"].values()),
    )
    named = {name.partition(" ")[0] for row in rows for name in row["acts"]}
    assert named == ACTIONS.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_route_opens_for_whom_its_row_says(role: Role, doors: House) -> None:
    """Each route × state: closed is 403, or the way to the sign-in; open shows published tools and nothing else."""
    cells = 0
    for state in STATES:
        client = browser(doors, state, role)
        for path, row in ROWS.items():
            answer = answered(client, path)
            permitted = row["open"] == "all" or role in GRANTS[Permission(row["open"])][0]
            cell = (path, state, role, answer.status_code)
            if not permitted:
                assert answer.status_code in (303, 403), cell
                assert SLUG not in answer.text, cell
            elif path != "/audit-export":  # the trail names the drafts; who may read it is decided above
                assert UNPUBLISHED not in answer.text, cell
            assert answer.status_code < 500, cell
            if permitted and row["open"] != "all":
                # An assessment is shown to its own people only, and here is none; a profile is of a tool that is seen.
                hidden = path == "/assessment-file/{form}" or (
                    path == "/profile/{form}" and state not in SEEN
                )
                assert answer.status_code == (404 if hidden else 200), cell
            if permitted and path == "/export/{form}":
                listed = {tool["slug"] for tool in json.loads(answer.content)["tools"]}
                assert (SLUG in listed) is (state in SEEN), cell
            cells += 1
    figure(f"doors of routes: {role}, {cells} cells as specified")
