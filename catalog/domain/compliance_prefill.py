"""Answers that are known before anybody is asked: from the use, from the tool's record, from the places picked.

Each carries its reason. What no source states stays open: a fact that is "not stated" answers nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from catalog.domain.compliance_evaluation import Given
from catalog.domain.compliance_records import Use
from catalog.domain.evidence import evidence_of
from catalog.domain.rulebook import Rulebook
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

_ON_OWN_MACHINES: Final = frozenset({"desktop", "on-premises", "library", "mobile"})


@dataclass(frozen=True)
class Prefilled:
    """An answer that was not given by a person: by what (`origin`) and why."""

    answer: tuple[str, ...]
    reason: str
    origin: Literal["use", "record", "place", "default"]


def prefilled(
    book: Rulebook, tool: Tool | None, use: Use | None, places: Collection[str]
) -> Mapping[str, Prefilled]:
    """Return the answers known beforehand, by question; what the use says goes before what is usual.

    Without a use only the record and the places answer: nothing is taken for granted.
    """
    known: dict[str, Prefilled] = {}
    if use is not None:
        known |= {item.field: Prefilled(item.answer, item.because, "default") for item in book.uses.defaults}
    if "eu" in places:
        known["eu_nexus"] = Prefilled(("yes",), "You picked the European Union.", "place")
    if tool is not None:
        known |= dict(_from_record(tool))
    if use is not None:
        known |= {field: Prefilled(answer, use.because, "use") for field, answer in use.answers.items()}
    return {field: item for field, item in known.items() if field in book.question_by_id}


def merged(known: Mapping[str, Prefilled], given: Given) -> dict[str, tuple[str, ...]]:
    """Return all answers: what a person gave goes before what was known beforehand."""
    return {**{field: item.answer for field, item in known.items()}, **given}


def _from_record(tool: Tool) -> Iterator[tuple[str, Prefilled]]:
    if tool.ai.family != NOT_STATED:
        said = (
            "The record says that it uses no AI." if tool.ai.family == "none" else "The record names its AI."
        )
        yield "is_ai", _recorded("no" if tool.ai.family == "none" else "yes", said)
    if isinstance(tool.personal_data, bool):
        yield "personal_data", _yes_no(tool.personal_data, "personal data are processed")
    if tool.children_data is False:
        yield "children_data", _recorded("none", "The record says that no data about children are processed.")
    if tool.biometric is False:
        yield (
            "biometric_input",
            _recorded("none", "The record says that it works with no biometric features."),
        )
    if tool.offline is True or (
        not isinstance(tool.deployment, str) and _ON_OWN_MACHINES.issuperset(tool.deployment)
    ):
        yield (
            "transfers",
            _recorded("no", "The record says that it runs on own machines or without a network."),
        )
    if evidence_of(tool) == "independent":
        yield (
            "s_independent_test",
            _recorded("yes", "The record holds a figure that somebody independent measured."),
        )


def _yes_no(value: bool, what: str) -> Prefilled:
    return _recorded("yes" if value else "no", f"The record says that {what if value else 'no ' + what}.")


def _recorded(answer: str, reason: str) -> Prefilled:
    return Prefilled((answer,), reason, "record")
