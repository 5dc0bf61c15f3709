"""How a field of a form is described: what it is called, how it is filled in, and the short rule for it."""

from dataclasses import dataclass
from typing import Literal

Way = Literal["line", "text", "term", "terms", "yes-no", "lines", "slug"]


@dataclass(frozen=True)
class FieldSpec:
    """A field of the form. `path` leads into the draft ("ai.use"); `vocabulary` names the terms of a choice.

    `most` is the longest text; `open` tells that a source may not state it; `optional` that a record may do without.
    """

    path: str
    label: str
    way: Way
    help: str
    vocabulary: str = ""
    most: int = 300
    open: bool = True
    optional: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the form."""

    name: str
    title: str
    fields: tuple[FieldSpec, ...]


def line(path: str, label: str, rule: str, most: int = 300, *, open_: bool = True) -> FieldSpec:
    """Return a field of one line."""
    return FieldSpec(path, label, "line", rule, most=most, open=open_)


def text(
    path: str, label: str, rule: str, most: int = 1200, *, open_: bool = True, optional: bool = False
) -> FieldSpec:
    """Return a field of several lines."""
    return FieldSpec(path, label, "text", rule, most=most, open=open_, optional=optional)


def term(path: str, label: str, rule: str, vocabulary: str, *, open_: bool = True) -> FieldSpec:
    """Return a field with one term of a vocabulary."""
    return FieldSpec(path, label, "term", rule, vocabulary, open=open_)


def terms(path: str, label: str, rule: str, vocabulary: str, *, open_: bool = True) -> FieldSpec:
    """Return a field with several terms of a vocabulary."""
    return FieldSpec(path, label, "terms", rule, vocabulary, open=open_)


def yes_no(path: str, label: str, rule: str) -> FieldSpec:
    """Return a field that is yes, no or not stated."""
    return FieldSpec(path, label, "yes-no", rule)
