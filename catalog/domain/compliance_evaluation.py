"""The evaluation: answers in, a compliance profile out. Pure; decision support and not legal advice.

Every rule whose condition holds is a hit, all hits stay visible, the worst one gives the level. A rule of which it is
not known whether it holds stays open: as long as an open rule could make it worse, the level is `needs-information`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.domain.compliance_conditions import Sheet
from catalog.domain.compliance_records import ANYWHERE, Arguable, Confidence, Duty, Framework, Question, Rule
from catalog.domain.rulebook import ASKS_FIRST, NEEDS_INFORMATION, NO_RULE_MET, Rulebook

Given = Mapping[str, tuple[str, ...]]

_CONFIDENCE: Final[tuple[Confidence, ...]] = ("low", "medium", "high")


@dataclass(frozen=True)
class Hit:
    """A rule that is met. `set_aside_by` is the rule that takes it away, "" where none does."""

    rule: Rule
    set_aside_by: str = ""


@dataclass(frozen=True)
class OpenQuestion:
    """A question without an answer; `could_be` is the worst level of the open rules that ask it, "" where none has one."""

    question: Question
    could_be: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class OwedDuty:
    """A duty and the rules that it follows from."""

    duty: Duty
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """The compliance profile of a tool in a use, as far as the answers go.

    `level` is `needs-information` while an open rule could make it worse than `floor`, the worst level that is met;
    `ceiling` is the worst that it could be. `confidence`, `basis` and `applies_from` are those of the rules that give
    the floor (the least sure one); confidence is "" where no rule gives it. `hits` are worst first.
    """

    level: str
    floor: str
    ceiling: str
    confidence: Confidence | str
    basis: tuple[str, ...]
    applies_from: tuple[str, ...]
    hits: tuple[Hit, ...]
    set_aside: tuple[Hit, ...]
    open_rules: tuple[Rule, ...]
    duties: tuple[tuple[Framework, tuple[OwedDuty, ...]], ...]
    badges: tuple[str, ...]
    arguable: Arguable | None
    missing_safeguards: tuple[Question, ...]
    questions: tuple[OpenQuestion, ...]

    @property
    def deciding(self) -> tuple[Rule, ...]:
        """The rules that give the floor."""
        return tuple(hit.rule for hit in self.hits if hit.rule.level == self.floor)


def evaluate(
    book: Rulebook, answers: Given, places: Iterable[str], arguable: Arguable | None = None
) -> Profile:
    """Return the profile for these answers under the law of these places (ids of PLACES).

    `arguable` is why the use can be read both ways; it caps the confidence at low.
    """
    sheet = Sheet(answers, book.gates, book.rules.terms)
    met, undecided = _sorted_out(book.rules.rules, sheet, frozenset((*places, ANYWHERE)))
    taken = _taken_away(met)
    hits = sorted(
        (Hit(rule) for rule in met if rule.id not in taken), key=lambda hit: -_weight(book, hit.rule)
    )
    open_rules = tuple(rule for rule in undecided if not _is_taken(rule, met))
    floor = _worst(book, (hit.rule for hit in hits))
    ceiling = _worst(book, (*(hit.rule for hit in hits), *open_rules))
    deciding = [hit.rule for hit in hits if hit.rule.level == floor]
    return Profile(
        level=NEEDS_INFORMATION if _asks_first(met) or ceiling != floor else floor,
        floor=floor,
        ceiling=ceiling,
        confidence=_confidence(deciding, arguable),
        basis=tuple(dict.fromkeys(basis for rule in deciding for basis in rule.basis)),
        applies_from=tuple(sorted({rule.applies_from for rule in deciding})),
        hits=tuple(hits),
        set_aside=tuple(Hit(rule, taken[rule.id]) for rule in met if rule.id in taken),
        open_rules=open_rules,
        duties=_duties(book, [hit.rule for hit in hits]),
        badges=tuple(dict.fromkeys(hit.rule.badge for hit in hits if hit.rule.badge)),
        arguable=arguable,
        missing_safeguards=tuple(
            item for item in book.questions.questions if item.safeguard and "yes" not in answers.get(item.id, ())
        ),
        questions=_questions(book, sheet, [*open_rules, *(rule for rule in met if rule.id == ASKS_FIRST)]),
    )  # fmt: skip


def outcome(book: Rulebook, answers: Given, places: Iterable[str]) -> tuple[str, str, str]:
    """Return level, floor and ceiling alone, as `evaluate` would: for trying many answers."""
    sheet = Sheet(answers, book.gates, book.rules.terms)
    met, undecided = _sorted_out(book.deciding_rules, sheet, frozenset((*places, ANYWHERE)))
    taken = _taken_away(met)
    standing = [rule for rule in met if rule.id not in taken]
    floor = _worst(book, standing)
    ceiling = _worst(book, (*standing, *(rule for rule in undecided if not _is_taken(rule, met))))
    return (NEEDS_INFORMATION if _asks_first(met) or ceiling != floor else floor), floor, ceiling


def _asks_first(met: Iterable[Rule]) -> bool:
    return any(rule.id == ASKS_FIRST for rule in met)


def _sorted_out(rules: Iterable[Rule], sheet: Sheet, places: frozenset[str]) -> tuple[list[Rule], list[Rule]]:
    """Return the rules of these places that are met, and those of which it is not known."""
    met, undecided = [], []
    for rule in rules:
        if places.isdisjoint(rule.jurisdictions):
            continue
        truth = sheet.truth(rule.when)
        if truth:
            met.append(rule)
        elif truth is None:
            undecided.append(rule)
    return met, undecided


def _taken_away(met: Iterable[Rule]) -> dict[str, str]:
    """Return for each rule that is taken away the first one that does it."""
    taken: dict[str, str] = {}
    rules = tuple(met)
    for rule in rules:
        for other in rules:
            if _takes(rule, other):
                taken.setdefault(other.id, rule.id)
    return taken


def _takes(rule: Rule, other: Rule) -> bool:
    off = rule.turns_off is not None and rule.turns_off == other.law and other.turns_off is None
    return off or other.id in rule.sets_aside


def _is_taken(rule: Rule, met: Iterable[Rule]) -> bool:
    return any(_takes(other, rule) for other in met)


def _weight(book: Rulebook, rule: Rule) -> int:
    return book.gravity[rule.level] if rule.level else -1


def _worst(book: Rulebook, rules: Iterable[Rule]) -> str:
    return max(
        (rule.level for rule in rules if rule.level), key=book.gravity.__getitem__, default=NO_RULE_MET
    )


def _confidence(deciding: Iterable[Rule], arguable: Arguable | None) -> Confidence | str:
    found = [rule.confidence for rule in deciding]
    if not found:
        return ""
    return "low" if arguable else min(found, key=_CONFIDENCE.index)


def _duties(book: Rulebook, rules: Iterable[Rule]) -> tuple[tuple[Framework, tuple[OwedDuty, ...]], ...]:
    owed: dict[str, list[str]] = {}
    for rule in rules:
        for duty in rule.duties:
            owed.setdefault(duty, []).append(rule.id)
    found = [OwedDuty(book.duty_by_id[duty], tuple(ids)) for duty, ids in owed.items()]
    grouped = (
        (framework, tuple(item for item in found if item.duty.law == framework.id))
        for framework in book.frameworks.frameworks
    )
    return tuple((framework, duties) for framework, duties in grouped if duties)


def _questions(book: Rulebook, sheet: Sheet, rules: Iterable[Rule]) -> tuple[OpenQuestion, ...]:
    """Return the open questions, first those that could lead to the worst level, then those of most rules."""
    asking: dict[str, list[Rule]] = {}
    for rule in rules:
        for field in sheet.open_fields(rule.when):
            asking.setdefault(field, []).append(rule)
    order = tuple(book.question_by_id)
    found = [
        OpenQuestion(
            book.question_by_id[field], _worst_or_none(book, asked), tuple(rule.id for rule in asked)
        )
        for field, asked in asking.items()
    ]
    found.sort(
        key=lambda item: (
            -book.gravity.get(item.could_be, -1),
            -len(item.rules),
            order.index(item.question.id),
        )
    )
    return tuple(found)


def _worst_or_none(book: Rulebook, rules: Iterable[Rule]) -> str:
    levels = [rule.level for rule in rules if rule.level]
    return max(levels, key=book.gravity.__getitem__) if levels else ""
