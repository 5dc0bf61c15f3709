import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.samples import case, raw_tool, write_content, write_thesaurus


def catalog(tmp_path: Path, *arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, on its own home folder."""
    environment = os.environ | {"CATALOG_HOME": str(tmp_path / "home"), "COLUMNS": "100"}
    if data is not None:
        environment["CATALOG_DATA"] = str(data)
    command = [sys.executable, "-W", "ignore", "-m", "catalog.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small curated folder."""
    searched = [{"principle": name, "searched": "2026-11-21"} for name in ("fairness", "lawfulness")]
    noted = raw_tool(
        "ruled", summary="Compares faces in seized pictures.", biometric=True, nothing_found=searched
    )
    return write_content(tmp_path / "data", raw_tool("photo-sorter"), noted, cases=[case()])


def test_search_prints_json_of_the_promised_form(tmp_path: Path, folder: Path) -> None:
    """`catalog search --json` prints query, total, took_ms, results and facets, and nothing else."""
    done = catalog(tmp_path, "search", "faces", "--filter", "cost=free", "--json", data=folder)
    answer: dict[str, Any] = json.loads(done.stdout)
    assert set(answer) == {"query", "total", "took_ms", "results", "facets"}
    assert answer["results"][0]["slug"] == "ruled"
    assert set(answer["results"][0]) == {"slug", "name", "summary", "score"}
    assert answer["facets"]["biometric"] == {"yes": 1}
    assert done.returncode == 0


def test_a_batch_prints_rankings(tmp_path: Path, folder: Path) -> None:
    """`catalog search --batch` prints one line of JSON for each question, in order, with at most `limit` slugs."""
    questions = tmp_path / "questions.jsonl"
    lines = [{"id": "q1", "query": "faces", "kind": "task"}, {"id": "q2", "query": "zzzz"}]
    questions.write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = catalog(tmp_path, "search", "--batch", str(questions), "--limit", "1", data=folder)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "q1", "slugs": ["ruled"]},
        {"id": "q2", "slugs": []},
    ]


def test_explain_says_why(tmp_path: Path, folder: Path) -> None:
    """`catalog search --explain` names concepts and fields under each result, and how the text was read."""
    write_thesaurus(folder)
    done = catalog(tmp_path, "search", "voice cloning", "--explain", data=folder)
    assert "Looking for: voice cloning." in done.stdout
    assert "  why (" in done.stdout
    assert "voice cloning " in done.stdout.split("  why (")[1]


def test_show_prints_a_tool_with_its_sources(tmp_path: Path, folder: Path) -> None:
    """`catalog show` prints the record with numbered sources, as text and as the document itself."""
    text = catalog(tmp_path, "show", "photo-sorter", data=folder).stdout
    assert "1. A review (Press). https://example.org/review" in text
    assert "nothing recorded" in text
    document = json.loads(catalog(tmp_path, "show", "photo-sorter", "--json", data=folder).stdout)
    assert document["slug"] == "photo-sorter"


def test_check_prints_faults_and_counts_and_fails(tmp_path: Path) -> None:
    """`catalog check` names every fault with file and field, prints the table, and exits with 1."""
    folder = write_content(tmp_path / "data", raw_tool("one", cost="dear"), raw_tool("two", media=["smell"]))
    done = catalog(tmp_path, "check", data=folder)
    assert done.returncode == 1
    assert "tools/one.yaml: cost: dear is not one of" in done.stdout
    assert "tools/two.yaml: media: smell is not one of" in done.stdout
    assert "2 faults." in done.stdout
    as_json = json.loads(catalog(tmp_path, "check", "--json", data=folder).stdout)
    assert [fault["field"] for fault in as_json["faults"]] == ["cost", "media"]
    assert as_json["counts"]["records"]["tools"] == 2


def test_check_of_sound_content_succeeds(tmp_path: Path, folder: Path) -> None:
    """Without a fault the command says so and exits with 0."""
    done = catalog(tmp_path, "check", data=folder)
    assert (done.returncode, "No faults." in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("search", "x", "--filter", "colour=red"), "is not of the form facet=value"),
        (("show", "nothing"), "There is no tool at this address"),
        (("search", "--batch", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
    ],
)
def test_wrong_words_give_one_sentence(
    tmp_path: Path, folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    """A mistake on the command line is one sentence on the error stream, no traceback, exit code 2."""
    done = catalog(tmp_path, *arguments, data=folder)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("harm", ["missing folder", "unreadable file", "no database", "home is a file"])
def test_broken_surroundings_give_one_sentence(tmp_path: Path, folder: Path, harm: str) -> None:
    """What is missing or damaged around the program is one sentence each, and nothing is overwritten."""
    home = tmp_path / "home"
    if harm == "missing folder":
        folder = tmp_path / "elsewhere"
    elif harm == "unreadable file":
        (folder / "tools" / "ruled.yaml").write_bytes(b"slug: [")
    elif harm == "no database":
        home.mkdir()
        (home / "catalog.sqlite3").write_bytes(b"a letter" * 1000)
    else:
        home.write_text("x", encoding="utf-8")
    done = catalog(tmp_path, "search", "faces", data=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("catalog: ")
    assert len(done.stderr.strip().splitlines()) == 1
    if harm == "no database":
        assert (home / "catalog.sqlite3").read_bytes() == b"a letter" * 1000


def test_a_taken_port_is_a_sentence(tmp_path: Path, folder: Path) -> None:
    """`catalog serve` on a port in use names the port and another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = catalog(tmp_path, "serve", "--no-browser", "--port", str(port), data=folder)
    assert done.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_says_what_was_loaded(tmp_path: Path, folder: Path) -> None:
    """`catalog build` counts what was new and what the index holds; a second build loads nothing."""
    first = catalog(tmp_path, "build", data=folder).stdout
    assert "Loaded: " in first
    assert "The search index holds 2 tools." in first
    assert "Loaded: " not in catalog(tmp_path, "build", data=folder).stdout


def test_audit_backup_and_restore_from_the_command_line(tmp_path: Path, folder: Path) -> None:
    """A backup is made, a changed event is named with exit code 1, and restoring makes the trail whole again."""
    catalog(tmp_path, "build", data=folder)
    assert "catalog audit anchor" in catalog(tmp_path, "audit", "verify", data=folder).stdout
    line = catalog(tmp_path, "audit", "anchor", data=folder).stdout.splitlines()[-1]
    (tmp_path / "paper.txt").write_text(line, encoding="utf-8")
    backup = str(tmp_path / "backup.zip")
    made = catalog(tmp_path, "backup", backup, data=folder)
    assert made.stdout.splitlines()[-1] == line
    with closing(sqlite3.connect(tmp_path / "home" / "catalog.sqlite3")) as raw:
        raw.execute("drop trigger event_no_update")
        raw.execute("update event set actor = 'nobody' where seq = 2")
        raw.commit()
    broken = catalog(tmp_path, "audit", "verify", data=folder)
    assert broken.returncode == 1
    assert "First bad event: 2." in broken.stdout
    refused = catalog(tmp_path, "restore", backup, data=folder)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    done = catalog(tmp_path, "restore", backup, "--replace", data=folder)
    assert "holds 2 tools" in done.stdout
    verified = catalog(tmp_path, "audit", "verify", "--anchors", str(tmp_path / "paper.txt"), data=folder)
    assert verified.returncode == 0
    assert "Whole: " in verified.stdout


def test_links_of_nothing_are_a_sentence(tmp_path: Path, folder: Path) -> None:
    """`catalog links check` of a record that does not exist asks nobody and says so."""
    catalog(tmp_path, "build", data=folder)
    done = catalog(tmp_path, "links", "check", "--slug", "missing", data=folder)
    assert done.returncode == 2
    assert done.stderr == (
        "catalog: No published tool or case of these names cites a source. Check the spelling.\n"
    )
