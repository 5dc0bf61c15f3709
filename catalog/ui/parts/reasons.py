"""Why a result is here, in words: the concepts that it fits and where its record has the words of the search."""

from catalog.queries.views import WhyView
from catalog.ui.html import Html, join, tag


def reason(view: WhyView) -> Html:
    """Return why a tool is in an answer, what weighs most first, each with its part of the score in per cent."""
    fits = [join("“", tag("strong", name), "”", _share(share)) for name, share in view.concepts]
    found = [join(tag("strong", name), _share(share)) for name, share in view.fields]
    clauses = [
        (view.concepts, join("it fits ", join(*fits, between=", "))),
        (view.fields, join("your words stand in: ", join(*found, between=", "))),
    ]
    said = [words for shares, words in sorted(clauses, key=_weight) if shares]
    if not said:
        return tag("p", "Why here: no word of the search weighs for it.", class_="why")
    return tag("p", "Why here: ", join(*said, between="; "), ".", class_="why")


def _weight(clause: tuple[tuple[tuple[str, float], ...], Html]) -> float:
    return -sum(share for _, share in clause[0])


def _share(share: float) -> str:
    return f" ({max(1, round(share * 100))}%)"
