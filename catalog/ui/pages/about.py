"""What the catalogue is, how it is made and what it cannot do."""

from catalog.bootstrap import the_app
from catalog.queries.about import about_page
from catalog.ui.html import draw
from catalog.ui.parts.about_text import about_document
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the about page."""
    with shown_errors():
        app = the_app()
        draw(about_document(about_page(app.read, current_actor())))
