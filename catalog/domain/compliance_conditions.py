"""Conditions of compliance rules, and what they say of answers: true, false, or not known (None).

Logic with three values (Kleene): what is not known stays not known until the rest decides. So a further unknown can
never make a condition that was not known false, and never make one that was true false.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

from pydantic import Discriminator, Field, StringConstraints, Tag

from catalog.domain.values import Record

UNKNOWN: Final = "unknown"
"""The answer "I do not know": it counts like no answer at all."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
TermName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
AnswerId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]


class OneOf(Record):
    """The question `field` is answered with one of these."""

    field: Name
    one_of: Annotated[tuple[AnswerId, ...], Field(min_length=1)]


class IsUnknown(Record):
    """The question applies and is not answered."""

    unknown: Name


class IsMissing(Record):
    """A safeguard is not shown: answered with no, not known or not answered."""

    missing: Name


class NamedTerm(Record):
    """A condition that has a name in the same file."""

    term: TermName


class AllOf(Record):
    """Every one of these holds."""

    all_of: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Record):
    """At least one of these holds."""

    any_of: Annotated[tuple["Condition", ...], Field(min_length=1)]


class NoneOf(Record):
    """None of these holds."""

    none_of: Annotated[tuple["Condition", ...], Field(min_length=1)]


_MARKS: Final = ("one_of", "unknown", "missing", "term", "all_of", "any_of", "none_of")


def _form(value: Any) -> str | None:
    has = value.__contains__ if isinstance(value, dict) else lambda mark: hasattr(value, mark)
    return next((mark for mark in _MARKS if has(mark)), None)


Condition = Annotated[
    Annotated[OneOf, Tag("one_of")]
    | Annotated[IsUnknown, Tag("unknown")]
    | Annotated[IsMissing, Tag("missing")]
    | Annotated[NamedTerm, Tag("term")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[NoneOf, Tag("none_of")],
    Discriminator(
        _form,
        custom_error_type="no_condition",
        custom_error_message=f"is not a condition; write one of {', '.join(_MARKS)}",
    ),
]

for _model in (AllOf, AnyOf, NoneOf):
    _model.model_rebuild()


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the conditions right inside a condition."""
    match condition:
        case AllOf():
            return condition.all_of
        case AnyOf():
            return condition.any_of
        case NoneOf():
            return condition.none_of
    return ()


def inside(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and all conditions in it; named terms are not followed."""
    yield condition
    for part in parts(condition):
        yield from inside(part)


class Sheet:
    """The answers of one evaluation, with what follows from them for every condition.

    `gates` says for a question under which condition it applies at all; a question that does not apply is answered
    with nothing, whatever the answers say.
    """

    def __init__(
        self,
        answers: Mapping[str, tuple[str, ...]],
        gates: Mapping[str, Condition],
        terms: Mapping[str, Condition],
    ) -> None:
        self._answers = answers
        self._gates = gates
        self._terms = terms
        self._applies: dict[str, bool | None] = {}
        self._named: dict[str, bool | None] = {}

    def applies(self, field: str) -> bool | None:
        """Tell whether a question applies."""
        if field not in self._applies:
            gate = self._gates.get(field)
            self._applies[field] = True if gate is None else self.truth(gate)
        return self._applies[field]

    def known(self, field: str) -> bool:
        """Tell whether a question is answered with something that is known."""
        given = self._answers.get(field, ())
        return bool(given) and UNKNOWN not in given

    def truth(self, condition: Condition) -> bool | None:
        """Tell whether a condition holds: True, False, or None where it is not known."""
        match condition:
            case OneOf():
                return self._one_of(condition)
            case IsUnknown():
                return self._is_unknown(condition.unknown)
            case IsMissing():
                return "yes" not in self._answers.get(condition.missing, ())
            case NamedTerm():
                return self._named_truth(condition.term)
        truths = [self.truth(part) for part in parts(condition)]
        if isinstance(condition, AllOf):
            return _all(truths)
        found = _any(truths)
        return found if found is None or isinstance(condition, AnyOf) else not found

    def _named_truth(self, name: str) -> bool | None:
        if name not in self._named:
            self._named[name] = self.truth(self._terms[name])
        return self._named[name]

    def _one_of(self, condition: OneOf) -> bool | None:
        applies = self.applies(condition.field)
        if applies is False:
            return False
        given = self._answers.get(condition.field, ())
        said: bool | None = None
        if any(answer in condition.one_of for answer in given):
            said = True
        elif self.known(condition.field):
            said = False
        return said if applies or said is False else None

    def _is_unknown(self, field: str) -> bool | None:
        applies = self.applies(field)
        if applies is False or self.known(field):
            return False
        return applies

    def open_fields(self, condition: Condition) -> frozenset[str]:
        """Return the questions to ask next about a condition that is not known, or that holds for what is unknown."""
        match condition:
            case OneOf() | IsUnknown():
                field = condition.field if isinstance(condition, OneOf) else condition.unknown
                if self.applies(field) is None:
                    return self.open_fields(self._gates[field])
                return frozenset() if self.known(field) or not self.applies(field) else frozenset((field,))
            case NamedTerm():
                return self.open_fields(self._terms[condition.term])
        undecided = [part for part in parts(condition) if self.truth(part) is None or _asks(part)]
        return frozenset[str]().union(*(self.open_fields(part) for part in undecided))


def _asks(condition: Condition) -> bool:
    return isinstance(condition, IsUnknown)


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _any(truths: list[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False
