"""The rulebook: the six files on compliance profiles as one, with a digest by which a change is noticed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from catalog.domain.compliance_conditions import Condition, IsMissing, IsUnknown, NamedTerm, OneOf, inside
from catalog.domain.compliance_records import (
    Duties,
    Duty,
    Framework,
    Frameworks,
    Level,
    Levels,
    Question,
    Questions,
    Rule,
    Rules,
    Use,
    Uses,
)
from catalog.domain.revision import canonical_json, content_hash

NEEDS_INFORMATION: Final = "needs-information"
"""The level where an unknown answer could still make it worse."""

NO_RULE_MET: Final = "no-rule-met"

ASKS_FIRST: Final = "R-00"
"""The rule that keeps the level open while something that decides is not known."""


@dataclass(frozen=True)
class Rulebook:
    """Everything that decides on a compliance profile."""

    rules: Rules
    questions: Questions
    duties: Duties
    levels: Levels
    uses: Uses
    frameworks: Frameworks

    @cached_property
    def digest(self) -> str:
        """One SHA-256 over rules, questions, duties and levels: equal digests mean that profiles stay as they are."""
        files = (self.rules, self.questions, self.duties, self.levels)
        return content_hash("\n".join(canonical_json(item) for item in files))

    @cached_property
    def rule_by_id(self) -> Mapping[str, Rule]:
        """The rules by id, in the order of the file."""
        return {item.id: item for item in self.rules.rules}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """The questions by id, in the order of asking."""
        return {item.id: item for item in self.questions.questions}

    @cached_property
    def duty_by_id(self) -> Mapping[str, Duty]:
        """The duties by id."""
        return {item.id: item for item in self.duties.duties}

    @cached_property
    def framework_by_id(self) -> Mapping[str, Framework]:
        """The laws by id, in the order of the file."""
        return {item.id: item for item in self.frameworks.frameworks}

    @cached_property
    def use_by_id(self) -> Mapping[str, Use]:
        """The uses by id."""
        return {item.id: item for item in self.uses.uses}

    @cached_property
    def level_by_id(self) -> Mapping[str, Level]:
        """The levels by id, the worst first."""
        return {item.id: item for item in self.levels.levels}

    @cached_property
    def gravity(self) -> Mapping[str, int]:
        """How grave each level is; a greater number is worse."""
        return {level: place for place, level in enumerate(reversed(tuple(self.level_by_id)))}

    @cached_property
    def gates(self) -> Mapping[str, Condition]:
        """Under which condition a question applies, for those that have one."""
        return {item.id: item.asked_when for item in self.questions.questions if item.asked_when is not None}

    def fields_of(self, condition: Condition) -> frozenset[str]:
        """Return the questions that a condition asks, through named terms and what must apply first."""
        found: set[str] = set()
        for part in inside(condition):
            match part:
                case OneOf():
                    found |= self._with_gate(part.field)
                case IsUnknown():
                    found |= self._with_gate(part.unknown)
                case IsMissing():
                    found.add(part.missing)
                case NamedTerm():
                    found |= self.fields_of(self.rules.terms[part.term])
        return frozenset(found)

    def _with_gate(self, field: str) -> set[str]:
        gate = self.gates.get(field)
        return {field} | (self.fields_of(gate) if gate is not None else set())

    @cached_property
    def deciding_rules(self) -> tuple[Rule, ...]:
        """The rules that give a level, keep it open, or take such a rule away."""
        return tuple(
            rule
            for rule in self.rules.rules
            if rule.level or rule.sets_aside or rule.turns_off or rule.id == ASKS_FIRST
        )

    @cached_property
    def deciding_fields(self) -> frozenset[str]:
        """The questions that a rule with a level depends on."""
        rules = (rule for rule in self.rules.rules if rule.level)
        return frozenset[str]().union(*(self.fields_of(rule.when) for rule in rules))

    def label(self, level: str) -> str:
        """Return the words of a level, also of the one that asks for more information."""
        return "More information needed" if level == NEEDS_INFORMATION else self.level_by_id[level].label
