"""What curators and reviewers read: drafts, the queue, a review, history, the change log, what is due."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions.checks import assign, confirm
from catalog.actions.drafts import open_draft, start_draft
from catalog.actions.records import suspend
from catalog.actions.submissions import decide
from catalog.bootstrap import App, open_app, renewed
from catalog.domain.due import Cause, reasons_for
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.people import STRANGER, VISITOR
from catalog.domain.workflow import Outcome
from catalog.queries.drafts import draft_page, drafts, duplicates
from catalog.queries.due import due
from catalog.queries.history import change_log, difference, history_page, revision
from catalog.queries.review import queue, review_page
from catalog.settings import Settings
from tests.actions.workflow_world import (
    ANNA,
    BORIS,
    CLARA,
    FRANK,
    NO_TIES,
    TOOL,
    WHY,
    approved,
    edited,
    fields,
    first,
    submitted,
)
from tests.samples import TODAY, raw_tool, write_content

SLUG = "photo-sorter"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A catalogue of two tools."""
    data = write_content(tmp_path / "data", raw_tool(SLUG), raw_tool("other-tool", name="Facet Finder"))
    opened = open_app(Settings(home=tmp_path / "home", data=data), TODAY)
    yield opened
    opened.store.close()


def test_a_draft_shows_its_faults_its_changes_and_how_complete_it_is(app: App) -> None:
    """The page of a draft names what blocks it by field, and what differs from what is published."""
    draft = edited(app.store, ANNA, SLUG, summary="Sorts pictures.", provider="nobody")
    page = draft_page(app.read, ANNA, draft.id, TODAY)
    assert [fault.field for fault in page.faults] == ["provider"]
    assert {change.path for change in page.changes} == {"summary", "provider"}
    assert page.preview is None
    assert 0 < page.stated < page.statable
    assert not page.overtaken


def test_a_sound_draft_can_be_previewed_as_the_tool_page(app: App) -> None:
    """Without faults the page of the tool is there before anybody decided on it."""
    draft = edited(app.store, ANNA, SLUG, summary="Sorts pictures.")
    page = draft_page(app.read, CLARA, draft.id, TODAY)
    assert page.preview is not None
    assert page.preview.tool.summary == "Sorts pictures."


def test_likely_duplicates_are_found_by_address_name_and_spelling(app: App) -> None:
    """The same address under another spelling, the same name, and a name that looks alike are all told."""
    by_address = duplicates(
        app.read, ANNA, {"name": "Quite Other", "homepage": "http://www.EXAMPLE.org/index.html"}
    )
    by_name = duplicates(app.read, ANNA, {"name": "facet  FINDER"})
    by_look = duplicates(app.read, ANNA, {"name": "Facet Findr"})
    assert {item.slug for item in by_address} == {SLUG, "other-tool"}
    assert [item.reason for item in by_name] == ["the same name: Facet Finder"]
    assert [item.reason for item in by_look] == ["a name that looks alike"]
    assert duplicates(app.read, ANNA, {"name": "Voice Print", "homepage": "https://github.com"}) == ()


def test_what_is_not_published_is_seen_by_editors_only(app: App) -> None:
    """Drafts, the queue and a review are refused to visitors and investigators; a stranger reads nothing at all."""
    submission = submitted(app.store, ANNA, SLUG, summary="Sorts pictures.")
    for actor in (VISITOR, FRANK):
        with pytest.raises(NotAllowed):
            drafts(app.read, actor)
        with pytest.raises(NotAllowed):
            queue(app.read, actor, TODAY)
        with pytest.raises(NotAllowed):
            review_page(app.read, actor, submission.id)
    with pytest.raises(NotAllowed):
        change_log(app.read, STRANGER)


def test_the_queue_says_who_may_decide_and_what_is_missing(app: App) -> None:
    """The writer sees why not; another sees what is missing; "mine" leaves what one can decide on."""
    submitted(app.store, ANNA, SLUG, summary="Sorts pictures.")
    first(app.store, BORIS)
    by_anna = queue(app.read, ANNA, TODAY)
    assert [row.name for row in by_anna] == ["Photo Sorter", "New Tool"]
    assert by_anna[0].refusal.startswith("You wrote part")
    assert by_anna[1].missing == "a curator and a reviewer"
    assert [row.name for row in queue(app.read, ANNA, TODAY, "mine")] == ["New Tool"]
    assert len(queue(app.read, CLARA, TODAY, "risk")) == 2


def test_a_review_sets_each_change_beside_its_sources(app: App) -> None:
    """A changed limitation comes with the source that it cites, marked word by word."""
    submission = submitted(
        app.store, ANNA, SLUG, limitations=[{"text": "It fails on drawings.", "sources": [1]}], cost="paid"
    )
    page = review_page(app.read, CLARA, submission.id)
    shown = {item.change.path: item for item in page.changes}
    assert [row.number for row in shown["limitations[0]"].sources] == [1]
    assert shown["limitations[0]"].change.sensitive
    assert shown["cost"].change.pieces() == (("removed", "free"), ("added", "paid"))
    assert page.refusal == ""
    with pytest.raises(NotFound):
        review_page(app.read, CLARA, 999)


def test_the_history_shows_readers_what_was_published_and_nothing_else(app: App) -> None:
    """A rejected revision is in the history for editors, not for visitors; two revisions can be compared."""
    rejected = submitted(app.store, ANNA, SLUG, summary="Sorts nothing.")
    decide(app.store, BORIS, rejected.id, rejected.sha256, Outcome.REJECT, "no source says so", NO_TIES)
    approved(app.store, BORIS, submitted(app.store, ANNA, SLUG, summary="Sorts pictures."))
    seen = [entry.revision.number for entry in history_page(app.read, VISITOR, SLUG).entries]
    assert seen == [3, 1]
    assert [entry.revision.number for entry in history_page(app.read, ANNA, SLUG).entries] == [3, 2, 1]
    found = difference(app.read, VISITOR, SLUG, 1, 3)
    assert "summary" in {change.path for change in found}
    with pytest.raises(NotFound):
        revision(app.read, VISITOR, SLUG, 2)


def test_the_change_log_tells_who_why_and_when_by_day(app: App) -> None:
    """What readers see the effect of is in the log with its reason; drafts and submissions are not."""
    approved(app.store, BORIS, submitted(app.store, ANNA, SLUG, summary="Sorts pictures."))
    suspend(app.store, CLARA, TOOL, "other-tool", "a court forbade it yesterday")
    start_draft(app.store, ANNA, TOOL, fields())
    entries = [entry for day in change_log(app.read, VISITOR) for entry in day.entries]
    assert [(entry.verb, entry.slug, entry.actor) for entry in entries] == [
        ("suspended", "other-tool", "clara"), ("published", SLUG, "boris"), ("loaded", "", "system"),
    ]  # fmt: skip
    assert entries[0].reason == "a court forbade it yesterday"
    assert entries[1].reason == WHY


def test_what_is_due_says_why_and_a_second_look_settles_it(app: App) -> None:
    """A tool is due after its interval; who confirms it with a note moves the date, bound to what was seen."""
    later = "2028-01-10"
    rows = due(app.read, ANNA, later)
    assert {row.due.slug for row in rows} == {SLUG, "other-tool"}
    assert Cause.INTERVAL in {reason.cause for reason in rows[0].due.reasons}
    with pytest.raises(Conflict):
        confirm(app.store, ANNA, TOOL, SLUG, "0" * 64, "read the homepage again")
    with pytest.raises(Invalid):
        confirm(app.store, ANNA, TOOL, SLUG, rows[0].sha256, "ok")
    for row in rows:
        confirm(app.store, ANNA, TOOL, row.due.slug, row.sha256, "read the homepage again")
    causes = {reason.cause for row in due(app.read, ANNA, "2027-05-01") for reason in row.due.reasons}
    assert Cause.INTERVAL not in causes
    assert [item.by for item in history_page(app.read, VISITOR, SLUG).confirmations] == ["anna"]


def test_a_second_look_is_assigned_to_whoever_may_do_it(app: App) -> None:
    """A task is given to an active curator or reviewer only, and "mine" shows it."""
    with app.store.writing(ANNA) as work:
        for actor in (BORIS, FRANK):
            work.accounts.add(actor.name, actor.role, issuer=None, subject=None)
    assign(app.store, ANNA, TOOL, (SLUG,), "boris")
    assert [row.due.slug for row in due(app.read, BORIS, "2028-01-10", mine=True)] == [SLUG]
    for name in ("frank", "nobody-here"):
        with pytest.raises(Invalid):
            assign(app.store, ANNA, TOOL, (SLUG,), name)


def test_the_list_of_drafts_names_them(app: App) -> None:
    """Open drafts and those under review are listed with their names, new ones marked."""
    open_draft(app.store, ANNA, TOOL, SLUG)
    first(app.store, BORIS)
    assert {(row.name, row.new) for row in drafts(app.read, CLARA)} == {
        ("Photo Sorter", False),
        ("New Tool", True),
    }


def test_what_is_due_is_worked_out_once_until_something_happens(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn again, the list is the one that was worked out; after an act it is another."""
    with app.store.writing(ANNA) as work:
        work.accounts.add(BORIS.name, BORIS.role, issuer=None, subject=None)
    here, later, looked = renewed(app), "2028-01-10", list[str]()
    real = reasons_for
    monkeypatch.setattr("catalog.queries.due.reasons_for", lambda *given: looked.append("") or real(*given))
    first_rows = due(here.read, ANNA, later)
    assert due(here.read, CLARA, later) == first_rows
    assert due(here.read, BORIS, later, mine=True) == ()
    assert len(looked) == len(first_rows)
    assign(app.store, ANNA, TOOL, (SLUG,), "boris")
    after = renewed(here)
    assert [row.due.slug for row in due(after.read, BORIS, later, mine=True)] == [SLUG]
    assert len(looked) == 2 * len(first_rows)
