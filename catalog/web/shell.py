"""Streamlit's page as the frame of ours: with our title and style sheet, and started after what it holds is painted."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import streamlit

from catalog.ui.html import Html
from catalog.ui.parts.controls import script_addresses
from catalog.ui.parts.window import NAME, style_sheet

_ROOT: Final = '<div id="root"></div>'
_NO_SCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_TITLE: Final = re.compile(r"<title>[^<]*</title>")
_FONT: Final = re.compile(r'href="([^"]+\.woff2)"')
_PROGRAM: Final = re.compile(r'<script type="module" crossorigin src="(\./static/js/[\w.-]+)"></script>')
_IMPORTED: Final = re.compile(r'\b(?:from|import)"\./([\w.-]+)"')
_STATIC: Final = Path(streamlit.__file__).with_name("static")
_MODULES: Final = "./static/js/"
_DRAWN_WITH: Final = ("Html.*.js", "BidiComponent.*.js")
"""What Streamlit draws the search page with; it asks for these only when it has been told of such an element."""

_LINKS: Final = re.compile(r'<link rel="(?:modulepreload|stylesheet)"[^>]*>\s*')

# Streamlit's program keeps the browser busy for some hundred ms, so it and what it loads (the links in the template)
# are started in the task after the first frame; a tab in the background has no frames, hence the second way.
_START: Final = (
    "(start=>{requestAnimationFrame(()=>setTimeout(start));setTimeout(start,500)})"
    "((done=>()=>{if(!done){done=true;document.head.append(document.getElementById('later').content);"
    "import('PROGRAM')}})(false))"
)


def streamlit_page() -> str:
    """Return the page that Streamlit serves under every address."""
    return (_STATIC / "index.html").read_text(encoding="utf-8")


def _soon_needed(page: str) -> Iterator[str]:
    """Yield the modules that the search page asks for one after the other, beyond those that a page names."""
    room = _STATIC / _MODULES
    waiting = [file.name for pattern in _DRAWN_WITH for file in sorted(room.glob(pattern))]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or f"{_MODULES}{name}" in page:
            continue
        seen.add(name)
        yield f"{_MODULES}{name}"
        waiting += _IMPORTED.findall((room / name).read_text(encoding="utf-8"))
    yield from script_addresses()


@cache
def shell() -> str:
    """Return Streamlit's page with our title and style sheet, starting after the first frame."""
    page = streamlit_page()
    font = _FONT.search(page)
    face = (
        f'@font-face{{font-family:"Source Sans";font-weight:200 900;font-display:fallback;src:url("{font[1]}")}}'
        if font
        else ""
    )
    page = _TITLE.sub(f"<title>{NAME}</title>", page, count=1)
    page = _NO_SCRIPT.sub("", page, count=1)
    later = "".join(
        (
            *_LINKS.findall(page),
            *(f'<link rel="modulepreload" crossorigin href="{address}">' for address in _soon_needed(page)),
        )
    )
    page = _LINKS.sub("", page)
    page = _PROGRAM.sub(
        lambda found: f"<script>{_START.replace('PROGRAM', found[1])}</script>", page, count=1
    )
    head = f'<template id="later">{later}</template><style>{face}{style_sheet()}</style></head>'
    return page.replace("</head>", head, 1)


def filled(view: Html) -> str:
    """Return the page with something to see before Streamlit draws its own."""
    return shell().replace(_ROOT, f"{view.text}{_ROOT}", 1)
