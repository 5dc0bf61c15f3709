"""What the catalogue tells about itself."""

from catalog.bootstrap import the_app, today
from catalog.queries.transparency import transparency_page
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.transparency_sections import transparency_document


def render() -> None:
    """Draw the transparency page."""
    with shown_errors():
        draw(transparency_document(transparency_page(the_app().read, current_actor(), today())))
