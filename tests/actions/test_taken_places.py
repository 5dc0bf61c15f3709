"""Concerns and suspensions go with the tool: into a merge, to a successor, through files, and out again by a verdict only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions.catalogue import load_content
from catalog.actions.checks import confirm
from catalog.actions.concerns import appeal, take_up
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import withdraw
from catalog.domain.concerns import ConcernState
from catalog.domain.errors import Conflict, NotAllowed
from catalog.domain.people import SYSTEM
from catalog.domain.workflow import Act, RecordState
from catalog.store import Store
from tests.actions.concern_world import GINA, NO, SEVERE, WARN, WITH_CONDITIONS, decided, raised
from tests.actions.workflow_world import ANNA, BORIS, CLARA, DENIS, TOOL, WHY, approved, submitted
from tests.samples import content_of, raw_tool, write_content

OLD, NEW, LAST = "photo-sorter", "photo-finder", "photo-keeper"
SHOWN, HIDDEN, GONE = RecordState.PUBLISHED, RecordState.SUSPENDED, RecordState.RETIRED


class Files:
    """Curated files that are written and loaded anew."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._loads = 0

    def load(self, cost: str = "free", **tools: tuple[str, ...]) -> None:
        """Load files of these tools (named with _ for -), each with the addresses that it answers at."""
        self._loads += 1
        raw = [
            raw_tool(name.replace("_", "-"), cost=cost, redirects=list(old)) for name, old in tools.items()
        ]
        content = content_of(write_content(self._folder / str(self._loads), *raw))
        load_content(self._store, SYSTEM, content, (), str(self._loads))

    def states(self) -> dict[str, RecordState | None]:
        """Return where the three tools stand."""
        with self._store.reading() as reader:
            assert reader.verify(()).found is None
            return {slug: reader.workflow.standing(TOOL, slug).state for slug in (OLD, NEW, LAST)}

    def bearing(self, slug: str) -> tuple[int, ...]:
        """Return the numbers of the concerns that bear on a tool."""
        with self._store.reading() as reader:
            return tuple(concern.id for concern in reader.concerns.about(TOOL, slug))


@pytest.fixture
def files(store: Store, tmp_path: Path) -> Iterator[Files]:
    """The files, with the first tool loaded."""
    made = Files(store, tmp_path)
    made.load(photo_sorter=())
    return made


def both_approve(store: Store, submission: object) -> None:
    """Let a curator and a reviewer approve."""
    approved(store, BORIS, submission)  # type: ignore[arg-type]
    approved(store, DENIS, submission)  # type: ignore[arg-type]


def test_a_new_file_at_the_address_of_a_held_tool_is_held(store: Store, files: Files) -> None:
    """Never shown before the verdict, whatever further files say; the verdict shows the newest text."""
    concern = raised(store, SEVERE)
    files.load(photo_finder=(OLD,))
    assert files.states() == {OLD: GONE, NEW: HIDDEN, LAST: None}
    files.load("paid", photo_finder=(OLD,))
    assert files.states()[NEW] is HIDDEN
    decided(store, concern, NO)
    assert files.states() == {OLD: GONE, NEW: SHOWN, LAST: None}
    with store.reading() as reader:
        assert reader.document(TOOL, NEW).cost == "paid"


def test_a_published_tool_that_takes_a_held_one_in_is_held(store: Store, files: Files) -> None:
    """A tool in good standing goes out of sight with the tool that its file takes in, until the verdict."""
    files.load(photo_sorter=(), photo_finder=())
    concern = raised(store, SEVERE)
    files.load(photo_finder=(OLD,))
    assert files.states()[NEW] is HIDDEN
    decided(store, concern, WARN)
    assert files.states()[NEW] is SHOWN
    assert files.bearing(NEW) == (concern.id,)


def test_a_redirect_that_is_dropped_again_loses_no_concern(store: Store, files: Files) -> None:
    """Once it took the place, a tool keeps the concern, also where it was retired long before the redirect came."""
    concern = raised(store, SEVERE)
    files.load(photo_finder=())
    assert files.states() == {OLD: GONE, NEW: SHOWN, LAST: None}
    files.load(photo_finder=(OLD,))
    assert files.states()[NEW] is HIDDEN
    files.load("paid", photo_finder=())
    assert files.states()[NEW] is HIDDEN
    assert files.bearing(NEW) == (concern.id,)


def test_a_concern_goes_through_two_mergers_and_comes_back_with_its_tool(store: Store, files: Files) -> None:
    """From the first to the third; when the first has a file of its own again, it is held and the third is free."""
    concern = raised(store, SEVERE)
    files.load(photo_finder=(OLD,))
    files.load(photo_keeper=(NEW,))
    assert files.states() == {OLD: GONE, NEW: GONE, LAST: HIDDEN}
    files.load(photo_keeper=(), photo_sorter=())
    assert files.states() == {OLD: HIDDEN, NEW: GONE, LAST: SHOWN}
    decided(store, concern, NO)
    assert files.states()[OLD] is SHOWN


def test_tools_that_name_each_other_share_their_concerns(store: Store, files: Files) -> None:
    """A circle of successors ends the search for them: each bears the concern once."""
    concern = raised(store)
    files.load(photo_finder=(OLD,))
    files.load(photo_sorter=(NEW,))
    files.load(photo_finder=(OLD,))
    assert files.states() == {OLD: GONE, NEW: SHOWN, LAST: None}
    assert files.bearing(NEW) == files.bearing(OLD) == (concern.id,)


def test_a_new_file_at_the_address_of_a_tool_that_a_person_suspended_is_suspended(
    store: Store, files: Files
) -> None:
    """It waits for a decision of two, as the first one does; after that the files leave it alone."""
    suspend(store, CLARA, TOOL, OLD, "the summary is wrong")
    files.load(photo_finder=(OLD,))
    assert files.states() == {OLD: HIDDEN, NEW: HIDDEN, LAST: None}
    with store.reading() as reader:
        assert "the summary is wrong" in reader.workflow.standing(TOOL, NEW).reason
    both_approve(store, propose(store, ANNA, Act.RESTORE, TOOL, NEW, WHY))
    files.load("paid", photo_finder=(OLD,))
    assert files.states() == {OLD: HIDDEN, NEW: SHOWN, LAST: None}


def test_a_concern_lifts_no_suspension_of_a_person(store: Store, files: Files) -> None:
    """A held tool that takes the place of one that a person suspended stays away when the concern is settled."""
    files.load(photo_sorter=(), photo_finder=())
    suspend(store, CLARA, TOOL, OLD, "the summary is wrong")
    concern = raised(store, SEVERE, slug=NEW)
    files.load(photo_finder=(OLD,))
    decided(store, concern, NO)
    assert files.states() == {OLD: HIDDEN, NEW: HIDDEN, LAST: None}


def test_an_edit_that_takes_the_place_of_a_suspended_tool_is_suspended(store: Store, files: Files) -> None:
    """Also where somebody writes the old address into a draft that one person may approve."""
    files.load(photo_sorter=(), photo_finder=())
    suspend(store, CLARA, TOOL, OLD, "the summary is wrong")
    approved(store, BORIS, submitted(store, ANNA, NEW, redirects=[OLD]))
    assert files.states()[NEW] is HIDDEN


def test_an_edit_that_takes_the_place_of_a_retired_tool_takes_its_concern(store: Store, files: Files) -> None:
    """A concern about a tool that has left is borne by whoever is given its address, and held on to."""
    concern = raised(store, SEVERE)
    files.load(photo_finder=())
    approved(store, BORIS, submitted(store, ANNA, NEW, redirects=[OLD]))
    assert files.states()[NEW] is HIDDEN
    decided(store, concern, NO)
    approved(store, BORIS, submitted(store, ANNA, NEW, redirects=[]))
    assert files.bearing(NEW) == (concern.id,)


@pytest.mark.parametrize("act", [Act.MERGE, Act.RETIRE])
@pytest.mark.parametrize("held", [True, False])
def test_what_two_people_replace_takes_its_concerns_along(
    store: Store, files: Files, act: Act, *, held: bool
) -> None:
    """Merged, or retired with a successor: the other is held, or bears the condition, at once and until the verdict."""
    files.load(photo_sorter=(), photo_finder=())
    concern = raised(store, SEVERE) if held else decided(store, raised(store), WITH_CONDITIONS)
    both_approve(store, propose(store, ANNA, act, TOOL, OLD, WHY, NEW))
    assert files.states() == {OLD: GONE, NEW: HIDDEN if held else SHOWN, LAST: None}
    assert files.bearing(NEW) == (concern.id,)
    if held:
        decided(store, concern, NO, by=GINA)
        assert files.states()[NEW] is SHOWN


def test_a_concern_raised_later_holds_the_successor_too(store: Store, files: Files) -> None:
    """A severe concern about a retired tool takes its successor out of sight."""
    files.load(photo_sorter=(), photo_finder=())
    both_approve(store, propose(store, ANNA, Act.RETIRE, TOOL, OLD, WHY, NEW))
    concern = raised(store, SEVERE, by=GINA)
    assert files.states()[NEW] is HIDDEN
    decided(store, concern, NO, by=CLARA)
    assert files.states()[NEW] is SHOWN


def test_nothing_is_merged_into_a_held_tool(store: Store, files: Files) -> None:
    """A merge would show the tool that it goes into."""
    files.load(photo_sorter=(), photo_finder=())
    asked = propose(store, ANNA, Act.MERGE, TOOL, OLD, WHY, NEW)
    raised(store, SEVERE, slug=NEW)
    with pytest.raises(Conflict, match="keeps this tool out of sight"):
        both_approve(store, asked)
    withdraw(store, ANNA, asked.id, "it is held")


def test_a_tool_that_bears_a_concern_of_another_is_not_restored(store: Store, files: Files) -> None:
    """A decision of two does not go around the concern that came with the old address."""
    raised(store, SEVERE)
    files.load(photo_finder=(OLD,))
    asked = propose(store, ANNA, Act.RESTORE, TOOL, NEW, WHY)
    with pytest.raises(Conflict, match="keeps this tool out of sight"):
        both_approve(store, asked)
    assert files.states()[NEW] is HIDDEN


def test_who_wrote_in_the_successor_does_not_decide(store: Store, files: Files) -> None:
    """Nobody decides on a concern who confirmed or wrote in the tool that bears it now."""
    files.load(photo_sorter=(), photo_finder=())
    concern = raised(store)
    with store.reading() as reader:
        shown = reader.workflow.standing(TOOL, NEW).sha256
    confirm(store, DENIS, TOOL, NEW, shown, WHY)
    files.load(photo_finder=(OLD,))
    with pytest.raises(NotAllowed, match="You wrote in this record"):
        take_up(store, DENIS, concern.id)
    assert take_up(store, GINA, concern.id).state is ConcernState.EXAMINED


def test_an_appeal_after_a_merger_softens_nothing(store: Store, files: Files) -> None:
    """A suspension that was upheld goes on over the merger and while the appeal is heard."""
    concern = raised(store, SEVERE)
    files.load(photo_finder=(OLD,))
    appealed = decided(store, concern, WITH_CONDITIONS)
    appeal(store, ANNA, appealed.id, "the conditions are too strict for us")
    with store.reading() as reader:
        (found,) = reader.concerns.about(TOOL, NEW)
        assert found.conditions == ("Only with a warrant.",)
