"""The public log of changes by day."""

from catalog.bootstrap import the_app
from catalog.queries.history import change_log
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.history_sections import log_document


def render() -> None:
    """Draw the log."""
    with shown_errors():
        draw(log_document(change_log(the_app().read, current_actor())))
