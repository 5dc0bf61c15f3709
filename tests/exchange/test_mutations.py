import io
import json
import random
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
import yaml
from openpyxl import Workbook

from catalog.actions.imports import make_drafts, undo_batch
from catalog.domain.errors import CatalogError
from catalog.domain.imports import ParsedFile, ParsedRow, RowFault
from catalog.domain.workflow import DraftState
from catalog.exchange.child import read
from catalog.exchange.mapping import guessed
from catalog.exchange.tables_in import read_file
from catalog.queries.exports import WRITERS
from catalog.queries.imports import dry_run
from catalog.store import Store
from tests.actions.workflow_world import ANNA, WHY, stock
from tests.exchange.test_identity import exported
from tests.figures import figure
from tests.samples import tool

LIST = [
    {"name": f"Reader {n}", "url": f"https://r{n}.example.net/", "description": f"Reads; “{n}”, all of it."}
    for n in range(4)
]
Mutation = Callable[[random.Random, bytearray], None]


def table(delimiter: str, end: str = "\n", mark: str = "") -> bytes:
    """Return the list as CSV."""
    rows = [list(LIST[0]), *(list(row.values()) for row in LIST)]
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    return (mark + end.join(lines) + end).encode()


def sheet(title: str) -> bytes:
    """Return the list as XLSX."""
    book = Workbook()
    book.active.title = title
    for row in (list(LIST[0]), *(list(item.values()) for item in LIST)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def good_files() -> tuple[tuple[str, bytes], ...]:
    """Return twenty good files of all formats, our own exports among them."""
    own = exported([tool("photo-sorter"), tool("new-reader", homepage="https://new.example.net/")])
    forms = {"csv": ".csv", "xlsx": ".xlsx", "json": ".json", "yaml": ".yaml", "jsonld": ".jsonld"}
    return (
        ("comma.csv", table(",")),
        ("semicolon.csv", table(";")),
        ("tab.tsv", table("\t")),
        ("windows.csv", table(",", "\r\n", "\ufeff")),
        ("titled.csv", b"Tools,,\n" + table(",")),
        ("first.xlsx", sheet("Sheet1")),
        ("named.xlsx", sheet("Tools")),
        ("array.json", json.dumps(LIST).encode()),
        ("tools.json", json.dumps({"tools": LIST}, indent=2).encode()),
        ("other.json", json.dumps({"version": 1, "items": LIST}).encode()),
        ("keyed.json", json.dumps({row["name"]: row for row in LIST}).encode()),
        (
            "nested.json",
            json.dumps([{"name": r["name"], "links": {"website": r["url"]}} for r in LIST]).encode(),
        ),
        ("block.yaml", yaml.safe_dump(LIST).encode()),
        ("flow.yaml", yaml.safe_dump(LIST, default_flow_style=True).encode()),
        ("tools.yml", yaml.safe_dump({"tools": LIST}, allow_unicode=True).encode()),
        *((f"own{forms[form]}", write(own)) for form, write in WRITERS.items()),
    )


def flip(chance: random.Random, raw: bytearray) -> None:
    """Change some bytes."""
    for _ in range(chance.randint(1, 8)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)


def cut(chance: random.Random, raw: bytearray) -> None:
    """Cut the end off."""
    del raw[chance.randrange(1, len(raw)) :]


def drop(chance: random.Random, raw: bytearray) -> None:
    """Take a piece out."""
    at = chance.randrange(len(raw))
    del raw[at : at + chance.randint(1, 40)]
    raw += b" "


def double(chance: random.Random, raw: bytearray) -> None:
    """Repeat a piece."""
    at = chance.randrange(len(raw))
    raw[at:at] = raw[at : at + chance.randint(1, 200)]


def insert(chance: random.Random, raw: bytearray) -> None:
    """Put something in that means much in one of the formats."""
    pieces = (
        b'"',
        b"'",
        b"\0",
        b",",
        b";",
        b"\n",
        b"[",
        b"{",
        b"}",
        b"&a ",
        b"*a",
        b"!!x ",
        b": ",
        b"\xff",
        b"NaN",
        b"\\",
    )
    at = chance.randrange(len(raw))
    raw[at:at] = chance.choice(pieces) * chance.randint(1, 3)


MUTATIONS: tuple[Mutation, ...] = (flip, cut, drop, double, insert)


def mutants(number: int, seed: int) -> list[tuple[str, bytes]]:
    """Return so many mutants of the good files, each made by one to three mutations."""
    chance = random.Random(seed)  # noqa: S311  # not a secret
    found = []
    for place in range(number):
        name, raw = good_files()[place % len(good_files())]
        changed = bytearray(raw)
        for _ in range(chance.randint(1, 3)):
            chance.choice(MUTATIONS)(chance, changed)
        found.append((name, bytes(changed)))
    return found


def here(name: str, raw: bytes) -> ParsedFile | None:
    """Read in this process, where an error that nobody thought of fails the test."""
    ending = name.rpartition(".")[2]
    found = read({"tsv": "csv", "yml": "yaml", "jsonld": "json"}.get(ending, ending), raw)
    if "fault" in found:
        return None
    rows = [
        ParsedRow(i["number"], i["values"], tuple(RowFault(*f) for f in i["faults"])) for i in found["rows"]
    ]
    return ParsedFile(name, ending, "0" * 64, tuple(found["columns"]), tuple(rows))


def whole_or_nothing(store: Store, name: str, raw: bytes) -> str:
    """Import a mutant; all the drafts of its dry run are there afterwards, or none; then take them back."""
    try:
        file = here(name, raw)
        if file is None:
            return "file refused"
        mapping = guessed(file.columns)
        report = dry_run(store, ANNA, file, mapping)
        expected = len(report.drafts(duplicates=True))
        batch = make_drafts(store, ANNA, file, mapping, report.digest, duplicates=True)
    except CatalogError:
        assert not open_drafts(store)
        return "import refused"
    assert open_drafts(store) == batch.drafts == expected
    undo_batch(store, ANNA, batch.id, WHY)
    return "imported whole"


def open_drafts(store: Store) -> int:
    """Return how many drafts are open."""
    with store.reading() as reader:
        return len(list(reader.workflow.drafts(DraftState.OPEN)))


def battery(store: Store, number: int, seed: int) -> None:
    """Import so many mutants and say how they ended."""
    stock(store)
    ends = Counter(whole_or_nothing(store, name, raw) for name, raw in mutants(number, seed))
    assert ends.total() == number
    assert len(ends) > 1
    said = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    figure(f"mutants of {len(good_files())} good files: {number}: {said}; 0 crashes, 0 imported in part")


def test_the_good_files_are_good(store: Store) -> None:
    """Each of the twenty files is read whole by the reading process and gives drafts."""
    stock(store)
    assert len(good_files()) == 20
    for name, raw in good_files():
        file = read_file(name, raw)
        report = dry_run(store, ANNA, file, guessed(file.columns))
        assert report.drafts(duplicates=True), name
        assert not [row for row in report.rows if row.faults], name


def test_mutants_are_imported_whole_or_not_at_all(store: Store) -> None:
    """Two hundred mutants: none crashes the readers, none is imported in part."""
    battery(store, 200, 1)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_two_thousand_mutants_are_imported_whole_or_not_at_all(store: Store) -> None:
    """The same for two thousand."""
    battery(store, 2000, 2)
