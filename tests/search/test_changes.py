"""An index with changes answers as one that was built anew of the same documents."""

import random

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage

from catalog.domain.search import SearchRequest, Sort
from tests.search.factory import CORPUS, ask, built, document, slugs

WORDS = [
    "photo",
    "dna",
    "hash-matching",
    "deepfake",
    "voices",
    "PhotoDNA",
    "détection",
    "grey",
    "gray",
    "organise",
    "organize",
    "cloning",
    "cell",
    "towers",
    "phones",
    "phone",
    "calling",
    "深度",
    "伪造",
    "speech",
    "children",
    "child",
    "Griffeye",
    "analyse",
]
FACETS = {
    "media": ("image", "video", "audio"),
    "capability": ("hashing", "clustering", "voices"),
    "listing": ("listed", "cautionary"),
    "country": ("Norway", "Italy", "Chile"),
}
QUESTIONS = (
    *(
        "",
        "photo",
        "photo dna",
        "photodna",
        '"photo dna"',
        "dee*",
        "-phone",
        "griffey",
        "voics",
        "organise calls",
    ),
    *(
        "grey phone",
        "name:gray",
        "media:image",
        "cell towers cloning",
        "深度",
        "nothing",
        "hash matching children",
    ),
)


def words(chance, most):
    """Return some words; a line ends here and there."""
    picked = [chance.choice(WORDS) for _ in range(chance.randrange(most))]
    return " ".join(word + ("\n" if chance.random() < 0.1 else "") for word in picked)


def some_document(chance, slug):
    """Return a document of few words, so that forms, values and names come and go with single tools."""
    facets = {
        facet: tuple(sorted(chance.sample(values, chance.randint(1, 2))))
        for facet, values in FACETS.items()
        if chance.random() < 0.8
    }
    return document(
        slug,
        words(chance, 4) or slug,
        facets=facets,
        checked=f"2026-0{chance.randint(1, 3)}",
        evidence=chance.randint(0, 3),
        aliases=words(chance, 5),
        provider=chance.choice(["Example Lab", "Photo DNA", ""]),
        summary=words(chance, 8),
        description=words(chance, 20),
        claims=words(chance, 3),
    )


def same_parts(left, right):
    """Tell whether two indexes hold the very same arrays."""
    ours, theirs = left._parts.arrays(), right._parts.arrays()
    assert ours.keys() == theirs.keys()
    for name, array in ours.items():
        assert np.array_equal(array, theirs[name]), name
        assert array.dtype.kind == theirs[name].dtype.kind, name


def same_answers(left, right):
    """Tell whether two indexes answer alike: slugs, scores, counts, terms, notes and suggestions."""
    for text in QUESTIONS:
        for filters in ({}, {"media": ("image",), "listing": ("listed",)}):
            for sort in Sort:
                asked = SearchRequest(text, filters, sort=sort, size=50)
                assert left.search(asked) == right.search(asked), text
        assert left.suggest(text) == right.suggest(text)


@pytest.mark.parametrize("seed", range(12))
def test_changes_equal_a_rebuild(tmp_path, seed):
    """Whatever is added, changed or taken away, one after the other, the arrays are those of a full build."""
    chance = random.Random(seed)  # noqa: S311  # reproducible on purpose
    held = {f"t{i}": some_document(chance, f"t{i}") for i in range(chance.choice([0, 1, 12, 40]))}
    index = built(tmp_path, list(held.values()))
    for event in range(2, 7):
        gone = set(chance.sample(sorted(held), min(len(held), chance.randrange(3))))
        touched = [f"t{chance.randrange(50)}" for _ in range(chance.randrange(5))]
        changed = {slug: some_document(chance, slug) for slug in touched}
        gone -= changed.keys()
        held = {slug: one for slug, one in held.items() if slug not in gone} | changed
        index = index.with_changes(list(changed.values()), gone, event)
        assert (index.last_event, len(index)) == (event, len(held))
        same_parts(index, built(tmp_path / str(event), list(held.values())))
    same_answers(index, built(tmp_path / "anew", list(held.values())))


def test_a_change_leaves_the_index_before_it_alone(tmp_path):
    """Whoever holds the older index goes on with it: both answer, each as it was."""
    before = built(tmp_path, CORPUS)
    after = before.with_changes(
        [document("photodna", "Renamed", summary="Looks at bicycles.")], {"viewer"}, 2
    )
    assert slugs(before, "photodna")[0] == "photodna"
    assert slugs(after, "bicycles") == ["photodna"]
    assert slugs(before, "bicycles") == []
    assert (before.last_event, after.last_event, after.generation) == (1, 2, before.generation)


def test_the_last_tool_with_a_word_takes_the_word_along(tmp_path):
    """A word, a value and a name that no tool has any more are unknown again."""
    index = built(tmp_path, CORPUS).with_changes([], {"deep-listener"}, 2)
    assert any("cloned" in note for note in ask(index, "cloned").notes)
    assert "audio" not in ask(index, "").facets["media"]
    assert index.suggest("deepl") == ()


def test_a_change_writes_no_file(tmp_path, monkeypatch):
    """Changes are taken up in memory alone: processes that do so at the same time share no folder."""
    index = built(tmp_path, CORPUS)
    monkeypatch.setattr(FileStorage, "create", None)
    assert slugs(index.with_changes([document("new", "Bicycles")], (), 2), "bicycles") == ["new"]


def test_nothing_changed_is_the_same_index(tmp_path):
    """Slugs that are not there may go, and no document need come."""
    index = built(tmp_path, CORPUS)
    same_parts(index.with_changes([], {"unheard-of"}, 2), index)
