"""One concern: its whole history, the reply beside it, and what may be done about it."""

from catalog.bootstrap import the_app, today
from catalog.domain.errors import NotFound
from catalog.domain.people import Permission
from catalog.queries.concern_page import concern_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.concern_acts import concern_acts
from catalog.ui.parts.concern_sections import concern_document
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.state import number_parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the concern that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        number = number_parameter("id")
        if number is None:
            raise NotFound("The address names no concern. Look at the page of the tool.")
        page = concern_page(app.read, actor, number, today())
        name_window(f"Concern {number}")
        if actor.may(Permission.CONCERN_WORK):
            draw(tag("p", tag("a", "All concerns", href="/concerns")))
        tell()
        draw(concern_document(page))
        concern_acts(page, actor)
