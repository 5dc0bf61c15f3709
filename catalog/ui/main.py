"""The pages, put together: navigation, window and style; drawn anew at every interaction."""

import streamlit as st

from catalog.ui.navigation import pages_for
from catalog.ui.parts.account_corner import account_corner
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.going import remember_pages
from catalog.ui.parts.report_sections import tell_news
from catalog.ui.parts.window import name_window, open_window


def main() -> None:
    """Draw the page that the address names, as far as whoever is there may see it."""
    open_window()
    with shown_errors():
        actor = current_actor()
        pages = pages_for(actor)
        remember_pages(pages)
        page = st.navigation(pages, position="top")
        account_corner(actor)
        tell_news(actor, page.url_path)
        if page.url_path:
            name_window(page.title)
        page.run()
