"""The page of principles and rights; with one named in the address, what bears on that one."""

from catalog.bootstrap import the_app
from catalog.queries.principles import principles_page, term_page
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.principle_sections import principles_document, term_document
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the principle or right that the address names, or all of them."""
    with shown_errors():
        read, actor = the_app().read, current_actor()
        for facet in ("principle", "right"):
            if wanted := parameter(facet):
                page = term_page(read, actor, facet, wanted)
                name_window(page.row.label)
                draw(term_document(page))
                return
        draw(principles_document(principles_page(read, actor)))
