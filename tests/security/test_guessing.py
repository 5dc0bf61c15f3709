import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytest

from catalog.actions import accounts, own_account, sessions
from catalog.actions.sessions import TOO_MANY, WRONG, Origin
from catalog.domain.accounts import hashed
from catalog.domain.errors import Invalid, NotAllowed
from catalog.domain.events import EventTag
from catalog.domain.people import SYSTEM, VISITOR, Role
from catalog.store import Store
from tests.figures import figure
from tests.people import ELSEWHERE, HOME, PASSWORD, PLAIN, RULES, HandClock, add, code, hand_store, signed_in
from tests.people import with_second_factor as second_factor


@pytest.fixture
def clock() -> HandClock:
    """A clock moved by hand."""
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    """A store with the curator jane."""
    opened = hand_store(tmp_path, clock)
    add(opened, "jane")
    yield opened
    opened.close()


def answered(store: Store, name: str, origins: list[Origin], password: str = "a wrong password") -> int:
    """Guess once from each origin and return how many guesses were compared with the password."""
    count = 0
    for origin in origins:
        with pytest.raises(NotAllowed) as refused:
            sessions.sign_in(store, VISITOR, name, password, origin, PLAIN)
        assert str(refused.value) in (WRONG, TOO_MANY)
        count += str(refused.value) == WRONG
    return count


def test_a_thousand_guesses(store: Store) -> None:
    """Of 1,000 guesses at one account from one address, and from a thousand, at most 10 are answered."""
    one = answered(store, "jane", [ELSEWHERE] * 1000)
    many = answered(store, "jane", [Origin(f"203.0.113.{n}/{n}") for n in range(1000)])
    figure(f"1,000 guesses from one address: {one} answered; 1,000 more from as many addresses: {many}")
    assert one <= 7
    assert one + many <= 10


def test_the_limit_survives_a_restart(store: Store, clock: HandClock, tmp_path: Path) -> None:
    """What was counted stays counted when the program starts anew, and ends with the window."""
    answered(store, "jane", [ELSEWHERE] * 20)
    store.close()
    again = hand_store(tmp_path, clock)
    assert answered(again, "jane", [ELSEWHERE]) == 0
    clock.forward(minutes=15)
    assert answered(again, "jane", [ELSEWHERE]) == 1
    again.close()


def test_somebody_who_guesses_does_not_lock_the_person_out(store: Store) -> None:
    """After 1,000 guesses from one address the right password from another address still opens."""
    answered(store, "jane", [ELSEWHERE] * 1000)
    assert signed_in(store, "jane", origin=HOME)


def test_many_who_guess_do_not_lock_a_known_browser_out(store: Store) -> None:
    """Where jane signed in before, tries are counted apart, even behind the address of those who guess."""
    before = signed_in(store, "jane", origin=HOME)
    answered(store, "jane", [Origin(f"203.0.113.{n}") for n in range(50)])
    answered(store, "jane", [HOME] * 50)
    with pytest.raises(NotAllowed, match="too many tries"):
        signed_in(store, "jane", origin=HOME)
    known = Origin(HOME.address, hashed(before))
    assert signed_in(store, "jane", origin=known)
    assert answered(store, "jane", [known] * 50) <= 7


def test_a_browser_is_known_for_its_own_person_only(store: Store, clock: HandClock) -> None:
    """An invented mark, another person's, and one of a sign-in without its second factor give no tries."""
    add(store, "mallory", Role.INVESTIGATOR)
    mine = hashed(signed_in(store, "mallory"))
    second_factor(store, "jane", clock)
    half = hashed(sessions.sign_in(store, VISITOR, "jane", PASSWORD, HOME, RULES).token)
    answered(store, "jane", [Origin(f"203.0.113.{n}") for n in range(50)])
    for mark in ("0" * 64, mine, half):
        assert answered(store, "jane", [Origin(HOME.address, mark)]) == 0


def test_one_address_cannot_try_everybody(store: Store) -> None:
    """Thirty failed tries from one address are the most, whatever the names; unknown names count alike."""
    names = [f"nobody{n}" for n in range(100)]
    assert sum(answered(store, name, [ELSEWHERE]) for name in names) == 30
    assert answered(store, "jane", [ELSEWHERE]) == 0
    assert signed_in(store, "jane", origin=HOME)


def test_tries_at_one_moment_do_not_slip_through(store: Store) -> None:
    """Of 50 guesses in eight threads no more are answered than one after the other, and every thread ends."""
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _: answered(store, "jane", [ELSEWHERE]), range(50)))
    assert sum(counts) == 7


def test_unknown_blocked_and_linkless_names_look_alike(store: Store) -> None:
    """The sentence, the event's form and the counting are the same for names that exist and names that do not."""
    add(store, "blocked")
    accounts.disable_account(store, SYSTEM, "blocked")
    accounts.add_account(store, SYSTEM, "waits", "curator")
    sentences = set()
    for name in ("jane", "blocked", "waits", "nobody.here", "", "x" * 5000, "a\x00b", "\ud800"):
        password = PASSWORD if name != "jane" else "wrong"
        with pytest.raises(NotAllowed) as refused:
            sessions.sign_in(store, VISITOR, name, password, Origin(name[:9]), PLAIN)
        sentences.add(str(refused.value))
    assert sentences == {WRONG}


def test_what_was_typed_is_not_recorded(store: Store, tmp_path: Path) -> None:
    """An unknown name may be a password typed into the wrong field: it is stored nowhere."""
    answered(store, "tr0ub4dor-in-the-name-field", [ELSEWHERE], password="a secret typed here")
    with store.reading() as reader:
        event = list(reader.events())[-1]
    assert (event.tag, event.subject, event.detail) == (
        EventTag.SIGN_IN_FAILED, "account:unknown", {"what": "password"},
    )  # fmt: skip
    store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"tr0ub4dor" not in written
    assert b"a secret typed here" not in written
    assert ELSEWHERE.address.encode() not in written


def test_guessing_codes_is_limited_too(store: Store, clock: HandClock) -> None:
    """Whoever has the password gets no more tries at the second factor than at a password."""
    _, key = second_factor(store, "jane", clock)
    token = sessions.sign_in(store, VISITOR, "jane", PASSWORD, ELSEWHERE, RULES).token
    right, wrong = code(key, store), 0
    for n in range(1000):
        guess = f"{n:06d}"
        if guess == right:
            continue
        with pytest.raises(NotAllowed) as refused:
            sessions.give_code(store, VISITOR, token, guess, ELSEWHERE, RULES)
        wrong += str(refused.value) != TOO_MANY
    assert wrong <= 7


def test_the_present_password_cannot_be_guessed_from_inside(store: Store) -> None:
    """Somebody at an unlocked screen gets the same few tries at the password."""
    jane, wrong = add(store, "joan"), 0
    for _ in range(40):
        with pytest.raises((Invalid, NotAllowed)) as refused:
            own_account.change_password(store, jane, "guess", "a new long password", HOME, RULES)
        wrong += isinstance(refused.value, Invalid)
    assert wrong <= 7


def test_a_hash_of_older_strength_is_renewed(store: Store) -> None:
    """Signing in replaces a weaker hash by one of today's strength, and the password stays the same."""
    from pwdlib.hashers.argon2 import Argon2Hasher  # noqa: PLC0415

    weak = Argon2Hasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with store.writing(SYSTEM) as work:
        work.accounts.renew_hash("jane", weak)
    signed_in(store, "jane")
    with store.reading() as reader:
        assert "m=19456,t=2,p=1" in reader.accounts.secrets("jane").password_hash
    assert signed_in(store, "jane")


def test_an_unknown_name_takes_as_long_as_a_wrong_password(store: Store, clock: HandClock) -> None:
    """Medians over 60 tries each, taken in turns: unknown name, wrong password, blocked account.

    The bound holds for the processor time of the work, which what else the machine does disturbs least.
    """
    add(store, "blocked")
    accounts.disable_account(store, SYSTEM, "blocked")
    answered(store, "nobody.here", [ELSEWHERE])
    times: dict[str, list[tuple[float, float]]] = {"jane": [], "nobody.here": [], "blocked": []}
    for n in range(60):
        clock.forward(minutes=16)
        names = list(times)
        for name in names[n % 3 :] + names[: n % 3]:
            origin = Origin(f"{name}{n}")
            begun, worked = time.perf_counter(), time.thread_time()
            with pytest.raises(NotAllowed):
                sessions.sign_in(store, VISITOR, name, "a wrong password", origin, PLAIN)
            times[name].append((time.perf_counter() - begun, time.thread_time() - worked))
    for number, what in enumerate(("by the clock", "of the processor")):
        medians = {name: median(pair[number] for pair in taken) * 1000 for name, taken in times.items()}
        ratio = max(medians.values()) / min(medians.values())
        told = ", ".join(f"{name} {value:.1f} ms" for name, value in medians.items())
        figure(f"sign-in, medians of 60 {what}: {told}; largest to smallest {ratio:.3f}")
    assert ratio < 1.2
