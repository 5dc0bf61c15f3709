"""The map of the catalogue."""

from catalog.bootstrap import the_app
from catalog.queries.browse import catalogue_map
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.map_table import map_document


def render() -> None:
    """Draw capability families by steps of the investigation."""
    with shown_errors():
        app = the_app()
        draw(map_document(catalogue_map(app.read, current_actor())))
