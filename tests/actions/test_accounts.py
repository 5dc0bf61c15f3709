from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.actions import accounts, own_account
from catalog.actions.accounts import Identity
from catalog.domain.errors import CatalogError, Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, VISITOR, Actor, Role
from catalog.queries.accounts import account_list
from catalog.store import Store
from tests.people import PASSWORD, PLAIN, HandClock, add, hand_store, signed_in

ROOT = Actor("root.admin", Role.ADMINISTRATOR)


@pytest.fixture
def clock() -> HandClock:
    """A clock moved by hand."""
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    """A store with one administrator, root.admin."""
    opened = hand_store(tmp_path, clock)
    add(opened, ROOT.name, Role.ADMINISTRATOR)
    yield opened
    opened.close()


def account(store: Store, name: str):
    """Return an account as it stands."""
    with store.reading() as reader:
        return reader.accounts.find(name)


def newest(store: Store):
    """Return the newest event."""
    with store.reading() as reader:
        return list(reader.events())[-1]


def test_a_link_is_shown_once_and_stored_as_a_hash(store: Store, tmp_path: Path) -> None:
    """The token of a one-time link stands nowhere in the database, nor does a password."""
    token = accounts.add_account(store, ROOT, "j.smith", "curator")
    store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"j.smith" in written
    assert token.encode() not in written
    assert PASSWORD.encode() not in written


def test_a_link_sets_the_password_once(store: Store) -> None:
    """A one-time link sets a password, and is worth nothing afterwards."""
    token = accounts.add_account(store, ROOT, "j.smith", "investigator")
    assert own_account.set_password_by_link(store, VISITOR, token, PASSWORD) == "j.smith"
    assert signed_in(store, "j.smith")
    with pytest.raises(NotAllowed, match="used already"):
        own_account.set_password_by_link(store, VISITOR, token, "another long password")


def test_a_link_ends_after_a_day(store: Store, clock: HandClock) -> None:
    """A one-time link works to the last minute of its day, and not later."""
    early, late = (accounts.add_account(store, ROOT, name, "curator") for name in ("early", "late"))
    clock.forward(hours=23, minutes=59)
    own_account.set_password_by_link(store, VISITOR, early, PASSWORD)
    clock.forward(minutes=1)
    with pytest.raises(NotAllowed, match="older than a day"):
        own_account.set_password_by_link(store, VISITOR, late, PASSWORD)


def test_a_weak_password_leaves_the_link_good(store: Store) -> None:
    """A password that cannot be taken does not use the link up."""
    token = accounts.add_account(store, ROOT, "j.smith", "curator")
    for weak, why in (
        ("short", "too short"),
        ("password1234", "tried first"),
        ("xx j.smith 1999", "account's name"),
        ("x" * 300, "too long"),
    ):
        with pytest.raises(Invalid, match=why):
            own_account.set_password_by_link(store, VISITOR, token, weak)
    assert own_account.set_password_by_link(store, VISITOR, token, PASSWORD) == "j.smith"


@pytest.mark.parametrize("name", ["", "J.Smith", "j smith", "system", "visitor", "1x", "a..b", "x" * 41, "é"])
def test_a_name_has_one_plain_form(store: Store, name: str) -> None:
    """Names are small letters and digits with single signs between, and never a word of the program."""
    with pytest.raises(Invalid, match="cannot be an account's name"):
        accounts.add_account(store, ROOT, name, "curator")


def test_a_name_is_never_given_again(store: Store) -> None:
    """A blocked account keeps its name for good."""
    add(store, "j.smith")
    accounts.disable_account(store, ROOT, "j.smith")
    with pytest.raises(Conflict, match="already"):
        accounts.add_account(store, ROOT, "j.smith", "curator")


def test_an_identity_belongs_to_one_account(store: Store) -> None:
    """An agency's identity is issuer and subject, both given, and opens one account only."""
    identity = Identity("https://agency.example", "4711")
    assert accounts.add_account(store, ROOT, "first", "curator", identity=identity) == ""
    with pytest.raises(Conflict, match="belongs to another"):
        accounts.add_account(store, ROOT, "second", "curator", identity=identity)
    for wrong in (Identity("https://agency.example", ""), Identity("agency", "4711")):
        with pytest.raises(Invalid, match="issuer"):
            accounts.add_account(store, ROOT, "third", "curator", identity=wrong)
    with pytest.raises(Conflict, match="agency's own service"):
        accounts.reset_account(store, ROOT, "first")


@pytest.mark.parametrize("role", ["system", "visitor", "stranger", "chief", ""])
def test_only_roles_of_accounts_are_given(store: Store, role: str) -> None:
    """No account can act as the program, and none has a role that does not exist."""
    with pytest.raises(Invalid, match="not a role of an account"):
        accounts.add_account(store, ROOT, "j.smith", role)
    add(store, "j.jones")
    with pytest.raises(Invalid, match="not a role of an account"):
        accounts.change_role(store, ROOT, "j.jones", role)


ON_ONE: list[Callable[[Store, Actor, str], object]] = [
    accounts.disable_account,
    accounts.enable_account,
    accounts.reset_account,
    lambda store, actor, name: accounts.change_role(store, actor, name, "curator"),
]


@pytest.mark.parametrize("act", ON_ONE)
def test_nobody_changes_the_own_account(store: Store, act: Callable[[Store, Actor, str], object]) -> None:
    """An administrator cannot block, open, reset or lower the own account, even with another one there."""
    add(store, "other.admin", Role.ADMINISTRATOR)
    before = account(store, ROOT.name)
    with pytest.raises(NotAllowed, match="your own account"):
        act(store, ROOT, ROOT.name)
    assert account(store, ROOT.name) == before


@pytest.mark.parametrize("act", ON_ONE[:1] + ON_ONE[3:])
def test_the_last_administrator_stays(store: Store, act: Callable[[Store, Actor, str], object]) -> None:
    """Not even the command line blocks or lowers the last administrator; one who cannot sign in does not count."""
    accounts.add_account(store, SYSTEM, "waits", "administrator")
    with pytest.raises(NotAllowed, match="last administrator"):
        act(store, SYSTEM, ROOT.name)
    add(store, "other.admin", Role.ADMINISTRATOR)
    act(store, SYSTEM, ROOT.name)


@pytest.mark.parametrize("act", ON_ONE)
def test_an_unknown_account_is_not_found(store: Store, act: Callable[[Store, Actor, str], object]) -> None:
    """Acts on a name that nobody has say so."""
    with pytest.raises(NotFound, match="no account of this name"):
        act(store, ROOT, "nobody.here")


@pytest.mark.parametrize(
    ("act", "detail"),
    [
        (lambda store: accounts.change_role(store, ROOT, "j.smith", "reviewer"), {"role": "reviewer"}),
        (lambda store: accounts.disable_account(store, ROOT, "j.smith"), {"active": False}),
        (lambda store: accounts.reset_account(store, ROOT, "j.smith"), {"reset": True}),
    ],
)
def test_a_change_ends_every_session(store: Store, act: Callable[[Store], object], detail: dict) -> None:
    """Role change, block and reset end all sessions in the same act, and its event says how many."""
    add(store, "j.smith")
    for _ in range(3):
        signed_in(store, "j.smith")
    assert {view.account.name: view.open_sessions for view in listed(store)}["j.smith"] == 3
    act(store)
    assert {view.account.name: view.open_sessions for view in listed(store)}["j.smith"] == 0
    event = newest(store)
    assert (event.tag, event.subject, event.actor) == (
        EventTag.ACCOUNT_CHANGED, "account:j.smith", ROOT.name,
    )  # fmt: skip
    assert event.detail.items() >= (detail | {"sessions_ended": 3}).items()


def listed(store: Store):
    """Return the accounts as root.admin sees them."""
    return account_list(store, ROOT, PLAIN.sessions)


def test_an_act_that_changes_nothing_leaves_no_event(store: Store) -> None:
    """The same role, blocking the blocked and opening the open are no acts."""
    add(store, "j.smith")
    before = newest(store).seq
    accounts.change_role(store, ROOT, "j.smith", "curator")
    accounts.enable_account(store, ROOT, "j.smith")
    assert newest(store).seq == before


def test_an_administrator_ends_the_sessions_of_somebody(store: Store) -> None:
    """Ending the sessions of somebody leaves the account as it is and tells the count."""
    add(store, "j.smith")
    signed_in(store, "j.smith")
    before = account(store, "j.smith")
    assert accounts.end_sessions(store, ROOT, "j.smith") == 1
    assert account(store, "j.smith") == before
    assert newest(store).tag is EventTag.SESSION_ENDED


def test_a_refusal_is_one_event_and_nothing_else(store: Store) -> None:
    """What is refused to somebody signed in is recorded with its sentence, and no row changes."""
    curator = add(store, "j.smith")
    before, standing = newest(store).seq, account_list(store, ROOT, PLAIN.sessions)
    with pytest.raises(NotAllowed) as refused:
        accounts.add_account(store, curator, "friend", "administrator")
    event = newest(store)
    assert event.seq == before + 1
    assert (event.tag, event.actor) == (EventTag.ACTION_REFUSED, "j.smith")
    assert event.detail == {"action": "accounts.add_account", "reason": str(refused.value)}
    assert account_list(store, ROOT, PLAIN.sessions) == standing


def test_a_visitors_refusal_leaves_nothing(store: Store) -> None:
    """Whoever is not signed in cannot fill the trail with refusals."""
    before = newest(store).seq
    with pytest.raises(NotAllowed):
        accounts.disable_account(store, VISITOR, ROOT.name)
    assert newest(store).seq == before


def test_only_who_keeps_accounts_reads_them(store: Store) -> None:
    """The list of accounts is refused to every other role."""
    for role in (Role.CURATOR, Role.REVIEWER, Role.INVESTIGATOR, Role.VISITOR, Role.STRANGER):
        with pytest.raises(CatalogError, match="This needs the role"):
            account_list(store, Actor("x", role), PLAIN.sessions)
