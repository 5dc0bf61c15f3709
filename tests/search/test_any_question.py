"""Ten thousand generated questions have an answer each: none raises, and nothing of them is logged."""

import logging
import random

import pytest

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import TEXT_FIELDS, SearchRequest, Sort
from tests.search.factory import CORPUS, built
from tests.search.words_of_people import DOCUMENTS, THESAURUS

SEED = 20261121
IN_CI = 1_000
IN_FULL = 10_000

SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7AF), (0xD800, 0xDFFF),
    (0x1F300, 0x1FAFF), (0x200B, 0x206F), (0xFE00, 0xFFFF), (0, 0x1F),
)  # fmt: skip
SIGNS = (
    '"',
    "-",
    "*",
    ":",
    "(",
    ")",
    "[1 TO 9]",
    "~2",
    "^3",
    "AND",
    "OR",
    "NOT",
    "&&",
    "\\",
    "/",
    "name:",
    "--",
    "''",
)
WORDS = (
    "cloned",
    "voice",
    "offline",
    "without",
    "DNA",
    "ASR",
    "声音克隆",
    "клонирование",
    "صوت",
    "voix",
    "zzzz",
    "photo dna",
)


def question(rng: random.Random) -> str:
    """Return a text of one of several kinds."""
    kind = rng.randrange(8)
    if kind == 0:
        low, high = rng.choice(SCRIPTS)
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(0, 60)))
    if kind == 1:
        return rng.choice((*WORDS, *SIGNS)) * rng.choice((1, 3, 20_000))
    if kind == 2:
        return "".join(chr(rng.randint(*rng.choice(SCRIPTS))) for _ in range(rng.randint(1, 40)))
    if kind == 3:
        return f"{rng.choice((*FACET_IDS, *TEXT_FIELDS))}:{rng.choice((*WORDS, *SIGNS))}"
    parts = [rng.choice(rng.choice((WORDS, SIGNS, WORDS))) for _ in range(rng.randint(1, 14))]
    return rng.choice((" ", "", "\n", "\u202e", ", ")).join(parts)


def ask_all(index, number):
    """Ask generated questions and hold what every answer promises."""
    rng = random.Random(SEED)  # noqa: S311  # repeatable, not secret
    for _ in range(number):
        text = question(rng)
        undone = rng.choice(((), ("topic:voice-cloning",), ("limit:offline:offline", text[:20])))
        filters = rng.choice(({}, {"media": ("audio",)}, {text[:9]: (text[:9],)}))
        result = index.search(
            SearchRequest(text, filters, rng.choice(list(Sort)), rng.randint(-1, 3), 5, undone)
        )
        assert len(result.hits) <= min(result.total, 5)
        assert all(hit.score >= 0 for hit in result.hits)
        assert all(note.encode("utf-8", "surrogatepass") for note in result.notes)
        assert len(index.suggest(text)) <= 8
        if result.hits:
            assert index.explain(SearchRequest(text, filters, undone=undone), result.hits[0].slug).score >= 0


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Both small corpora with the thesaurus, opened once."""
    known = {one.slug for one in DOCUMENTS}
    more = [one for one in CORPUS if one.slug not in known]
    return built(tmp_path_factory.mktemp("index"), [*DOCUMENTS, *more], thesaurus=THESAURUS)


def test_a_thousand_questions(index, caplog):
    """None raises, keeps more than its promise, or leaves a line in a log."""
    with caplog.at_level(logging.DEBUG):
        ask_all(index, IN_CI)
    assert caplog.records == []


@pytest.mark.slow
def test_ten_thousand_questions(real_app, caplog):
    """The same on the real catalogue, ten times as many."""
    with caplog.at_level(logging.DEBUG):
        ask_all(real_app.read.index, IN_FULL)
    assert caplog.records == []
