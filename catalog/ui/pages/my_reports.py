"""What became of somebody's own reports."""

from catalog.bootstrap import the_app
from catalog.queries.reports import own_reports
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.report_sections import own_reports_list


def render() -> None:
    """Draw the reports of whoever is signed in."""
    with shown_errors():
        draw(tag("h1", "My reports"))
        tell()
        draw(own_reports_list(own_reports(the_app().read, current_actor())))
