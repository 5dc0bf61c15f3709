"""The page of one tool."""

from catalog.bootstrap import the_app
from catalog.domain.workflow import RecordState
from catalog.queries.tools import tool_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.curating import curate
from catalog.ui.parts.errors import sentence_page, shown_errors
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
        app = the_app()
        actor = current_actor()
        page = tool_page(app.read, actor, slug)
        name_window(page.tool.name)
        state = RecordState.PUBLISHED if page.suspended is None else RecordState.SUSPENDED
        curate(actor, page.tool.slug, page.tool.name, state)
        draw(tool_document(page, slug))
        draw(tag("p", tag("a", "History of this record", href=f"/history?slug={page.tool.slug}")))
