"""The audit trail, for those who must look into acts."""

from catalog.queries.audit import audit_rows
from catalog.ui.html import draw
from catalog.ui.parts.audit_looking import filter_form, looked_up, older_button
from catalog.ui.parts.audit_table import HEAD, audit_table, take_along
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the filters and the events that fit them."""
    with shown_errors():
        draw(HEAD)
        wanted = filter_form()
        found = looked_up(wanted)
        draw(audit_table(audit_rows(found)))
        older_button(found)
        draw(take_along(wanted))
