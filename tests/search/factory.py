"""Small corpora for the tests of searching."""

from collections.abc import Sequence
from pathlib import Path

from catalog.domain.search import TEXT_FIELDS, SearchDocument, SearchRequest, SearchResult
from catalog.domain.thesaurus import Thesaurus
from catalog.search import SearchIndex, build_index, open_index


def document(
    slug: str,
    name: str = "",
    *,
    facets: dict[str, tuple[str, ...]] | None = None,
    checked: str = "2026-01-01",
    evidence: int = 0,
    **texts: str,
) -> SearchDocument:
    """Return a document with the given texts; all others are empty, and the name is the slug by default."""
    filled = dict.fromkeys(TEXT_FIELDS, "") | {"name": name or slug} | texts
    return SearchDocument(slug, filled, facets or {}, checked, evidence)


def built(
    folder: Path, documents: Sequence[SearchDocument], last_event: int = 1, thesaurus: Thesaurus | None = None
) -> SearchIndex:
    """Build the documents in the folder and return the opened index."""
    build_index(folder, documents, last_event, thesaurus=thesaurus)
    index = open_index(folder)
    assert index is not None
    return index


def ask(index: SearchIndex, text: str, **rest: object) -> SearchResult:
    """Search for a text."""
    return index.search(SearchRequest(text, **rest))  # type: ignore[arg-type]


def slugs(index: SearchIndex, text: str, **rest: object) -> list[str]:
    """Return the slugs of the hits, in order."""
    return [hit.slug for hit in ask(index, text, **rest).hits]


CORPUS = (
    document(
        "photodna",
        "PhotoDNA",
        provider="Microsoft",
        summary="Robust hash matching for known images.",
        description="Compares the hash of a picture with lists of known material.",
        facets={"media": ("image",), "access": ("law-enforcement-only",), "country": ("United States",)},
        checked="2026-03-01",
        evidence=3,
    ),
    document(
        "griffeye-analyze",
        "Griffeye Analyze DI Pro",
        provider="Griffeye",
        summary="Sorts large collections of images and videos.",
        description="Supports PhotoDNA hashes and groups similar pictures.",
        facets={"media": ("image", "video"), "access": ("commercial",)},
        checked="2026-05",
        evidence=1,
    ),
    document(
        "cellebrite-pathfinder",
        "Cellebrite Pathfinder",
        provider="Cellebrite",
        summary="Connects data from many phones.",
        description="Detecting links between people, calls and cell towers.",
        facets={"media": ("text", "image"), "access": ("commercial",)},
        checked="2025-12-31",
        evidence=1,
    ),
    document(
        "photo-dna-viewer",
        "Viewer",
        aliases="Photo DNA viewer\nHashView",
        provider="Some University",
        summary="Shows pictures beside each other.",
        facets={"media": ("image",), "access": ("open",)},
        checked="2026-03-01",
        evidence=0,
    ),
    document(
        "deep-listener",
        "DeepListener",
        provider="École du Son",
        summary="Deepfake detection for voices.",
        description="It detects cloned voices in phone calls.\nStops at the end.",
        limitations="Not tested on short calls.",
        facets={"media": ("audio",), "access": ("open",)},
        checked="2026-05-02",
        evidence=1002,
    ),
)
