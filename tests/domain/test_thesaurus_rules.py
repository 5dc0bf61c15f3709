from pathlib import Path
from typing import Any

import pytest

from catalog.domain.census import take_census
from catalog.domain.rules import content_faults
from tests.samples import TODAY, as_yaml, concept, content_of, raw_tool, write_content, write_thesaurus


def faults(folder: Path, *concepts: dict[str, Any], fillers: bool = True) -> list[str]:
    """Return the faults of a small folder with these concepts."""
    write_thesaurus(write_content(folder, raw_tool()), *concepts, fillers=fillers)
    return [str(fault) for fault in content_faults(content_of(folder), TODAY)]


def test_sound_concepts_have_no_fault(tmp_path: Path) -> None:
    """Concepts that map to what exists, with labels of their own, give no fault, and are counted."""
    assert (
        faults(
            tmp_path,
            concept(answers={"exact": ["photo-sorter"]}),
            concept("offline", kind="constraint", maps_to={"offline": ["yes"]}),
        )
        == []
    )
    census = take_census(content_of(tmp_path))
    assert census.records["search concepts"] == 2
    assert census.labels_by_language == {"en": 2}


@pytest.mark.parametrize(
    ("concepts", "expected"),
    [
        ([concept(maps_to={"colour": ["red"]})], "concepts.voice-cloning.maps_to.colour: is not a facet"),
        ([concept(maps_to={"media": ["smell"]})], "maps_to.media: smell is not a value of this facet"),
        (
            [concept(maps_to={"capability": ["mind-reading"]})],
            "maps_to.capability: mind-reading is not a value",
        ),
        ([concept(maps_to={"rights": ["luck"]})], "maps_to.rights: luck is not a value"),
        ([concept(maps_to={"country": ["ZZ"]})], "maps_to.country: ZZ is not a value"),
        ([concept(kind="constraint", maps_to={})], "maps_to: is empty; a constraint names what it limits to"),
        ([concept(negated={"offline": ["no"]})], "negated: is for constraints only; drop it"),
        (
            [concept(kind="constraint", negated={"media": ["smell"]})],
            "negated.media: smell is not a value of this facet",
        ),
        ([concept(nearest=["face-recognition"])], "nearest: is for what is outside only"),
        ([concept(outside=True, maps_to={}, nearest=["palmistry"])], "palmistry is not a capability"),
        (
            [concept(answers={"exact": ["no-such-tool"]})],
            "answers: no-such-tool is not a tool; correct or drop it",
        ),
        (
            [concept(answers={"exact": ["photo-sorter"], "helps": ["photo-sorter"]})],
            "answers: photo-sorter stands in more than one list; keep one",
        ),
        (
            [concept(kind="constraint", answers={"marginal": ["photo-sorter"]})],
            "answers: is for topics that the catalogue covers; drop it",
        ),
        ([concept(outside=True)], "outside: is true, so maps_to must be empty"),
        ([concept(), concept(labels={"en": ["other"]})], "id: is already a concept of search/words.yaml"),
        (
            [concept(), concept("other", labels={"fr": ["Voice  cloning"]})],
            "“voice cloning” is also a label of voice-cloning",
        ),
        (
            [concept(), concept("other", acronyms=[{"form": "voice cloning", "reading": "x"}])],
            "concepts.voice-cloning.labels: “voice cloning” is also a label of other",
        ),
    ],
)
def test_each_breach_is_named(tmp_path: Path, concepts: list[dict[str, Any]], expected: str) -> None:
    """Every rule of the thesaurus gives a fault with file and field."""
    found = faults(tmp_path, *concepts)
    assert any(expected in fault for fault in found), found
    assert all(fault.startswith("search/words.yaml: concepts.") for fault in found)


def test_a_label_may_be_shared_on_purpose(tmp_path: Path) -> None:
    """Two concepts that both name a label under `shares` may claim it; one alone may not."""
    one, two = (concept(name, labels={"en": ["voice"]}, shares=["voice"]) for name in ("one", "two"))
    assert faults(tmp_path, one, two) == []
    assert len(faults(tmp_path, one, concept("two", labels={"en": ["voice"]}))) == 1


def test_whole_wordings_are_of_topics(tmp_path: Path) -> None:
    """Wordings of a topic that is there give no fault; of a limit, of nothing, or of a topic twice they do."""
    limit = concept("offline", kind="constraint", maps_to={"offline": ["yes"]})
    folder = write_thesaurus(write_content(tmp_path, raw_tool()), concept(), limit)
    (folder / "search" / "asked").mkdir()

    def asked(name: str, *topics: str) -> list[str]:
        raw = {"group": name, "note": "n", "asked": {topic: {"en": ["a copied voice"]} for topic in topics}}
        (folder / "search" / "asked" / f"{name}.yaml").write_text(as_yaml(raw), encoding="utf-8")
        return [str(fault) for fault in content_faults(content_of(folder), TODAY)]

    assert asked("words", "voice-cloning") == []
    assert len(asked("more", "voice-cloning", "offline", "nothing")) == 3
    assert asked("more", "offline") == [
        "search/asked/more.yaml: asked.offline: is not a topic of search/; correct or drop it"
    ]


def test_concepts_need_fillers(tmp_path: Path) -> None:
    """Without the file of fillers a thesaurus cannot be read; without a thesaurus none is needed."""
    assert faults(tmp_path, fillers=False)[0].startswith("search/fillers.yaml: the file is missing")
