"""What words lean to without a label that has them so, and when that is no evidence."""

import json

import pytest

from catalog.domain.search import SearchRequest
from catalog.domain.thesaurus import Concept, Thesaurus
from catalog.search.soft import NOTHING_LIKELY, Soft
from catalog.search.softening import softened
from tests.search.factory import ask, built, document, slugs

THESAURUS = Thesaurus(
    concepts=(
        Concept(
            id="transcription",
            labels={
                "en": ("type up recordings", "transcribe interviews", "speech to text"),
                "ru": ("расшифровка интервью", "расшифровать запись допроса"),
                "ar": ("تفريغ المكالمات",),
                "zh": ("录音转写",),
            },
            maps_to={"capability": ("speech-to-text",)},
        ),
        Concept(
            id="interview-practice",
            labels={"en": ("interview training", "practise an interview"), "ru": ("тренировка интервью",)},
            maps_to={"capability": ("training",)},
        ),
        Concept(
            id="hair",
            labels={"en": ("hair under the microscope", "hair comparison")},
            words=("hair comparison",),
            outside=True,
        ),
    ),
    fillers={"en": ("please", "nobody")},
    capabilities={"speech-to-text": "Speech to text", "training": "Training of staff"},
    asked={"transcription": {"en": ("what do they say on the tape",)}},
)

DOCUMENTS = (
    document("scribe", summary="Writes what it hears.", facets={"capability": ("speech-to-text",)}),
    document("school", summary="A course for staff.", facets={"capability": ("training",)}),
    document("other", summary="A tape of bank accounts.", facets={"capability": ("banking",)}),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Three tools and a small thesaurus, opened once."""
    return built(tmp_path_factory.mktemp("index"), DOCUMENTS, thesaurus=THESAURUS)


def keyed(*words):
    """Return English words as `likely` takes them."""
    return [(i, {"en": word}) for i, word in enumerate(words)]


def test_words_from_different_labels_lean_to_one_kind():
    """No label has these words together, and one is unknown: the kind is found and the share is lower for it."""
    soft = Soft.opened(softened(THESAURUS))
    some = soft.likely(keyed("type", "tape"))
    assert some.kinds[0][:2] == ("topic", "transcription")
    assert sum(part for _, _, part in some.kinds) == pytest.approx(1.0)
    assert 0 < soft.likely(keyed("type", "tape", "zebra")).share < some.share


def test_the_same_thesaurus_gives_the_same_bytes():
    """Compiling is deterministic, and leaves fillers out."""
    assert softened(THESAURUS) == softened(THESAURUS)
    assert "en:nobodi" not in json.loads(softened(THESAURUS))["words"]


def test_nothing_known_leans_to_nothing():
    """Unknown words, no words and an empty thesaurus have no kinds."""
    assert Soft.opened(softened(THESAURUS)).likely(keyed("zebra")).kinds == ()
    assert Soft.opened(softened(Thesaurus())).likely(keyed("type")) == NOTHING_LIKELY


def test_a_foreign_word_is_brought_into_english_by_shared_topics():
    """A word that stands in labels of the same two topics is its translation; one in a single topic has none."""
    soft = Soft.opened(softened(THESAURUS))
    assert next(word for word, _ in soft.english({"ru": "интерв"})) == "interviews"
    assert soft.english({"ru": "допрос"}) == ()


def test_words_of_no_label_find_the_likely_kind(index):
    """The tool of the likely kind comes first although no tool and no label has these words together."""
    assert slugs(index, "type up a tape")[0] == "scribe"


@pytest.mark.parametrize("text", ["zebra crossing", "hair microscope"])
def test_without_evidence_nothing_is_found(index, text):
    """Words that nothing is known of, and words that lean outside, have an empty answer."""
    assert ask(index, text).total == 0


def test_an_explanation_names_the_likely_kind(index):
    """Why a result is there tells the kind that the words lean to, by its label."""
    request = SearchRequest("type up a tape")
    shares = dict(index.explain(request, "scribe").concepts)
    assert shares["transcription"] > 0
    assert index.concept_label("transcription") == "type up recordings"


def test_a_character_says_what_it_says_in_other_words():
    """A Chinese word that no label has leans where its characters do, and counts as one word all the same."""
    soft = Soft.opened(softened(THESAURUS))
    unknown = [(i, {"zh": character}) for i, character in enumerate("录写")]
    assert soft.likely(unknown).kinds[0][:2] == ("topic", "transcription")
    assert soft.likely(unknown).words == 1


def test_a_joined_preposition_hides_no_word(index):
    """An Arabic word is met with a preposition joined to it, which no label has."""
    assert slugs(index, "برنامج لتفريغ المكالمات") == slugs(index, "تفريغ المكالمات") == ["scribe"]
