import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.exchange.strict_yaml import MAX_BYTES, YamlFault, read_yaml


def test_only_true_and_false_are_booleans() -> None:
    """Norway stays a country, a version stays text, a date stays text."""
    value = read_yaml(b"country: NO\nyes: on\nversion: 1.10\ndate: 2024-05-01\nflag: true\nnumber: 7\n")
    assert value == {
        "country": "NO",
        "yes": "on",
        "version": "1.10",
        "date": "2024-05-01",
        "flag": True,
        "number": 7,
    }


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"a: 1\na: 2\n", "twice"),
        (b"a: &x 1\nb: *x\n", "anchor"),
        (b"a: !!python/object/apply:os.system [x]\n", "tag"),
        (b"a: !thing 1\n", "tag"),
        (b"a: [1, 2\n", "line"),
        (b"a: 1\n---\nb: 2\n", "document"),
        (b"\xff\xfe", "UTF-8"),
        (b"? [a, b]\n: 1\n", "key"),
        (b"[" * 40 + b"]" * 40, "nested"),
        (b"a: '" + b"x" * MAX_BYTES + b"'", "larger"),
    ],
)
def test_tricks_are_refused_with_a_reason(text: bytes, word: str) -> None:
    """Whatever could surprise a reader, from duplicate keys to tags and bombs, is a fault that says so."""
    with pytest.raises(YamlFault, match=word):
        read_yaml(text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_value_or_a_fault(raw: bytes) -> None:
    """No input makes the reader raise anything but its own fault."""
    with contextlib.suppress(YamlFault):
        read_yaml(raw)
