"""The lists of work about concerns, each in its tab."""

from collections.abc import Sequence

from streamlit.delta_generator import DeltaGenerator

from catalog.queries.concern_work_views import ConcernsHome
from catalog.ui.html import draw, tag
from catalog.ui.parts.concern_sections import concern_table


def draw_lists(home: ConcernsHome, tabs: Sequence[DeltaGenerator]) -> None:
    """Draw what is open, what waits for somebody, and what is to be looked at again, in three tabs."""
    opened, waiting, again = tabs
    with opened:
        draw(tag("h2", "Mine"))
        nothing = "You have raised or taken up nothing that is not settled."
        draw(concern_table("Concerns that you raised or examine", home.mine, nothing))
        draw(tag("h2", "Open"))
        draw(concern_table("Not decided yet, the worst first", home.open, "No concern is open."))
    with waiting:
        draw(tag("h2", "Waiting for a reply"))
        nothing = "Nobody waits for a reply."
        draw(concern_table("Curators were asked", home.waiting, nothing, "Waits"))
        draw(tag("h2", "Appeals"))
        nothing = "No appeal waits."
        draw(concern_table("For a reviewer who did not decide", home.appealed, nothing, "Waits"))
    with again:
        draw(tag("h2", "Reviews due"))
        draw(concern_table("Verdicts whose day has come", home.due, "No review is due.", "Overdue"))
        draw(tag("h2", "Changed since the verdict"))
        nothing = "No tool with a warning or conditions was changed since its verdict."
        draw(concern_table("Tools under a verdict", home.changed, nothing, "Since"))
