"""Which tool took the place of which, and what concerns about one come to for the other.

A tool takes another's place when it answers at its address (`redirects`), or when the other is retired and names it
as its successor. A concern bears on the tool that it names and on every tool that took its place, directly or by
way of others, so that renaming, merging or replacing a tool never softens anything: only a verdict does.
"""

from collections.abc import Iterable, Mapping

from catalog.domain.concerns import Concern

Links = Mapping[str, frozenset[str]]
"""For each tool whose place was taken: those that took it."""


def linked(pairs: Iterable[tuple[str, str]]) -> Links:
    """Return pairs of (tool, the one that took its place) as links."""
    found: dict[str, frozenset[str]] = {}
    for old, new in pairs:
        found[old] = found.get(old, frozenset()) | {new}
    return found


def reached(slug: str, links: Links) -> tuple[str, ...]:
    """Return a tool and every one that took its place, directly or by way of others, each once, by slug."""
    found, waiting = {slug}, [slug]
    while waiting:
        new = links.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return tuple(sorted(found))


def turned(links: Links) -> Links:
    """Return for each tool that took a place those whose place it took."""
    return linked((new, old) for old, taken in links.items() for new in taken)


def borne(concerns: Iterable[Concern], links: Links) -> dict[str, tuple[Concern, ...]]:
    """Return the concerns about tools by every tool that they bear on, in the order in which they come."""
    found: dict[str, tuple[Concern, ...]] = {}
    for concern in concerns:
        for slug in reached(concern.slug, links):
            found[slug] = (*found.get(slug, ()), concern)
    return found
