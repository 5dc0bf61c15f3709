"""What is being written, and the start of something new."""

from catalog.bootstrap import the_app
from catalog.domain.people import Permission
from catalog.queries.drafts import drafts
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.draft_acts import start_form, start_provider_form
from catalog.ui.parts.draft_sections import drafts_table
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the list of drafts."""
    with shown_errors():
        actor = current_actor()
        draw(tag("h1", "Drafts"))
        tell()
        if actor.may(Permission.DRAFT_WRITE):
            start_form(actor)
            start_provider_form(actor)
        draw(drafts_table(drafts(the_app().read, actor), actor.name))
