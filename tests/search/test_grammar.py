import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.domain.facets import FACET_IDS
from catalog.domain.search import TEXT_FIELDS
from catalog.search.grammar import CUT_NOTE, MAX_CHARACTERS, MAX_TERMS, Clause, FacetClause, Kind, parse


def test_no_name_means_two_things():
    """No facet id is also the name of a text field, so that field:value has one meaning."""
    assert not set(FACET_IDS) & set(TEXT_FIELDS)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Deepfake VIDEO", [Clause(("deepfake",)), Clause(("video",))]),
        ('"Age  estimation"', [Clause(("age", "estimation"), Kind.PHRASE)]),
        ("“curly quotes”", [Clause(("curly", "quotes"), Kind.PHRASE)]),
        ("x -cloud", [Clause(("x",)), Clause(("cloud",), negative=True)]),
        ('-"face search"', [Clause(("face", "search"), Kind.PHRASE, negative=True)]),
        ("steg*", [Clause(("steg",), Kind.PREFIX)]),
        ("PhotoD*", [Clause(("photod",), Kind.PREFIX)]),
        ("name:Amped", [Clause(("amped",), field="name")]),
        ('NAME:"amped five"', [Clause(("amped", "five"), Kind.PHRASE, "name")]),
        ("photo-dna", [Clause(("photo", "dna"))]),
        ('open "end', [Clause(("open",)), Clause(("end",), Kind.PHRASE)]),
        ("free for the police", [Clause(("free",)), Clause(("police",))]),
        ("the of", [Clause(("the",)), Clause(("of",))]),
        ("same same", [Clause(("same",))]),
        ('- * "" :: -" ***', []),
        ("name:", [Clause(("name",))]),
    ],
)
def test_what_is_understood(text, clauses):
    """Each form of the grammar is read as the module says."""
    assert list(parse(text).clauses) == clauses


def test_facets_are_filters():
    """A facet id before the colon makes a filter on its value; quotes and spaces do not matter."""
    query = parse('media:Video -access:"law enforcement only"')
    assert query.facets == (
        FacetClause("media", "video"),
        FacetClause("access", "law-enforcement-only", negative=True),
    )
    assert not query.clauses


def test_unknown_field_is_a_word():
    """A field that does not exist is searched as a word, and a note says so; an address is no field."""
    query = parse("vendor:thorn http://example.org")
    assert [clause.parts[0] for clause in query.clauses] == ["vendor", "thorn", "http", "example"]
    assert len(query.notes) == 1
    assert "vendor" in query.notes[0]


def test_name_key_only_for_words():
    """The key of a name is given for words and phrases, stop words included, and not with operators."""
    assert parse("Is this OK").name == "isthisok"
    assert parse("photo-dna").name == "photodna"
    assert parse("photo -dna").name == ""
    assert parse("photo media:image").name == ""


def test_long_texts_are_cut():
    """A paste is cut to the limits, with a note; what was cut has no effect."""
    query = parse("word " * 20_000)
    assert CUT_NOTE in query.notes
    many = parse(" ".join(f"w{i}" for i in range(MAX_TERMS + 5)))
    assert len(many.clauses) == MAX_TERMS
    assert CUT_NOTE in many.notes
    assert sum(len(clause.parts) for clause in parse("深" * 400).clauses) <= MAX_TERMS
    assert CUT_NOTE not in parse("a short text").notes


SIGNS = st.text(alphabet='ab-"*:() \t\n\\/ANDORT深🔍\u200b\ud800', max_size=60)
PIECES = st.lists(
    st.sampled_from(["name:", "media:", "-", '"', "*", "photo", "dna", " ", ":", "'s", "\x00"])
).map("".join)


@given(st.one_of(st.text(max_size=MAX_CHARACTERS * 2), SIGNS, PIECES))
@settings(max_examples=1000)
def test_any_text_has_a_meaning(text):
    """No text raises, and what is understood stays within the limits."""
    query = parse(text)
    assert sum(len(clause.parts) for clause in query.clauses) <= MAX_TERMS
    assert all(clause.parts and all(clause.parts) for clause in query.clauses)
    assert all(clause.field is None or clause.field in TEXT_FIELDS for clause in query.clauses)
    assert all(facet.facet in FACET_IDS and facet.value for facet in query.facets)
    assert all(note.encode() for note in query.notes)
