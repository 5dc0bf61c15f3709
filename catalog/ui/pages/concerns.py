"""The reviewers' home: what waits, and the figures of all concerns."""

import streamlit as st

from catalog.bootstrap import the_app, today
from catalog.domain.people import Permission
from catalog.queries.concern_home import concerns_home
from catalog.queries.concern_statistics import concern_statistics
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.concern_lists import draw_lists
from catalog.ui.parts.concern_sections import statistics_document
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.report_inbox import draw_inbox


def render() -> None:
    """Draw the lists of work in tabs, and the figures in the last one."""
    with shown_errors():
        read, actor = the_app().read, current_actor()
        home = concerns_home(read, actor, today())
        draw(tag("h1", "Concerns"))
        tell()
        # Tabs whose words change are new tabs to Streamlit: people would be thrown back to the first.
        inbox = ("Reports",) if actor.may(Permission.REPORT_ANSWER) else ()
        tabs = st.tabs([*inbox, "Open", "Replies and appeals", "Reviews and changes", "Figures"])
        if inbox:
            with tabs[0]:
                draw_inbox(home.reports, actor)
        draw_lists(home, tabs[len(inbox) : -1])
        with tabs[-1]:
            draw(statistics_document(concern_statistics(read, actor)))
