import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.records import suspend
from catalog.bootstrap import App, open_app, today
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import STRANGER, SYSTEM, VISITOR
from catalog.domain.search import SearchRequest
from catalog.exchange.exports import MEDIA_TYPES, NOTICE, Format
from catalog.queries.exports import WRITERS, export_file, export_of
from catalog.settings import Settings
from tests.actions.workflow_world import ANNA, CLARA, TOOL, WHY
from tests.samples import raw_tool, write_content

CANARY = "unfinished words of a draft"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A catalogue of three tools."""
    tools = (raw_tool("photo-sorter"), raw_tool("old-sorter"), raw_tool("hidden-sorter"))
    data = write_content(tmp_path / "data", *tools)
    opened = open_app(Settings(home=tmp_path, data=data), today())
    yield opened
    opened.store.close()


def slugs(app: App, request: SearchRequest | None = None) -> list[str]:
    """Return what an export holds."""
    return [item.tool.slug for item in export_of(app.read, VISITOR, request).tools]


def test_only_what_is_published_is_exported(app: App) -> None:
    """Drafts, suspended and retired tools are in no format, even while the index still has them."""
    draft = open_draft(app.store, ANNA, TOOL, "photo-sorter")
    save_draft(app.store, ANNA, draft.id, draft.version, {**draft.content, "summary": CANARY})
    suspend(app.store, CLARA, TOOL, "hidden-sorter", WHY)
    with app.store.writing(SYSTEM) as work:
        work.retire(TOOL, "old-sorter", "gone")
    assert slugs(app) == slugs(app, SearchRequest("pictures")) == ["photo-sorter"]
    for form in Format:
        text = export_file(app.read, VISITOR, form).data
        assert not any(word.encode() in text for word in (CANARY, "hidden-sorter", "old-sorter"))


def test_every_tool_has_its_revision_and_hash(app: App) -> None:
    """Number and SHA-256 are those of the published revision; the file says when, of what, and under which licence."""
    document = json.loads(export_file(app.read, VISITOR, Format.JSON).data)
    with app.store.reading() as reader:
        newest = reader.workflow.revisions(TOOL, "photo-sorter")[0]
    found = next(item for item in document["tools"] if item["slug"] == "photo-sorter")
    assert (found["revision"], found["sha256"]) == (newest.number, newest.sha256)
    assert document["export_notice"] == NOTICE
    assert len(document["export_number"]) == 32
    assert len(document["export_catalogue_sha256"]) == 64


def test_two_exports_cannot_be_told_from_one_another_in_advance(app: App) -> None:
    """The same export made twice has another random number, so that its address cannot be guessed."""
    first, second = (export_of(app.read, VISITOR) for _ in range(2))
    assert first.number != second.number
    assert first.catalogue == second.catalogue


def test_an_export_tells_nothing_of_the_search(app: App) -> None:
    """Neither the name of the file nor its content says what was searched for."""
    for form in Format:
        made = export_file(app.read, VISITOR, form, SearchRequest("pictures -zebra"))
        assert made.tools == 3
        assert "zebra" not in made.name
        assert b"zebra" not in made.data


def test_linked_data_speaks_schema_org(app: App) -> None:
    """JSON-LD names types and properties of schema.org, and carries the record as it is."""
    document = json.loads(export_file(app.read, VISITOR, Format.JSONLD).data)
    node = next(item for item in document["@graph"] if item["identifier"] == "photo-sorter")
    assert document["@context"]["@vocab"] == "https://schema.org/"
    assert (node["@type"], node["provider"]["name"]) == ("SoftwareApplication", "Example Lab")
    assert node["record"]["slug"] == "photo-sorter"
    assert "not-stated" not in {value for key, value in node.items() if isinstance(value, str)}


def test_an_empty_answer_is_a_sentence(app: App) -> None:
    """There is no file of nothing."""
    with pytest.raises(NotFound, match="nothing to export"):
        export_file(app.read, VISITOR, Format.CSV, SearchRequest("zzzz"))


def test_a_stranger_gets_no_file(app: App) -> None:
    """Where only members read, nobody else exports."""
    with pytest.raises(NotAllowed):
        export_file(app.read, STRANGER, Format.CSV)


def test_every_format_is_written_and_has_a_type() -> None:
    """No format lacks its writer or its media type."""
    assert set(WRITERS) == set(MEDIA_TYPES) == set(Format)
