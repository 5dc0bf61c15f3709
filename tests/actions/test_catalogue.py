from pathlib import Path

import pytest

from catalog.actions.catalogue import LoadReport, load_content
from catalog.actions.registry import ACTIONS, action
from catalog.domain.content import RecordKind
from catalog.domain.errors import Invalid, NotAllowed
from catalog.domain.events import EventTag, first_break
from catalog.domain.faults import Fault
from catalog.domain.people import SYSTEM, VISITOR, Permission
from catalog.store import Store
from tests.samples import case, content_of, raw_tool, write_content


def load(store: Store, folder: Path) -> LoadReport:
    """Load a curated folder."""
    return load_content(store, SYSTEM, content_of(folder), (), "digest")


def test_loading_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    """The second load of the same files adds no revision and leaves every record as it was."""
    folder = write_content(tmp_path / "data", raw_tool("one"), raw_tool("two"), cases=[case(tools=["one"])])
    first = load(store, folder)
    again = load(store, folder)
    assert (first.changed, first.retired, first.unchanged) == (0, 0, 0)
    assert again == LoadReport(added=0, changed=0, retired=0, unchanged=first.added)
    with store.reading() as reader:
        assert len(reader.workflow.revisions(RecordKind.TOOL, "one")) == 1


def test_a_changed_file_becomes_a_new_revision(store: Store, tmp_path: Path) -> None:
    """Only the changed record gets a revision."""
    load(store, write_content(tmp_path / "data", raw_tool("one"), raw_tool("two")))
    report = load(store, write_content(tmp_path / "data", raw_tool("one", cost="paid"), raw_tool("two")))
    assert (report.added, report.changed, report.retired) == (0, 1, 0)
    with store.reading() as reader:
        assert len(reader.workflow.revisions(RecordKind.TOOL, "one")) == 2
        assert len(reader.workflow.revisions(RecordKind.TOOL, "two")) == 1


def test_a_missing_file_retires_its_record_and_keeps_its_history(store: Store, tmp_path: Path) -> None:
    """A tool without a file is no longer shown; its revisions and events stay."""
    folder = write_content(tmp_path / "data", raw_tool("one"), raw_tool("two"))
    load(store, folder)
    (folder / "tools" / "two.yaml").unlink()
    report = load(store, folder)
    assert report.retired == 1
    with store.reading() as reader:
        assert reader.document(RecordKind.TOOL, "two") is None
        assert len(reader.workflow.revisions(RecordKind.TOOL, "two")) == 1
        assert [e.subject for e in reader.events() if e.tag is EventTag.RECORD_RETIRED] == ["tool:two"]
    returned = load(store, write_content(tmp_path / "data", raw_tool("one"), raw_tool("two")))
    assert returned.added == 1


def test_one_load_is_one_recorded_act(store: Store, tmp_path: Path) -> None:
    """All events of a load share one group and end with the load itself; the chain is sound."""
    load(store, write_content(tmp_path / "data"))
    with store.reading() as reader:
        events = list(reader.events())
    assert len({event.group for event in events}) == 1
    assert events[-1].tag is EventTag.CATALOGUE_LOADED
    assert first_break(events) is None


def test_content_with_faults_is_not_loaded(store: Store, tmp_path: Path) -> None:
    """A single fault keeps the whole load out and is named in the message."""
    content = content_of(write_content(tmp_path / "data"))
    with pytest.raises(Invalid, match=r"tools/x\.yaml: name: is missing"):
        load_content(store, SYSTEM, content, (Fault("tools/x.yaml", "name", "is missing"),), "digest")
    with store.reading() as reader:
        assert reader.last_event() == 0


def test_a_visitor_cannot_load(store: Store, tmp_path: Path) -> None:
    """The action refuses an actor without the permission, before anything is read or written."""
    content = content_of(write_content(tmp_path / "data"))
    with pytest.raises(NotAllowed):
        load_content(store, VISITOR, content, (), "digest")


def test_every_action_has_permission_events_and_a_summary() -> None:
    """The registry knows for each action what it needs and leaves."""
    assert ACTIONS
    for registered in ACTIONS.values():
        assert registered.permission in Permission
        assert registered.events
        assert registered.summary.endswith(".")


def test_an_action_without_words_cannot_be_registered() -> None:
    """A function without a docstring is refused when it is declared."""

    def nameless(store: Store, actor: object) -> None:
        return None

    with pytest.raises(TypeError, match="needs a docstring"):
        action(permission=Permission.CATALOGUE_LOAD, events=(EventTag.CATALOGUE_LOADED,))(nameless)  # type: ignore[arg-type]
