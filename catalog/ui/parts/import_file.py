"""The first two steps of an import: choose a file, and say which column fills which field."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from catalog.bootstrap import the_app
from catalog.domain.errors import CatalogError
from catalog.domain.imports import ImportReport, ParsedFile
from catalog.exchange.limits import LIMITS
from catalog.exchange.mapping import BOOKKEEPING, is_target, targets
from catalog.exchange.tables_in import FORMATS
from catalog.queries.imports import dry_run, likely_mapping, upload
from catalog.ui.html import Html, draw, tag
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.text import counted, plain_label

HEAD: Final[Html] = tag(
    "header",
    tag("h1", "Import a list of tools"),
    tag(
        "p",
        "Rows become drafts, never published tools: each is completed, submitted and decided on like any other. "
        "Nothing is written before you have seen what would happen.",
        class_="tagline",
    ),
)
_FILE: Final = "import-file"
_REPORT: Final = "import-report"
_TURN: Final = "import-turn"
_MOST_CHOICES: Final = 60
_EXAMPLE: Final = 60
_NONE: Final = ""


def chosen_file() -> ParsedFile | None:
    """Draw the first step; return the file as it was read, or None while there is none that can be read."""
    draw(tag("h2", "1. Choose a file"))
    uploaded = st.file_uploader(
        f"CSV, XLSX, JSON or YAML, at most {LIMITS['bytes'].value} MB and {LIMITS['rows'].value:,} rows",
        type=[ending.removeprefix(".") for ending in FORMATS],
        key=f"import-upload-{st.session_state.get(_TURN, 0)}",
    )
    if uploaded is None:
        forget()
        return None
    kept: tuple[str, ParsedFile] | None = st.session_state.get(_FILE)
    if kept is not None and kept[0] == uploaded.file_id:
        return kept[1]
    forget()
    return _read(uploaded.file_id, uploaded.name, uploaded.getvalue())


def _read(number: str, name: str, raw: bytes) -> ParsedFile | None:
    try:
        with st.spinner("Reading the file …"):
            file = upload(current_actor(), name, raw)
    except CatalogError as error:
        st.error(plain_label(str(error)))
        return None
    st.session_state[_FILE] = (number, file)
    return file


def forget(*, file_too: bool = False) -> None:
    """Forget the file and what it would do; `file_too` also empties the field that it was chosen in."""
    st.session_state.pop(_FILE, None)
    st.session_state.pop(_REPORT, None)
    if file_too:
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def dry_run_of(file: ParsedFile) -> ImportReport | None:
    """Draw the second step; return the dry run that was asked for, or None while there is none."""
    draw(tag("h2", "2. Say what the columns mean"))
    draw(_read_line(file))
    likely = likely_mapping(the_app().store, current_actor(), file)
    known = {name: name for name in file.columns if is_target(name)}
    asked = [name for name in file.columns if name not in known and name not in BOOKKEEPING][:_MOST_CHOICES]
    with st.form("import-columns", border=False):
        chosen = {name: _choice(file, name, likely) for name in asked}
        if not asked:
            st.markdown("Every column has the name of a field, so there is nothing to choose.")
        pressed = st.form_submit_button("Show what would happen", type="primary")
    if pressed:
        _look(file, {**known, **chosen})
    return st.session_state.get(_REPORT)


def _look(file: ParsedFile, mapping: Mapping[str, str]) -> None:
    st.session_state.pop(_REPORT, None)
    try:
        with st.spinner("Comparing with the catalogue …"):
            st.session_state[_REPORT] = dry_run(the_app().store, current_actor(), file, mapping)
    except CatalogError as error:
        st.error(plain_label(str(error)))


def _choice(file: ParsedFile, column: str, likely: Mapping[str, str]) -> str:
    words = {_NONE: "(leave out)", **dict(targets())}
    options = list(words)
    field = likely.get(column, _NONE)
    example = next((str(row.values[column]) for row in file.rows if column in row.values), "")
    return str(
        st.selectbox(
            plain_label(
                f"{column[:_EXAMPLE]} (for example: {example[:_EXAMPLE]})" if example else column[:_EXAMPLE]
            ),
            options,
            index=options.index(field) if field in options else 0,
            format_func=lambda path: words[path],
            key=f"import-column-{file.sha256[:12]}-{column}",
        )
    )


def _read_line(file: ParsedFile) -> Html:
    said = f"{file.name}: {counted(len(file.rows), 'row', 'rows')}, {counted(len(file.columns), 'column', 'columns')}."
    return tag("p", " ".join((said, *file.notes[:5])))
