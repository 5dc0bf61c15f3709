import pytest

from catalog.domain.links import Answer, LinkState, LinkStatus, settled

GONE, FINE, BROKEN = Answer(404), Answer(200), Answer(500)
NOWHERE = Answer(why="no answer")


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        ((GONE, GONE), LinkState.DEAD),
        ((Answer(410), GONE), LinkState.DEAD),
        ((GONE,), LinkState.UNREACHABLE),
        ((BROKEN, GONE), LinkState.UNREACHABLE),
        ((GONE, BROKEN), LinkState.UNREACHABLE),
        ((GONE, FINE), LinkState.OK),
        ((NOWHERE, NOWHERE), LinkState.UNREACHABLE),
        ((Answer(403), Answer(403)), LinkState.REFUSED),
        ((Answer(refused=True),), LinkState.REFUSED),
    ],
)
def test_only_a_page_that_is_gone_twice_is_dead(tries: tuple[Answer, ...], state: LinkState) -> None:
    """404 or 410 in both tries counts as dead; every other failure may pass."""
    assert settled("https://example.org/", tries, None, "2026-11-21").state is state


def test_failures_in_a_row_are_counted() -> None:
    """Each run that fails adds one; one that succeeds starts anew."""
    before = LinkStatus("https://example.org/", LinkState.UNREACHABLE, None, 3, "2026-11-20")
    assert settled(before.url, (NOWHERE, NOWHERE), before, "2026-11-21").failures == 4
    assert settled(before.url, (NOWHERE, FINE), before, "2026-11-21").failures == 0
