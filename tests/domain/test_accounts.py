from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.accounts import (
    Account,
    GuessLimits,
    NextStep,
    SessionLimits,
    is_account_name,
    next_step,
    require_administrator_left,
    require_manageable,
    require_password,
)
from catalog.domain.errors import Invalid, NotAllowed
from catalog.domain.people import ACCOUNT_ROLES, SECOND_FACTOR_ROLES, SYSTEM, Role

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def account(name: str = "jane", role: Role = Role.CURATOR, **changes: object) -> Account:
    """Return an active account with a password and no second factor."""
    plain: dict[str, object] = {
        "active": True,
        "has_password": True,
        "second_factor": False,
        "created_at": "",
    }
    return Account(name, role, **(plain | changes))  # type: ignore[arg-type]


@given(st.text(max_size=60))
def test_a_name_is_plain_in_every_alphabet(name: str) -> None:
    """Whatever passes as a name is plain ASCII that needs no escaping in addresses, events and commands."""
    if is_account_name(name):
        assert name.isascii()
        assert name == name.lower().strip()
        assert not set(name) & set("/\\<>\"'`$:;,| \n\t%")


@given(st.text(min_size=12, max_size=256))
def test_a_password_is_judged_by_length_not_by_kinds(password: str) -> None:
    """Any text of enough characters is taken, but for the name, the common ones and mere repetition."""
    taken = "jane" not in password.lower() and len(set(password.lower())) >= 5
    if taken:
        assert require_password(password, "jane", frozenset()) == password
    else:
        with pytest.raises(Invalid):
            require_password(password, "jane", frozenset())


@given(st.integers(-7200, 40_000), st.integers(-7200, 40_000))
def test_a_session_ends_on_the_safe_side(started: int, seen: int) -> None:
    """Whatever the clock did between the steps, a session that lasts is within both limits."""
    limits = SessionLimits()
    begun, last = NOW - timedelta(seconds=started), NOW - timedelta(seconds=seen)
    if not limits.ended(begun, last, NOW):
        assert NOW - begun < limits.absolute
        assert -timedelta(minutes=1) <= NOW - last < limits.idle


@pytest.mark.parametrize(
    ("counts", "exceeded"),
    [((9, 29, 6), False), ((10, 0, 0), True), ((0, 30, 0), True), ((7, 7, 7), True), ((0, 0, 0), False)],
)
def test_each_limit_on_guessing_holds_alone(counts: tuple[int, int, int], exceeded: bool) -> None:
    """Ten for an account, thirty for an address, seven for both; each stops the next try by itself."""
    assert GuessLimits().exceeded(*counts) is exceeded


def test_one_address_leaves_tries_for_others() -> None:
    """What one address can use up is less than what an account has."""
    assert GuessLimits().per_both < GuessLimits().per_account


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
@pytest.mark.parametrize("required", [True, False])
def test_a_factor_that_is_set_up_is_always_asked_for(role: Role, required: bool) -> None:
    """The setting takes the duty away, never the protection that somebody has chosen."""
    assert next_step(account(role=role, second_factor=True), required=required) is NextStep.CODE
    must = required and role in SECOND_FACTOR_ROLES
    assert next_step(account(role=role), required=required) is (NextStep.SET_UP if must else NextStep.NOTHING)


def test_a_last_administrator_is_one_who_can_sign_in() -> None:
    """Others count only when active and with a way in; an agency's identity is one."""
    last = account("root", Role.ADMINISTRATOR)
    useless = (
        account("a", Role.ADMINISTRATOR, active=False),
        account("b", Role.ADMINISTRATOR, has_password=False),
        account("c", Role.REVIEWER),
    )
    with pytest.raises(NotAllowed, match="last administrator"):
        require_administrator_left(last, (last, *useless))
    agent = account("d", Role.ADMINISTRATOR, has_password=False, issuer="https://agency.example", subject="1")
    require_administrator_left(last, (last, *useless, agent))
    require_administrator_left(account("c", Role.REVIEWER), (last,))


def test_nobody_manages_the_own_account() -> None:
    """The rule goes by name, and the program has none of the people's names."""
    with pytest.raises(NotAllowed, match="your own account"):
        require_manageable(account("root", Role.ADMINISTRATOR).actor, account("root", Role.ADMINISTRATOR))
    require_manageable(SYSTEM, account("root", Role.ADMINISTRATOR))
    assert not is_account_name(SYSTEM.name)
