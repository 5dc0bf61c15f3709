from defusedxml.ElementTree import fromstring

from catalog.queries.work_views import LogDay, LogEntry
from catalog.web.feed import feed

NAMES = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = '<script>alert(1)</script> & "x" ]]>'


def entry(event: int, **changes: str) -> LogEntry:
    """Return an act of the log."""
    plain = {
        "at": f"2026-11-21T12:00:0{event}.000+00:00", "verb": "published", "slug": "photo-sorter",
        "name": "Photo Sorter", "actor": "boris", "reason": "because the source says so",
    }  # fmt: skip
    return LogEntry(event, **{**plain, **changes})


def test_the_feed_has_what_the_standard_asks_for() -> None:
    """Id, title and time of the feed and of each act, an author, and links to pages of ours; newest first."""
    days = (LogDay("2026-11-21", (entry(3), entry(2, actor="system", slug="", verb="loaded"))),)
    root = fromstring(feed(days, "http://localhost:8501"))
    for item in (root, *root.findall("a:entry", NAMES)):
        for name in ("id", "title", "updated"):
            assert item.find(f"a:{name}", NAMES).text
    assert root.find("a:updated", NAMES).text == entry(3).at
    assert root.find("a:author/a:name", NAMES) is not None
    links = [link.get("href") for link in root.findall("a:entry/a:link", NAMES)]
    assert links == ["http://localhost:8501/history?slug=photo-sorter", "http://localhost:8501/changes"]
    ids = [item.text for item in root.findall("a:entry/a:id", NAMES)]
    assert ids == ["urn:safer-tools-catalog:event:3", "urn:safer-tools-catalog:event:2"]


def test_hostile_text_stays_text_in_the_feed() -> None:
    """Markup in a name or a reason comes out as the text that it was."""
    root = fromstring(
        feed((LogDay("2026-11-21", (entry(1, name=HOSTILE, reason=HOSTILE),)),), "http://localhost")
    )
    assert root.find("a:entry/a:summary", NAMES).text == HOSTILE
    assert root.find("a:entry/a:title", NAMES).text == f"{HOSTILE} published"
    assert not root.findall(".//script")


def test_an_empty_log_is_a_whole_feed() -> None:
    """A catalogue in which nothing happened still answers with a feed that can be read."""
    assert (
        fromstring(feed((), "http://localhost")).find("a:updated", NAMES).text == "1970-01-01T00:00:00+00:00"
    )
