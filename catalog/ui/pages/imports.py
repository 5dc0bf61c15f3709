"""The import of a foreign list: choose, map, look, make drafts, undo."""

from catalog.bootstrap import the_app
from catalog.queries.imports import batches
from catalog.ui.html import draw
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import shown_errors
from catalog.ui.parts.import_file import HEAD, chosen_file, dry_run_of
from catalog.ui.parts.import_report import batches_part, report_part


def render() -> None:
    """Draw the steps as far as they can be taken, and the imports so far."""
    with shown_errors():
        draw(HEAD)
        tell()
        file = chosen_file()
        report = dry_run_of(file) if file is not None else None
        if report is not None:
            report_part(report)
        batches_part(batches(the_app().store, current_actor()))
