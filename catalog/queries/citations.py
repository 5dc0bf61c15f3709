"""Reads which rules and duties of the compliance part rest on a case."""

from dataclasses import dataclass

from catalog.domain.rulebook import Rulebook


@dataclass(frozen=True)
class CitingRule:
    """A rule or duty that names a case: its id, what it is about, and the places in texts that stand with it."""

    id: str
    title: str
    places: tuple[str, ...]


def rules_citing(book: Rulebook | None, slug: str) -> tuple[CitingRule, ...]:
    """Return the rules, then the duties, that cite a case, in their order; none where no rules are loaded."""
    if book is None:
        return ()
    rules = tuple(
        CitingRule(rule.id, rule.title, tuple(f"{one.act}, {one.article}" for one in rule.cite))
        for rule in book.rules.rules
        if any(slug in one.cases for one in rule.cite)
    )
    duties = tuple(
        CitingRule(f"Duty {duty.id}", duty.text, (duty.article,))
        for duty in book.duties.duties
        if slug in duty.cases
    )
    return rules + duties
