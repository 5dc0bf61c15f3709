"""The page of one capability: what a kind of tool can do, and what holds for the whole kind."""

from catalog.bootstrap import the_app
from catalog.queries.capabilities import capability_page
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.capability_sections import capability_document
from catalog.ui.parts.errors import sentence_page, shown_errors
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the capability that the address names."""
    slug = parameter("slug")
    if not slug:
        draw(
            sentence_page("No capability named", "This address names no capability. Choose one from the map.")
        )
        return
    with shown_errors():
        app = the_app()
        page = capability_page(app.read, current_actor(), slug)
        name_window(page.capability.label)
        draw(capability_document(page))
