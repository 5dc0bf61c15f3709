"""The public log of changes as a feed (Atom, RFC 4287): the same acts as on the page, for readers of feeds.

The ids name the event of the audit chain, so that they stay the same for good and on every host.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from starlette.responses import Response

from catalog.domain.people import SYSTEM
from catalog.queries.history import change_log
from catalog.queries.work_views import LogDay, LogEntry
from catalog.ui.parts.address import history_address
from catalog.web.visits import Visit

FEED: Final = "/changes.atom"
MOST_ENTRIES: Final = 100
_ATOM: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = "1970-01-01T00:00:00+00:00"


def send_feed(visit: Visit) -> Response:
    """Return the newest acts that readers see the effect of; in members mode only for members."""
    days = change_log(visit.app.read, visit.actor, MOST_ENTRIES)
    return Response(
        feed(days, str(visit.request.base_url).rstrip("/")),
        media_type="application/atom+xml",
        headers={"Cache-Control": "no-store"},
    )


def feed(days: tuple[LogDay, ...], base: str) -> bytes:
    """Return the feed of these acts; `base` is the address of the catalogue without a slash at its end."""
    register_namespace("", _ATOM)
    root = Element(f"{{{_ATOM}}}feed")
    entries = [entry for day in days for entry in day.entries]
    _add(root, "id", "urn:safer-tools-catalog:changes")
    _add(root, "title", "Safer Tools Catalog: changes")
    _add(root, "updated", entries[0].at if entries else _NEVER)
    _link(root, f"{base}{FEED}", "self")
    _link(root, f"{base}/changes", "alternate")
    _person(root, "Safer Tools Catalog")
    for entry in entries:
        _entry(root, entry, base)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Element, entry: LogEntry, base: str) -> None:
    item = SubElement(root, f"{{{_ATOM}}}entry")
    _add(item, "id", f"urn:safer-tools-catalog:event:{entry.event}")
    _add(item, "title", f"{entry.name} {entry.verb}")
    _add(item, "updated", entry.at)
    page = entry.address or (history_address(entry.kind, entry.slug) if entry.slug else "/changes")
    _link(item, f"{base}{page}", "alternate")
    if entry.actor != SYSTEM.name:
        _person(item, entry.actor)
    _add(item, "summary", entry.reason)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _link(parent: Element, address: str, relation: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}link", {"rel": relation, "href": address})


def _person(parent: Element, name: str) -> None:
    _add(SubElement(parent, f"{{{_ATOM}}}author"), "name", name)
