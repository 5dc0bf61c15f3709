"""A record that is not published yet, as readers would see it."""

from catalog.queries.views import CasePage, ToolPage
from catalog.ui.html import Html
from catalog.ui.parts.case_sections import case_document
from catalog.ui.parts.tool_sections import tool_document


def preview_document(page: ToolPage | CasePage) -> Html:
    """Return the page of a tool or a case as one piece."""
    return case_document(page) if isinstance(page, CasePage) else tool_document(page, page.tool.slug)
