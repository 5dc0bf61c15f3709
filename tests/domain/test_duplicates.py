import pytest

from catalog.domain.duplicates import Known, likely_duplicates, normal_address, normal_name
from tests.samples import tool

TOOLS = tuple(
    tool(slug, **changes)
    for slug, changes in {
        "photo-sorter": {"aliases": ["PhotoSort", "Sorter of pictures"]},
        "voice-finder": {
            "homepage": "https://voice.example.net/",
            "summary": "Finds a voice in long recordings.",
        },
        "line-reader": {"repository": "https://github.com/example/line-reader", "homepage": "not-stated"},
        "plate-reader": {
            "homepage": "https://github.com/",
            "summary": "Reads the plates of cars in a video.",
        },
    }.items()
)
DRAFTS = (
    {"name": "Foto Sorter"},
    {"name": "PHOTOSORT"},
    {"name": "Photo Sorters", "summary": "Finds a voice in long recordings!"},
    {"name": "x", "homepage": "http://www.voice.example.net/index.html"},
    {"name": "x", "repository": "https://github.com/example/line-reader.git"},
    {"name": "x", "homepage": "https://github.com/"},
    {"name": "Line Readers", "aliases": ["Plate Reader", "not a list of one"]},
    {"name": "Line Reader", "slug": "line-reader"},
    {"name": "something else", "summary": "It does nothing of the kind."},
    {"name": "", "summary": ""},
    {},
)


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_many_questions_are_answered_like_one(draft: dict[str, object]) -> None:
    """What an import looks up without walking through every tool is what walking through them finds."""
    assert Known(TOOLS).likely(draft) == likely_duplicates(draft, TOOLS)


def test_enough_is_found() -> None:
    """The drafts of these tests do find duplicates, by address, name, likeness of name and of summary."""
    reasons = {found.reason.partition(":")[0] for draft in DRAFTS for found in Known(TOOLS).likely(draft)}
    assert reasons == {
        "the same address",
        "the same name",
        "a name that looks alike",
        "a summary that reads alike",
    }


def test_addresses_and_names_are_compared_without_their_spelling() -> None:
    """Scheme, "www.", query and slash, letter case, marks and signs do not tell tools apart."""
    assert normal_address("HTTPS://www.Example.org/Tool/?utm=1") == normal_address("http://example.org/tool")
    assert normal_name("É-Tool 2") == normal_name("e tool2")
