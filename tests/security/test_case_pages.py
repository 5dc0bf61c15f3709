"""The pages of cases, drafts, figures and gaps by role: each offers what the tables allow, does it, and no more."""

import gc
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from catalog.actions.drafts import open_draft
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Role
from tests.actions.workflow_world import ANNA, CASE, TOOL
from tests.figures import figure
from tests.security.door_world import House, house, opened
from tests.security.test_workflow_matrix import expected
from tests.security.workflow_states import build, slug_of, world
from tests.stores import last, since

STATES = ("published", "edited", "in-review", "suspended")
ROLES = (Role.ADMINISTRATOR, Role.CURATOR, Role.INVESTIGATOR, Role.REVIEWER, Role.VISITOR, Role.STRANGER)
SLUG = slug_of(CASE)
BUTTONS = {
    "drafts.open_draft": f"edit-{SLUG}",
    "records.suspend": "curate-suspend",
    "records.propose retire": "curate-retire",
}
LEFT = {
    "drafts.open_draft": {EventTag.DRAFT_OPENED},
    "records.suspend": {EventTag.RECORD_SUSPENDED},
    "records.propose retire": {EventTag.SUBMISSION_MADE},
}


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The pages in front of a catalogue with a case in each state."""
    states = {state: lambda store, state=state: build(store, state, CASE) for state in STATES}
    with house(tmp_path_factory.mktemp("cases"), states) as made:
        made.enter("published", ANNA)
        assert not opened("case", slug=SLUG).exception
        gc.collect()
        gc.freeze()
        yield made
        gc.unfreeze()


def button(page: AppTest, key: str) -> object:
    """Return the button with a key, or None."""
    return next((item for item in page.button if item.key == key), None)


def markup(page: AppTest) -> str:
    """Return what a page shows."""
    assert not page.exception
    return "".join(item.value for item in page.html)


@pytest.mark.parametrize("state", ["published", "edited", "in-review"])
def test_the_page_of_a_case_offers_what_the_table_allows(state: str, doors: House) -> None:
    """Each act × role: where the button is, it is done; where the table says no, there is none or it is refused."""
    cells = 0
    for role in ROLES:
        for name, key in BUTTONS.items():
            store = doors.enter(state, Actor("olga", role))
            page = opened("case", slug=SLUG)
            assert not page.exception
            found = button(page, key)
            wanted = expected(name, CASE, role, state, own=False)
            cells += 1
            if found is None:
                assert wanted != "ok", (name, role)
                continue
            for area in page.text_area:
                if area.key == "curate-reason":
                    area.input("one reason is enough")
            before = last(store)
            page = next(item for item in page.button if item.key == key).click().run()
            left = since(store, before)
            already_open = wanted == "ok" and name == "drafts.open_draft" and state != "published"
            if wanted == "ok":
                assert set(left) == (set() if already_open else LEFT[name]), (name, role, left)
            else:
                assert left == [EventTag.ACTION_REFUSED], (name, role)
    figure(f"pages of cases: {state}, {cells} cells as the table says")


@pytest.mark.parametrize("role", ROLES)
def test_a_suspended_case_is_out_of_sight(role: Role, doors: House) -> None:
    """Nobody finds it at its address; its history says that it is suspended, and the way back is offered to writers."""
    doors.enter("suspended", Actor("olga", role))
    assert "Example authority" not in markup(opened("case", slug=SLUG))
    page = opened("history", slug=SLUG, kind="case")
    shown = markup(page)
    if role is Role.STRANGER:
        assert "a court forbade it" not in shown
        return
    assert "a court forbade it" in shown
    offered = button(page, "curate-restore") is not None
    assert offered is (role in (Role.CURATOR, Role.REVIEWER))


@pytest.mark.parametrize("role", ROLES)
def test_what_may_be_begun_and_written_depends_on_the_role(role: Role, doors: House) -> None:
    """Curators begin tools, providers and cases, reviewers cases; the form of a case's draft is theirs to fill in."""
    store = doors.enter("edited", Actor("olga", role))
    at = world(store, CASE)
    keys = {item.key for item in opened("drafts").text_input}
    assert ("new-case" in keys) is (role in (Role.CURATOR, Role.REVIEWER))
    assert ("new-name" in keys) is (role is Role.CURATOR)
    assert ("new-provider" in keys) is (role is Role.CURATOR)
    page = opened("draft", id=str(at.draft))
    fields = [item for item in page.text_input if item.label == "Body"]
    assert bool(fields) is (role in (Role.CURATOR, Role.REVIEWER))
    if fields:
        before = last(store)
        fields[0].input("The court of appeal").run()
        assert since(store, before) == [EventTag.DRAFT_SAVED]
        with store.reading() as reader:
            draft = reader.workflow.live_draft(CASE, SLUG)
        assert draft is not None
        assert draft.content["body"] == "The court of appeal"


def test_a_reviewer_is_told_why_a_tools_draft_is_closed(doors: House) -> None:
    """The draft of a tool opens for reading only, with the reason."""
    store = doors.enter("published", ANNA)
    draft = open_draft(store, ANNA, TOOL, "photo-sorter")
    doors.actor = Actor("olga", Role.REVIEWER)
    page = opened("draft", id=str(draft.id))
    assert "Your role does not write records of this kind" in markup(page)
    assert not page.text_input


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("case", "<h1>Cases</h1>"),
        ("coverage", "<h1>Coverage: where tools help"),
        ("principles", "<h1>Principles and rights</h1>"),
        ("transparency", "<h1>Transparency</h1>"),
    ],
)
def test_public_pages_are_for_all_but_strangers(role: Role, path: str, heading: str, doors: House) -> None:
    """Each opens for every role, and shows nothing to somebody who is not signed in where only members read."""
    doors.enter("published", Actor("olga", role))
    shown = markup(opened(path))
    assert (heading in shown) is (role is not Role.STRANGER)
    declared = "Ties that deciders declared" in shown
    assert declared is (path == "transparency" and role in (Role.CURATOR, Role.REVIEWER))
