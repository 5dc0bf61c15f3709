"""The editors' grades of tools for a topic decide the order among the tools that it finds."""

import pytest

from catalog.domain.search import SearchRequest
from catalog.domain.thesaurus import Answers, Concept, Thesaurus
from tests.search.factory import built, document, slugs

_SPEECH = {"capability": ("speech-to-text",)}


def _tool(slug, summary="Writes down what is said."):
    return document(slug, slug.capitalize(), summary=summary, facets=_SPEECH)


_ALIKE = ("alpha", "beta", "gamma", "newcomer")
_DOCUMENTS = (
    *map(_tool, _ALIKE),
    document("camera", "Camera", summary="Takes pictures.", facets={"capability": ("triage",)}),
)


def _index(folder, **grades):
    concept = Concept(
        id="transcription", labels={"en": ("speech to text",)}, maps_to=_SPEECH, answers=Answers(**grades)
    )
    return built(folder, _DOCUMENTS, thesaurus=Thesaurus((concept,), {"en": ("please",)}))


def test_grades_settle_the_order_of_tools_that_say_the_same(tmp_path):
    """Exact comes before helps before marginal; a tool that nobody graded, such as a new one, is found behind them."""
    index = _index(tmp_path, exact=("gamma",), helps=("beta",), marginal=("alpha",))
    assert slugs(index, "speech to text") == ["gamma", "beta", "alpha", "newcomer"]


def test_a_graded_tool_is_found_without_the_facet(tmp_path):
    """What the editors grade answers the topic although its record lists another capability."""
    assert "camera" in slugs(_index(tmp_path, exact=("camera",)), "speech to text")
    assert "camera" not in slugs(_index(tmp_path / "other", exact=("gamma",)), "speech to text")


def test_without_grades_all_tools_of_the_facet_are_alike(tmp_path):
    """A topic without grades finds its tools by facets and words, here in the order of names."""
    assert slugs(_index(tmp_path), "speech to text") == list(_ALIKE)


def test_grades_of_tools_that_are_not_shown_do_nothing(tmp_path):
    """A graded tool that is not in the index (suspended, withdrawn) is passed over."""
    assert slugs(_index(tmp_path, exact=("suspended-tool", "beta")), "speech to text")[0] == "beta"


def test_grades_hold_after_a_change(tmp_path):
    """A changed tool keeps its grade, and one that is gone leaves the others theirs."""
    index = _index(tmp_path, exact=("gamma",), helps=("beta",))
    changed = index.with_changes([_tool("gamma", "Types what it hears.")], ["alpha"], 9)
    assert slugs(changed, "speech to text") == ["gamma", "beta", "newcomer"]


@pytest.mark.parametrize("slug", ["gamma", "newcomer"])
def test_the_topic_explains_the_place(tmp_path, slug):
    """The topic has its share in why a tool is here, graded or not."""
    explanation = _index(tmp_path, exact=("gamma",)).explain(SearchRequest("speech to text"), slug)
    assert dict(explanation.concepts)["transcription"] > 0.5
