"""The act of checking links: what the sources of published tools and cases answer."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from catalog.actions.registry import action
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.links import LinkState, LinkStatus, settled
from catalog.domain.people import Actor, Permission
from catalog.outside.link_check import Ask, two_passes
from catalog.store import Reader, Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class LinksReport:
    """How many addresses stand how, and every one that is not fine with the records that cite it."""

    counts: dict[LinkState, int]
    notable: tuple[tuple[LinkStatus, tuple[str, ...]], ...]


def _silent(_done: int, _total: int) -> None:
    return


@action(permission=Permission.LINKS_CHECK, events=(EventTag.LINKS_CHECKED,))
def check_links(
    store: Store,
    actor: Actor,
    ask: Ask,
    *,
    slugs: Collection[str] = (),
    limit: int | None = None,
    progress: Progress = _silent,
    pause: float = 1.0,
) -> LinksReport:
    """Ask the sources of published tools and cases, those asked longest ago first, and keep what they answered.

    `slugs` leaves only these records, `limit` only so many addresses.

    Raises:
        NotFound: none of the records is published.
    """
    with store.reading() as reader:
        cited = _cited(reader, slugs)
        before = reader.checks.links()
    if slugs and not cited:
        raise NotFound("No published tool or case of these names cites a source. Check the spelling.")
    oldest_first = sorted(cited, key=lambda url: before[url].at if url in before else "")
    answers = two_passes(oldest_first[:limit], ask, progress, pause)
    at = store.now().isoformat(timespec="seconds")
    found = [settled(url, tries, before.get(url), at) for url, tries in answers.items()]
    counts = Counter(item.state for item in found)
    detail: dict[str, JsonValue] = {"asked": len(found), **{state: counts[state] for state in LinkState}}
    with store.writing(actor) as work:
        work.checks.note_links(found)
        work.record(EventTag.LINKS_CHECKED, "links", detail)
    notable = [item for item in found if item.state is not LinkState.OK]
    notable.sort(key=lambda item: (item.state, item.url))
    return LinksReport(dict(counts), tuple((item, cited[item.url]) for item in notable))


def _cited(reader: Reader, slugs: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each address the records that cite it."""
    cited: dict[str, tuple[str, ...]] = {}
    for slug, url in _sources(reader):
        if not slugs or slug in slugs:
            cited[url] = (*cited.get(url, ()), slug)
    return cited


def _sources(reader: Reader) -> Iterator[tuple[str, str]]:
    for kind in (RecordKind.TOOL, RecordKind.CASE):
        for record in reader.documents(kind):
            yield from ((record.slug, source.url) for source in record.sources.values())
