"""The controls of the search page, which have scripts of their own: the search field and the facets.

They are one Streamlit component whose scripts are files of this package, served from this host, so that the security
policy allows no inline script for it. It sends one thing: the search that is wanted, as the query of an address.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

CONTROLS: Final = "controls"
"""The key of the component."""

_NAME: Final = "catalog.search"
_ROOM: Final = Path(__file__).resolve().parent.parent
_MANIFEST: Final = ComponentManifest(
    name=_NAME.partition(".")[0],
    version="1",
    components=[ComponentConfig(_NAME.partition(".")[2], "assets")],
)


def script_addresses() -> tuple[str, ...]:
    """Return where a page finds the scripts of the controls, in the form in which Streamlit asks for them."""
    names = sorted(file.name for file in (_ROOM / "assets").glob("*.js"))
    return tuple(f"./_stcore/bidi-components/{_NAME}/{name}" for name in names)


def _announce() -> None:
    """Tell the running Streamlit where the scripts are.

    Streamlit looks for them in installed distributions only; a checkout is none.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAME) is None:
        manager.register_from_manifest(_MANIFEST, _ROOM)


@cache
def _renderer() -> Callable[..., Any]:
    return st.components.v2.component(_NAME, js="search.js", isolate_styles=False)


def draw_controls(data: dict[str, Any], on_go: Callable[[], None]) -> None:
    """Draw the controls with their data; `on_go` runs when they ask for a search (see `state.take_wanted`).

    The data goes as bytes: of a mapping Streamlit would write the JSON text twice.
    """
    _announce()
    text = json.dumps(data, separators=(",", ":"))
    _renderer()(key=CONTROLS, data=text.encode("ascii"), on_go_change=on_go)
