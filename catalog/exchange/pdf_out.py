"""Writes a report as a tagged A4 PDF: headings, texts, lists, tables and bars, with page numbers.

Typst sets the page from a fixed form of ours (`paper/paper.typ`) and checks the result against PDF/UA-1, the standard
for accessible documents. What is read goes in as data, so that no text can act as markup. The same input gives the
same bytes: the file carries no date. DejaVu Sans has the Latin, Cyrillic, Greek, Arabic and Hebrew scripts, Noto Sans CJK
the Chinese, Japanese and Korean ones; the latter is a file of 19 MB and is opened only for a report that needs it. A sign
that both lack becomes �, and a line under the report says how many, and where the text stands whole.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

import typst

from catalog.domain.errors import Unavailable
from catalog.exchange.glyphs import signs_of

_PAPER: Final = Path(__file__).resolve().parent / "paper"
_FORM: Final = _PAPER / "paper.typ"
_FONTS: Final = (_PAPER / "DejaVuSans.ttf", _PAPER / "DejaVuSans-Bold.ttf")
_WIDE: Final = Path(str(files("noto_cjk_sans_otc"))) / "NotoSansCJK-Regular.ttc"
_MISSING: Final = "\ufffd"
_NOTHING: Final = "–"
_LONG: Final = re.compile(r"[^\s\u200b]{30}(?=[^\s\u200b])")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]")
"""Signs that show nothing, turn the reading order round or mean something else in every font."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3 below the title; levels are not skipped on the way down."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; line breaks in it are kept."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Items:
    """A list of points."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as there are heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bars:
    """Values as bars with the figures beside them; a row is (label, value, the most that it can be)."""

    rows: Sequence[tuple[str, float, float]]
    heads: tuple[str, str, str] = ("What", "Share", "Value")


Block = Heading | Text | Items | Table | Bars


def pdf(title: str, blocks: Sequence[Block], *, footer: str) -> bytes:
    """Return the report as a PDF; `footer` stands on every page beside its number.

    Raises:
        ValueError: a table has a row with too few or too many cells, or headings skip a level.
        Unavailable: the page could not be set.
    """
    _refuse_bad(blocks)
    doc = {"title": title or "Report", "footer": footer, "blocks": [_block(block) for block in blocks]}
    signs = _Signs()
    shown = _shown(doc, signs)
    if signs.lost:
        said = (
            f"{signs.lost} signs that the fonts of this report lack are shown as {_MISSING}. The text stands whole on its "
            "page in the catalogue and in the JSON file."
        )
        shown["blocks"].append({"kind": "text", "text": said, "strong": False})
    try:
        made = typst.compile(
            str(_FORM),
            root=str(_PAPER),
            font_paths=[str(_PAPER), *([str(_WIDE.parent)] if signs.wide else [])],
            ignore_system_fonts=True,
            sys_inputs={"doc": json.dumps(shown)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise Unavailable(
            "The PDF could not be made. Download the report as JSON instead, and tell who runs the catalogue."
        ) from error
    return bytes(made)


def _refuse_bad(blocks: Sequence[Block]) -> None:
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise ValueError(f"the heading “{block.text}” skips a level")
            level = block.level
        elif isinstance(block, Table) and any(len(row) != len(block.heads) for row in block.rows):
            raise ValueError("a row of a table has another number of cells than its head")


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Text(text, strong):
            return {"kind": "text", "text": text, "strong": strong}
        case Items(lines):
            return {"kind": "items", "lines": list(lines)}
        case Table(heads, rows):
            return {"kind": "table", "heads": list(heads), "rows": [list(row) for row in rows]}
        case Bars(rows, heads):
            return {"kind": "bars", "heads": list(heads), "rows": [_bar(*row) for row in rows]}


def _bar(label: str, value: float, most: float) -> dict[str, Any]:
    share = min(max(value / most, 0.0), 1.0) if most > 0 else 0.0
    return {"label": label, "share": share, "said": f"{value:g} of {most:g}"}


@dataclass
class _Signs:
    """What was found while a document was read: how many signs no font has, and how many need the wide font."""

    lost: int = 0
    wide: int = 0


def _shown(value: Any, signs: _Signs) -> Any:
    """Return the document with every text as the fonts can show it."""
    match value:
        case dict():
            return {key: _shown(item, signs) for key, item in value.items()}
        case list():
            return [_shown(item, signs) for item in value]
        case str():
            return _plain(value, signs)
    return value


@cache
def _known() -> frozenset[int]:
    return frozenset.intersection(*map(signs_of, _FONTS))


def _plain(text: str, signs: _Signs) -> str:
    known = _known()
    kept = []
    for sign in _UNSEEN.sub(" ", text.replace("\r\n", "\n")):
        if sign in "\n\t" or ord(sign) in known:
            kept.append(sign)
        elif ord(sign) in signs_of(_WIDE):
            signs.wide += 1
            kept.append(sign)
        else:
            signs.lost += 1
            kept.append(_MISSING)
    return _LONG.sub(lambda run: run.group() + "\u200b", "".join(kept)) if text.strip() else _NOTHING
