"""Why a tool is due, and what a second look settles."""

from catalog.domain.due import Cause, reasons_for
from catalog.domain.questions import UNSTATED_FIELDS
from catalog.domain.values import NOT_STATED
from tests.samples import TODAY, tool

SPARSE = tool(
    **dict.fromkeys(UNSTATED_FIELDS, NOT_STATED), summary="Groups pictures; its site says no longer sold."
)


def causes(confirmed: str, today: str, dead: tuple[str, ...] = ()) -> set[Cause]:
    """Return why the sparse tool is due."""
    return {reason.cause for reason in reasons_for(SPARSE, confirmed, dead, today)}


def test_a_second_look_settles_unknown_facts_and_hints_until_the_next_is_due() -> None:
    """Before anybody looked again they count; afterwards they count when the interval of the risk is over."""
    looked = "2026-12-01T10:00:00+00:00"
    assert causes("", TODAY) == {Cause.UNKNOWN_FACTS, Cause.DISCONTINUED_HINT}
    assert causes(looked, "2026-12-02") == set()
    assert causes(looked, "2027-03-02") == {Cause.INTERVAL, Cause.UNKNOWN_FACTS, Cause.DISCONTINUED_HINT}


def test_a_dead_link_is_not_settled_by_a_look() -> None:
    """The source has to be replaced."""
    address = SPARSE.sources[1].url
    assert causes("2026-12-01T10:00:00+00:00", "2026-12-02", (address,)) == {Cause.DEAD_LINK}
