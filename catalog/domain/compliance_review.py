"""Which parts of the rulebook are past the date on which they ought to have been read again."""

from catalog.domain.rulebook import Rulebook


def review_warnings(book: Rulebook, today: str) -> tuple[str, ...]:
    """Return a sentence for each law and each rule that is past its review date; `today` is YYYY-MM-DD."""
    laws = [
        f"compliance/frameworks.yaml: {item.id} was to be read again by {item.review_by}; read its sources and set new dates"
        for item in book.frameworks.frameworks
        if item.review_by < today[: len(item.review_by)]
    ]
    rules = [
        f"compliance/rules.yaml: {rule.id} was to be read again by {rule.review_by}; check "
        f"{', '.join(fact for cite in rule.cite for fact in cite.facts) or 'its cases'} and set new dates"
        for rule in book.rules.rules
        if rule.review_by < today[: len(rule.review_by)]
    ]
    return (*laws, *rules)
