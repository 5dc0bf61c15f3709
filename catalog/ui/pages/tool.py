"""The page of one tool."""

from catalog.bootstrap import the_app
from catalog.domain.content import RecordKind
from catalog.domain.people import Permission
from catalog.domain.workflow import RecordState
from catalog.queries.retired import page_at
from catalog.queries.search_views import RetiredTool
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.address import history_address
from catalog.ui.parts.curating import curate
from catalog.ui.parts.errors import sentence_page, shown_errors
from catalog.ui.parts.history_sections import retired_document
from catalog.ui.parts.state import parameter
from catalog.ui.parts.tool_sections import tool_document
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the tool that the address names; a slug that was taken over shows the tool that is kept."""
    slug = parameter("slug")
    if not slug:
        draw(
            sentence_page(
                "No tool named", "This address names no tool. Search for it, or open it from a list."
            )
        )
        return
    with shown_errors():
        app, actor = the_app(), current_actor()
        page = page_at(app.read, actor, slug)
        if isinstance(page, RetiredTool):
            name_window(page.name)
            draw(retired_document(page))
            return
        name_window(page.tool.name)
        state = RecordState.PUBLISHED if page.suspended is None else RecordState.SUSPENDED
        curate(actor, RecordKind.TOOL, page.tool.slug, page.tool.name, state)
        draw(tool_document(page, slug))
        if actor.may(Permission.ASSESSMENT_WRITE):
            start = f"/assessments?tool={page.tool.slug}"
            draw(tag("p", tag("a", "Assess a use of this tool", href=start)))
        draw(tag("p", tag("a", "History of this record", href=history_address("tool", page.tool.slug))))
