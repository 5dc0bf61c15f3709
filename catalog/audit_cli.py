"""`catalog audit …`: whether the audit trail is whole, and anchors of it outside the database."""

from pathlib import Path
from typing import Annotated

import typer

from catalog.actions.audit import anchor_audit
from catalog.domain.anchors import Anchor
from catalog.domain.people import SYSTEM
from catalog.queries.audit import verify_audit
from catalog.settings import Settings
from catalog.store import AnchorFile, Store
from catalog.store.verifying import Verification

app = typer.Typer(no_args_is_help=True, help=__doc__)


@app.command()
def verify(
    anchors: Annotated[
        Path | None, typer.Option(help="A copy of the anchors that was kept elsewhere; one anchor a line.")
    ] = None,
) -> None:
    """Verify chain, anchors, revisions, decisions and accounts. Exit code 1 when something was changed."""
    settings = Settings()
    kept = AnchorFile(anchors or settings.anchors_file).read()
    found = verify_audit(Store.open(settings.url), SYSTEM, kept)
    print(_report(found, kept))
    raise typer.Exit(1 if found.found else 0)


def _report(found: Verification, kept: tuple[Anchor, ...]) -> str:
    if found.found:
        return (
            f"BROKEN ({found.found.kind}): {found.found.text}.\n"
            f"First bad event: {found.found.seq or 'none tells of it'}. Keep this database as it is, and see "
            "“When the audit trail is broken” in docs/running.md."
        )
    lines = [
        f"Whole: {found.events} events, {found.revisions} revisions and {found.decisions} decisions fit together."
    ]
    if kept:
        newest = max(kept, key=lambda anchor: anchor.seq)
        lines.append(f"{len(kept)} anchors fit; the newest is of event {newest.seq}, {newest.at}.")
    else:
        lines.append("There is no anchor, so a cut end could not be seen. Write one: catalog audit anchor")
    return "\n".join(lines)


@app.command()
def anchor() -> None:
    """Write down the newest event outside the database, and print it to be kept elsewhere."""
    settings = Settings()
    written = anchor_audit(Store.open(settings.url), SYSTEM, AnchorFile(settings.anchors_file))
    print("Anchored. Keep this line where whoever runs this machine cannot change it:")
    print(written.line)
