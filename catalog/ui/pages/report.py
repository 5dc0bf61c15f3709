"""Three fields in which anybody with an account tells the reviewers."""

from catalog.bootstrap import the_app
from catalog.queries.reports import report_subject
from catalog.ui.html import draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.report_sections import report_form
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the form for the record that the address names."""
    with shown_errors():
        app, actor = the_app(), current_actor()
        subject = report_subject(app.read, actor, parameter("kind"), parameter("slug"))
        name_window("Report a concern")
        draw(tag("h1", "Report a concern"))
        draw(tag("p", "About ", tag("a", subject.name, href=subject.address), f" ({subject.kind})"))
        lead = (
            "Tell the reviewers what you saw. They alone read it, with your name. Write no names of victims or "
            "suspects, and nothing from a case file."
        )
        draw(tag("p", lead, class_="lead"))
        report_form(subject, actor)
