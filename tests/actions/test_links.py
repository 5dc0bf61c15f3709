from collections.abc import Iterable

import pytest

from catalog.actions.links import check_links
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotAllowed, NotFound
from catalog.domain.events import EventTag
from catalog.domain.links import Answer, LinkState
from catalog.domain.people import SYSTEM
from catalog.store import Store
from tests.actions.workflow_world import ANNA
from tests.samples import source, tool


class Web:
    """Pages that answer as told, and what was asked, in order."""

    def __init__(self, **answers: Iterable[int]) -> None:
        """Let each page answer these codes, the last one for good."""
        self.asked: list[str] = []
        self._answers = {name: list(codes) for name, codes in answers.items()}

    def __call__(self, url: str) -> Answer:
        """Answer an address."""
        self.asked.append(url)
        codes = self._answers.get(url.rsplit("/", 1)[-1], [200])
        return Answer(codes.pop(0) if len(codes) > 1 else codes[0])


def stocked(store: Store, **pages: tuple[str, ...]) -> None:
    """Publish tools that cite these pages."""
    with store.writing(SYSTEM) as work:
        for slug, names in pages.items():
            sources = {n: source(url=f"https://{name}.example/{name}") for n, name in enumerate(names, 1)}
            work.publish(RecordKind.TOOL, slug, tool(slug, provider="not-stated", sources=sources))


def test_what_pages_answer_is_kept(store: Store) -> None:
    """Each cited page is asked once, one that fails a second time after all others; state and counts are stored."""
    stocked(store, one=("fine", "gone"), two=("fine", "shaky"))
    web = Web(gone=[404], shaky=[404, 200])
    report = check_links(store, SYSTEM, web, pause=0)
    assert sorted(web.asked[:3]) == [f"https://{name}.example/{name}" for name in ("fine", "gone", "shaky")]
    assert sorted(web.asked[3:]) == ["https://gone.example/gone", "https://shaky.example/shaky"]
    assert report.counts == {LinkState.OK: 2, LinkState.DEAD: 1}
    assert [(item.url, slugs) for item, slugs in report.notable] == [("https://gone.example/gone", ("one",))]
    with store.reading() as reader:
        links = reader.checks.links()
        event = list(reader.events())[-1]
    assert links["https://gone.example/gone"].state is LinkState.DEAD
    assert links["https://shaky.example/shaky"].state is LinkState.OK
    assert event.tag is EventTag.LINKS_CHECKED
    assert event.detail == {"asked": 3, "ok": 2, "dead": 1, "moved": 0, "refused": 0, "unreachable": 0}


def test_those_asked_longest_ago_come_first(store: Store) -> None:
    """With a limit each run goes on where the one before ended."""
    stocked(store, one=("a", "b"), two=("c",))
    first, second = Web(), Web()
    check_links(store, SYSTEM, first, limit=2, pause=0)
    check_links(store, SYSTEM, second, limit=1, pause=0)
    assert len(first.asked) == 2
    assert set(second.asked) == {f"https://{name}.example/{name}" for name in "abc"} - set(first.asked)


def test_one_record_can_be_asked_for(store: Store) -> None:
    """Named records alone are looked at, and a name that is not published is told."""
    stocked(store, one=("a",), two=("b",))
    web = Web()
    check_links(store, SYSTEM, web, slugs=("two",), pause=0)
    assert web.asked == ["https://b.example/b"]
    with pytest.raises(NotFound, match="spelling"):
        check_links(store, SYSTEM, web, slugs=("three",), pause=0)


def test_nobody_else_starts_it(store: Store) -> None:
    """Only whoever runs the machine lets it go out to other hosts."""
    with pytest.raises(NotAllowed):
        check_links(store, ANNA, Web(), pause=0)
