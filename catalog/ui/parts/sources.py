"""Sources: the number beside a fact, the list it points to, and links that leave the catalogue."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from catalog.domain.values import NOT_STATED, host_of
from catalog.queries.dates import written_date
from catalog.queries.views import SourceRow
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import icon


def outside_link(url: str, text: str) -> Html:
    """Return a link that opens beside the catalogue and tells nobody where it was followed from.

    The host is shown after the text. Anything but http(s) is shown as text.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        return tag("span", text)
    host = host_of(url)
    link = tag("a", text, icon("out"), href=url, target="_blank", rel="noreferrer noopener", class_="outside")
    return join(link) if text == host else join(link, " ", tag("span", f"({host})", class_="host"))


def cite(numbers: Iterable[int]) -> Html | None:
    """Return the numbers of sources, each a link to its place in the list."""
    links = [
        tag("a", number, href=f"#source-{number}", aria_label=f"Source {number}", class_="cite")
        for number in numbers
    ]
    return tag("span", [join(" ", link) for link in links], class_="cites") if links else None


def _title(row: SourceRow) -> str:
    return row.host if row.source.title == NOT_STATED else row.source.title


def source_list(rows: Iterable[SourceRow]) -> Html:
    """Return the numbered sources with publisher, kind, host and date; each can be linked to."""
    return tag("ol", [_source(row) for row in rows], class_="sources")


def _source(row: SourceRow) -> Html:
    source = row.source
    date = None if source.date == NOT_STATED else f"dated {written_date(source.date)}"
    checked = None if source.checked == NOT_STATED else f"read {written_date(source.checked)}"
    facts = [
        fact for fact in (None if source.publisher == NOT_STATED else source.publisher, row.kind) if fact
    ]
    facts += [
        fact for fact in ("independent" if source.independent else "not independent", date, checked) if fact
    ]
    return tag(
        "li",
        *(outside_link(source.url, _title(row)), tag("span", " · ".join(facts), class_="source-facts")),
        id=f"source-{row.number}",
        value=row.number,
        tabindex="-1",
    )


def source_line(rows: Iterable[SourceRow]) -> Html | None:
    """Return sources in one line, for facts whose sources are not in the page's own list."""
    links = [join(outside_link(row.source.url, _title(row)), f" — {row.kind}") for row in rows]
    if not links:
        return None
    return tag(
        "p", "Source: " if len(links) == 1 else "Sources: ", join(*links, between="; "), class_="source-line"
    )
