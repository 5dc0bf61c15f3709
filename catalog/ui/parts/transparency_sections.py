"""The transparency page: admissions and removals with their reasons, and figures that say how they are computed."""

from typing import Final

from catalog.domain.people import SYSTEM
from catalog.queries.dates import written_date
from catalog.queries.transparency import DeclaredInterest, PublicAct, TransparencyPage
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import history_address
from catalog.ui.parts.facts import contents, empty, section, work_table
from catalog.ui.parts.figure_tables import figure_section

FILES: Final = (("csv", "CSV"), ("json", "JSON"))
"""The forms in which the figures are handed out, at /transparency.<form>."""

SHOWN: Final = 100
"""So many acts stand on the page; the change log has more."""


def transparency_document(page: TransparencyPage) -> Html:
    """Return the whole page."""
    parts = [(part.id, part.title) for part in page.sections]
    named = (*parts[:1], ("acts", "What changed, and why"), *parts[1:])
    first, *others = [figure_section(part) for part in page.sections]
    body = tag("div", first, _acts(page.acts), _interests(page.interests), others, class_="parts")
    return tag("div", _head(page), tag("div", contents(named), body, class_="with-toc"), class_="record")


def _head(page: TransparencyPage) -> Html:
    links = [tag("a", words, href=f"/transparency.{form}", download=True) for form, words in FILES]
    return tag(
        "header",
        tag("h1", "Transparency"),
        tag(
            "p",
            "What was taken in and taken out and why, how well the facts are supported, and what the catalogue leans "
            "towards. Every figure says how it is computed.",
            class_="summary",
        ),
        tag(
            "p",
            f"Computed from the store as it stands on {written_date(page.today)}. Take the figures with you as ",
            join(*links, between=" · "),
            ".",
            class_="byline",
        ),
        tag(
            "p",
            tag("a", "Where no tool helps", href="/coverage"),
            " · ",
            tag("a", "Principles and rights", href="/principles"),
            " · ",
            tag("a", "All changes", href="/changes"),
        ),
        class_="head",
    )


def _acts(acts: tuple[PublicAct, ...]) -> Html:
    lead = tag(
        "p",
        "Every record that was published, changed, suspended, restored, merged or retired, with the reason and the "
        "roles that approved it. Names stand in the history of each record. Curated files are one line a loading.",
        class_="lead",
    )
    if not acts:
        return section("acts", "What changed, and why", lead, empty("Nothing has changed yet."))
    heads = ("Day", "Record", "What", "Why", "Approved by")
    caption = f"The newest {len(acts[:SHOWN])} acts" if len(acts) > SHOWN else "All acts"
    table = work_table(caption, heads, map(_act, acts[:SHOWN]))
    return section("acts", "What changed, and why", lead, table)


def _act(act: PublicAct) -> Html:
    entry = act.entry
    name: Html | str = (
        tag("a", entry.name, href=history_address(entry.kind, entry.slug)) if entry.slug else entry.name
    )
    by = act.approved_by or (
        "reviewed before shipping" if entry.actor == SYSTEM.name else "one person, at once"
    )
    return tag(
        "tr",
        tag("td", written_date(entry.at[:10])),
        tag("th", name, scope="row"),
        tag("td", entry.verb),
        tag("td", entry.reason or "–"),
        tag("td", by),
    )


def _interests(interests: tuple[DeclaredInterest, ...] | None) -> Html | None:
    if interests is None:
        return None
    lead = tag(
        "p", "You see these words because you decide too; readers see the number above.", class_="lead"
    )
    lines = [
        tag(
            "li",
            tag("a", f"{item.kind} {item.slug}", href=history_address(item.kind, item.slug)),
            f", {item.role}, {written_date(item.date)}: {item.text}",
        )
        for item in interests
    ]
    content = tag("ul", lines, class_="statements") if lines else empty("No tie was declared so far.")
    return section("declared", "Ties that deciders declared", lead, content)
