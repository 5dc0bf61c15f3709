"""What is read of compliance profiles: by address, by a tool's record, and what has changed since one was kept."""

from dataclasses import replace

import pytest

from catalog.actions.accounts import add_account
from catalog.actions.profiles import OtherResult, override_profile, save_profile
from catalog.bootstrap import ensure_index
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import STRANGER, SYSTEM, VISITOR, Role
from catalog.domain.profiles import Subject
from catalog.queries.profiles import kept_profiles, profile_view, use_table
from catalog.queries.reading import ReadSide, open_read_side
from catalog.store import Store
from tests.actions.concern_world import WITH_CONDITIONS, decided, raised
from tests.actions.workflow_world import CLARA, FRANK, stock
from tests.rulebooks import publish_rulebook, rule_files
from tests.samples import TODAY, tool

SUBJECT = Subject("photo-sorter", "similar-files", ("eu", "un"))
OTHER = OtherResult("high-risk-possible", "The groups are used as proof.", "https://example.org/o", "Opinion")


@pytest.fixture
def world(store: Store, tmp_path_factory: pytest.TempPathFactory) -> ReadSide:
    """A published tool and the rules, ready to be read."""
    stock(store)
    publish_rulebook(store)
    add_account(store, SYSTEM, "frank", Role.INVESTIGATOR)
    return again(store, tmp_path_factory)


def again(store: Store, folders: pytest.TempPathFactory) -> ReadSide:
    """Return the read side as the store has it now."""
    return open_read_side(store, ensure_index(store, folders.mktemp("index"), rebuild=True))


def test_what_an_address_says_wrongly_is_left_out_and_told(world: ReadSide) -> None:
    """Unknown questions, answers, uses and places change nothing; each but the places is named."""
    odd = Subject(
        "photo-sorter",
        "no-such",
        ("mars",),
        {"is_ai": ("maybe",), "x" * 500: ("y",), "part_of_chain": ("no", "yes")},
    )
    view = profile_view(world, VISITOR, odd)
    assert view.report.subject.given == {"part_of_chain": ("no",)}
    assert (view.report.subject.use, view.report.subject.places) == ("", ("eu", "un"))
    assert {fault.field for fault in view.faults} == {"is_ai", "x" * 60, "part_of_chain", "use"}


def test_answers_of_the_record_carry_their_reason(world: ReadSide) -> None:
    """What the record states is answered with the reason; what nobody stated is not answered."""
    rows = {row.question.id: row for row in profile_view(world, VISITOR, SUBJECT).report.answered}
    assert (rows["is_ai"].answer, rows["is_ai"].origin) == (("yes",), "record")
    assert rows["transfers"].answer == ("no",)
    assert rows["content_task"].origin == "use"
    assert "gpai_based" not in rows
    assert all(row.reason for row in rows.values())


def test_a_result_of_a_reviewer_shows_on_the_same_answers_only(world: ReadSide) -> None:
    """On the answers that were judged it stands with the result, on others apart; the machine's stays."""
    override_profile(world.store, CLARA, SUBJECT, "not-listed", OTHER)
    same = profile_view(world, VISITOR, SUBJECT).report
    other = profile_view(world, VISITOR, replace(SUBJECT, given={"scores_persons": ("other",)})).report
    assert ([item.level for item in same.overrides], same.others) == (["high-risk-possible"], ())
    assert (other.overrides, [item.level for item in other.others]) == ((), ["high-risk-possible"])
    assert same.profile.level == "not-listed"
    assert same.overrides[0].account == "A reviewer"
    assert profile_view(world, CLARA, SUBJECT).report.overrides[0].account == "clara"
    table = use_table(world, tool())
    assert table is not None
    assert [row.override.level for row in table.rows if row.override] == ["high-risk-possible"]


def test_a_kept_profile_warns_when_tool_or_rules_change(
    world: ReadSide, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing is said while nothing changes; then the record, the rules, and a tool that is gone are named."""
    save_profile(world.store, FRANK, SUBJECT, "mine")
    (row,) = kept_profiles(world, FRANK)
    assert (row.then, row.now, row.changes) == ("Not listed as high-risk", "Not listed as high-risk", ())

    rules = rule_files().rules
    assert rules is not None
    changed = rules.model_copy(update={"weak_spots": ("Another one.",)})
    with world.store.writing(SYSTEM) as work:
        work.publish(RecordKind.TOOL, "photo-sorter", tool(ai={"family": "not-stated", "use": "not-stated"}))
        work.publish(RecordKind.RULES, "rules", changed)
    (row,) = kept_profiles(again(world.store, tmp_path_factory), FRANK)
    assert [text.split(" has ")[0].split(" have ")[0] for text in row.changes] == [
        "The record of the tool",
        "The rules",
    ]
    assert row.now == "More information needed"

    with world.store.writing(SYSTEM) as work:
        work.retire(RecordKind.TOOL, "photo-sorter", "gone")
    (row,) = kept_profiles(again(world.store, tmp_path_factory), FRANK)
    assert (row.now, len(row.changes)) == ("", 1)


def test_conditions_of_use_stand_with_the_profile(
    world: ReadSide, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a verdict asks of everybody is told with every profile of the tool."""
    assert profile_view(world, VISITOR, SUBJECT).report.notices == ()
    decided(world.store, raised(world.store), WITH_CONDITIONS)
    waiting = raised(world.store)
    made = profile_view(again(world.store, tmp_path_factory), VISITOR, SUBJECT, TODAY).report
    assert "Condition of use: Only with a warrant." in made.notices
    assert (made.standing.as_of, made.standing.conditions) == (TODAY, ("Only with a warrant.",))
    (said,) = made.standing.open_concerns
    assert said.startswith(f"Concern {waiting.id} about a tool")
    assert said.endswith(waiting.statement)


def test_who_may_not_read_sees_no_profile(world: ReadSide) -> None:
    """Strangers are refused, visitors keep no list, and a tool that is not published is not found."""
    with pytest.raises(NotAllowed):
        profile_view(world, STRANGER, SUBJECT)
    with pytest.raises(NotAllowed):
        kept_profiles(world, VISITOR)
    with pytest.raises(NotFound):
        profile_view(world, VISITOR, Subject("no-such"))
