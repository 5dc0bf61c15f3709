"""Ethics by the five principles: what is recorded about the product and, apart, about its kind."""

from collections.abc import Mapping

from catalog.domain.tool import Annotation
from catalog.domain.values import NOT_STATED
from catalog.queries.dates import written_date
from catalog.queries.views import KindNote, PrincipleSection, ToolPage
from catalog.ui.html import Child, Html, tag
from catalog.ui.parts.address import record_address, term_address
from catalog.ui.parts.badges import annotation_badge
from catalog.ui.parts.facts import empty, section
from catalog.ui.parts.sources import cite, source_line
from catalog.ui.parts.text import word_for


def ethics_part(page: ToolPage) -> Html:
    """Return the part on ethics with every principle, also those with nothing recorded."""
    lead = tag(
        "p",
        "What sources say, under the five principles of the UNICRI and INTERPOL toolkit for responsible AI "
        "in law enforcement. Nothing recorded means that no source read so far says anything, not that all is well.",
        class_="lead",
    )
    return section("ethics", "Ethics", lead, [_principle(item, page.words) for item in page.principles])


def _principle(item: PrincipleSection, words: Mapping[str, str]) -> Html:
    return tag(
        "div",
        tag("h3", tag("a", item.label, href=term_address("principle", item.id))),
        tag("p", item.definition, class_="definition"),
        *(tag("h4", "About this product"), annotation_list(item.own, words, _nothing(item))),
        *_about_kind(item.about_kind, words),
        class_="principle",
    )


def _nothing(item: PrincipleSection) -> str:
    if item.searched:
        return f"Nothing found about this product; searched on {written_date(item.searched)}."
    return "Nothing recorded."


def _about_kind(notes: tuple[KindNote, ...], words: Mapping[str, str]) -> tuple[Child, ...]:
    if not notes:
        return ()
    items = [tag("li", _kind_note(note, words), class_="annotation") for note in notes]
    return (
        tag(
            "div",
            tag("h4", "About this kind of tool"),
            tag("ul", items, class_="annotations"),
            class_="of-kind",
        ),
    )


def _kind_note(note: KindNote, words: Mapping[str, str]) -> tuple[Child, ...]:
    kind = tag("a", note.capability.label, href=record_address("capability", note.capability.id))
    return (*_head_and_text(note.annotation, words, tag("span", " · ", kind)), source_line(note.sources))


def _head_and_text(annotation: Annotation, words: Mapping[str, str], *extra: Child) -> tuple[Child, ...]:
    date = None if annotation.date == NOT_STATED else f" · {written_date(annotation.date)}"
    part = word_for(words, "principles", annotation.principle)
    head = tag("p", annotation_badge(annotation, words), " ", part, date, extra, class_="annotation-head")
    return (head, tag("p", annotation.text))


def annotation_list(
    annotations: tuple[Annotation, ...], words: Mapping[str, str], nothing: str = "Nothing recorded."
) -> Html:
    """Return annotations whose numbers point into the page's own list of sources, or what to say of none."""
    if not annotations:
        return empty(nothing)
    items = [
        tag(
            "li", *_head_and_text(item, words), tag("p", "Source: ", cite(item.sources), class_="source-line")
        )
        for item in annotations
    ]
    return tag("ul", items, class_="annotations")
