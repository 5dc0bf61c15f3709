"""The last steps of an import: look at what each row would do, make the drafts, and undo what was made."""

from typing import Final

import streamlit as st

from catalog.actions.imports import make_drafts, undo_batch
from catalog.bootstrap import the_app
from catalog.domain.imports import MOST_DRAFTS, Batch, ImportReport, RowReport, RowStatus
from catalog.ui.html import Html, draw, join, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.import_file import forget
from catalog.ui.parts.text import counted

_WORDS: Final = {
    RowStatus.NEW: "new",
    RowStatus.CHANGED: "changed",
    RowStatus.UNCHANGED: "unchanged",
    RowStatus.DUPLICATE: "likely duplicate",
    RowStatus.FAULT: "at fault",
}
_ON_A_PAGE: Final = 50
_ALL: Final = "all"
_MOST_LINES: Final = 4


def report_part(report: ImportReport) -> None:
    """Draw the dry run, row by row, and the button that makes its drafts."""
    draw(tag("h2", "3. Look at what would happen"))
    draw(_summary(report))
    status = st.segmented_control(
        "Rows",
        (_ALL, *(item.value for item in RowStatus if report.counts[item])),
        default=_ALL,
        format_func=lambda name: (
            name if name == _ALL else f"{_WORDS[RowStatus(name)]} ({report.counts[RowStatus(name)]})"
        ),
        key="import-status",
        required=True,
    )
    rows = [row for row in report.rows if status in (None, _ALL, row.status)]
    pages = max(1, -(-len(rows) // _ON_A_PAGE))
    page = st.pagination(pages, key=f"import-page-{status}") if pages > 1 else 1
    draw(_table(rows[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]))
    draw(tag("h2", "4. Make the drafts"))
    _make(report)


def _make(report: ImportReport) -> None:
    duplicates = bool(report.counts[RowStatus.DUPLICATE]) and st.checkbox(
        "Also make drafts of likely duplicates that have an address of their own", key="import-duplicates"
    )
    rows, wanted = report.drafts(duplicates=duplicates), report.wanted(duplicates=duplicates)
    if not rows:
        draw(tag("p", "No row would become a draft."))
        return
    if len(wanted) > len(rows):
        left = f"{len(wanted) - len(rows)} more come when you import the file again."
        draw(tag("p", f"One import makes at most {MOST_DRAFTS} drafts; {left}"))
    words = f"Make {counted(len(rows), 'draft', 'drafts')}"
    if st.button(words, type="primary") and acted(
        lambda: make_drafts(
            the_app().store,
            current_actor(),
            report.file,
            report.mapping,
            report.digest,
            duplicates=duplicates,
        ),
        f"Made {counted(len(rows), 'draft', 'drafts')}. They are listed below and among the drafts.",
    ):
        forget(file_too=True)
        st.rerun()


def _summary(report: ImportReport) -> Html:
    counts = ", ".join(f"{number} {_WORDS[status]}" for status, number in report.counts.items() if number)
    left_out = ", ".join(report.left_out)
    return join(
        tag("p", tag("strong", counts), "."),
        tag("p", f"Columns that fill nothing: {left_out}.") if left_out else None,
    )


def _table(rows: list[RowReport]) -> Html:
    head = tag(
        "tr", [tag("th", name, scope="col") for name in ("Row", "What", "Tool", "Why, and what is missing")]
    )
    body = [
        tag(
            "tr",
            tag("th", row.number, scope="row"),
            tag("td", _WORDS[row.status]),
            tag("td", row.name or row.slug or "–"),
            tag("td", _reasons(row)),
        )
        for row in rows
    ]
    table = tag("table", tag("caption", "What each row would do"), tag("thead", head), tag("tbody", body))
    return tag("div", table, class_="scroll", role="region", aria_label="Rows", tabindex="0")


def _reasons(row: RowReport) -> Html:
    lines = [row.why] if row.why else []
    lines += [
        f"Before it can be submitted: {fault.field} {fault.message}" for fault in row.missing[:_MOST_LINES]
    ]
    if len(row.missing) > _MOST_LINES:
        lines.append(f"and {len(row.missing) - _MOST_LINES} more that the draft will list")
    lines += row.notes[:_MOST_LINES]
    return tag("ul", [tag("li", line) for line in lines], class_="statements") if lines else join("–")


def batches_part(batches: tuple[Batch, ...]) -> None:
    """Draw the imports so far, and the form that undoes one."""
    draw(tag("h2", "Imports so far"))
    if not batches:
        draw(tag("p", "There was none yet."))
        return
    draw(_batch_table(batches))
    undoable = {batch.id: batch for batch in batches if batch.open}
    if not undoable:
        return
    with st.form("import-undo", border=False):
        number = st.selectbox(
            "Import to undo",
            list(undoable),
            format_func=lambda item: f"{item}: {undoable[item].file_name}, {undoable[item].open} open",
        )
        reason = st.text_input("Why", max_chars=300)
        pressed = st.form_submit_button("Discard its open drafts")
    if pressed:
        acted(
            lambda: undo_batch(the_app().store, current_actor(), number, reason),
            f"Import {number} is undone; what was submitted meanwhile stays.",
            again=True,
        )


def _batch_table(batches: tuple[Batch, ...]) -> Html:
    names = ("Number", "When (UTC)", "By", "File", "Drafts", "Still open")
    rows = [
        tag(
            "tr",
            tag("th", batch.id, scope="row"),
            tag("td", batch.at[:16].replace("T", " ")),
            tag("td", batch.account),
            tag("td", batch.file_name),
            tag("td", batch.drafts),
            tag("td", "undone" if batch.undone_at and not batch.open else batch.open),
        )
        for batch in batches
    ]
    head = tag("thead", tag("tr", [tag("th", name, scope="col") for name in names]))
    table = tag("table", tag("caption", "Imports, the newest first"), head, tag("tbody", rows))
    return tag("div", table, class_="scroll", role="region", aria_label="Imports", tabindex="0")
