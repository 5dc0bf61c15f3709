"""Fifty files that are wrong in fifty ways, built by script: 14 CSV, 14 XLSX, 11 JSON, 11 YAML."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook

ROWS = [["name", "url", "description"], ["Sorter", "https://example.org/a", "It sorts."]]
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


@dataclass(frozen=True)
class BadFile:
    """A file, and what its error (or the fault of its row) says; `row` and `column` where a row is at fault."""

    name: str
    says: str
    build: Callable[[], bytes]
    row: int = 0
    column: str = ""


def csv(*lines: str) -> bytes:
    """Return lines as CSV."""
    return "\n".join(lines).encode()


def xlsx(rows: list[list[object]] | None = None) -> bytes:
    """Return rows as XLSX."""
    book = Workbook()
    for row in rows or ROWS:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_member(name: str, content: bytes) -> bytes:
    """Return a good XLSX file with one member more, or another one in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, content)
    return out.getvalue()


def many_members() -> bytes:
    """Return an archive of 201 parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(201):
            archive.writestr(f"xl/{number}.xml", "<a/>")
    return out.getvalue()


@cache
def large_inside() -> bytes:
    """Return an archive that unpacks to 51 MB, at a ratio that is still allowed."""
    chance = random.Random(5)  # noqa: S311  # not a secret
    block = b"".join(bytes([chance.randrange(256)]) + b"a" * 99 for _ in range(5243))
    return with_member("xl/large.xml", block * 102)


def locked() -> bytes:
    """Return an archive whose parts say that they are encrypted."""
    raw = bytearray(xlsx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def without_sheets() -> bytes:
    """Return a workbook in which there is no sheet of cells."""
    return with_member(
        "xl/workbook.xml",
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
    )


def entities() -> bytes:
    """Return a sheet that declares entities inside entities."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(8))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [{bomb}]><worksheet '
        'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&e7;</t></is></c></row></sheetData></worksheet>'
    )
    return with_member("xl/worksheets/sheet1.xml", sheet.encode())


def error_cell() -> bytes:
    """Return a sheet with the error of a formula in it."""
    return xlsx([*ROWS, ["Other", "#N/A", "Its address is an error."]])


def as_json(value: object) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value).encode()


_HEAD, _ROW = "name,url,description", "Sorter,https://example.org/a,It sorts."

BAD_FILES: dict[str, BadFile] = {
    "csv-utf16": BadFile("a.csv", "UTF-16", lambda: f"{_HEAD}\n{_ROW}".encode("utf-16")),
    "csv-latin1": BadFile("a.csv", "Row 3 is not UTF-8", lambda: csv(_HEAD, _ROW) + b"\nS\xe9rie,,\n"),
    "csv-nul": BadFile("a.csv", "Row 2 holds a NUL", lambda: csv(_HEAD, "So\0rter,,")),
    "csv-too-many-cells": BadFile("a.csv", "has 4 cells where", lambda: csv(_HEAD, "A,,b, c"), row=2),
    "csv-too-few-cells": BadFile("a.csv", "has 2 cells where", lambda: csv(_HEAD, "", "A,b"), row=3),
    "csv-open-quote": BadFile("a.csv", "Row 3 .*not closed", lambda: csv(_HEAD, _ROW, 'A,,"open', "B,,")),
    "csv-quote-inside": BadFile("a.csv", "Row 2 .*inside a cell", lambda: csv(_HEAD, '"A" B,,')),
    "csv-one-cell-of-6-mb": BadFile("a.csv", "larger than 5 MB", lambda: csv(_HEAD, f"A,,{'x' * 6_300_000}")),
    "csv-long-cell": BadFile(
        "a.csv",
        "has 20,001 characters",
        lambda: csv(_HEAD, f"A,,{'x' * 20_001}"),
        row=2,
        column="description",
    ),
    "csv-too-many-rows": BadFile(
        "a.csv", "Row 10002: .*10,000 rows", lambda: csv("name,url", *(f"T{n},x" for n in range(10_001)))
    ),
    "csv-header-twice": BadFile("a.csv", "columns 1 and 3 are both", lambda: csv("name,url,name", "A,b,c")),
    "csv-header-only": BadFile("a.csv", "Row 1 is the header", lambda: csv(_HEAD)),
    "csv-only-empty-cells": BadFile("a.csv", "is empty", lambda: csv(",,", ",,", '""')),
    "csv-too-wide": BadFile(
        "a.csv", "2,001 columns", lambda: csv(",".join(f"c{n}" for n in range(2001)), "A,b")
    ),
    "xlsx-cut-short": BadFile("a.xlsx", "damaged", lambda: xlsx()[:-200]),
    "xlsx-is-text": BadFile("a.xlsx", "damaged", lambda: csv(_HEAD, _ROW)),
    "xlsx-bomb": BadFile("a.xlsx", "100 times", lambda: with_member("xl/b.xml", b"a" * 20_000_000)),
    "xlsx-too-large-inside": BadFile("a.xlsx", "more than 50 MB", large_inside),
    "xlsx-too-many-parts": BadFile("a.xlsx", "201 parts", many_members),
    "xlsx-old-or-locked": BadFile(
        "a.xlsx", "password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    ),
    "xlsx-parts-locked": BadFile("a.xlsx", "password", locked),
    "xlsx-macros": BadFile("a.xlsx", "macros", lambda: with_member("xl/vbaProject.bin", b"code")),
    "xlsx-links": BadFile(
        "a.xlsx", "other files", lambda: with_member("xl/externalLinks/externalLink1.xml", b"<a/>")
    ),
    "xlsx-archive-inside": BadFile(
        "a.xlsx", "another archive", lambda: with_member("xl/media/a.png", xlsx())
    ),
    "xlsx-object-inside": BadFile(
        "a.xlsx", "other files inside", lambda: with_member("xl/embeddings/o.bin", b"o")
    ),
    "xlsx-entities": BadFile("a.xlsx", "entities", entities),
    "xlsx-no-sheet": BadFile("a.xlsx", "no sheet", without_sheets),
    "xlsx-error-cell": BadFile("a.xlsx", "error #N/A", error_cell, row=3, column="url"),
    "json-cut-short": BadFile("a.json", "Line 1, column", lambda: b'[{"name": "A"'),
    "json-key-twice": BadFile(
        "a.json", "Line 2: the key “name”", lambda: b'[{"name": "A",\n "n\\u0061me": "B"}]'
    ),
    "json-nan": BadFile("a.json", "NaN", lambda: b'[{"name": "A", "stars": NaN}]'),
    "json-too-large-number": BadFile("a.json", "1e999", lambda: b'[{"name": "A", "stars": 1e999}]'),
    "json-bottomless": BadFile("a.json", "nested more than 20", lambda: b"[" * 10_000 + b"]" * 10_000),
    "json-latin1": BadFile("a.json", "Line 2 is not UTF-8", lambda: b'[{"name":\n "S\xe9rie"}]'),
    "json-one-value": BadFile("a.json", "a single value", lambda: b'"A tool"'),
    "json-empty-list": BadFile("a.json", "no tool", lambda: b'{"tools": []}'),
    "json-list-of-words": BadFile("a.json", "list holds no object", lambda: b'["A tool", 7]'),
    "json-too-many": BadFile(
        "a.json", "10,001 objects", lambda: as_json([{"name": f"T{n}"} for n in range(10_001)])
    ),
    "json-half-a-character": BadFile(
        "a.json",
        "control or",
        lambda: b'[{"name": "A", "description": "\\ud800"}]',
        row=1,
        column="description",
    ),
    "yaml-alias-bomb": BadFile(
        "a.yaml", "anchor or alias", lambda: b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    ),
    "yaml-python-tag": BadFile("a.yaml", "a tag", lambda: b"- name: !!python/object/apply:os.system [ls]\n"),
    "yaml-own-tag": BadFile("a.yaml", "a tag", lambda: b"- name: !secret A\n"),
    "yaml-key-twice": BadFile("a.yaml", r"twice \(line 2\)", lambda: b"- name: A\n  name: B\n"),
    "yaml-syntax": BadFile("a.yaml", r"\(line \d\)", lambda: b"- name: [A\n- name: B\n"),
    "yaml-two-documents": BadFile("a.yaml", "document", lambda: b"- name: A\n---\n- name: B\n"),
    "yaml-bottomless": BadFile("a.yaml", "nested more than 20", lambda: b"[" * 10_000 + b"]" * 10_000),
    "yaml-latin1": BadFile("a.yaml", "not UTF-8", lambda: b"- name: S\xe9rie\n"),
    "yaml-one-value": BadFile("a.yaml", "a single value", lambda: b"A tool\n"),
    "yaml-too-many": BadFile(
        "a.yaml", "10,001 objects", lambda: b"".join(b"- name: T%d\n" % n for n in range(10_001))
    ),
    "yaml-list-as-key": BadFile("a.yaml", "key", lambda: b"? [a, b]\n: A\n"),
}
"""The files by what is wrong with them."""
