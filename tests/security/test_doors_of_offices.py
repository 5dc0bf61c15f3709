"""The pages of accounts, imports and the audit trail as doors: they do what their actions do, for whom they may."""

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.drafts import start_draft
from catalog.actions.imports import make_drafts, undo_batch
from catalog.domain.errors import CatalogError
from catalog.domain.events import EventTag
from catalog.domain.people import GRANTS, Actor, Permission, Role
from catalog.queries.imports import dry_run, upload
from catalog.store import Store
from catalog.ui.parts.text import plain_label
from tests.actions.workflow_world import ANNA, TOOL, WHY, fields, stock
from tests.figures import figure
from tests.security import test_accounts_matrix as table
from tests.security.door_world import DOORS, House, house, opened
from tests.stores import last, since

ROLES = [role for role in Role if role is not Role.SYSTEM]
ROOT = Actor("own", Role.ADMINISTRATOR)
LIST = [{"Name": "Reader", "Link": "https://r.example.net/"}]
BUTTONS = {
    "accounts.add_account": "Add and make a one-time link",
    "accounts.change_role administrator": "Change role",
    "accounts.change_role lower": "Change role",
    "accounts.disable_account": "Disable",
    "accounts.enable_account": "Enable",
    "accounts.end_sessions": "End all sign-ins",
    "accounts.reset_account": "Reset ",
}
NOTHING_TO_DO = {
    ("accounts.disable_account", "disabled"),
    ("accounts.enable_account", "active"),
    ("accounts.enable_account", "agency"),
    ("accounts.enable_account", "last"),
    ("accounts.enable_account", "waiting"),
    ("accounts.end_sessions", "own"),
}
"""What would be done and the page leaves out: it stands so already, or is the way out that everybody has."""


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The pages in front of a catalogue with accounts of each kind and an import that is open."""
    with house(tmp_path_factory.mktemp("offices"), {"there": build}) as made:
        yield made


def build(store: Store) -> None:
    """Add the accounts of the table, a tool, and an import."""
    stock(store)
    table.build(store, Role.ADMINISTRATOR)
    parsed = upload(ANNA, "old.json", json.dumps([{"Name": "Older"}]).encode())
    make_drafts(store, ANNA, parsed, {"Name": "name"}, dry_run(store, ANNA, parsed, {"Name": "name"}).digest)


def press(page: AppTest, label: str) -> AppTest:
    """Press the button whose label begins so."""
    return next(button for button in page.button if button.label.startswith(label)).click().run()


def filled(page: AppTest, name: str, account: str) -> AppTest | None:
    """Bring the accounts page to where one press does the act; None where it offers no such press."""
    if not page.button:
        return None
    if name == "accounts.add_account":
        page.text_input(key="new-name").input(account)
        page.selectbox(key="new-role").select("curator")
        return page
    chosen = page.selectbox(key="chosen-account")
    if account not in chosen.options:
        return None
    page = chosen.select(account).run()
    if name.startswith("accounts.change_role"):
        page.selectbox(key="changed-role").select(
            "administrator" if name.endswith("administrator") else "reviewer"
        )
    offered = any(button.label.startswith(BUTTONS[name]) for button in page.button)
    return page if offered else None


@pytest.mark.parametrize("role", ROLES)
def test_the_accounts_page_does_what_the_actions_do(role: Role, doors: House) -> None:
    """Each act × kind of account: the same sentence and the same events, or no button for what is refused."""
    assert set(BUTTONS) == set(table.ACTS)
    assert {name.partition(" ")[0] for name in BUTTONS} == set(DOORS["pages"]["accounts"])
    actor, cells = Actor("own", role), 0
    for name, answers in table.MATRIX["actions"].items():
        for whose, answer in zip(table.WHOSE, answers, strict=True):
            account = "fresh" if whose == "unknown" else whose
            doors.enter("there", actor)
            page = filled(opened("accounts"), name, account)
            if page is None:
                hidden = role is not Role.ADMINISTRATOR or answer != "ok" or (name, whose) in NOTHING_TO_DO
                assert hidden, (name, whose, role)
            else:
                assert outcome(doors, page, name) == wanted(doors, actor, name, account), (name, whose, role)
            cells += 1
    figure(f"doors of pages: accounts as {role}, {cells} cells answer as the action does")


def outcome(made: House, page: AppTest, name: str) -> tuple[list[str], list[EventTag]]:
    """Press and return the sentences of refusal and the events."""
    assert made.app is not None
    before = last(made.app.store)
    page = press(page, BUTTONS[name])
    assert not page.exception
    return [item.value for item in page.error], since(made.app.store, before)


def wanted(made: House, actor: Actor, name: str, account: str) -> tuple[list[str], list[EventTag]]:
    """Return what the action itself answers and leaves."""
    store = made.enter("there", actor)
    before = last(store)
    try:
        table.ACTS[name](store, actor, account)
    except CatalogError as error:
        return [plain_label(str(error))], since(store, before)
    return [], since(store, before)


@pytest.mark.parametrize("name", BUTTONS)
def test_an_open_accounts_page_does_nothing_for_a_lost_role(name: str, doors: House) -> None:
    """Drawn for an administrator and pressed in each other role."""
    account = {"accounts.add_account": "fresh", "accounts.enable_account": "disabled"}.get(name, "active")
    others = [role for role in ROLES if role is not Role.ADMINISTRATOR]
    for role in others:
        doors.enter("there", ROOT)
        page = filled(opened("accounts"), name, account)
        assert page is not None
        unchanged(doors, Actor(ROOT.name, role), page, BUTTONS[name])
    figure(f"doors of pages that are still open: {name}, {len(others)} cells, nothing written")


def unchanged(made: House, actor: Actor, page: AppTest, button: str) -> None:
    """Press as somebody else: a sentence, at most the event of the refusal, and no row."""
    store = made.enter("there", actor)
    before = last(store)
    page = press(page, button)
    assert not page.exception
    assert not page.success
    assert page.html or page.error
    assert since(store, before) in ([], [EventTag.ACTION_REFUSED])
    assert made.rows() == made.template_rows("there")


def looked_at() -> AppTest:
    """Open the import page, choose a file, and look at what would happen."""
    page = opened("import")
    page.file_uploader[0].set_value(("list.json", json.dumps(LIST).encode(), "application/json"))
    page = press(page.run(), "Show what would happen")
    page.text_input[0].input(WHY)
    return page


@pytest.mark.parametrize("role", ROLES)
def test_the_import_page_is_a_curators(role: Role, doors: House) -> None:
    """Both acts × what is there meanwhile: a curator's are done or refused in words, others find it closed."""
    actor = Actor(ANNA.name, role)
    for button, meanwhile in (
        ("Make 1 draft", ""),
        ("Make 1 draft", "written"),
        ("Discard", ""),
        ("Discard", "undone"),
    ):
        store = doors.enter("there", actor)
        if role is not Role.CURATOR:
            assert not opened("import").button
            page = drawn_for_a_curator(doors)
            unchanged(doors, actor, page, button)
            continue
        page = looked_at()
        if meanwhile == "written":
            start_draft(store, ANNA, TOOL, fields(name="Reader", slug=""))
        elif meanwhile == "undone":
            undo_batch(store, ANNA, 1, WHY)
        before = last(store)
        page = press(page, button)
        assert not page.exception
        if meanwhile == "undone":  # the form is gone by now, and the table says why
            assert since(store, before) == []
            assert "undone" in " ".join(str(item.value) for item in page.html)
        else:
            assert bool(page.error) is bool(meanwhile), button
            assert (since(store, before) == [EventTag.ACTION_REFUSED]) is bool(meanwhile), button
    figure(f"doors of pages: imports as {role}, 4 cells as specified")


def drawn_for_a_curator(made: House) -> AppTest:
    """Return the import page as a curator has it open."""
    made.enter("there", ANNA)
    return looked_at()


@pytest.mark.parametrize("role", ROLES)
def test_the_audit_page_opens_for_whom_its_permission_says(role: Role, doors: House) -> None:
    """Opened by each role, and pressed by each role where it was drawn for another: no event is shown to others."""
    may = role in GRANTS[Permission.AUDIT_READ][0]
    store = doors.enter("there", Actor("olga", role))
    before = last(store)
    page = opened("audit")
    assert ("account:active" in " ".join(str(item.value) for item in page.html)) is may
    assert since(store, before) == [EventTag.AUDIT_READ] * may
    doors.enter("there", ROOT)
    page = opened("audit")
    store = doors.enter("there", Actor("olga", role))
    before = last(store)
    page = press(page, "Look")
    assert not page.exception
    assert ("account:active" in " ".join(str(item.value) for item in page.html)) is may
    assert since(store, before) in (([EventTag.AUDIT_READ],) if may else ([], [EventTag.ACTION_REFUSED]))
