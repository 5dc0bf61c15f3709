"""Labelled facts and sourced statements: the same look wherever a record says something."""

from collections.abc import Iterable, Sequence

from catalog.domain.source import Sourced
from catalog.queries.views import Choice, FactRow
from catalog.ui.html import Child, Html, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.sources import cite
from catalog.ui.parts.text import stated


def fact_list(rows: Iterable[FactRow], look: str = "facts") -> Html:
    """Return labelled facts with their source numbers; a fact that is not stated says so."""
    return tag("dl", [_fact(row) for row in rows], class_=look)


def _fact(row: FactRow) -> Html:
    value = stated(row.value) if row.stated else stated("")
    return tag("div", tag("dt", row.label), tag("dd", value, cite(row.sources)))


def statements(items: Sequence[Sourced], nothing: str) -> Html:
    """Return sourced statements as a list, or the sentence that says that there are none."""
    if not items:
        return empty(nothing)
    return tag("ul", [tag("li", item.text, cite(item.sources)) for item in items], class_="statements")


def plain_list(items: Sequence[Child], nothing: str) -> Html:
    """Return a list, or the sentence that says that there is nothing."""
    return tag("ul", [tag("li", item) for item in items], class_="statements") if items else empty(nothing)


def empty(sentence: str) -> Html:
    """Return the sentence that stands where nothing is recorded."""
    return tag("p", sentence, class_="unstated")


def choice_links(kind: str, choices: Sequence[Choice], most: int = 99) -> Html:
    """Return links to records of a kind as a list of tags; beyond `most` only their number."""
    shown = choices if len(choices) <= most else choices[: most - 1]
    links = [tag("li", tag("a", item.label, href=record_address(kind, item.id))) for item in shown]
    rest = len(choices) - len(shown)
    return tag("ul", links, tag("li", f"and {rest} more", class_="more") if rest else None, class_="tags")


def section(name: str, title: str, *content: Child) -> Html:
    """Return a part of a page under its own heading, which an anchor can reach."""
    heading = tag("h2", title, id=f"part-{name}-title")
    return tag(
        "section", heading, *content, id=f"part-{name}", aria_labelledby=f"part-{name}-title", class_="part"
    )


def contents(parts: Sequence[tuple[str, str]]) -> Html:
    """Return the table of contents of a page: links to its parts."""
    links = [tag("li", tag("a", title, href=f"#part-{name}")) for name, title in parts]
    return tag(
        "nav",
        tag("p", "On this page", class_="toc-title"),
        tag("ul", links),
        class_="toc",
        aria_label="On this page",
    )


def work_table(caption: str, heads: Sequence[str], rows: Iterable[Html]) -> Html:
    """Return a table of work to do, with a caption and heads; each row is a <tr>."""
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", [tag("th", head, scope="col") for head in heads])),
            tag("tbody", rows),
            class_="queue",
        ),
        class_="scroll",
    )
