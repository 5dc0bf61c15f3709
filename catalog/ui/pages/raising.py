"""A new concern: the guided form, about a record or from a report."""

from catalog.bootstrap import the_app
from catalog.queries.raising import raise_page
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.raise_form import raise_form
from catalog.ui.parts.report_sections import report_text
from catalog.ui.parts.state import number_parameter, parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the form for what the address names: a record, or a report."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        page = raise_page(app.read, actor, parameter("kind"), parameter("slug"), number_parameter("report"))
        name_window("Raise a concern")
        subject = page.subject
        draw(tag("h1", "Raise a concern"))
        draw(tag("p", "About ", tag("a", subject.name, href=subject.address), f" ({subject.kind})"))
        if page.report is not None:
            draw(tag("h2", f"What {page.author} reported"))
            draw(report_text(page.report))
        raise_form(page, actor)
