from pathlib import Path

import pytest

from catalog.bootstrap import ensure_index, open_app
from catalog.domain.errors import Invalid
from catalog.domain.search import SearchRequest
from catalog.settings import Settings
from catalog.store import Store
from tests.samples import TODAY, raw_tool, write_content, write_thesaurus


def settings(tmp_path: Path, *tools: dict[str, object]) -> Settings:
    """Return the settings of a small catalogue."""
    return Settings(home=tmp_path / "home", data=write_content(tmp_path / "data", *tools))


def test_a_second_start_loads_and_builds_nothing(tmp_path: Path) -> None:
    """When no file changed the store and the index are opened as they are."""
    chosen = settings(tmp_path)
    first = open_app(chosen, TODAY)
    first.store.close()
    told: list[tuple[object, ...]] = []
    second = open_app(chosen, TODAY, lambda *told_of: told.append(told_of))
    assert first.loaded is not None
    assert second.loaded is None
    assert told == []
    assert second.read.index.generation == first.read.index.generation
    second.store.close()


def test_a_changed_file_reaches_the_index_at_the_next_start(tmp_path: Path) -> None:
    """A new tool is found after the next start; a removed one is not."""
    open_app(settings(tmp_path, raw_tool("one")), TODAY).store.close()
    chosen = settings(tmp_path, raw_tool("one"), raw_tool("two", summary="Reads number plates on buses."))
    (tmp_path / "data" / "tools" / "one.yaml").unlink()
    (tmp_path / "data" / "providers" / "example-lab.yaml").write_text(
        "slug: example-lab\nname: Example Lab\ntype: academic\ncountry: NO\nnamed_in: [two]\n",
        encoding="utf-8",
    )
    app = open_app(chosen, TODAY)
    found = app.read.index.search(SearchRequest(text="plates"))
    assert [hit.slug for hit in found.hits] == ["two"]
    assert len(app.read.index) == 1
    app.store.close()


@pytest.mark.parametrize("harm", ["missing", "truncated", "foreign"])
def test_a_harmed_index_is_built_anew(tmp_path: Path, harm: str) -> None:
    """An index that is missing, damaged or not the store's own is replaced, and answers as the store says."""
    chosen = settings(tmp_path, raw_tool("one"))
    app = open_app(chosen, TODAY)
    generation = chosen.index_folder / app.read.index.generation
    app.store.close()
    if harm == "missing":
        (chosen.index_folder / "CURRENT").unlink()
    elif harm == "truncated":
        victim = max(generation.iterdir(), key=lambda path: path.stat().st_size)
        victim.write_bytes(victim.read_bytes()[:-1])
    else:
        store = Store.open(chosen.url)
        other = open_app(settings(tmp_path / "other", raw_tool("two")), TODAY)
        other.store.close()
        store.close()
        for path in chosen.index_folder.glob("*/*"):
            path.unlink()
        source = other.settings.index_folder
        for path in source.rglob("*"):
            if path.is_file():
                target = chosen.index_folder / path.relative_to(source)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(path.read_bytes())
    again = open_app(chosen, TODAY)
    assert [hit.slug for hit in again.read.index.search(SearchRequest()).hits] == ["one"]
    again.store.close()


def test_faults_keep_an_empty_store_from_opening(tmp_path: Path) -> None:
    """Content with faults is refused in a sentence that names the first, and nothing is stored."""
    chosen = settings(tmp_path, raw_tool("one", cost="dear"))
    with pytest.raises(Invalid, match=r"cost: dear is not one of.*catalog check"):
        open_app(chosen, TODAY)
    store = Store.open(chosen.url)
    with store.reading() as reader:
        assert reader.last_event() == 0
    store.close()


def test_faults_in_changed_files_leave_the_old_content_on_show(tmp_path: Path) -> None:
    """A catalogue that was loaded before keeps answering, with a warning that names the first fault."""
    open_app(settings(tmp_path, raw_tool("one")), TODAY).store.close()
    app = open_app(settings(tmp_path, raw_tool("one", cost="dear")), TODAY)
    assert "cost: dear is not one of" in app.warning
    assert [hit.slug for hit in app.read.index.search(SearchRequest()).hits] == ["one"]
    app.store.close()


def test_building_anew_gives_a_new_generation(tmp_path: Path) -> None:
    """`catalog build` replaces a sound index too."""
    app = open_app(settings(tmp_path), TODAY)
    anew = ensure_index(app.store, app.settings.index_folder, rebuild=True)
    assert anew.generation != app.read.index.generation
    assert len(anew) == len(app.read.index)
    app.store.close()


def test_a_changed_thesaurus_reaches_the_index(tmp_path: Path) -> None:
    """Concepts are part of the content: a new one is understood after the next start, from the index alone."""
    chosen = settings(tmp_path)
    open_app(chosen, TODAY).store.close()
    write_thesaurus(tmp_path / "data")
    app = open_app(chosen, TODAY)
    found = app.read.index.search(SearchRequest(text="voice cloning"))
    assert [topic.concept for topic in found.understood.topics] == ["voice-cloning"]
    assert app.loaded is not None
    assert app.loaded.added == 2
    app.store.close()
