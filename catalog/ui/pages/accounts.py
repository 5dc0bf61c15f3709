"""The accounts, for those who keep them."""

from catalog.bootstrap import the_app
from catalog.presence import sign_in_rules
from catalog.queries.accounts import account_list
from catalog.ui.html import draw
from catalog.ui.parts.account_acts import show_outcome
from catalog.ui.parts.account_forms import add_form, change_form
from catalog.ui.parts.account_table import HEAD, account_table
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors


def render() -> None:
    """Draw the list of accounts, and the forms that add and change them."""
    with shown_errors():
        app = the_app()
        views = account_list(app.store, current_actor(), sign_in_rules(app.settings).sessions)
        draw(HEAD)
        show_outcome()
        draw(account_table(views))
        add_form()
        change_form(views)
