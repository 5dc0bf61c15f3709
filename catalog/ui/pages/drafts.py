"""What is being written, and the start of something new."""

from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.writing import may_write
from catalog.queries.drafts import drafts
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.draft_acts import start_case_form, start_form, start_provider_form
from catalog.ui.parts.draft_sections import drafts_table
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the list of drafts."""
    with shown_errors():
        actor = current_actor()
        draw(tag("h1", "Drafts"))
        tell()
        if may_write(actor, RecordKind.TOOL):
            start_form(actor)
        if may_write(actor, RecordKind.PROVIDER):
            start_provider_form(actor)
        if may_write(actor, RecordKind.CASE):
            start_case_form(actor)
        draw(drafts_table(drafts(the_app().read, actor), actor.name))
