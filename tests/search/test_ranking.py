from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.search import Sort
from catalog.search.matching import _FULL_FIRST, _NONE_FULL
from tests.search.factory import CORPUS, ask, built, document, slugs


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The small corpus, opened once."""
    return built(tmp_path_factory.mktemp("index"), CORPUS)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("photodna", "photodna"),
        ("Photo DNA", "photodna"),
        ("photo-dna", "photodna"),
        ("griffey", "griffeye-analyze"),
        ("grif", "griffeye-analyze"),
        ("celebrite", "cellebrite-pathfinder"),
        ("cellebright", "cellebrite-pathfinder"),
        ("cell", "cellebrite-pathfinder"),
        ("path finder", "cellebrite-pathfinder"),
        ("griffeyeanalyze", "griffeye-analyze"),
        ("photo dna viewer", "photo-dna-viewer"),
        ("hash view", "photo-dna-viewer"),
        ("detected", "deep-listener"),
        ("ecole", "deep-listener"),
        ("deep fake", "deep-listener"),
        ("deep-fake detection", "deep-listener"),
        ('"hash matching"', "photodna"),
        ("provider:cellebrite", "cellebrite-pathfinder"),
        ("limitations:short", "deep-listener"),
        ("listen*", "deep-listener"),
    ],
)
def test_the_first_hit(index, text, first):
    """Names are found joined, split, begun and misspelt; words by stem, phrase, field and prefix."""
    assert slugs(index, text)[0] == first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("photodna", {"photodna", "griffeye-analyze", "photo-dna-viewer"}),
        ("pictures -similar", {"photodna", "photo-dna-viewer"}),
        ('"known hash"', set()),
        ('"voices in phone"', {"deep-listener"}),
        ('"phone calls stops"', set()),
        ("name:photodna", {"photodna"}),
        ("-media:image", {"deep-listener"}),
        ("media:audio media:text", {"deep-listener", "cellebrite-pathfinder"}),
        ('country:"united states"', {"photodna"}),
        ("-pictures", {"cellebrite-pathfinder", "deep-listener"}),
        ("calls name:deeplistener", {"deep-listener"}),
        ("zzzz", set()),
        ("", {each.slug for each in CORPUS}),
    ],
)
def test_what_is_found(index, text, found):
    """Operators always hold: phrases within a line, exclusions, fields, facets."""
    result = ask(index, text)
    assert {hit.slug for hit in result.hits} == found
    assert result.total == len(found)


def test_names_before_aliases(tmp_path):
    """A tool with the name that was typed comes before one with that alias, whatever else matches."""
    index = built(
        tmp_path,
        [
            document("repeats", summary="iris " * 50, capabilities="iris\n" * 20),
            document("alias", "Other", aliases="Second\nIris"),
            document("name", "IRIS"),
        ],
    )
    assert slugs(index, "iris") == ["name", "alias", "repeats"]


def test_all_words_before_some(index):
    """Tools with all the words come first, others with a fair share follow, and a note says so."""
    result = ask(index, "phone calls cloned")
    assert [hit.slug for hit in result.hits] == ["deep-listener", "cellebrite-pathfinder"]
    assert _FULL_FIRST in result.notes
    partial = ask(index, "cloned towers")
    assert {hit.slug for hit in partial.hits} == {"deep-listener", "cellebrite-pathfinder"}
    assert _NONE_FULL in partial.notes


def test_a_full_page_stays_exact(tmp_path):
    """When tools with all the words fill a page, none with only some of them follow."""
    both = [document(f"both-{i}", summary="red blue") for i in range(20)]
    index = built(tmp_path, [*both, document("one", summary="red"), document("none", summary="green")])
    assert ask(index, "red blue").total == 20


def test_stop_words_alone_are_asked_for(index):
    """A text of stop words alone finds the tools that have them."""
    assert set(slugs(index, "it at")) == {"deep-listener"}


def test_repairs_are_said_and_words_that_exist_are_kept(index):
    """A misspelt word is replaced and told with an id; a word that some tool has is never replaced."""
    repaired = ask(index, "celebrite")
    (correction,) = repaired.understood.corrections
    assert (correction.typed, correction.read_as) == ("celebrite", "cellebrite")
    undone = ask(index, "celebrite", undone=(correction.id,))
    assert (undone.understood.corrections, undone.total) == ((), 0)
    assert "cellebrite" in repaired.terms
    assert ask(index, "hash").notes == ()
    assert any("zzzz" in note for note in ask(index, "zzzz").notes)


def test_terms_are_forms_that_stand_in_tools(index):
    """The words to mark are the folded forms that were looked for, not those that were excluded."""
    assert set(ask(index, "detect -cloud").terms) == {"detecting", "detection", "detects"}
    assert {"photo", "dna"} <= set(ask(index, "photo dna").terms)


def test_nothing_typed_has_no_score(index):
    """Without a text every tool is found and no tool has a score."""
    result = ask(index, "  ")
    assert result.total == 5
    assert {hit.score for hit in result.hits} == {0.0}


def test_nothing_typed_begins_with_the_best_evidence_and_ends_with_warnings(tmp_path):
    """Evidence orders what nobody asked for; a warning or a discontinued tool comes last however well tested."""
    listed = {"listing": ("listed",)}
    corpus = [
        document("a-withdrawn", evidence=2090, facets={"listing": ("discontinued",)}),
        document("b-untested", evidence=10, facets=listed),
        document("c-tested", evidence=2010, facets=listed),
        document("d-warned", evidence=2095, facets={"listing": ("cautionary",)}),
        document("e-caution", evidence=2099, facets={"listing": ("caution",)}),
    ]
    found = ask(built(tmp_path, corpus), "")
    assert [hit.slug for hit in found.hits] == [
        "c-tested",
        "b-untested",
        "e-caution",
        "d-warned",
        "a-withdrawn",
    ]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (
            Sort.NAME,
            ["cellebrite-pathfinder", "deep-listener", "griffeye-analyze", "photodna", "photo-dna-viewer"],
        ),
        (
            Sort.NEWEST_CHECK,
            ["deep-listener", "griffeye-analyze", "photodna", "photo-dna-viewer", "cellebrite-pathfinder"],
        ),
        (
            Sort.EVIDENCE,
            ["deep-listener", "photodna", "cellebrite-pathfinder", "griffeye-analyze", "photo-dna-viewer"],
        ),
    ],
)
def test_orders(index, sort, order):
    """Each order is as named, and ties are in the order of names."""
    assert slugs(index, "", sort=sort) == order


def test_pages(index):
    """Pages follow each other without gap or overlap; beyond the end they are empty and the total stays."""
    pages = [ask(index, "", page=page, size=2) for page in (1, 2, 3, 4)]
    assert [hit.slug for page in pages for hit in page.hits] == slugs(index, "")
    assert [len(page.hits) for page in pages] == [2, 2, 1, 0]
    assert {page.total for page in pages} == {5}
    assert len(ask(index, "", page=-3, size=0).hits) == 1


def test_an_empty_catalogue_has_an_empty_answer(tmp_path):
    """An index of no tools opens and answers with nothing."""
    index = built(tmp_path, [])
    assert len(index) == 0
    result = ask(index, 'some "text" a* name:x media:y', filters={"media": ("image",)})
    assert (result.total, result.hits) == (0, ())


@given(
    st.lists(
        st.sampled_from(
            [
                "photo",
                "dna",
                "calls",
                "-",
                '"',
                "*",
                "name:",
                "media:image",
                "zz",
                "the",
                " ",
                "cellebrit",
                "\ud800",
                "深",
            ]
        ),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=80)
)
@settings(max_examples=1000, deadline=None)
def test_any_text_has_an_answer(index, text):
    """No text raises; hits, scores, terms and notes keep their promises."""
    result = ask(index, text)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert result.total == len(result.hits) <= len(index)
    assert all(term == term.lower() for term in result.terms)
    assert all(note.encode() for note in result.notes)


def test_threads_share_one_index(tmp_path):
    """Many threads that touch words for the first time get the same answers as one thread."""
    texts = [
        "photo dna",
        "detecting calls",
        '"hash matching"',
        "cell*",
        "known images",
        "celebrite",
        "voices",
    ] * 8
    alone = built(tmp_path / "alone", CORPUS)
    shared = built(tmp_path / "shared", CORPUS)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda text: ask(shared, text), texts))
    assert answers == [ask(alone, text) for text in texts]


def test_the_name_of_a_provider_leads_to_its_tools_alike(tmp_path):
    """A tool that has its provider's name in its own is no more what is asked for than its siblings."""
    tools = (
        document("archiver", "Archiver", provider="Zeta"),
        document("zeta-map", "Zeta Map", provider="Zeta"),
        document("reader", "Reader", provider="Other", description="Reads what Zeta wrote."),
    )
    assert slugs(built(tmp_path, tools), "zeta") == ["archiver", "zeta-map", "reader"]
