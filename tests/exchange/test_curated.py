from pathlib import Path

import pytest

from catalog.domain.content import RecordKind
from catalog.domain.errors import Unavailable
from catalog.exchange.curated import curated_files, digest, read_content, read_record
from tests.samples import as_yaml, content_of, curated, raw_tool, source, write_content, write_thesaurus


def faults_of(**changes: object) -> list[str]:
    """Return the faults of a tool file as "field: message"."""
    text = as_yaml(raw_tool(**changes))
    _, faults = read_record(curated("tools/photo-sorter.yaml", text, RecordKind.TOOL))
    return [f"{fault.field}: {fault.message}" for fault in faults]


def test_a_valid_folder_is_read_whole(tmp_path: Path) -> None:
    """Every record of a folder becomes a document, keyed by its slug."""
    content = content_of(write_content(tmp_path, raw_tool("one"), raw_tool("two")))
    assert set(content.tools) == {"one", "two"}
    assert content.providers["example-lab"].country == "NO"
    assert "stages" in content.vocabularies


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"colour": "red"}, "colour: is not a field"),
        ({"summary": "x" * 161}, "summary: is too long (at most 160"),
        ({"kind": "gadget"}, "kind: must be one of"),
        ({"last_release": "2025-13"}, "last_release: is not a date"),
        ({"sources": {}}, "sources: needs at least one entry"),
        ({"homepage": "example.org"}, "homepage: is not a web address"),
        ({"listing": {"status": "cautionary"}}, "listing: status cautionary needs a reason"),
        ({"description": "a\u202eb"}, "description: holds a control or direction-changing character"),
        ({"capabilities": ["a", "a"]}, "capabilities: names the same value twice"),
        (
            {"sources": {1: source(url="https://registry.npm" + "js.org/x")}},
            "sources.1.url: is a page of a package registry",
        ),
        (
            {"annotations": [{"principle": "x/y", "kind": "concern", "text": "t"}]},
            "annotations.0.sources: is missing",
        ),
    ],
)
def test_each_mistake_names_its_field(changes: dict[str, object], expected: str) -> None:
    """A mistake in a file gives a fault with the field and what to do."""
    assert any(fault.startswith(expected) for fault in faults_of(**changes)), faults_of(**changes)


def test_a_file_must_be_named_after_its_slug() -> None:
    """The file name and the slug are the same word."""
    _, faults = read_record(curated("tools/other.yaml", as_yaml(raw_tool()), RecordKind.TOOL))
    assert [fault.field for fault in faults] == ["slug"]


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    """An unreadable file is one fault; all other records are read."""
    folder = write_content(tmp_path, raw_tool("one"), raw_tool("two"))
    (folder / "tools" / "one.yaml").write_bytes(b"a: [")
    content, faults = read_content(curated_files(folder))
    assert set(content.tools) == {"two"}
    assert [fault.file for fault in faults] == ["tools/one.yaml"]


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    """Without a folder that must exist the reader says which and what to do."""
    with pytest.raises(Unavailable, match="folder capabilities, tools, vocabulary is missing"):
        curated_files(tmp_path)


def test_the_digest_changes_with_a_name_or_a_byte(tmp_path: Path) -> None:
    """Equal digests mean the same files; a changed byte or a renamed file changes it."""
    folder = write_content(tmp_path, raw_tool("one"))
    before = digest(curated_files(folder))
    assert digest(curated_files(folder)) == before
    path = folder / "tools" / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = digest(curated_files(folder))
    path.rename(folder / "tools" / "two.yaml")
    assert len({before, changed, digest(curated_files(folder))}) == 3


def test_the_thesaurus_is_read_with_its_fillers(tmp_path: Path) -> None:
    """The folder of the search may be absent; with it groups are keyed by name and fillers are one record."""
    folder = write_content(tmp_path)
    assert content_of(folder).thesaurus == {}
    content = content_of(write_thesaurus(folder))
    assert [concept.id for concept in content.thesaurus["words"].concepts] == ["voice-cloning"]
    assert content.fillers is not None
    kinds = {(kind, key) for kind, key, _ in content.records()}
    assert {(RecordKind.THESAURUS, "words"), (RecordKind.FILLERS, "fillers")} <= kinds


def test_a_group_must_be_named_after_its_file() -> None:
    """The name of a group and of its file are the same word, and an unknown key is a fault."""
    text = "group: one\nnote: n\nconcepts:\n- {id: a, labels: {en: [a]}, colour: red}\n"
    _, faults = read_record(curated("search/two.yaml", text, RecordKind.THESAURUS))
    assert faults[0].field == "concepts.0.colour"
    _, faults = read_record(
        curated("search/two.yaml", text.replace(", colour: red", ""), RecordKind.THESAURUS)
    )
    assert [fault.message for fault in faults] == ["is one but the file is named two"]
