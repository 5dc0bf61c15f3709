import json
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.domain.errors import Invalid
from catalog.exchange import tables_in
from catalog.exchange.child import READERS
from catalog.exchange.limits import LIMITS
from catalog.exchange.tables_in import FORMATS, plain_name, read_file

ROOT = Path(__file__).parents[2]


def said(program: str) -> str:
    """Return what a program prints that runs as the reading process does."""
    environment = tables_in._environment()
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_process_knows_nothing_of_the_installation() -> None:
    """It loads neither the store nor the pages nor the search, and no variable of the installation reaches it."""
    modules = [module for module, _ in READERS.values()]
    program = (
        f"import json, os, sys\nfor name in {['catalog.exchange.child', *modules]!r}: __import__(name)\n"
        "print(json.dumps([sorted(sys.modules), sorted(os.environ)]))"
    )
    loaded, variables = json.loads(said(program))
    foreign = {
        "sqlalchemy",
        "sqlmodel",
        "sqlite3",
        "streamlit",
        "whoosh",
        "catalog.store",
        "catalog.settings",
    }
    assert not foreign & set(loaded)
    assert not [name for name in variables if name.startswith("CATALOG")]


def test_the_process_is_confined(tmp_path: Path) -> None:
    """Memory, working time and files are limited before a byte is read: it gets no 600 MB and writes no file."""
    program = (
        "import resource, signal\nfrom catalog.exchange.child import _confine\n_confine()\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "told = [resource.getrlimit(item)[0] for item in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]\n"
        "try:\n    bytearray(600 * 2**20); told.append('memory')\nexcept MemoryError:\n    pass\n"
        f"try:\n    open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')\n    told.append('file')\nexcept OSError:\n    pass\n"
        "print(told)"
    )
    assert said(program).strip() == str([LIMITS["memory"].value * 2**20, LIMITS["cpu"].value])


@pytest.mark.parametrize(
    "program", ["import sys; sys.exit(3)", "print('[')", "while True: pass", "print('x' * 9**7)"]
)
def test_a_process_that_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """A process that dies, babbles, says too much or never ends gives a sentence, and the page lives on."""

    def popen(_command: object, **options: object) -> object:
        return real([sys.executable, "-c", program], **options)

    real = subprocess.Popen
    limits = {**LIMITS, "wall": type(LIMITS["wall"])(1, "", ""), "answer": type(LIMITS["wall"])(1, "", "")}
    monkeypatch.setattr(tables_in, "LIMITS", limits)
    monkeypatch.setattr(tables_in.subprocess, "Popen", popen)
    with pytest.raises(Invalid, match="could not be read within"):
        read_file("a.csv", b"name\nA\n")


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [("a.exe", b"MZ", "this kind"), ("a.csv", b" \n", "empty"), ("a.csv", b"x" * (5 * 2**20 + 1), "5 MB")],
)
def test_name_and_size_are_looked_at_first(
    monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, says: str
) -> None:
    """A foreign ending, an empty file and one that is too large start no process."""
    monkeypatch.delattr(tables_in.subprocess, "Popen")
    with pytest.raises(Invalid, match=says):
        read_file(name, raw)


def test_a_file_name_is_only_a_name() -> None:
    """Folders and signs that cannot be shown do not come along, and a long name is cut."""
    assert plain_name("C:\\secret\\list\u202e.csv") == "list?.csv"
    assert plain_name("/home/anna/list.csv") == "list.csv"
    assert len(plain_name("x" * 999)) == 120


def test_the_guide_shows_the_limits_as_they_are() -> None:
    """The tables of limits and formats in docs/files.md are those of the program."""
    guide = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    for limit in LIMITS.values():
        assert f"| {limit.what} | {limit.value:,} {limit.unit} |" in guide
    for ending in FORMATS:
        assert f"`{ending}`" in guide
