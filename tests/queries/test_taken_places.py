"""At every door a tool bears the concerns about the tool whose place it took: by files, as a successor, or merged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.actions.records import propose
from catalog.bootstrap import App, open_app
from catalog.domain.concerns import Concern, Effect, Verdict
from catalog.domain.errors import NotFound
from catalog.domain.people import VISITOR, Actor
from catalog.domain.search import SearchRequest
from catalog.domain.workflow import Act
from catalog.queries.concern_figures import concern_figures
from catalog.queries.concern_home import concerns_home
from catalog.queries.concern_page import concern_page
from catalog.queries.raising import similar_concerns, subject_of
from catalog.queries.search import search_page
from catalog.queries.tools import tool_page
from catalog.settings import Settings
from catalog.ui.parts.tool_sections import tool_document
from tests.actions.concern_world import NO, SEVERE, decided, raised, ruling
from tests.actions.workflow_world import ANNA, BORIS, CLARA, DENIS, FRANK, TOOL, WHY, approved
from tests.figures import figure
from tests.queries.effects_world import DOORS, LISTING, NAME, SUBJECT, now, opened, through
from tests.samples import TODAY, as_yaml, raw_tool

OLD, OLD_NAME = "lynx-sorter", "Lynx Sorter"
RULE = "Only with a warrant of the okapi court."
READERS = (VISITOR, FRANK)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A small catalogue with one tool more."""
    made = opened(tmp_path, raw_tool(OLD))
    yield made
    made.store.close()


def by_files(app: App, folder: Path) -> App:
    """Let the subject answer at the old address, which has no file any more, and start anew."""
    tools = folder / "data" / "tools"
    (tools / f"{OLD}.yaml").unlink()
    subject = raw_tool(SUBJECT, aliases=["Stripe Tracker"], redirects=["old-zebra", OLD])
    (tools / f"{SUBJECT}.yaml").write_text(as_yaml(subject), encoding="utf-8")
    makers = folder / "data" / "providers" / "example-lab.yaml"
    makers.write_text(makers.read_text(encoding="utf-8").replace(f"- {OLD}\n", ""), encoding="utf-8")
    app.store.close()
    return open_app(Settings(home=folder, data=folder / "data"), TODAY)


def by_people(act: Act) -> Callable[[App, Path], App]:
    """Return what lets two people replace the old tool by the subject; the process that runs takes it up."""

    def replace(app: App, _folder: Path) -> App:
        asked = propose(app.store, ANNA, act, TOOL, OLD, WHY, SUBJECT)
        approved(app.store, BORIS, asked)
        approved(app.store, DENIS, asked)
        return now(app)

    return replace


WAYS = [by_files, by_people(Act.RETIRE), by_people(Act.MERGE)]
NAMES = ["files", "successor", "merge"]


def bound(app: App) -> Concern:
    """Put the old tool under conditions of use."""
    return decided(
        app.store, raised(app.store, slug=OLD), ruling(Verdict.CONDITIONS, Effect.CONDITIONS, (RULE,))
    )


@pytest.mark.parametrize("replace", WAYS, ids=NAMES)
def test_a_held_tool_is_not_seen_under_another_name(
    app: App, tmp_path: Path, replace: Callable[[App, Path], App]
) -> None:
    """Whoever took its place is behind no door for readers until the verdict; editors find it, marked."""
    concern = raised(app.store, SEVERE, slug=OLD)
    after = replace(app, tmp_path)
    for actor in READERS:
        for name, text in through(after, actor):
            for word in (NAME, SUBJECT, "Stripe Tracker"):
                assert word not in text, name
        for slug in (SUBJECT, "old-zebra", OLD):
            with pytest.raises(NotFound):
                tool_page(after.read, actor, slug)
        page = concern_page(after.read, actor, concern.id, "2026-01-01")
        assert concern.statement not in repr(page)
    found = search_page(after.read, CLARA, SearchRequest()).suspended
    assert [item.card.slug for item in found] == [SUBJECT]
    assert f"Raised about {OLD_NAME}" in tool_document(tool_page(after.read, CLARA, SUBJECT), SUBJECT).text
    decided(after.store, concern, NO)
    shown = now(after)
    for name, text in through(shown, VISITOR, LISTING):
        assert NAME in text, name
    assert tool_page(shown.read, VISITOR, SUBJECT).concerns.banner is None
    after.store.close()
    figure(f"a held tool replaced: absent at {len(DOORS) + 4} doors for {len(READERS)} kinds of reader")


@pytest.mark.parametrize("replace", WAYS, ids=NAMES)
def test_conditions_of_use_go_along(app: App, tmp_path: Path, replace: Callable[[App, Path], App]) -> None:
    """The condition stands at every door that lists the tool that took the place, and is counted once."""
    concern = bound(app)
    after = replace(app, tmp_path)
    for actor in READERS:
        for name, text in through(after, actor, LISTING):
            assert NAME in text, name
            assert RULE in text, name
    page = search_page(after.read, VISITOR, SearchRequest(filters={"concern": ("conditions-of-use",)}))
    assert [card.slug for card in page.cards] == [SUBJECT]
    told = tool_document(tool_page(after.read, VISITOR, SUBJECT), SUBJECT).text
    assert f"Raised about {OLD_NAME}, whose place this tool took." in told
    assert concern_figures(after.read, VISITOR).total == 1
    changed = concerns_home(after.read, CLARA, "2026-01-01").changed
    assert [row.concern.id for row in changed] == ([] if replace is WAYS[1] else [concern.id])
    after.store.close()


def test_a_tool_that_stands_by_itself_again_frees_the_other(app: App, tmp_path: Path) -> None:
    """Restored by two, the old tool has its conditions back, and the one that had replaced it has none, in the index too."""
    bound(app)
    after = by_people(Act.RETIRE)(app, tmp_path)
    asked = propose(after.store, ANNA, Act.RESTORE, TOOL, OLD, WHY)
    approved(after.store, BORIS, asked)
    approved(after.store, DENIS, asked)
    again = now(after)
    page = search_page(again.read, VISITOR, SearchRequest(filters={"concern": ("conditions-of-use",)}))
    assert [card.slug for card in page.cards] == [OLD]
    assert tool_page(again.read, VISITOR, SUBJECT).concerns.concerns == ()


def test_an_open_concern_of_the_old_tool_is_shown_before_another_is_raised(app: App, tmp_path: Path) -> None:
    """Who raises a concern about the new tool sees the open one that came with the old one."""
    concern = raised(app.store, slug=OLD)
    after = by_files(app, tmp_path)
    actor: Actor = DENIS
    with after.store.reading() as reader:
        subject = subject_of(reader, actor, TOOL, SUBJECT)
    assert [item.id for item in similar_concerns(after.read, actor, subject, (), "")] == [concern.id]
    after.store.close()
