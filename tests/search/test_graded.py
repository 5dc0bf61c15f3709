"""The editors' grades of tools for a topic decide the order among the tools that it finds."""

import pytest

from catalog.domain.thesaurus import Answers, Concept, Thesaurus
from tests.search.factory import ask, built, document, slugs

_SOUND = {"capability": ("speech-to-text",)}


def _tool(slug, summary="Writes down what is said."):
    return document(slug, slug.capitalize(), summary=summary, facets=_SOUND)


DOCUMENTS = (
    _tool("alpha"),
    _tool("beta"),
    _tool("gamma"),
    _tool("newcomer"),
    _tool("talker", "Speech to text, and speech to text again."),
    document("camera", "Camera", summary="Takes pictures.", facets={"capability": ("triage",)}),
)


def _index(folder, **grades):
    concept = Concept(
        id="transcription", labels={"en": ("speech to text",)}, maps_to=_SOUND, answers=Answers(**grades)
    )
    return built(folder, DOCUMENTS, thesaurus=Thesaurus((concept,), {"en": ("please",)}))


def test_grades_come_before_words(tmp_path):
    """Exact before helps before marginal, whatever the texts say; a tool of another kind is found when graded."""
    index = _index(tmp_path, exact=("gamma", "camera"), helps=("alpha",), marginal=("talker",))
    found = slugs(index, "speech to text")

    assert set(found[:2]) == {"gamma", "camera"}
    assert found[2] == "alpha"
    assert found.index("talker") < found.index("beta")


def test_a_tool_that_nobody_graded_is_still_found(tmp_path):
    """What came after the grading, or what the editors left out, is found behind them by what it does."""
    assert "newcomer" in slugs(_index(tmp_path, exact=("gamma",)), "speech to text")


def test_without_grades_facets_and_words_decide(tmp_path):
    """A topic without grades is ordered by what tools do and say."""
    assert slugs(_index(tmp_path), "speech to text")[0] == "talker"


def test_grades_of_tools_that_are_not_shown_do_nothing(tmp_path):
    """A graded tool that is not in the index (suspended, withdrawn) is passed over."""
    index = _index(tmp_path, exact=("suspended-tool", "beta"))
    assert slugs(index, "speech to text")[0] == "beta"


def test_grades_hold_after_a_change(tmp_path):
    """A changed tool keeps its grade, and one that is gone takes nobody's."""
    index = _index(tmp_path, exact=("gamma",), helps=("beta",))
    changed = index.with_changes([_tool("gamma", "Now types what it hears.")], ["alpha"], 9)
    assert slugs(changed, "speech to text")[:2] == ["gamma", "beta"]


@pytest.mark.parametrize("slug", ["gamma", "beta"])
def test_the_topic_explains_the_place(tmp_path, slug):
    """The concept has its share in why a graded tool is here."""
    index = _index(tmp_path, exact=("gamma",), helps=("beta",))
    request = ask(index, "speech to text")
    assert request.total
    assert "transcription" in dict(index.explain(_request("speech to text"), slug).concepts)


def _request(text):
    from catalog.domain.search import SearchRequest

    return SearchRequest(text)
