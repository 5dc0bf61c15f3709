"""A hundred harms of every kind, to every file: each is noticed before anything is opened."""

import random
import shutil
from collections import Counter

from catalog.domain.thesaurus import Concept, Thesaurus
from catalog.search import build_index, open_index, opening
from tests.search.factory import CORPUS, document, slugs

FILES = ("*.seg", "*.toc", "columns.npz", "thesaurus.json", "soft.json", "manifest.json", "CURRENT")


def truncated(path, chance, _other):
    """Cut off the end, somewhere."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def flipped(path, chance, _other):
    """Flip one bit, anywhere."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(content))


def lengthened(path, chance, _other):
    """Write something behind the end."""
    path.write_bytes(path.read_bytes() + bytes([chance.randrange(256)]))


def zeroed(path, _chance, _other):
    """Put as many zeros in its place, as a disk does that lost a block."""
    path.write_bytes(bytes(len(path.read_bytes())))


def removed(path, _chance, _other):
    """Remove the file."""
    path.unlink()


def linked(path, _chance, other):
    """Put a link to the same bytes in its place."""
    aside = other.parent / "aside"
    aside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(aside)


def foreign(path, _chance, other):
    """Put the file of another index, sound in itself, in its place."""
    (theirs,) = other.glob(f"**/{path.name}") if path.name != "CURRENT" else [other / "CURRENT"]
    path.write_bytes(theirs.read_bytes())


def replaced(path, _chance, _other):
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


HARMS = (truncated, flipped, lengthened, zeroed, removed, linked, foreign, replaced)


def planted_file(generation, chance):
    """Add a file, named like Whoosh's own or anyhow."""
    name = chance.choice(["_MAIN_9.toc", "MAIN_0000000000000000.seg", "columns.npy", ".hidden"])
    (generation / name).write_bytes(b"planted")


def planted_folder(generation, _chance):
    """Add a folder."""
    (generation / "scratch").mkdir()


def planted_link(generation, _chance):
    """Add a link to a file that belongs there."""
    (generation / "more.npz").symlink_to(generation / "columns.npz")


def moved_generation(generation, _chance):
    """Put a link in place of the whole generation."""
    aside = generation.parent.parent / "aside"
    generation.rename(aside)
    generation.symlink_to(aside)


PLANTS = (planted_file, planted_folder, planted_link, moved_generation)


def names_match(folder, other):
    """Give the other index's Whoosh files the names of this one's, as a planted file would have them."""
    for pattern in ("*.seg", "*.toc"):
        (ours,), (theirs,) = folder.glob(f"gen-*/{pattern}"), other.glob(f"gen-*/{pattern}")
        theirs.rename(theirs.with_name(ours.name))


def test_a_hundred_harms_of_a_hundred_are_noticed(tmp_path, monkeypatch):
    """Damaged, foreign or planted: no harm to any file is missed, no byte is opened, and a build heals it."""
    chance = random.Random(100)  # noqa: S311  # reproducible harms
    sound, other, folder = tmp_path / "sound", tmp_path / "other", tmp_path / "index"
    manifest = build_index(sound, CORPUS, 1)
    other_thesaurus = Thesaurus(
        (Concept(id="other", labels={"en": ("another",)}, maps_to={"capability": ("hashing",)}),)
    )
    build_index(other, [document("other", "Another index")], 2, thesaurus=other_thesaurus)
    names_match(sound, other)
    turns = [(harm, pattern) for harm in HARMS for pattern in FILES]
    turns += [(plant, "") for plant in PLANTS for _ in range(3)]
    turns += chance.choices(turns, k=100 - len(turns))
    noticed = Counter()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "SearchIndex", None)
        for harm, pattern in turns:
            for left in (folder, tmp_path / "aside"):
                shutil.rmtree(left, ignore_errors=True)
                left.unlink(missing_ok=True)
            shutil.copytree(sound, folder)
            (generation,) = folder.glob("gen-*")
            if pattern:
                (path,) = generation.glob(pattern) if pattern != "CURRENT" else [folder / "CURRENT"]
                harm(path, chance, other)
            else:
                harm(generation, chance)
            reasons = []
            assert open_index(folder, expected_manifest=manifest, report=reasons.append) is None, (
                harm,
                pattern,
            )
            noticed[pattern] += len(reasons)
    assert noticed.total() == 100
    assert set(noticed) == {*FILES, ""}
    build_index(folder, CORPUS, 3)
    assert slugs(open_index(folder), "photodna")[0] == "photodna"
