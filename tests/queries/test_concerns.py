"""What people read about concerns: one concern, the reviewers' home, the figures, and their own reports."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.actions.checks import confirm
from catalog.actions.concerns import appeal, ask_reply, decide, take_up
from catalog.actions.reports import dismiss_report, report, take_report
from catalog.bootstrap import App, open_app, renewed
from catalog.domain.concerns import ConcernState, StepKind
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.people import STRANGER, VISITOR
from catalog.queries.concern_home import concerns_home
from catalog.queries.concern_page import concern_page
from catalog.queries.concern_statistics import concern_statistics
from catalog.queries.raising import raise_page, similar_concerns
from catalog.queries.reports import own_reports, report_news, report_subject
from catalog.settings import Settings
from catalog.store import Store
from tests.actions.concern_world import (
    GINA,
    NO,
    REASONS,
    SEVERE,
    SLUG,
    WARN,
    WITH_CONDITIONS,
    decided,
    raised,
    raising,
    ruling,
)
from tests.actions.workflow_world import ANNA, BORIS, CLARA, DENIS, EVA, FRANK, TOOL, approved, submitted
from tests.samples import TODAY, raw_tool, write_content

TOLD = {"what": "it named the wrong man", "harm": "people who look alike", "seen": "in training"}
OTHER = "other-tool"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A catalogue of two tools."""
    data = write_content(tmp_path / "data", raw_tool(SLUG), raw_tool(OTHER, name="Facet Finder"))
    opened = open_app(Settings(home=tmp_path / "home", data=data), TODAY)
    yield opened
    opened.store.close()


def test_what_may_be_done_is_what_the_rules_say(app: App) -> None:
    """The page offers each step to those who may do it, and says what stands against it for the others."""
    concern = raised(app.store)
    acts = {
        actor.name: concern_page(app.read, actor, concern.id, TODAY).acts
        for actor in (ANNA, CLARA, DENIS, FRANK, VISITOR)
    }
    assert acts["denis"] == {StepKind.TAKEN_UP: "", StepKind.STATEMENT: ""}
    assert "You raised" in acts["clara"][StepKind.TAKEN_UP]
    assert set(acts["anna"]) == {StepKind.REPLY, StepKind.STATEMENT}
    assert acts["frank"] == acts["visitor"] == {}
    decided(app.store, concern)
    after = concern_page(app.read, DENIS, concern.id, TODAY).acts
    assert "You decided" in after[StepKind.REOPENED]
    assert after[StepKind.APPEAL] == ""
    assert (
        "on appeal, or on the day" in concern_page(app.read, GINA, concern.id, TODAY).acts[StepKind.REOPENED]
    )
    assert concern_page(app.read, GINA, concern.id, "2099-01-01").acts[StepKind.REOPENED] == ""


def test_the_public_reads_roles_and_dates(app: App) -> None:
    """Accounts are named to curators and reviewers only; strangers read nothing."""
    concern = decided(app.store, raised(app.store))
    for actor in (FRANK, VISITOR, EVA):
        shown = str(concern_page(app.read, actor, concern.id, TODAY).view)
        assert "reviewer" in shown
        assert "clara" not in shown
        assert "denis" not in shown
    assert "clara (reviewer)" in concern_page(app.read, ANNA, concern.id, TODAY).view.raised
    with pytest.raises(NotAllowed):
        concern_page(app.read, STRANGER, concern.id, TODAY)
    with pytest.raises(NotFound):
        concern_page(app.read, CLARA, 99, TODAY)


def test_who_approved_the_publication_is_named_beside_the_verdict(app: App) -> None:
    """A reviewer who approved it and wrote nothing may decide; curators and reviewers see that it was so."""
    edit = submitted(app.store, ANNA, SLUG, limitations=[{"text": "It fails on drawings.", "sources": [1]}])
    approved(app.store, BORIS, edit)
    approved(app.store, DENIS, edit)
    concern = raised(app.store)
    assert concern_page(app.read, CLARA, concern.id, TODAY).approvers == ("boris", "denis")
    assert concern_page(app.read, FRANK, concern.id, TODAY).approvers == ()


def test_of_a_tool_out_of_sight_readers_learn_no_text(app: App) -> None:
    """They see where the concern stands; its words and the tool's name are kept from them, not from its reporter."""
    told = report(app.store, FRANK, TOOL, OTHER, **TOLD)
    concern = take_report(
        app.store, CLARA, told.id, raising(SEVERE, statement="Facet Finder names the wrong men.")
    )
    decided(app.store, concern, ruling(effect=concern.effect, reasons="Facet Finder was ruled unlawful."))
    shown = str(concern_page(renewed(app).read, VISITOR, concern.id, TODAY))
    assert "Facet" not in shown
    assert OTHER not in shown
    assert "passers-by" not in shown
    assert "upheld" in shown
    assert "Facet Finder" in str(concern_page(renewed(app).read, FRANK, concern.id, TODAY))
    assert "Facet Finder" in str(concern_page(renewed(app).read, ANNA, concern.id, TODAY))
    with pytest.raises(NotFound):
        report_subject(app.read, FRANK, "tool", OTHER)


def test_the_home_has_everything_that_waits(app: App) -> None:
    """Reports, open ones with the worst first, mine, replies, appeals and reviews, each in its list."""
    waiting = report(app.store, FRANK, TOOL, SLUG, **TOLD)
    first = raised(app.store)
    second = raised(app.store, SEVERE, by=GINA, slug=OTHER)
    take_up(app.store, DENIS, second.id)
    ask_reply(app.store, DENIS, second.id, "Who keeps the faces?")
    third = decided(app.store, raised(app.store, by=GINA))
    fourth = decided(app.store, raised(app.store, by=GINA), NO)
    appeal(app.store, ANNA, fourth.id, REASONS)
    home = concerns_home(app.read, DENIS, "2099-01-02")
    assert [row.report.id for row in home.reports] == [waiting.id]
    assert [row.concern.id for row in home.open] == [second.id, first.id]
    assert [row.concern.id for row in home.mine] == [second.id, fourth.id]
    assert [(row.concern.id, row.note) for row in home.waiting] == [(second.id, "Who keeps the faces?")]
    assert [row.concern.id for row in home.appealed] == [fourth.id]
    assert [row.concern.id for row in home.due] == [third.id]
    assert concerns_home(app.read, ANNA, TODAY).reports == ()
    assert concerns_home(app.read, ANNA, TODAY).due == ()
    with pytest.raises(NotAllowed):
        concerns_home(app.read, FRANK, TODAY)


def test_a_change_after_the_verdict_is_told(app: App) -> None:
    """A tool under conditions that is published anew stands in the list, with the revision."""
    decided(app.store, raised(app.store), WITH_CONDITIONS)
    assert concerns_home(app.read, DENIS, TODAY).changed == ()
    approved(app.store, BORIS, submitted(app.store, ANNA, SLUG, cost="paid"))
    (row,) = concerns_home(app.read, DENIS, TODAY).changed
    assert "revision 2 was published" in row.note


def test_similar_open_concerns_come_first(app: App) -> None:
    """Those about the same record always, others of its kind by principle or words; settled ones not at all."""
    own = raised(app.store)
    near = raised(app.store, by=GINA, slug=OTHER)
    decided(app.store, raised(app.store, by=GINA))
    read = renewed(app).read
    subject = raise_page(read, CLARA, "tool", SLUG).subject
    assert [item.id for item in similar_concerns(read, CLARA, subject, (), "")] == [own.id]
    found = similar_concerns(read, CLARA, subject, ("fairness",), "")
    assert [(item.id, item.common) for item in found] == [
        (own.id, "the principle Fairness"), (near.id, "the principle Fairness"),
    ]  # fmt: skip
    words = similar_concerns(read, CLARA, subject, (), "Passers-by whose FACES are kept")
    assert words[1].common == "the words faces, passers"


def test_the_form_of_a_report_is_for_another_reviewer(app: App) -> None:
    """A report is taken up once, and not by its author."""
    told = report(app.store, CLARA, TOOL, SLUG, **TOLD)
    with pytest.raises(NotAllowed, match="your own"):
        raise_page(app.read, CLARA, "", "", told.id)
    assert raise_page(app.read, DENIS, "", "", told.id).author == "clara"
    dismiss_report(app.store, DENIS, told.id, REASONS)
    with pytest.raises(NotFound):
        raise_page(app.read, DENIS, "", "", told.id)
    for kind, slug in (("tool", "nothing"), ("provider", "example-lab"), ("", ""), ("x" * 999, "y")):
        with pytest.raises(NotFound):
            raise_page(app.read, DENIS, kind, slug)


def test_the_author_of_a_report_hears_what_came_of_it(app: App) -> None:
    """Answer, verdict and reasons reach the author, and nobody else's reports do."""
    first, second = (report(app.store, FRANK, TOOL, SLUG, **TOLD) for _ in range(2))
    report(app.store, ANNA, TOOL, SLUG, **TOLD)
    assert report_news(app.read, FRANK, TODAY) == 0
    dismiss_report(app.store, CLARA, second.id, "It is the same as your first one.")
    concern = take_report(app.store, CLARA, first.id, raising(), "Thank you.")
    assert own_reports(app.read, FRANK)[1].outcome == f"It became concern {concern.id}, which is raised."
    decided(app.store, concern)
    newest, oldest = own_reports(app.read, FRANK)
    assert newest.outcome == "A reviewer read it and raised no concern."
    assert oldest.outcome == f"It became concern {concern.id}: upheld."
    assert oldest.report.answer == "Thank you."
    now = datetime.now(tz=UTC).date().isoformat()
    assert report_news(app.read, FRANK, now) == 2
    assert report_news(app.read, FRANK, "2099-01-01") == 0
    with pytest.raises(NotAllowed):
        report_news(app.read, VISITOR, now)


def test_figures_count_every_concern(app: App, tmp_path: Path) -> None:
    """Time to the verdict, shares of verdicts, and counts by principle and capability."""
    assert concern_statistics(app.read, CLARA).summary.startswith("Concerns raised: 0")
    decided(app.store, raised(app.store), WARN)
    decided(app.store, raised(app.store), NO)
    raised(app.store, kind=RecordKind.CAPABILITY, slug="near-duplicate-clustering")
    figures = concern_statistics(app.read, CLARA)
    assert (
        figures.summary
        == "Concerns raised: 3; not settled: 1. Half of the first verdicts came on the same day."
    )
    time, verdicts, principles, capabilities = figures.charts
    assert time.bars[0].text == "2 of 2, 100%"
    assert [bar.text for bar in verdicts.bars] == ["1 of 2, 50%", "0 of 2, 0%", "1 of 2, 50%"]
    assert [(bar.label, bar.text) for bar in principles.bars] == [
        ("Fairness", "3 raised; of 2 decided, 1 upheld")
    ]
    assert [bar.text for bar in capabilities.bars] == ["3 raised; of 2 decided, 1 upheld"]


def test_the_read_side_follows_concerns(app: App) -> None:
    """A renewed catalogue has the concerns of this moment, of capabilities too."""
    assert renewed(app).read.concerns == {}
    concern = raised(app.store)
    kind = raised(app.store, kind=RecordKind.CAPABILITY, slug="near-duplicate-clustering")
    read = renewed(app).read
    assert read.concerns[TOOL, SLUG] == (concern,)
    assert read.concerns[RecordKind.CAPABILITY, "near-duplicate-clustering"] == (kind,)
    taken = take_up(app.store, DENIS, concern.id)
    assert renewed(app).read.concerns[TOOL, SLUG] == (taken,)
    decide(app.store, DENIS, concern.id, NO, 1)
    assert renewed(app).read.concerns[TOOL, SLUG][0].state is ConcernState.DECIDED


def test_whoever_confirmed_the_record_sees_why_they_do_not_decide(app: App) -> None:
    """The sentence on the page is the one that the action gives."""
    sha256 = _sha256(app.store)
    confirm(app.store, DENIS, TOOL, SLUG, sha256, "read every source again")
    concern = raised(app.store)
    assert "wrote in this record" in concern_page(app.read, DENIS, concern.id, TODAY).acts[StepKind.TAKEN_UP]


def _sha256(store: Store) -> str:
    with store.reading() as reader:
        return reader.workflow.standing(TOOL, SLUG).sha256
