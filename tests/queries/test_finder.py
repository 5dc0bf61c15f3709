from dataclasses import replace

from catalog.bootstrap import App
from catalog.domain.finder import HAVES, Answers
from catalog.domain.search import SearchRequest
from catalog.queries.finder import finder_view
from catalog.queries.search import search_page
from catalog.queries.undone import undone_parts


def test_every_path_leads_to_tools(real_app: App) -> None:
    """Whatever somebody has and needs, at least one tool does it; so it is after any condition that is offered."""
    for have in HAVES:
        for need in have.needs:
            view = finder_view(real_app.read, real_app.visitor, Answers(have.id, need.id))
            assert view.total >= 1, (have.id, need.id)
            assert next(one.count for one in view.needs if one.id == need.id) == view.total
            for offered in (one for one in view.conditions if one.count):
                answers = replace(view.answers, under=(offered.id,))
                assert finder_view(real_app.read, real_app.visitor, answers).total == offered.count


def test_the_finder_asks_one_question_after_the_other(real_app: App) -> None:
    """Needs come when it is known what there is, conditions when it is known what is needed."""
    first = finder_view(real_app.read, real_app.visitor, Answers())
    second = finder_view(real_app.read, real_app.visitor, Answers("images"))
    third = finder_view(real_app.read, real_app.visitor, Answers("images", "where"))

    assert (len(first.haves), first.needs, first.conditions) == (len(HAVES), (), ())
    assert (bool(second.needs), second.conditions) == (True, ())
    assert third.conditions


def test_the_promised_number_is_that_of_the_search(real_app: App) -> None:
    """The search that the finder ends in finds as many tools as the finder says."""
    view = finder_view(real_app.read, real_app.visitor, Answers("images", "where", ("no-cost",)))
    assert search_page(real_app.read, real_app.visitor, view.request).total == view.total


def test_undone_parts_have_the_words_of_what_they_were(real_app: App) -> None:
    """Each part that the answer names can be undone and keeps its label; what has no such form is left out."""
    request = SearchRequest("open source face recognition")
    understood = search_page(real_app.read, real_app.visitor, request).understood
    parts = (*understood.topics, *understood.filters)
    names = tuple(part.id for part in parts)
    undone = undone_parts(real_app.read, real_app.visitor, replace(request, undone=(*names, "x", "odd:y")))

    assert [(part.id, part.label) for part in undone] == [(part.id, part.label) for part in parts]
    assert [part.facet_label for part in undone] == [part.facet_label for part in parts]
