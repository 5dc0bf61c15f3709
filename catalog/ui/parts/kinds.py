"""About this kind of tool: what a capability can and cannot tell, shown apart from the product."""

from catalog.domain.capability import Capability
from catalog.domain.source import Sourced
from catalog.domain.values import NOT_STATED, host_of
from catalog.queries.shown_concern_views import ConcernPart
from catalog.queries.views import Choice
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import record_address
from catalog.ui.parts.facts import empty, plain_list, section
from catalog.ui.parts.shown_concerns import kind_concerns
from catalog.ui.parts.sources import outside_link


def kinds_part(kinds: tuple[Capability, ...], concerns: tuple[tuple[Choice, ConcernPart], ...] = ()) -> Html:
    """Return the part of a tool page that holds for every tool of its kinds, concerns about them included."""
    lead = tag(
        "p",
        "What follows holds for the whole kind of tool and says nothing about this product.",
        class_="lead",
    )
    content = [_kind(kind) for kind in kinds] or [empty("Nothing is recorded about this kind of tool.")]
    return section("kind", "About this kind of tool", lead, content, kind_concerns(concerns))


def _kind(kind: Capability) -> Html:
    return tag(
        "div",
        tag("h3", tag("a", kind.label, href=record_address("capability", kind.slug))),
        tag("p", kind.definition),
        *(tag("h4", "What it can tell"), plain_list(kind.can_tell, "")) if kind.can_tell else (),
        *(tag("h4", "What it cannot tell"), plain_list(kind.cannot_tell, "")) if kind.cannot_tell else (),
        *(tag("h4", "Known limits"), sourced_outside(kind.limitations, kind)) if kind.limitations else (),
        class_="of-kind",
    )


def sourced_outside(items: tuple[Sourced, ...], kind: Capability) -> Html:
    """Return statements of a capability with their sources written out as outside links."""
    return tag(
        "ul", [tag("li", item.text, _links(item.sources, kind)) for item in items], class_="statements"
    )


def _links(numbers: tuple[int, ...], kind: Capability) -> Html:
    sources = [kind.sources[number] for number in numbers if number in kind.sources]
    links = [
        outside_link(item.url, host_of(item.url) if item.title == NOT_STATED else item.title)
        for item in sources
    ]
    return tag(
        "span",
        " Source: " if len(links) == 1 else " Sources: ",
        join(*links, between="; "),
        class_="inline-source",
    )
