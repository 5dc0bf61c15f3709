"""Writes figures as CSV and JSON, with the sentence of their computation beside the numbers."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from catalog.domain.figures import Figure, FigureSection
from catalog.exchange.spreadsheet_safe import protected


def figures_csv(sections: Iterable[FigureSection]) -> bytes:
    """Return one line a number: section, figure, row, column, value; texts that look like formulas are made inert."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(("section", "figure", "row", "column", "value", "how"))
    for section in sections:
        for figure in section.figures:
            for line in _lines(figure):
                safe = [protected(cell) if isinstance(cell, str) else cell for cell in line]
                writer.writerow((section.id, figure.id, *safe, figure.how))
    return sink.getvalue().encode("utf-8-sig")


def _lines(figure: Figure) -> Iterable[tuple[str | int | float, ...]]:
    for row in figure.rows:
        for column, value in zip(figure.columns[1:], row[1:], strict=True):
            yield row[0], column.label, value


def figures_json(head: Mapping[str, Any], sections: Iterable[FigureSection]) -> bytes:
    """Return everything as JSON, in the shape in which the page shows it."""
    whole = {**head, "sections": [_section(section) for section in sections]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _section(section: FigureSection) -> dict[str, Any]:
    figures = [
        {
            "id": figure.id,
            "title": figure.title,
            "how": figure.how,
            "note": figure.note,
            "columns": [{"label": column.label, "measure": column.measure} for column in figure.columns],
            "rows": [list(row) for row in figure.rows],
        }
        for figure in section.figures
    ]
    return {"id": section.id, "title": section.title, "figures": figures}
