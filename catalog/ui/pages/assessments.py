"""The assessments that somebody may see, and the start of a new one."""

from catalog.bootstrap import the_app
from catalog.domain.people import Permission
from catalog.queries.assessments import start_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.assessment_list import assessments_table, assessments_told, withdrawn_list
from catalog.ui.parts.assessment_start import start_form, take_in_form
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.state import parameter


def render() -> None:
    """Draw the list; the address may name a tool to start with."""
    with shown_errors():
        actor = current_actor()
        page = start_page(the_app().read, actor, parameter("tool"))
        draw(tag("h1", "Assessments"))
        tell()
        draw(assessments_told())
        if actor.may(Permission.ASSESSMENT_WRITE):
            start_form(page, actor)
            take_in_form(actor)
        draw(assessments_table(page.rows))
        if (gone := withdrawn_list(page.withdrawn)) is not None:
            draw(gone)
