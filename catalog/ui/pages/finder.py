"""The finder: three plain questions that end in an ordinary search; the answers stand in the address."""

from catalog.bootstrap import the_app
from catalog.queries.finder import finder_view
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.finder_steps import HEAD, finder_steps
from catalog.ui.parts.state import current_answers


def render() -> None:
    """Draw the questions that can be answered so far."""
    with shown_errors():
        app = the_app()
        view = finder_view(app.read, current_actor(), current_answers())
        draw(HEAD)
        finder_steps(view)
