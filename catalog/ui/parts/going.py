"""Going to another page from within a run, without loading the window anew."""

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_PAGES = "pages-by-path"


def remember_pages(pages: Iterable[StreamlitPage]) -> None:
    """Note the pages of this run; Streamlit goes only to pages that it was given."""
    st.session_state[_PAGES] = {page.url_path: page for page in pages}


def go(path: str, **parameters: str) -> None:
    """Go to a page of ours with these parameters in its address; ends the run."""
    st.switch_page(st.session_state[_PAGES][path], query_params=parameters)
