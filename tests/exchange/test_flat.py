import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.domain.changes import LABELS
from catalog.domain.tool import Tool
from catalog.exchange.flat import LEAVES, Leaf, cell_of, flatten, leaf_of, put, settled, split, value_of
from catalog.exchange.mapping import BOOKKEEPING, SYNONYMS, guessed, is_target, targets
from catalog.exchange.spreadsheet_safe import protected, unprotected
from tests.exchange.random_tools import calm, raw_tools

PAYLOADS = tuple(
    f"{blank}{sign}{rest}"
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠")
    for blank, rest in (
        ("", "1+1"),
        (" ", "cmd|' /C calc'!A0"),
        ("'", 'HYPERLINK("https://a.example.net")'),
        ("", ""),
    )
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_is_a_text(payload: str) -> None:
    """Whatever a spreadsheet could take for a formula begins with an apostrophe, and comes back as it was."""
    assert protected(payload).startswith("'")
    assert protected(payload) != payload
    assert unprotected(protected(payload)) == payload


def test_there_are_enough_payloads() -> None:
    """At least forty payloads are tried."""
    assert len(set(PAYLOADS)) >= 40


@calm(200)
@given(st.text(alphabet="'=+-@ ＝a\t\n", max_size=6))
def test_protecting_is_exact(text: str) -> None:
    """Exactly one apostrophe is added where it is needed, and exactly that one is removed."""
    assert unprotected(protected(text)) == text
    assert len(protected(text)) - len(text) in (0, 1)


@calm(200)
@given(st.lists(st.text(alphabet="a;\\ x", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_a_list_in_one_cell_comes_back(items: list[str]) -> None:
    """Semicolons and backslashes inside the items do not end them."""
    assert split(cell_of(items)) == items


@calm(60)
@given(raw_tools)
def test_a_record_in_cells_comes_back(raw: dict[str, object]) -> None:
    """Every field of a record has a cell, and the cells make the record again, in any order."""
    tool = Tool.model_validate(raw)
    cells = list(flatten(tool.model_dump(mode="json")).items())
    random.Random(1).shuffle(cells)  # noqa: S311  # not a secret
    back: dict[str, object] = {}
    for path, cell in cells:
        leaf = leaf_of(path)
        assert leaf is not None
        put(back, path, value_of(cell, leaf))
    assert Tool.model_validate(settled(back)) == tool


@pytest.mark.parametrize(
    "path",
    [
        "state",
        "claims",
        "claims.0.text",
        "claims.1000.text",
        "claims.1.sources.1",
        "ai",
        "sources.x.url",
        "name.1",
    ],
)
def test_what_a_record_does_not_have_is_no_cell(path: str) -> None:
    """A path beside the record's fields is none."""
    assert leaf_of(path) is None


def test_yes_and_no_are_read_as_people_write_them() -> None:
    """A fact that is yes or no may be written in several ways; anything else stays as it is, for the rules to name."""
    assert [value_of(word, Leaf.FLAG) for word in ("Yes", "TRUE", "1", "no", "False", "n")] == [True] * 3 + [
        False
    ] * 3
    assert value_of("perhaps", Leaf.FLAG) == "perhaps"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Tool Name", "name"),
        ("URL", "homepage"),
        ("Web-Site", "homepage"),
        ("License", "licence"),
        ("Ven" + "dor", "provider"),
        ("Organisation", "provider"),
        ("Categories", "capabilities"),
        ("personal_data", "personal_data"),
        ("claims.2.text", "claims.2.text"),
        ("Stars", ""),
        ("sha256", ""),
        ("Status", ""),
    ],
)
def test_headers_are_understood(header: str, field: str) -> None:
    """A header means a field whatever its letter case and signs; what means nothing is left out."""
    assert guessed([header]).get(header, "") == field


def test_a_field_is_filled_once() -> None:
    """Of two headers for one field the exact one wins, else the first."""
    assert guessed(["Website", "homepage"]) == {"homepage": "homepage"}
    assert guessed(["Link", "URL"]) == {"Link": "homepage"}


def test_words_lead_only_to_fields() -> None:
    """Every synonym and every choice names a field that has words, and no bookkeeping column is one."""
    assert all(is_target(field) for field in SYNONYMS)
    assert all(words and path in LEAVES for path, words in targets())
    assert {path.partition(".")[0] for path, _ in targets()} <= set(LABELS)
    assert not any(is_target(name) for name in BOOKKEEPING)
