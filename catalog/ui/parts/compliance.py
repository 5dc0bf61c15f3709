"""Compliance facts: what the record says and which legal facts this kind of use touches."""

from collections.abc import Iterable

from catalog.queries.dates import written_date
from catalog.queries.views import LegalRow, ToolPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.facts import empty, fact_list, section
from catalog.ui.parts.sources import source_line
from catalog.ui.parts.typical_uses import typical_uses


def compliance_part(page: ToolPage) -> Html:
    """Return the part on compliance of a tool page."""
    return section(
        "compliance",
        "Compliance",
        tag("p", "This is decision support, not legal advice.", class_="lead"),
        fact_list(page.compliance) if page.compliance else None,
        typical_uses(page.uses) if page.uses else None,
        tag("h3", "Legal facts that this kind of use touches"),
        legal_facts(page.legal, page.legal_note),
    )


def legal_facts(rows: Iterable[LegalRow], note: str) -> Html:
    """Return legal facts with article, date and confidence, under the note that holds for all of them."""
    items = [tag("li", _legal_fact(row), class_="legal") for row in rows]
    if not items:
        return empty("No legal fact of the catalogue is linked to this kind of use.")
    return join(tag("p", note, class_="definition") if note else None, tag("ul", items, class_="legal-facts"))


def _legal_fact(row: LegalRow) -> Html:
    fact = row.fact
    kinds = [tag("a", item.label, href=record_address("capability", item.id)) for item in row.capabilities]
    return join(
        tag("p", tag("strong", fact.act), ", ", fact.article, class_="legal-head"),
        tag("p", fact.text),
        tag(
            "p",
            f"As of {written_date(fact.as_of)} · confidence {fact.confidence} · {fact.id}",
            class_="claim-notes",
        ),
        tag("p", "Because of: ", join(*kinds, between=", "), class_="claim-notes") if kinds else None,
        source_line(row.sources),
    )
