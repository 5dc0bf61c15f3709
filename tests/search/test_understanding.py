import pytest

from catalog.search.grammar import parse
from catalog.search.language import key
from catalog.search.understanding import understand
from catalog.search.words import american, fold, stem
from tests.search.factory import ask, built, slugs
from tests.search.words_of_people import DOCUMENTS, THESAURUS


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The small corpus with its thesaurus, opened once."""
    return built(tmp_path_factory.mktemp("index"), DOCUMENTS, thesaurus=THESAURUS)


def topics(index, text, **rest):
    """Return the concepts that a text is read as looking for."""
    return [part.concept for part in ask(index, text, **rest).understood.topics]


def limits(index, text, **rest):
    """Return the filters that a text is read as."""
    return {part.facet: part.values for part in ask(index, text, **rest).understood.filters}


@pytest.mark.parametrize(
    "text",
    [
        "voice cloning",
        "cloned voices",
        "find a cloned voice please",
        "somebody cloned the mother's voice",
        "VOICE CLONING",
        "voice clonning",
        "des voix clonées",
        "voix clonee",
        "voces clonadas",
        "поддельного голоса",
        "клонирование голосов",
        "استنساخ صوت مزيف",
        "الصوت المزيف",
        "有假声音吗",
        "检测声音克隆",
    ],
)
def test_a_concept_is_met_in_every_language(index, text):
    """Inflected, with fillers, misspelt, in another order, with the article or without spaces."""
    assert "voice-cloning" in topics(index, text)
    assert slugs(index, text)[0] == "voice-guard"


def test_what_was_read_is_told_with_its_words(index):
    """A topic has an id, the label of its concept, and the words as they were typed."""
    (topic,) = ask(index, "a Cloned voice").understood.topics
    assert (topic.id, topic.label) == ("topic:voice-cloning", "voice cloning")
    assert topic.words == ("Cloned", "voice")


@pytest.mark.parametrize(
    ("text", "found"),
    [("ASR", True), ("asr", True), ("asrock", False), ("AID", True), ("first aid", False), ("aid", False)],
)
def test_acronyms_are_whole_words_and_in_capitals_where_they_are_words_too(index, text, found):
    """ASR is no word, so case does not matter; AID is one, so only capitals mean the acronym."""
    read = set(topics(index, text)) & {"transcription", "aided-search"}
    assert bool(read) is found


def test_limits_become_filters_and_unknown_stays_behind(index):
    """Tools that state otherwise are left out; those of which nothing is stated follow."""
    loose = [slug for slug in slugs(index, "cloned voice") if slug != "old-ear"]
    assert limits(index, "cloned voice offline") == {"offline": ("yes",)}
    assert {"voice-guard", "spoof-lab"} <= set(loose)
    relaxed = ask(index, "speech to text no network")
    assert [part.relaxed for part in relaxed.understood.filters] == [True]
    assert relaxed.hits[0].slug == "scribe"


def test_filters_of_the_reader_win(index):
    """A facet that the reader filters by is not limited by words."""
    result = ask(index, "cloned voice offline", filters={"offline": ("no",)})
    assert [hit.slug for hit in result.hits] == ["spoof-lab"]


@pytest.mark.parametrize("text", ["cloned voice without licence fee", "cloned voice no biometric"])
def test_a_negated_limit_is_none(index, text):
    """A "without" or "no" of its own turns a limit round, so it is not read."""
    assert limits(index, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "cloned voice, not offline",
        "cloned voice not recorded offline",
        "une voix clonée pas hors ligne",
        "voz clonada no fuera de línea",
        "поддельный голос не автономно",
        "صوت مزيف ليس محليا",
        "假声音 不离线",
    ],
)
def test_a_no_turns_a_limit_round(index, text):
    """The opposite that the thesaurus names is the limit then, unless another word stands between."""
    found = {"offline": ("yes",)} if "recorded" in text else {"offline": ("no",)}
    assert limits(index, text) == found
    assert "voice-cloning" in topics(index, text)


def test_a_limit_without_opposite_is_left_aside_and_said(index):
    """Nobody may think that it was understood."""
    (note,) = (note for note in ask(index, "cloned voice no biometric").notes if "limit" in note)
    assert "no biometric" in note
    assert limits(index, "cloned voice not only offline") == {"offline": ("yes",)}


def test_every_word_of_a_label_goes_before_a_label_without_fillers(index):
    """Only the one says "without"."""
    assert topics(index, "speech without noise") == ["clean-speech"]
    assert topics(index, "noise in speech") == ["room-noise"]


@pytest.mark.parametrize(
    "text",
    [
        "WhatsApp chats",
        "whatsapp chat",
        "whats app chats",
        "чаты WhatsApp",
        "чат whatsapp",
        "SIM卡",
        "查sim卡",
        "deep fake chat",
    ],
)
def test_latin_letters_capitals_and_split_words_meet(index, text):
    """Within another script, with capitals inside, or written as two words."""
    assert "messengers" in topics(index, text)


def test_what_stands_on_both_sides_of_a_comma_means_less(index):
    """The words may belong to different things; those of a list belong together."""

    def strength(text):
        query = parse(text)
        reading = understand(index._labels, query, index._lexicon)
        return max(found for _, found, _ in reading.topics)

    together = strength("voice somebody cloned")
    assert strength("a voice, somebody cloned that card long ago") < together
    assert strength("a voice, picture and cloned card") == strength("a voice picture and cloned card")


def test_letters_the_other_way_round_are_put_right(index):
    """Even in a short word, and only where no tool has it as it is."""
    (correction,) = ask(index, "cloned vioce").understood.corrections
    assert (correction.typed, correction.read_as) == ("vioce", "voice")


def test_parts_can_be_taken_back(index):
    """The words of an undone part are plain words."""
    assert topics(index, "cloned voice offline", undone=("topic:voice-cloning",)) == []
    assert limits(index, "cloned voice offline", undone=("limit:offline:offline",)) == {}
    corrected = ask(index, "voice clonning").understood.corrections
    assert [(part.typed, part.read_as) for part in corrected] == [("clonning", "cloning")]
    assert topics(index, "voice clonning", undone=(corrected[0].id,)) == []


def test_warnings_come_after_suggestions_unless_rulings_are_asked_for(index):
    """A discontinued tool is last for a task, and first for a question about rulings."""
    assert slugs(index, "cloned voice")[-1] == "old-ear"
    assert slugs(index, "court ruling")[0] == "old-ear"


def test_outside_of_the_catalogue_nothing_is_found_but_the_very_words(index):
    """DNA does not mean PhotoDNA: only a tool that speaks of DNA profiles is found."""
    assert slugs(index, "profil ADN") == ["family-finder"]
    assert slugs(index, "photo dna")[0] == "photodna"


def test_a_word_for_what_is_not_covered_does_not_decide_a_question_for_something_else(index):
    """What lies outside of the catalogue decides only where it is most of what is asked."""
    assert slugs(index, "his DNA") == ["family-finder"]
    assert "family-finder" not in slugs(index, "his voice in the film was cloned, DNA")


@pytest.mark.parametrize(
    "text", ["pizza recipe", "weather tomorrow", "car insurance", "book a flight to Rome"]
)
def test_unrelated_questions_find_nothing(index, text):
    """Weak hits on a single common word are no answer."""
    assert ask(index, text).total == 0


def test_nothing_found_names_the_nearest_capability(index):
    """Its id goes with the answer, so that a page can lead there."""
    nothing = ask(index, "pizza voices recipe")
    assert (nothing.total, nothing.nearest) == (0, ("deepfake-detection",))
    assert ask(index, "cloned voice").nearest == ()


def test_stems_meet_across_spellings():
    """British and American spellings share a stem; words that only look so do not change."""
    for british, other in (("analyser", "analyzer"), ("organisation", "organization"), ("colour", "color")):
        assert stem(british) == stem(other)
    for word in ("calling", "noise", "hour", "raised"):
        assert american(word) == word


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "детский детского детские"),
        ("es", "imagen imágenes"),
        ("fr", "image images"),
        ("ar", "الأطفال أطفال للأطفال والأطفال"),
        ("ar", "صورة الصورة صور"),
    ],
)
def test_inflections_meet(language, words):
    """The forms of one word have one key in their language."""
    assert len({key(fold(word), language) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["argue", "rogue", "ugue", "egue", "tgue", "igue"])
def test_words_that_the_spanish_stemmer_stumbles_over_have_a_key(index, word):
    """English "argue" has hardly a Spanish ending to look at; it has a key, and a question with it has an answer."""
    assert all(key(word, language) for language in ("en", "fr", "es"))
    assert ask(index, f"lawyers {word} about cloned voices").total > 0


def test_typed_words_keep_their_order_and_case():
    """What understanding reads has stop words, order and case, and leaves out what has an operator."""
    typed = parse('find the PhotoDNA -cloud "a b" media:video face*').typed
    assert [word.raw for word in typed] == ["find", "the", "PhotoDNA"]
