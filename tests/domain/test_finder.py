from pathlib import Path

import pytest

from catalog.domain.content import Content
from catalog.domain.facets import FACET_IDS, FACETS, FIXED_LABELS
from catalog.domain.finder import (
    CONDITIONS,
    HAVES,
    Answers,
    filters_of,
    known_answers,
)
from catalog.exchange.curated import curated_files, read_content
from catalog.settings import Settings

PATHS = [(have.id, need.id) for have in HAVES for need in have.needs]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The curated content, without its tools: only vocabularies and capabilities are asked for."""
    folder: Path = Settings(home=tmp_path_factory.mktemp("home")).data_folder
    small = [file for file in curated_files(folder) if file.name.startswith(("vocabulary/", "capabilities/"))]
    return read_content(tuple(small))[0]


def test_every_id_of_the_finder_exists(content: Content) -> None:
    """Capabilities, material and values of facets that the finder names are those of the catalogue."""
    vocabularies = {facet.id: facet.vocabulary for facet in FACETS}
    media = set(content.vocabularies["media"].ids())
    for have in HAVES:
        assert media.issuperset(have.media), have.id
        for need in have.needs:
            assert content.capabilities.keys() >= set(need.capabilities), need.id
    for condition in CONDITIONS:
        assert condition.facet in FACET_IDS
        own, vocabulary = FIXED_LABELS.get(condition.facet), vocabularies[condition.facet]
        known = own if own is not None else content.vocabularies[vocabulary or ""].ids()
        assert set(known).issuperset(condition.values), condition.id


def test_ids_name_one_thing_each() -> None:
    """No two haves, needs of one have, or conditions share an id, and each need does something."""
    assert len({have.id for have in HAVES}) == len(HAVES)
    assert len(set(PATHS)) == len(PATHS)
    assert len({condition.facet for condition in CONDITIONS}) == len(CONDITIONS)
    assert all(need.capabilities for have in HAVES for need in have.needs)


def test_answers_become_filters() -> None:
    """A need gives the capabilities, what there is the material, and each condition its own facet."""
    assert filters_of(Answers("payments", "crypto", ("offline", "open-to-all"))) == {
        "capability": ("crypto-tracing",),
        "media": ("financial",),
        "offline": ("yes",),
        "access": ("public", "registration"),
    }
    assert filters_of(Answers("reports", "rank")) == {"capability": ("case-prioritisation",)}
    assert filters_of(Answers()) == {}


def test_answers_that_do_not_go_together_are_left_out() -> None:
    """An unknown id, a need of something else, and conditions without a need are dropped."""
    assert known_answers(Answers("nothing", "crypto", ("offline",))) == Answers()
    assert known_answers(Answers("images", "crypto", ("offline",))) == Answers("images")
    assert known_answers(Answers("images", "where", ("no-cost", "<b>", "offline"))) == Answers(
        "images", "where", ("offline", "no-cost")
    )
