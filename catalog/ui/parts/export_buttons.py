"""The export of an answer: one button for each format, made when it is pressed."""

from typing import Final

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.search import SearchRequest
from catalog.exchange.exports import MEDIA_TYPES, Format
from catalog.queries.exports import export_file
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.text import counted

_WORDS: Final = {
    Format.XLSX: "Spreadsheet (XLSX)",
    Format.CSV: "Table (CSV)",
    Format.JSON: "JSON",
    Format.YAML: "YAML",
    Format.JSONLD: "Linked data (JSON-LD)",
}


def export_buttons(request: SearchRequest | None, total: int) -> None:
    """Draw the choice of formats for the answer to a search of `total` tools, or for everything."""
    if not total:
        return
    with st.popover("Export"):
        st.caption(
            f"{counted(total, 'tool', 'tools')} with revision and hash, CC BY 4.0. Listing is not endorsement."
        )
        for form, words in _WORDS.items():
            st.download_button(
                words,
                data=lambda form=form: _data(form, request),  # type: ignore[misc]  # bound now, called later
                file_name=f"safer-tools-catalog-{total}-tools.{form}",
                mime=MEDIA_TYPES[form],
                key=f"export-{form}",
                on_click="ignore",
                type="tertiary",
            )


def _data(form: Format, request: SearchRequest | None) -> bytes:
    """Return the file for whoever asks at this moment: a sign-in may have ended since the button was drawn."""
    return export_file(the_app().read, current_actor(), form, request).data
