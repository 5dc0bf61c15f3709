"""What a verdict changes for everybody, at every door."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.actions.concerns import appeal, decide, reopen, reply, take_up
from catalog.actions.records import suspend
from catalog.bootstrap import App
from catalog.domain.concerns import Concern, Effect, Verdict
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import VISITOR, Actor
from catalog.domain.search import SearchRequest, Sort
from catalog.exchange.exports import Format
from catalog.queries.capabilities import capability_page
from catalog.queries.cases import case_page
from catalog.queries.concern_figures import concern_figures
from catalog.queries.exports import export_file
from catalog.queries.history import change_log, difference, history_page, revision
from catalog.queries.search import search_page, suggestions
from catalog.queries.tools import tool_page
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.history_sections import log_document
from catalog.ui.parts.tool_sections import tool_document
from catalog.web.feed import feed
from tests.actions.concern_world import AWAY, GINA, NO, SEVERE, WARN, decided, raised, ruling
from tests.actions.workflow_world import ANNA, CLARA, DENIS, FRANK, TOOL, WHY
from tests.figures import figure
from tests.queries.effects_world import (
    CASE,
    DOORS,
    ELSEWHERE,
    KIND,
    LISTING,
    NAME,
    OTHER,
    SUBJECT,
    now,
    opened,
    searched,
    through,
)
from tests.ui.reading import Read

RULE = "Only with a warrant of the okapi court."
READERS = (VISITOR, FRANK)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A small catalogue of its own."""
    made = opened(tmp_path)
    yield made
    made.store.close()


def bound(app: App, slug: str = SUBJECT) -> App:
    """Put a tool under conditions of use."""
    said = ruling(Verdict.CONDITIONS, Effect.CONDITIONS, (RULE,))
    decided(app.store, raised(app.store, slug=slug), said)
    return now(app)


def states(app: App, actor: Actor = VISITOR, **filters: tuple[str, ...]) -> dict[str, int]:
    """Return the counts of the facet of concerns."""
    page = search_page(app.read, actor, SearchRequest(filters=filters))
    return {v.id: v.count for facet in page.facets if facet.id == "concern" for v in facet.values}


def found(app: App, text: str = "", actor: Actor = VISITOR, **filters: tuple[str, ...]) -> list[str]:
    """Return the tools that a search finds."""
    return [card.slug for card in search_page(app.read, actor, SearchRequest(text, filters)).cards]


def test_conditions_of_use_stand_wherever_the_tool_does(app: App) -> None:
    """Every door that lists the tool has its condition of use in words; before the verdict none had."""
    for name, text in through(app, VISITOR, LISTING):
        assert NAME in text, name
        assert RULE not in text, name
    after = bound(app)
    for actor in READERS:
        for name, text in through(after, actor, LISTING):
            assert NAME in text, name
            assert RULE in text, name
    figure(
        f"conditions of use at {len(LISTING)} doors for {len(READERS)} kinds of reader: {len(LISTING) * 2} seen"
    )


@pytest.mark.parametrize(
    ("make", "words", "value"),
    [
        (lambda store: raised(store, slug=SUBJECT), "Concern under examination", "under-examination"),
        (lambda store: decided(store, raised(store, slug=SUBJECT)), "Reviewers&#x27; warning", "warning"),
        (lambda store: decided(store, raised(store, slug=SUBJECT), NO), "", "none"),
    ],
)
def test_each_effect_is_a_word_on_the_card_and_a_state_to_search_by(
    app: App, make, words: str, value: str
) -> None:  # type: ignore[no-untyped-def]
    """Notice, warning and a concern that was not upheld: on cards, at the head of the page, and as a filter."""
    make(app.store)
    after = now(app)
    card, page = (
        searched("zebra")(after, VISITOR),
        tool_document(tool_page(after.read, VISITOR, SUBJECT), SUBJECT),
    )
    assert words in card
    assert words in page.text
    assert states(after)[value] == (3 if value == "none" else 1)
    assert SUBJECT in found(after, concern=(value,))
    assert SUBJECT in found(after, f"concern:{value}")
    assert (SUBJECT in found(after, f"-concern:{value}")) is False
    assert ("concern-banner" in page.text) is (value != "none")


def test_a_state_can_be_typed_in_words(app: App) -> None:
    """`concern:"conditions of use"` finds what is under conditions, and nothing else."""
    after = bound(app)
    assert found(after, 'concern:"conditions of use"') == [SUBJECT]
    assert states(after, concern=("conditions-of-use",)) == {"none": 2, "conditions-of-use": 1}


def test_what_was_set_stays_while_it_is_heard_again(app: App) -> None:
    """An appeal and a reopening soften nothing; a reopened concern is found under both states."""
    after = bound(app)
    (concern,) = after.read.concerns[(TOOL, SUBJECT)]
    appeal(app.store, ANNA, concern.id, "the conditions are too strict for us")
    assert states(now(app))["conditions-of-use"] == 1
    reopen(app.store, GINA, concern.id, "the appeal names something new")
    heard = now(app)
    assert states(heard)["conditions-of-use"] == states(heard)["under-examination"] == 1
    assert RULE in searched("zebra")(heard, VISITOR)


def test_a_warning_lifts_no_tool(app: App) -> None:
    """Order and scores of every search are the same before and after a verdict."""

    def ranked(of: App) -> list[object]:
        asked = [
            SearchRequest(text, sort=sort) for text in ("", "pictures", "zebra", "warning") for sort in Sort
        ]
        return [of.read.index.search(request).hits for request in asked]

    before = ranked(app)
    decided(app.store, raised(app.store, slug=SUBJECT), WARN)
    assert ranked(now(app)) == before


def hidden_by(app: App, how: str) -> App:
    """Suspend the subject: by a severe concern, by a verdict, or by hand."""
    if how == "severe concern":
        raised(app.store, SEVERE, slug=SUBJECT)
    elif how == "verdict":
        decided(app.store, raised(app.store, slug=SUBJECT), AWAY)
    else:
        suspend(app.store, CLARA, TOOL, SUBJECT, WHY)
    return now(app)


WAYS = ("severe concern", "verdict", "by hand")


@pytest.mark.parametrize("how", WAYS)
def test_a_suspended_tool_is_nowhere_for_readers(app: App, how: str) -> None:
    """Neither name nor address nor alias of it is behind any door; its page says that there is no such tool."""
    after = hidden_by(app, how)
    for actor in READERS:
        for name, text in through(after, actor):
            for word in (NAME, SUBJECT, "Stripe Tracker"):
                assert word not in text, name
        for slug in (SUBJECT, "old-zebra"):
            with pytest.raises(NotFound):
                tool_page(after.read, actor, slug)
        assert "suspended" not in states(after, actor)
        assert found(after, actor=actor, concern=("suspended",)) == []
        assert search_page(after.read, actor, SearchRequest()).suspended == ()
        assert history_page(after.read, actor, SUBJECT).entries == ()
        for kind, slug in ((TOOL, OTHER), (RecordKind.CASE, CASE)):
            assert SUBJECT not in revision(after.read, actor, slug, 1, kind).model_dump_json()
        with pytest.raises(NotFound):
            revision(after.read, actor, SUBJECT, 1)
        with pytest.raises(NotFound):
            difference(after.read, actor, SUBJECT, 1, 1)
    figure(f"suspended ({how}): absent at {len(DOORS) + 6} doors for {len(READERS)} kinds of reader")


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("actor", [ANNA, CLARA], ids=["curator", "reviewer"])
def test_editors_find_a_suspended_tool_apart_and_marked(app: App, how: str, actor: Actor) -> None:
    """It stands apart from the results, uncounted there, found by words and filters, and its page says so."""
    after = hidden_by(app, how)
    for request in (SearchRequest(), SearchRequest("zebra"), SearchRequest(filters={"capability": (KIND,)})):
        page = search_page(after.read, actor, request)
        assert [item.card.slug for item in page.suspended] == [SUBJECT]
        assert SUBJECT not in [card.slug for card in page.cards]
    assert search_page(after.read, actor, SearchRequest("xylophone")).suspended == ()
    assert search_page(after.read, actor, SearchRequest(filters={"cost": ("paid",)})).suspended == ()
    assert states(after, actor)["suspended"] == 1
    only = search_page(after.read, actor, SearchRequest(filters={"concern": ("suspended",)}))
    assert (only.total, len(only.suspended), only.notes) == (0, 1, ())
    assert search_page(after.read, actor, SearchRequest(filters={"concern": ("warning",)})).suspended == ()
    page = tool_page(after.read, actor, SUBJECT)
    assert page.suspended is not None
    assert page.suspended.since
    assert "not shown to investigators" in tool_document(page, SUBJECT).text
    assert history_page(after.read, actor, SUBJECT).entries


def test_a_verdict_brings_a_tool_back_to_every_door(app: App) -> None:
    """A severe concern that is not upheld leaves no trace of the suspension but the log."""
    concern = raised(app.store, SEVERE, slug=SUBJECT)
    gone = now(app)
    assert found(gone, "zebra") == []
    decided(app.store, concern, NO)
    for name, text in through(now(app), VISITOR, LISTING):
        assert NAME in text, name


def test_accounts_are_named_to_those_who_work_on_concerns_only(app: App) -> None:
    """Readers get roles and dates, curators and reviewers the names."""
    concern = raised(app.store, slug=SUBJECT)
    take_up(app.store, DENIS, concern.id)
    reply(app.store, ANNA, concern.id, "the record was read again and says so")
    after = now(app)
    for actor, named in ((VISITOR, False), (FRANK, False), (ANNA, True), (CLARA, True)):
        text = tool_document(tool_page(after.read, actor, SUBJECT), SUBJECT).text
        for account in ("clara", "denis", "anna"):
            assert (account in text) is named, (actor, account)
        assert "a curator" in text or named


def test_the_history_is_whole_and_in_order_with_the_reply_beside(app: App) -> None:
    """Raise, examination, reply and verdict stand in order; the reply stands beside the concern."""
    concern = raised(app.store, slug=SUBJECT)
    take_up(app.store, DENIS, concern.id)
    reply(app.store, ANNA, concern.id, "the record was read again and says so")
    decide(app.store, DENIS, concern.id, WARN, 2)
    page = tool_page(now(app).read, VISITOR, SUBJECT)
    (view,) = page.concerns.concerns
    happened = [step.what for step in view.steps]
    assert happened == ["Taken up for examination", "Reply of the curators", "Verdict"]
    assert [step.text for step in view.replies] == ["the record was read again and says so"]
    text = Read(tool_document(page, SUBJECT)).text
    places = [text.index(words) for words in ("Raised on", "Taken up for examination", "Verdict: upheld")]
    assert places == sorted(places)


@pytest.mark.parametrize(("kind", "slug"), [(RecordKind.CAPABILITY, KIND), (RecordKind.CASE, CASE)])
def test_concerns_about_kinds_and_cases_stand_on_their_pages(app: App, kind: RecordKind, slug: str) -> None:
    """Banner and panel on the page itself; those about a kind also under "about this kind of tool"; no tool is marked."""
    decided(app.store, raised(app.store, SEVERE, kind=kind, slug=slug), WARN)
    after = now(app)
    if kind is RecordKind.CASE:
        assert case_page(after.read, VISITOR, slug).concerns.banner is not None
    else:
        assert capability_page(after.read, VISITOR, slug).concerns.banner is not None
        text = tool_document(tool_page(after.read, VISITOR, SUBJECT), SUBJECT).text
        assert "about Grouping near-duplicates" in text
    assert states(after) == {"none": 3}


def test_the_capability_page_counts_states(app: App) -> None:
    """It says how many of its tools are under which state of concern."""
    after = bound(app)
    page = capability_page(after.read, VISITOR, KIND)
    assert page.states == (("Conditions of use", 1),)
    assert "conditions of use: 1 tool" in capability_document(page).text


def test_an_export_tells_number_state_and_conditions(app: App) -> None:
    """JSON names effect, conditions and states; linked data has the conditions under a word of schema.org."""
    after = bound(app)
    read = json.loads(export_file(after.read, VISITOR, Format.JSON).data)
    tool = next(item for item in read["tools"] if item["slug"] == SUBJECT)
    (state,) = tool["concern_states"]
    assert (tool["concern_effect"], tool["concern_conditions"]) == ("conditions", [RULE])
    assert (state["concern"], state["state"], state["verdict"]) == (1, "decided", "upheld with conditions")
    graph = json.loads(export_file(after.read, VISITOR, Format.JSONLD).data)["@graph"]
    node = next(item for item in graph if item["identifier"] == SUBJECT)
    assert node["conditionsOfAccess"] == [RULE]
    assert "conditionsOfAccess" not in next(item for item in graph if item["identifier"] == OTHER)


def test_log_and_feed_tell_of_concerns_and_suspensions_without_names_of_accounts(app: App) -> None:
    """A concern that was raised and one that was decided are entries that lead to the concern."""
    concern = raised(app.store, SEVERE, slug=SUBJECT)
    decided(app.store, concern, AWAY)
    days = change_log(now(app).read, VISITOR)
    entries = [entry for day in days for entry in day.entries if entry.slug == SUBJECT]
    assert [entry.verb for entry in entries] == ["concern 1 decided: upheld", "suspended", "concern 1 raised"]
    assert {entry.address for entry in entries} == {"", "/concern?id=1"}
    told = log_document(days).text + feed(days, "http://localhost").decode()
    assert "/concern?id=1" in told
    assert "denis" not in told
    assert "clara" not in told


def test_figures_count_every_concern_once(app: App) -> None:
    """Numbers by state, effect, verdict and severity each add up to the number of concerns."""
    bound(app)
    raised(app.store, SEVERE, slug=OTHER)
    decided(app.store, raised(app.store, kind=RecordKind.CASE, slug=CASE), NO)
    counted = concern_figures(now(app).read, VISITOR)
    assert counted.total == 3
    for numbers in (counted.by_state, counted.by_effect, counted.by_severity):
        assert sum(numbers.values()) == 3
    assert counted.by_verdict == {"upheld": 0, "upheld with conditions": 1, "not upheld": 1}
    assert counted.suspended_tools == 1


def test_suggestions_follow(app: App) -> None:
    """A tool that is back is suggested again."""
    assert suggestions(app.read, VISITOR, "zeb")
    assert set(ELSEWHERE) < set(DOORS)


def test_a_concern_has_no_effect_once_it_is_not_upheld(app: App) -> None:
    """Nothing is in force then, and the panel says that it was not upheld."""
    concern: Concern = decided(app.store, raised(app.store, slug=SUBJECT), NO)
    page = tool_page(now(app).read, VISITOR, SUBJECT)
    assert concern.effect is Effect.NONE
    assert page.concerns.banner is None
    assert "Not upheld" in tool_document(page, SUBJECT).text
