"""Small records for tests: complete, valid, and plainly invented (example.org)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from catalog.domain.content import Content
from catalog.domain.tool import Tool
from catalog.exchange.curated import CuratedFile, curated_files, read_content

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = "2026-11-21"


def source(**changes: Any) -> dict[str, Any]:
    """Return the raw form of an independent source."""
    plain = {
        "url": "https://example.org/review",
        "title": "A review",
        "publisher": "Example Review",
        "kind": "press",
        "independent": True,
        "date": "2025-03",
        "supports": ["description"],
    }
    return plain | changes


def raw_tool(slug: str = "photo-sorter", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a valid tool."""
    plain: dict[str, Any] = {
        "slug": slug,
        "kind": "tool",
        "name": slug.replace("-", " ").title(),
        "provider": "example-lab",
        "homepage": "https://example.org/",
        "repository": "not-stated",
        "licence": "MIT",
        "summary": "Groups seized pictures that look alike so that each is viewed once.",
        "description": "It compares pictures and shows groups of similar ones.",
        "input": "a folder of pictures",
        "output": "groups of similar pictures",
        "capabilities": ["near-duplicate-clustering"],
        "stages": ["sort-and-reduce-exposure"],
        "media": ["image"],
        "ai": {"family": "image-analysis", "use": "learned image descriptors"},
        "access": "public",
        "cost": "free",
        "deployment": ["desktop"],
        "offline": True,
        "hardware": "not-stated",
        "interfaces": ["gui"],
        "languages": "not-stated",
        "maturity": "operational",
        "last_release": "2025-06",
        "biometric": False,
        "personal_data": True,
        "children_data": True,
        "listing": {"status": "listed"},
        "sources": {1: source()},
        "verification": {"level": "desk-reviewed", "checked": TODAY, "next_check": "2027-05-20"},
        "curation": {"confidence": "high"},
    }
    return plain | changes


def tool(slug: str = "photo-sorter", **changes: Any) -> Tool:
    """Return a valid tool."""
    return Tool.model_validate(raw_tool(slug, **changes))


def provider(slug: str = "example-lab", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a provider."""
    plain = {
        "slug": slug,
        "name": "Example Lab",
        "type": "academic",
        "country": "NO",
        "named_in": ["photo-sorter"],
    }
    return plain | changes


def capability(slug: str = "near-duplicate-clustering", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a capability."""
    plain = {
        "slug": slug,
        "label": "Grouping near-duplicates",
        "family": "match-and-sort",
        "definition": "Finds pictures that show the same scene with small changes.",
        "stages": ["sort-and-reduce-exposure"],
    }
    return plain | changes


def case(slug: str = "xx-example-2024", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a case."""
    plain = {
        "slug": slug,
        "title": "An authority examined a sorter",
        "date": "2024-05",
        "jurisdiction": "NO",
        "body": "Example authority",
        "kind": "ruling",
        "tools": ["photo-sorter"],
        "capabilities": ["near-duplicate-clustering"],
        "principles": ["human-autonomy/privacy"],
        "rights": ["privacy"],
        "what_happened": "The authority looked at how pictures were kept.",
        "as_of": "2024-06",
        "sources": {1: source(url="https://example.org/ruling", kind="regulator")},
    }
    return plain | changes


def concept(name: str = "voice-cloning", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a concept of the thesaurus."""
    plain = {
        "id": name,
        "labels": {"en": [name.replace("-", " ")]},
        "maps_to": {"capability": ["near-duplicate-clustering"], "media": ["audio"]},
    }
    return plain | changes


def write_thesaurus(folder: Path, *concepts: dict[str, Any], fillers: bool = True) -> Path:
    """Write a thesaurus of one group into a curated folder and return the folder."""
    (folder / "search").mkdir(exist_ok=True)
    group = {"group": "words", "note": "Words.", "concepts": list(concepts) or [concept()]}
    (folder / "search" / "words.yaml").write_text(as_yaml(group), encoding="utf-8")
    if fillers:
        words = {"note": "Words that say nothing.", "words": {"en": ["please"]}}
        (folder / "search" / "fillers.yaml").write_text(as_yaml(words), encoding="utf-8")
    return folder


def write_content(folder: Path, *tools: dict[str, Any], **more: list[dict[str, Any]]) -> Path:
    """Write a small curated folder around the real vocabularies and return it."""
    real = Path(__file__).parents[1] / "data" / "vocabulary"
    shelves = {
        "tools": list(tools) or [raw_tool()],
        "providers": more.get("providers", [provider(named_in=[t["slug"] for t in tools or (raw_tool(),)])]),
        "capabilities": more.get("capabilities", [capability()]),
        "cases": more.get("cases", []),
    }
    for name, records in shelves.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for record in records:
            (folder / name / f"{record['slug']}.yaml").write_text(as_yaml(record), encoding="utf-8")
    (folder / "vocabulary").mkdir(exist_ok=True)
    for path in real.glob("*.yaml"):
        (folder / "vocabulary" / path.name).write_bytes(path.read_bytes())
    return folder


def as_yaml(record: dict[str, Any]) -> str:
    """Return a record as the YAML that a curator would write."""
    return yaml.safe_dump(record, sort_keys=False, allow_unicode=True)


def content_of(folder: Path) -> Content:
    """Read a folder that has no faults in its single files."""
    content, faults = read_content(curated_files(folder))
    assert not faults, faults
    return content


def curated(name: str, text: str, kind: Any) -> CuratedFile:
    """Return a curated file from its text."""
    return CuratedFile(name, kind, text.encode("utf-8"))
