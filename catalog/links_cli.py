"""`catalog links …`: whether the cited pages are still there. The one command that asks other hosts."""

from typing import Annotated, Final

import typer

from catalog.actions.links import LinksReport, check_links
from catalog.domain.links import LinkState
from catalog.domain.people import SYSTEM
from catalog.outside.link_check import LinkChecker
from catalog.settings import Settings
from catalog.store import Store

app = typer.Typer(no_args_is_help=True, help=__doc__)

_EVERY: Final = 25


@app.callback()
def links() -> None:
    """Keep the name of the command apart from its verbs."""


@app.command()
def check(
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many addresses, those asked longest ago first.")
    ] = None,
    slug: Annotated[
        list[str] | None, typer.Option(help="Only the sources of this tool or case; may be repeated.")
    ] = None,
) -> None:
    """Ask every source of published tools and cases; those that fail are asked twice. Public addresses only."""
    settings = Settings()
    checker = LinkChecker(settings.user_agent)
    store = Store.open(settings.url)
    report = check_links(store, SYSTEM, checker.ask, slugs=slug or (), limit=limit, progress=_told)
    print(_printed(report))


def _told(done: int, total: int) -> None:
    if done % _EVERY == 0:
        typer.echo(f"{done} of {total} addresses asked", err=True)


def _printed(report: LinksReport) -> str:
    lines = [
        f"{status.state:<12} {status.code or '–':<4} {status.url}  ({', '.join(slugs)})"
        for status, slugs in report.notable
    ]
    counts = ", ".join(f"{report.counts.get(state, 0)} {state}" for state in LinkState)
    lines.append(f"{sum(report.counts.values())} addresses asked: {counts}.")
    if report.notable and report.counts.keys() == {LinkState.UNREACHABLE}:
        lines.append(
            "Nothing was reached at all. Check that this machine may go out directly; no proxy is used."
        )
    return "\n".join(lines)
