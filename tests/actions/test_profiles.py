# ruff: noqa: S608  # SQL is what the forger writes
"""Acts on compliance profiles: what is kept, for whom, and what stands beside the machine's result for good."""

import sqlite3
from contextlib import closing

import pytest

from catalog.actions.accounts import add_account
from catalog.actions.profiles import OtherResult, override_profile, remove_profile, save_profile
from catalog.actions.records import suspend
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from catalog.domain.events import BreakKind, EventTag
from catalog.domain.people import SYSTEM, VISITOR
from catalog.domain.profiles import Override, SavedProfile, Subject
from catalog.store import Store
from tests.actions.workflow_world import ANNA, CLARA, FRANK, PEOPLE, TOOL, WHY, stock
from tests.rulebooks import publish_rulebook
from tests.stores import dump

SUBJECT = Subject("photo-sorter", "similar-files", ("eu",), {"part_of_chain": ("no",)})
OTHER = OtherResult(
    "high-risk-possible", "The groups are used as proof.", "https://example.org/opinion", "Opinion"
)


@pytest.fixture
def world(store: Store) -> Store:
    """A published tool, the rules, and people with accounts."""
    stock(store)
    publish_rulebook(store)
    for person in PEOPLE:
        add_account(store, SYSTEM, person.name, person.role)
    return store


def saved(store: Store, account: str) -> tuple[SavedProfile, ...]:
    """Return what somebody keeps."""
    with store.reading() as reader:
        return reader.profiles.saved(account)


def overrides(store: Store) -> tuple[Override, ...]:
    """Return the reviewers' results for the tool."""
    with store.reading() as reader:
        return reader.profiles.overrides("photo-sorter")


def test_what_is_kept_is_kept_whole_and_for_one_person(world: Store) -> None:
    """Answers, level and digests come back; nobody else sees them, and the trail says only that something was kept."""
    number = save_profile(world, FRANK, SUBJECT, "  Seizure 7 <b>  ")
    (mine,) = saved(world, "frank")
    assert (mine.id, mine.name, mine.subject, mine.level) == (number, "Seizure 7 <b>", SUBJECT, "not-listed")
    assert len(mine.tool_sha256) == len(mine.rules_sha256) == 64
    assert saved(world, "anna") == ()
    with world.reading() as reader:
        event = list(reader.events())[-1]
    assert (event.tag, event.subject, event.detail) == (EventTag.PROFILE_SAVED, f"profile:{number}", {})


def test_only_the_own_profile_is_removed(world: Store) -> None:
    """Another person's number is not found and stays; one's own goes, with an event."""
    number = save_profile(world, FRANK, SUBJECT, "mine")
    with pytest.raises(NotFound):
        remove_profile(world, ANNA, number)
    assert len(saved(world, "frank")) == 1
    remove_profile(world, FRANK, number)
    assert saved(world, "frank") == ()


@pytest.mark.parametrize(
    ("subject", "error"),
    [
        (Subject("photo-sorter", "similar-files", ("eu",), {"is_ai": ("maybe",)}), "is_ai"),
        (Subject("photo-sorter", "similar-files", ("eu",), {"colour": ("red",)}), "colour"),
        (Subject("photo-sorter", "no-such-use", ("eu",)), "use"),
        (Subject("photo-sorter", "", ("mars",)), "places"),
        (Subject("no-such-tool"), "published tool"),
    ],
)
def test_odd_answers_are_refused_and_nothing_is_kept(world: Store, subject: Subject, error: str) -> None:
    """Each gets a sentence with what is wrong; the store is as before."""
    before = dump(world)
    with pytest.raises((Invalid, NotFound), match=error):
        save_profile(world, FRANK, subject, "odd")
    assert dump(world) == before


def test_names_are_bounded(world: Store) -> None:
    """No name, a long one and one that turns the reading order round are refused."""
    for name in ("  ", "x" * 121, "a\u202eb"):
        with pytest.raises(Invalid):
            save_profile(world, FRANK, SUBJECT, name)


def test_without_rules_nothing_is_kept(store: Store) -> None:
    """A store without the rules says so."""
    stock(store)
    with pytest.raises(Unavailable, match="rules"):
        save_profile(store, FRANK, SUBJECT, "x")


def test_a_reviewer_s_result_stands_beside_the_machine_s(world: Store) -> None:
    """Both levels, reason and source are kept, bound to all answers; the chain and its seal hold."""
    override_profile(world, CLARA, SUBJECT, "not-listed", OTHER)
    (made,) = overrides(world)
    assert (made.machine_level, made.level, made.reason) == ("not-listed", OTHER.level, OTHER.reason)
    assert (made.account, made.source_url, made.source_title) == (
        "clara",
        OTHER.source_url,
        OTHER.source_title,
    )
    assert made.subject.given["is_ai"] == ("yes",)
    with world.reading() as reader:
        event = list(reader.events())[-1]
        assert reader.verify(()).found is None
    assert event.detail["override"] == made.id
    override_profile(
        world, CLARA, SUBJECT, "not-listed", OtherResult("not-listed", WHY, OTHER.source_url, "Note")
    )
    assert [item.level for item in overrides(world)] == ["not-listed", "high-risk-possible"]


@pytest.mark.parametrize(
    "person", [person for person in PEOPLE if person is not CLARA and person.name != "denis"]
)
def test_nobody_but_reviewers_sets_another_result(world: Store, person: object) -> None:
    """Curators, administrators and investigators are refused."""
    with pytest.raises(NotAllowed):
        override_profile(world, person, SUBJECT, "not-listed", OTHER)  # type: ignore[arg-type]
    assert overrides(world) == ()


@pytest.mark.parametrize(
    "other",
    [
        OtherResult("high-risk-possible", "", "https://example.org/o", "Opinion"),
        OtherResult("high-risk-possible", WHY, "", "Opinion"),
        OtherResult("high-risk-possible", WHY, "javascript:alert(1)", "Opinion"),
        OtherResult("high-risk-possible", WHY, "https://example.org/o", ""),
        OtherResult("needs-information", WHY, "https://example.org/o", "Opinion"),
        OtherResult("no-such", WHY, "https://example.org/o", "Opinion"),
        OtherResult("high-risk-possible", "reason \u202e turned", "https://example.org/o", "Opinion"),
    ],
)
def test_another_result_needs_level_reason_and_source(world: Store, other: OtherResult) -> None:
    """What is missing is said, and nothing is kept."""
    with pytest.raises(Invalid):
        override_profile(world, CLARA, SUBJECT, "not-listed", other)
    assert overrides(world) == ()


def test_a_result_binds_to_what_the_reviewer_saw(world: Store) -> None:
    """Where the machine says something else by now, or no use is named, nothing is kept."""
    with pytest.raises(Conflict):
        override_profile(world, CLARA, SUBJECT, "high-risk-likely", OTHER)
    with pytest.raises(Invalid, match="Pick a use"):
        override_profile(world, CLARA, Subject("photo-sorter"), "needs-information", OTHER)
    suspend(world, CLARA, TOOL, "photo-sorter", WHY)
    with pytest.raises(NotFound):
        override_profile(world, CLARA, SUBJECT, "not-listed", OTHER)


def test_a_result_is_never_changed_unseen(world: Store) -> None:
    """The database refuses a change; where its guards are taken away, the verification finds it."""
    override_profile(world, CLARA, SUBJECT, "not-listed", OTHER)
    with closing(sqlite3.connect(str(world._writer.url.database), isolation_level=None)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("update profile_override set level = 'not-listed'")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("delete from profile_override")
        raw.execute("drop trigger profile_override_no_update")
        raw.execute("drop trigger profile_override_no_delete")
        columns = [row[1] for row in raw.execute("pragma table_info(profile_override)") if row[1] != "id"]
        for column in columns:
            (before,) = raw.execute(f"select {column} from profile_override").fetchone()
            raw.execute(
                f"update profile_override set {column} = ?",
                (before.replace("e", "E", 1) if "e" in before else f"{before}x",),
            )
            assert _found(world) is BreakKind.INCONSISTENT, column
            raw.execute(f"update profile_override set {column} = ?", (before,))
        assert _found(world) is None
        raw.execute("delete from profile_override")
        assert _found(world) is BreakKind.DELETED


def _found(store: Store) -> BreakKind | None:
    with store.reading() as reader:
        found = reader.verify(()).found
    return found.kind if found else None


def test_a_visitor_keeps_nothing(world: Store) -> None:
    """Without an account there is no list."""
    with pytest.raises(NotAllowed):
        save_profile(world, VISITOR, SUBJECT, "x")
