import errno
import json
import os
import pickle
import resource
import threading
from hashlib import sha256
from pathlib import Path

import pytest
from whoosh.util.filelock import FileLock

from catalog.domain.errors import Unavailable
from catalog.search import build as build_module
from catalog.search import build_index, open_index, opening
from tests.search.factory import CORPUS, built, document, slugs


class Planted:
    """A pickle that creates a file when it is loaded."""

    def __init__(self, target):
        self.target = target

    def __reduce__(self):
        return (Path.touch, (self.target,))


def generation(folder):
    """Return the current generation's folder."""
    return folder / (folder / "CURRENT").read_text().split()[0]


def refused(folder, **rest):
    """Return the reason for which the index is not opened; it names no path."""
    reasons = []
    assert open_index(folder, report=reasons.append, **rest) is None
    assert len(reasons) == 1
    assert str(folder) not in reasons[0]
    return reasons[0]


def test_build_says_what_it_did(tmp_path):
    """The opened index carries the generation, event, size and manifest hash of its build; progress is told."""
    told = []
    manifest_hash = build_index(tmp_path / "new", CORPUS, 42, lambda done, total: told.append((done, total)))
    index = open_index(tmp_path / "new", expected_manifest=manifest_hash)
    assert (index.last_event, len(index), index.manifest_hash) == (42, len(CORPUS), manifest_hash)
    assert index.generation == generation(tmp_path / "new").name
    assert told == [(i + 1, len(CORPUS)) for i in range(len(CORPUS))]
    for folder in (tmp_path / "new", generation(tmp_path / "new")):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_new_generation_replaces_the_old(tmp_path):
    """After a build only the new generation is left, and an index opened before still answers as before."""
    old = built(tmp_path, [document("one", "First")], 1)
    new = built(tmp_path, [document("two", "Second")], 2)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [tmp_path / new.generation]
    assert slugs(old, "first") == ["one"]
    assert slugs(new, "second") == ["two"]


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    """A build removes generations only: a README or a link beside them stays."""
    (tmp_path / "README.md").write_text("kept")
    (tmp_path / "gen-notes").mkdir()
    built(tmp_path, CORPUS)
    assert (tmp_path / "README.md").read_text() == "kept"
    assert (tmp_path / "gen-notes").is_dir()


def test_no_index_is_no_error(tmp_path):
    """Without an index the answer is None, with the reason."""
    assert "no search index" in refused(tmp_path)
    assert "no search index" in refused(tmp_path / "nowhere")


def spoil_truncate(path):
    """Cut the last byte."""
    path.write_bytes(path.read_bytes()[:-1])


def spoil_flip(path):
    """Flip one bit."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def spoil_empty(path):
    """Leave nothing."""
    path.write_bytes(b"")


def spoil_remove(path):
    """Remove the file."""
    path.unlink()


def spoil_link(path):
    """Put a link in place of the file."""
    aside = path.parent.parent / "aside"
    path.rename(aside)
    path.symlink_to(aside)


@pytest.mark.parametrize("spoil", [spoil_truncate, spoil_flip, spoil_empty, spoil_remove, spoil_link])
@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "columns.npz", "manifest.json", "../CURRENT"])
def test_damage_is_refused_before_anything_is_opened(tmp_path, monkeypatch, spoil, pattern):
    """Any change to any file is noticed before Whoosh or numpy gets a byte, and a new build heals it."""
    built(tmp_path, CORPUS)
    (path,) = generation(tmp_path).glob(pattern) if ".." not in pattern else [tmp_path / "CURRENT"]
    spoil(path)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "SearchIndex", None)
        refused(tmp_path)
    assert slugs(built(tmp_path, CORPUS), "photodna")[0] == "photodna"


def test_an_extra_file_is_refused(tmp_path):
    """A file that the manifest does not list is a reason to refuse, even a harmless one."""
    built(tmp_path, CORPUS)
    (generation(tmp_path) / "_MAIN_2.toc").write_bytes(b"")
    assert "extra" in refused(tmp_path)


def test_a_pipe_does_not_block(tmp_path):
    """A named pipe in place of a file is refused at once."""
    built(tmp_path, CORPUS)
    path = generation(tmp_path) / "columns.npz"
    path.unlink()
    os.mkfifo(path)
    refused(tmp_path)


@pytest.mark.parametrize(
    "manifest", [b"{", b"[]", b'{"files": 1}', b"[" * 100_000, b'{"files": {"../x": {}}}']
)
def test_a_malformed_manifest_is_refused(tmp_path, manifest):
    """A manifest of another form is refused even when CURRENT names its hash."""
    built(tmp_path, CORPUS)
    (generation(tmp_path) / "manifest.json").write_bytes(manifest)
    (tmp_path / "CURRENT").write_text(f"{generation(tmp_path).name} {sha256(manifest).hexdigest()}")
    refused(tmp_path)


def plant(folder, target, *, consistent):
    """Put a harmful pickle in place of the table of contents, with a manifest that fits it or not."""
    toc = next(generation(folder).glob("*.toc"))
    content = pickle.dumps(Planted(target))
    toc.write_bytes(content)
    if consistent:
        path = generation(folder) / "manifest.json"
        body = json.loads(path.read_bytes())
        body["files"][toc.name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
        path.write_text(json.dumps(body))
        name = generation(folder).name
        (folder / "CURRENT").write_text(f"{name} {sha256(path.read_bytes()).hexdigest()}")


@pytest.mark.parametrize("consistent", [False, True])
def test_planted_code_never_runs(tmp_path, consistent):
    """A planted pickle is not loaded; with the hash that the store holds, not even under a matching manifest."""
    target = tmp_path / "it-ran"
    pickle.loads(pickle.dumps(Planted(target)))  # noqa: S301  # the plant would work
    assert target.exists()
    target.unlink()
    manifest_hash = build_index(tmp_path / "index", CORPUS, 1)
    plant(tmp_path / "index", target, consistent=consistent)
    refused(tmp_path / "index", expected_manifest=manifest_hash)
    assert not target.exists()


def test_another_schema_is_refused(tmp_path, monkeypatch):
    """An index that other code wrote is refused, with the reason."""
    built(tmp_path, CORPUS)
    monkeypatch.setattr(opening, "schema_hash", lambda: "0" * 64)
    assert "another version" in refused(tmp_path)


def test_a_failed_build_leaves_the_old_index(tmp_path, monkeypatch):
    """When a build fails halfway, the old generation serves on and nothing of the new one is left."""
    old = built(tmp_path, CORPUS)

    def fail(*_):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(build_module.Parts, "of", fail)
        with pytest.raises(RuntimeError):
            build_index(tmp_path, CORPUS, 2)
    with pytest.raises(ZeroDivisionError):
        build_index(tmp_path, CORPUS, 2, lambda done, _: 1 // (3 - done))
    assert open_index(tmp_path).generation == old.generation
    assert [path.name for path in tmp_path.glob("gen-*")] == [old.generation]


def test_what_a_killed_build_left_is_removed(tmp_path):
    """Leftovers of a build that was killed neither disturb the index nor outlive the next build."""
    index = built(tmp_path, CORPUS)
    left = tmp_path / "gen-9-00000000"
    left.mkdir()
    (left / "half").write_bytes(b"x")
    (tmp_path / "CURRENT.new").write_text("half")
    assert open_index(tmp_path).generation == index.generation
    built(tmp_path, CORPUS)
    assert not left.exists()


def test_a_full_disk_is_said(tmp_path):
    """When no more can be written, the sentence says so, and the old index serves on."""
    old = built(tmp_path, CORPUS)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(Unavailable, match="disk is full"):
            build_index(tmp_path, CORPUS, 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert open_index(tmp_path).generation == old.generation
    assert [path.name for path in tmp_path.glob("gen-*")] == [old.generation]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EROFS, "write access"),
        (errno.EACCES, "write access"),
        (errno.ENOSPC, "full"),
        (errno.EIO, "error"),
    ],
)
def test_disk_errors_have_sentences(tmp_path, monkeypatch, number, words):
    """Each kind of disk error has a sentence that says what to do and names no path."""

    def fail(*_args, **_kwargs):
        raise OSError(number, "technical", str(tmp_path))

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(Unavailable, match=words) as caught:
        build_index(tmp_path / "index", CORPUS, 1)
    assert str(tmp_path) not in str(caught.value)


def test_only_one_builder(tmp_path):
    """While another build holds the lock, a build is refused; afterwards it works."""
    lock = FileLock(str(tmp_path / "BUILD.lock"))
    assert lock.acquire()
    with pytest.raises(Unavailable, match="being built"):
        build_index(tmp_path, CORPUS, 1)
    lock.release()
    assert build_index(tmp_path, CORPUS, 1)


def test_opening_while_building(tmp_path):
    """Whoever opens during builds gets a whole generation every time."""
    built(tmp_path, CORPUS)
    stop = threading.Event()
    seen = []

    def read():
        while not stop.is_set():
            index = open_index(tmp_path)
            seen.append(index is not None and slugs(index, "photodna")[0] == "photodna")

    reader = threading.Thread(target=read)
    reader.start()
    for event in range(2, 10):
        build_index(tmp_path, CORPUS, event)
    stop.set()
    reader.join()
    assert seen
    assert all(seen)
