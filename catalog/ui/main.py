"""The pages, put together: navigation, window and style; drawn anew at every interaction."""

import streamlit as st

from catalog.ui.pages import about, browse, capability, case, finder, search, tool
from catalog.ui.parts.window import open_window


def main() -> None:
    """Draw the page that the address names."""
    open_window()
    pages = [
        st.Page(search.render, title="Search", url_path="", default=True),
        st.Page(finder.render, title="Finder", url_path="finder"),
        st.Page(browse.render, title="Browse", url_path="browse"),
        st.Page(case.render, title="Cases", url_path="case"),
        st.Page(about.render, title="About", url_path="about"),
        st.Page(tool.render, title="Tool", url_path="tool", visibility="hidden"),
        st.Page(capability.render, title="Capability", url_path="capability", visibility="hidden"),
    ]
    st.navigation(pages, position="top").run()
