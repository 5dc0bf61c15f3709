from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.search.words import MAX_FORM, compounds, fold, joined, occurrences, stem


def parts(text):
    """Return the parts of each compound of a text."""
    return [compound.parts for compound in compounds(text)]


def test_compounds_come_apart():
    """Hyphens, dots and inner capitals make a compound; codes and product marks stay whole."""
    assert parts("hash-matching PhotoDNA C2PA iPhone GPT4All AT&T") == [
        ("hash", "matching"),
        ("photo", "dna"),
        ("c2pa",),
        ("iphone",),
        ("gpt4all",),
        ("at", "t"),
    ]


def test_scripts_and_signs():
    """Accents, full-width letters, invisible characters and possessives are folded; emoji are no words."""
    assert parts("École ＡＩ pho\u00adto\u200bDNA mother’s 🔍 straße") == [
        ("ecole",),
        ("ai",),
        ("photo", "dna"),
        ("mother",),
        ("strasse",),
    ]
    assert parts("हिन्दी 深度") == [("हिन्दी",), ("深", "度")]
    assert fold("Łódź") == "lodz"


def test_names_meet_however_they_are_joined():
    """One name has one key, written together, apart, or with a hyphen."""
    assert (
        len({joined(text) for text in ("photodna", "PhotoDNA", "photo-dna", "Photo DNA", "PHOTO dna")}) == 1
    )


def test_joined_forms_stand_at_both_ends():
    """A compound's joined form stands at its first and its last position, so phrases meet it on both sides."""
    found, length = occurrences("the PhotoDNA hash")
    places = {(form, position) for form, position, _ in found}
    assert {("photodna", 1), ("photodna", 2), ("photo", 1), ("dna", 2), ("hash", 3)} <= places
    assert length == 4


def test_runs_of_names_are_marked():
    """Runs of a name's words are joined and marked as runs; what is written as one word is not."""
    found, _ = occurrences("PhotoDNA Viewer", runs=True)
    runs = {form: run for form, _, run in found}
    assert runs["photodna"] is False
    assert runs["dnaviewer"] is True
    assert runs["photodnaviewer"] is True


def test_lines_leave_a_gap():
    """The last word of a line and the first of the next are not neighbours."""
    found, length = occurrences("one\ntwo")
    assert [(form, position) for form, position, _ in found] == [("one", 0), ("two", 2)]
    assert length == 2


def test_stems():
    """Endings and the commonest irregular plurals share a stem; codes and other scripts are left alone."""
    assert stem("detecting") == stem("detection") == stem("detects")
    assert stem("children") == stem("child")
    assert stem("c2pas") == "c2pas"
    assert stem("детей") == "детей"


@given(st.text())
@settings(max_examples=500)
def test_any_text_is_analysed(text):
    """Every text has forms that are folded, not empty, not too long, and encodable."""
    for form, position, _ in occurrences(text, runs=True)[0]:
        assert 0 < len(form) <= MAX_FORM
        assert position >= 0
        assert form.encode()
