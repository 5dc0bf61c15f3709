from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from catalog.actions import accounts, own_account, sessions
from catalog.domain.accounts import NextStep, SignInRules
from catalog.domain.errors import Conflict, NotAllowed, Unavailable
from catalog.domain.people import STRANGER, SYSTEM, VISITOR, Actor, Permission, Role
from catalog.presence import COOKIE, SECURE_COOKIE, actor_of, admit_from_agency, agency_key
from catalog.settings import Settings
from catalog.store import Store
from tests.figures import figure
from tests.people import (
    HOME,
    PASSWORD,
    RULES,
    HandClock,
    add,
    code,
    hand_store,
    signed_in,
    with_second_factor,
)

JANE = Actor("jane", Role.CURATOR)


@pytest.fixture
def clock() -> HandClock:
    """A clock moved by hand."""
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    """A store with the curator jane and an administrator."""
    opened = hand_store(tmp_path, clock)
    add(opened, "jane")
    add(opened, "root.admin", Role.ADMINISTRATOR)
    yield opened
    opened.close()


def who(store: Store, token: str, **settings: Any) -> Actor:
    """Return who acts with a token in the cookie."""
    app: Any = SimpleNamespace(store=store, settings=Settings(**settings))
    return actor_of(app, {COOKIE: token})


def idle(store: Store, clock: HandClock, token: str) -> None:
    """Nothing for a quarter of an hour."""
    clock.forward(minutes=14, seconds=59)
    assert who(store, token) == JANE
    clock.forward(minutes=15)


def absolute(store: Store, clock: HandClock, token: str) -> None:
    """Steps all day long."""
    for _ in range(59):
        clock.forward(minutes=10)
        assert who(store, token) == JANE
    clock.forward(minutes=10)


def sign_out(store: Store, clock: HandClock, token: str) -> None:
    """Signing out, seen by another tab with the same cookie."""
    sessions.sign_out(store, JANE, token)


def clock_back(store: Store, clock: HandClock, token: str) -> None:
    """The clock of the machine goes back an hour: the safe side."""
    clock.forward(hours=-1)


def clock_ahead(store: Store, clock: HandClock, token: str) -> None:
    """The clock of the machine goes ahead ten years."""
    clock.forward(hours=24 * 3650)


def role_change(store: Store, clock: HandClock, token: str) -> None:
    """Another role: the old session gives neither the old nor the new one."""
    accounts.change_role(store, SYSTEM, "jane", "investigator")


def block(store: Store, clock: HandClock, token: str) -> None:
    """The account is blocked."""
    accounts.disable_account(store, SYSTEM, "jane")


def block_and_open(store: Store, clock: HandClock, token: str) -> None:
    """The account is blocked and opened again: old sessions stay dead."""
    accounts.disable_account(store, SYSTEM, "jane")
    accounts.enable_account(store, SYSTEM, "jane")


def reset(store: Store, clock: HandClock, token: str) -> None:
    """The account is reset."""
    accounts.reset_account(store, SYSTEM, "jane")


def new_password(store: Store, clock: HandClock, token: str) -> None:
    """The person changes the password."""
    own_account.change_password(store, JANE, PASSWORD, "a boat in the fog", HOME, RULES)


def ended_by_administrator(store: Store, clock: HandClock, token: str) -> None:
    """An administrator ends the sessions."""
    accounts.end_sessions(store, SYSTEM, "jane")


def link_used(store: Store, clock: HandClock, token: str) -> None:
    """A session that began between reset and the use of the link ends with it."""
    link = accounts.reset_account(store, SYSTEM, "jane")
    own_account.set_password_by_link(store, VISITOR, link, PASSWORD)


ENDS = (
    idle, absolute, sign_out, clock_back, clock_ahead, role_change, block, block_and_open, reset,
    new_password, ended_by_administrator, link_used,
)  # fmt: skip


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_session_ends(store: Store, clock: HandClock, end: Callable[[Store, HandClock, str], None]) -> None:
    """Twelve ways in which a session ends: the same cookie is nobody at the next look, in every tab."""
    token = signed_in(store, "jane")
    assert who(store, token) == JANE
    end(store, clock, token)
    assert who(store, token) == VISITOR
    assert who(store, token, reading="members") == STRANGER


def test_the_limits_are_settings(store: Store, clock: HandClock) -> None:
    """The idle and the absolute limit are what the settings say."""
    token = signed_in(store, "jane")
    clock.forward(minutes=4, seconds=59)
    assert who(store, token, session_idle_minutes=5) == JANE
    clock.forward(minutes=5)
    assert who(store, token, session_idle_minutes=5) == VISITOR
    assert who(store, token, session_idle_minutes=60, session_hours=1) == JANE
    clock.forward(minutes=51)
    assert who(store, token, session_idle_minutes=60, session_hours=1) == VISITOR


def test_each_step_gives_a_new_token(store: Store, clock: HandClock) -> None:
    """The token of the password step is nobody, and is dead once the code was given; tokens never repeat."""
    first, key = with_second_factor(store, "jane", clock)
    started = sessions.sign_in(store, VISITOR, "jane", PASSWORD, HOME, RULES)
    assert started.next is NextStep.CODE
    assert who(store, started.token) == VISITOR
    full = sessions.give_code(store, VISITOR, started.token, code(key, store), HOME, RULES)
    assert who(store, full) == JANE
    clock.forward(seconds=31)
    with pytest.raises(NotAllowed, match="has ended"):
        sessions.give_code(store, VISITOR, started.token, code(key, store), HOME, RULES)
    assert len({first, started.token, full}) == 3
    assert len(full) >= 43


def test_a_planted_token_is_nobody(store: Store) -> None:
    """Fixation: a token that the browser brought along never becomes a session."""
    planted = "x" * 43
    token = signed_in(store, "jane")
    assert token != planted
    assert who(store, planted) == VISITOR
    assert who(store, "") == VISITOR


def test_the_cookie_of_https_has_its_own_name(store: Store) -> None:
    """Both names of the cookie are read, the one that only https can set first."""
    app: Any = SimpleNamespace(store=store, settings=Settings())
    jane, root = signed_in(store, "jane"), signed_in(store, "root.admin")
    assert actor_of(app, {SECURE_COOKIE: jane, COOKIE: root}) == JANE


def test_a_code_works_once(store: Store, clock: HandClock) -> None:
    """A code is refused the second time, and an older one after it, in any session."""
    _, key = with_second_factor(store, "jane", clock)
    tokens = [sessions.sign_in(store, VISITOR, "jane", PASSWORD, HOME, RULES).token for _ in range(3)]
    used, older = code(key, store), code(key, store, -1)
    assert sessions.give_code(store, VISITOR, tokens[0], used, HOME, RULES)
    for again in (used, older, "000000x", "", "12 34"):
        with pytest.raises(NotAllowed, match="not right, or was used"):
            sessions.give_code(store, VISITOR, tokens[1], again, HOME, RULES)
    clock.forward(seconds=30)
    spaced = f"{code(key, store)[:3]} {code(key, store)[3:]}"
    assert sessions.give_code(store, VISITOR, tokens[2], spaced, HOME, RULES)


def test_a_second_factor_in_use_is_not_replaced(store: Store, clock: HandClock) -> None:
    """Whoever has only the password can neither see nor replace a second factor that is in use."""
    _, key = with_second_factor(store, "jane", clock)
    token = sessions.sign_in(store, VISITOR, "jane", PASSWORD, HOME, RULES).token
    with pytest.raises(Conflict, match="set up already"):
        own_account.offer_second_factor(store, VISITOR, token, RULES)
    with pytest.raises(Conflict, match="set up already"):
        own_account.confirm_second_factor(store, VISITOR, token, code(key, store), HOME, RULES)
    assert who(store, token) == VISITOR


def test_an_offered_factor_counts_only_once_confirmed(store: Store) -> None:
    """A code of a key that was only offered opens nothing by the ordinary way."""
    token = sessions.sign_in(store, VISITOR, "jane", PASSWORD, HOME, RULES).token
    _, key = own_account.offer_second_factor(store, VISITOR, token, RULES)
    with pytest.raises(NotAllowed, match="not right"):
        sessions.give_code(store, VISITOR, token, code(key, store), HOME, RULES)
    with store.reading() as reader:
        assert not reader.accounts.secrets("jane").totp_confirmed


@pytest.mark.parametrize("role", ["curator", "reviewer", "administrator", "investigator"])
def test_roles_that_need_a_second_factor(store: Store, role: str) -> None:
    """Whoever writes, decides or keeps accounts sets one up first; the setting takes that away."""
    add(store, "somebody", Role(role))
    needed = NextStep.NOTHING if role == "investigator" else NextStep.SET_UP
    assert sessions.sign_in(store, VISITOR, "somebody", PASSWORD, HOME, RULES).next is needed
    off = SignInRules(second_factor=False)
    assert sessions.sign_in(store, VISITOR, "somebody", PASSWORD, HOME, off).next is NextStep.NOTHING


def test_ten_sessions_lose_a_role_at_once(store: Store) -> None:
    """Ten open sessions of an administrator whose role is taken: no act succeeds with any of them."""
    add(store, "second.admin", Role.ADMINISTRATOR)
    tokens = [signed_in(store, "second.admin") for _ in range(10)]
    assert all(who(store, token).may(Permission.ACCOUNT_MANAGE) for token in tokens)
    accounts.change_role(store, SYSTEM, "second.admin", "investigator")
    succeeded = 0
    for token in tokens:
        try:
            accounts.disable_account(store, who(store, token), "jane")
            succeeded += 1
        except NotAllowed:
            continue
    assert succeeded == 0
    figure(f"role removed: {succeeded} of {len(tokens)} open sessions could still act")


def test_reading_goes_on_while_nothing_can_be_written(
    store: Store, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk does not sign anybody out before the idle limit."""
    token = signed_in(store, "jane")
    clock.forward(minutes=2)

    def full(_actor: Actor) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(store, "writing", full)
    assert who(store, token) == JANE


CLAIMS = {"iss": "https://agency.example", "sub": "4711"}


def test_an_agencys_sign_in_is_a_session_like_another(store: Store, clock: HandClock) -> None:
    """Issuer and subject open the account; idle, sign-out and revocation hold; an ended cookie starts nothing."""
    identity = accounts.Identity(CLAIMS["iss"], CLAIMS["sub"])
    accounts.add_account(store, SYSTEM, "agent", "curator", identity=identity)
    app: Any = SimpleNamespace(store=store, settings=Settings())
    cookies = {"_streamlit_user": "signed", "_streamlit_user_1": "second part", "_streamlit_xsrf": "x"}
    claims = CLAIMS | {"iat": int(clock.now.timestamp())}
    assert actor_of(app, cookies) == VISITOR
    assert admit_from_agency(app, cookies, claims)
    assert actor_of(app, cookies) == Actor("agent", Role.CURATOR)
    assert actor_of(app, cookies | {"_streamlit_user_1": "other"}) == VISITOR
    sessions.sign_out(store, Actor("agent", Role.CURATOR), agency_key(cookies))
    assert actor_of(app, cookies) == VISITOR
    assert not admit_from_agency(app, cookies, claims)
    assert actor_of(app, cookies) == VISITOR


def test_an_identity_without_an_account_reads_as_a_visitor(store: Store, clock: HandClock) -> None:
    """Nobody registers alone: an unknown subject, another issuer and a blocked account are told so."""
    identity = accounts.Identity(CLAIMS["iss"], CLAIMS["sub"])
    accounts.add_account(store, SYSTEM, "agent", "curator", identity=identity)
    app: Any = SimpleNamespace(store=store, settings=Settings())
    now = {"iat": int(clock.now.timestamp())}
    cookies = {"_streamlit_user": "signed"}
    for other in ({"sub": "4712"}, {"iss": "https://other.example"}, {"sub": "agent", "email": "a@b.c"}):
        with pytest.raises(NotAllowed, match="no account for it here"):
            admit_from_agency(app, cookies, CLAIMS | now | other)
    accounts.disable_account(store, SYSTEM, "agent")
    with pytest.raises(NotAllowed, match="no account for it here"):
        admit_from_agency(app, cookies, CLAIMS | now)
    assert actor_of(app, cookies) == VISITOR


def test_an_old_identity_cookie_is_not_taken(store: Store, clock: HandClock) -> None:
    """Streamlit's cookie lives thirty days; one from before the absolute limit must be made anew."""
    identity = accounts.Identity(CLAIMS["iss"], CLAIMS["sub"])
    accounts.add_account(store, SYSTEM, "agent", "curator", identity=identity)
    app: Any = SimpleNamespace(store=store, settings=Settings())
    old = {"iat": int(clock.now.timestamp()) - 10 * 3600}
    assert not admit_from_agency(app, {"_streamlit_user": "signed"}, CLAIMS | old)
    assert not admit_from_agency(app, {"_streamlit_user": "signed"}, CLAIMS)
