"""A provider is written and decided on like a tool, so that a new tool can name it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions.drafts import save_draft, start_draft
from catalog.actions.submissions import submit_draft
from catalog.bootstrap import App, open_app, renewed
from catalog.domain.content import RecordKind
from catalog.domain.errors import Invalid
from catalog.domain.workflow import SubmissionState
from catalog.queries.drafts import draft_page
from catalog.queries.review import review_page
from catalog.settings import Settings
from tests.actions.workflow_world import ANNA, BORIS, CLARA, TOOL, WHY, approved, fields
from tests.samples import TODAY, raw_tool, source, write_content


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A catalogue of one tool and its provider."""
    data = write_content(tmp_path / "data", raw_tool("photo-sorter"))
    opened = open_app(Settings(home=tmp_path / "home", data=data), TODAY)
    yield opened
    opened.store.close()


def test_a_new_provider_is_published_by_two_and_then_named_by_a_new_tool(app: App) -> None:
    """Without a source it is kept back; with one, two others publish it, and a tool of it can be submitted."""
    raw = {"name": "North Lab", "type": "academic", "country": "not-stated", "sources": {}}
    draft = start_draft(app.store, ANNA, RecordKind.PROVIDER, raw)
    with pytest.raises(Invalid, match="nothing supports this provider"):
        submit_draft(app.store, ANNA, draft.id, draft.version, WHY)
    cited = {**draft.content, "sources": {"1": source(supports=[])}}
    draft = save_draft(app.store, ANNA, draft.id, draft.version, cited)
    page = draft_page(app.read, ANNA, draft.id, TODAY)
    assert page.faults == ()
    assert {change.path for change in page.changes} >= {"name", "type", "sources.1"}
    submission = submit_draft(app.store, ANNA, draft.id, draft.version, WHY)
    reviewed = review_page(app.read, BORIS, submission.id)
    assert "Kind of organisation" in {item.change.label for item in reviewed.changes}
    assert approved(app.store, BORIS, submission).state is SubmissionState.IN_REVIEW
    assert approved(app.store, CLARA, submission).state is SubmissionState.APPROVED
    now = renewed(app)
    assert now.read.providers["north-lab"].name == "North Lab"
    tool = start_draft(app.store, ANNA, TOOL, fields(provider="north-lab"))
    assert draft_page(now.read, ANNA, tool.id, TODAY).faults == ()
    assert submit_draft(app.store, ANNA, tool.id, tool.version, WHY).state is SubmissionState.SUBMITTED
