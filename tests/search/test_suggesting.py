import pytest

from catalog.domain.search import SearchRequest
from tests.search.factory import ask, built
from tests.search.words_of_people import DOCUMENTS, THESAURUS


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The small corpus with its thesaurus, opened once."""
    return built(tmp_path_factory.mktemp("index"), DOCUMENTS, thesaurus=THESAURUS)


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("Voi", "tool", "voice-guard"),
        ("voice cl", "concept", "voice-cloning"),
        ("deepf", "capability", "deepfake-detection"),
        ("клон", "concept", "voice-cloning"),
        ("假声", "concept", "voice-cloning"),
        ("  hors   LI", "concept", "offline"),
    ],
)
def test_suggestions_begin_as_typed(index, typed, kind, name):
    """Tools, capabilities and concepts are found by the beginning of any word, in every language."""
    assert (kind, name) in [(one.kind, one.id) for one in index.suggest(typed)]


def test_suggestions_are_few_and_told_once(index):
    """At most eight, none twice, tools before concepts; nothing typed suggests nothing."""
    found = index.suggest("v")
    assert len(found) <= 8
    assert len({(one.kind, one.id) for one in found}) == len(found)
    assert found[0].kind == "tool"
    assert index.suggest("  ") == index.suggest("\u202e") == ()


def test_no_kind_of_suggestion_crowds_out_the_others(index):
    """Of two places one goes to a tool and one to what begins so too; without others tools take all of them."""
    kinds = [one.kind for one in index._suggestions.starting("v", most=2)]
    assert (len(kinds), len(set(kinds))) == (2, 2)


def test_what_is_not_covered_is_not_suggested(index):
    """A concept outside of the catalogue would lead to an empty answer."""
    assert [one.id for one in index.suggest("dna")] == []


def test_an_explanation_shares_out_the_score(index):
    """Fields and concepts have the whole of the score; the concept is named, met or leant to."""
    told = index.explain(SearchRequest("cloned voice on the telephone"), "voice-guard")
    assert told.score > 0
    assert [name for name, _ in told.concepts] == ["voice-cloning"]
    assert {"summary"} <= {name for name, _ in told.fields}
    shares = [share for _, share in (*told.fields, *told.concepts)]
    assert sum(shares) == pytest.approx(1.0, abs=0.06)
    assert all(0 < share <= 1 for share in shares)


@pytest.mark.parametrize(("text", "slug"), [("cloned voice", "sorter"), ("cloned voice", "no-such-tool")])
def test_what_is_not_in_the_answer_has_no_shares(index, text, slug):
    """A tool that does not answer is explained with nothing."""
    told = index.explain(SearchRequest(text), slug)
    assert (told.score, told.fields, told.concepts) == (0.0, (), ())


def test_an_empty_answer_says_what_is_near(index):
    """Outside of the catalogue the note names what is not covered."""
    (first, *_) = ask(index, "DNA profile", filters={"media": ("image",)}).notes or ("",)
    assert ask(index, "zzzzz yyyyy").notes[0] == "Nothing in the catalogue is about this."
    assert first == "" or "DNA" in first
