"""The browser window: its title, its layout and the style sheet."""

from functools import cache
from importlib.resources import files
from typing import Final

import streamlit as st

from catalog.ui.html import draw_style

NAME: Final = "Safer Tools Catalog"
_SHEETS: Final = ("style.css", "concerns.css", "reviewing.css")
_LOGO: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 208 28" width="208" height="28">'
    '<path fill="{accent}" fill-rule="evenodd" d="M12 1 2 5v8c0 6.500 4.200 11.300 10 14 5.800-2.700 10-7.500 10-14V5z'
    'M11 7.500a5 5 0 0 1 4 8l3 3-1.400 1.400-3-3a5 5 0 1 1-2.600-9.400zm0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"/>'
    '<text x="30" y="20" font-family="sans-serif" font-size="17" font-weight="600" fill="{ink}">{name}</text></svg>'
)


@cache
def style_sheet() -> str:
    """Return the style sheet of all pages."""
    room = files("catalog.ui")
    return "".join(room.joinpath(name).read_text(encoding="utf-8") for name in _SHEETS)


def open_window() -> None:
    """Set title and layout and add the style sheet; called first on every page."""
    st.set_page_config(page_title=NAME, layout="wide", menu_items={})
    draw_style(style_sheet())
    dark = st.context.theme.type == "dark"
    ink, accent = ("#e6ecf1", "#86c9ea") if dark else ("#17222b", "#0b5c7d")
    st.logo(_LOGO.format(name=NAME, ink=ink, accent=accent), size="large")


def name_window(title: str) -> None:
    """Put the name of what is shown before the catalogue's name."""
    st.set_page_config(page_title=f"{title} · {NAME}")
