"""Expectations: the least that the content must hold, so that it cannot shrink unseen."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from catalog.domain.census import Census
from catalog.domain.content import Content
from catalog.domain.faults import Fault
from catalog.domain.text import Statement
from catalog.domain.values import Record

FILE = "expectations.yaml"

Least = dict[str, Annotated[int, Field(ge=0)]]


class Expectations(Record):
    """The file `data/expectations.yaml`: the least number for each name in each group of counts."""

    note: Statement
    records: Least
    tools_by_kind: Least
    tools_by_family: Least
    tools_by_stage: Least
    ethics_by_principle: Least


def expectation_faults(content: Content, census: Census, expected: Expectations) -> tuple[Fault, ...]:
    """Return a fault for every count that is below what is expected."""
    found: dict[str, Mapping[str, int]] = {
        "records": census.records,
        "tools_by_kind": census.tools_by_kind,
        "tools_by_family": tools_by_family(content),
        "tools_by_stage": census.tools_by_stage,
        "ethics_by_principle": census.ethics_by_principle,
    }
    return tuple(
        fault for group, counts in found.items() for fault in _short(group, counts, getattr(expected, group))
    )


def _short(group: str, counts: Mapping[str, int], least: Least) -> Iterator[Fault]:
    for name, number in least.items():
        if counts.get(name, 0) < number:
            yield Fault(
                FILE,
                f"{group}.{name}",
                f"there are {counts.get(name, 0)}, expected at least {number}; restore what is missing, or lower "
                "the expectation with the reason in the commit",
            )


def tools_by_family(content: Content) -> dict[str, int]:
    """Return how many tools have a capability of each family."""
    counts: dict[str, int] = {}
    for tool in content.tools.values():
        families = {
            content.capabilities[slug].family for slug in tool.capabilities if slug in content.capabilities
        }
        for family in families:
            counts[family] = counts.get(family, 0) + 1
    return counts
