"""What would change a compliance profile: each single answer that leads to another level."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.domain.compliance_evaluation import Given, Profile, outcome
from catalog.domain.compliance_records import Question
from catalog.domain.rulebook import NEEDS_INFORMATION, Rulebook


@dataclass(frozen=True)
class Turn:
    """If the question were answered with any of `answers`, the level would be `level` (`floor` where it stays open)."""

    question: Question
    answers: tuple[str, ...]
    level: str
    floor: str
    ceiling: str


def turns(book: Rulebook, answers: Given, places: Iterable[str], now: Profile) -> tuple[Turn, ...]:
    """Return the single answers that change floor or ceiling of a profile, those that end worst first."""
    asked, found = tuple(places), []
    for question in book.questions.questions:
        if question.id not in book.deciding_fields:
            continue
        ends: dict[tuple[str, str, str], list[str]] = {}
        for choice in question.answers:
            if (choice.id,) == tuple(answers.get(question.id, ())):
                continue
            then = outcome(book, {**answers, question.id: (choice.id,)}, asked)
            if then[1:] != (now.floor, now.ceiling):
                ends.setdefault(then, []).append(choice.id)
        found += [Turn(question, tuple(given), *end) for end, given in ends.items()]
    found.sort(key=lambda turn: (-book.gravity[turn.floor], turn.level == NEEDS_INFORMATION))
    return tuple(found)
