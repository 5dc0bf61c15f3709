"""What stands beside a question of an assessment: the facts of the tool's record with their sources."""

from typing import Final

from catalog.domain.source import Source
from catalog.domain.values import host_of
from catalog.queries.assessment_facts import FactLine, RecordFact
from catalog.ui.html import Html, join, tag

_MOST_OPEN: Final = 2
"""More lines than these are folded away behind their number."""


def record_facts(facts: tuple[RecordFact, ...], tool: str) -> Html:
    """Return the facts under one heading; what the record does not state is said too."""
    return tag(
        "div",
        tag("p", tag("strong", f"What is recorded of {tool}")),
        tag("dl", [join(tag("dt", fact.label), tag("dd", _said(fact))) for fact in facts]),
        class_="beside",
    )


def _said(fact: RecordFact) -> Html:
    if not fact.lines:
        return tag("span", fact.none, class_="unstated")
    if len(fact.lines) == 1:
        return _line(fact.lines[0])
    listed = tag("ul", [tag("li", _line(line)) for line in fact.lines], class_="statements")
    if len(fact.lines) <= _MOST_OPEN:
        return listed
    return tag("details", tag("summary", f"{len(fact.lines)} recorded"), listed)


def _line(line: FactLine) -> Html:
    text = tag("a", line.text, href=line.href) if line.href else line.text
    sources = [join(" ", _source(number, source)) for number, source in line.sources]
    if not sources and not line.href:
        return join(text, tag("span", " (no source named in the record)", class_="hint-inline"))
    return join(text, tag("span", sources, class_="hint-inline"))


def _source(number: int, source: Source) -> Html:
    said = f"source {number}, {host_of(source.url)}"
    return tag("a", said, href=source.url, rel="noreferrer", target="_blank", class_="outside")
