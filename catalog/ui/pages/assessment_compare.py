"""Two assessments with the same questions, side by side."""

from catalog.bootstrap import the_app, today
from catalog.domain.errors import NotFound
from catalog.queries.assessment_comparing import compare_page
from catalog.ui.html import draw
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.assessment_compared import compared_document
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.state import number_parameter


def render() -> None:
    """Draw what differs between the two assessments that the address names."""
    with shown_errors():
        one, other = number_parameter("id"), number_parameter("with")
        if one is None or other is None:
            raise NotFound(
                "The address does not name two assessments. Open one and choose what to compare it with."
            )
        draw(compared_document(compare_page(the_app().read, current_actor(), one, other, today())))
