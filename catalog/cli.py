"""The command `catalog`. Thin: each command reads its words, calls one function and prints."""

import sys
from pathlib import Path
from typing import Annotated, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from catalog import (
    __version__,
    accounts_cli,
    audit_cli,
    backup_cli,
    concerns_cli,
    files_cli,
    links_cli,
    printing,
    profile_cli,
)
from catalog.bootstrap import App, ensure_index, load_if_changed, open_app, the_app, today
from catalog.checking import check_everything
from catalog.domain.errors import CatalogError
from catalog.domain.search import SearchRequest
from catalog.exchange.questions import read_questions
from catalog.queries.search import search_page, why
from catalog.queries.tools import tool_page
from catalog.settings import Settings
from catalog.store import Store
from catalog.web.serving import serve as serve_pages

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(accounts_cli.app, name="account")
app.add_typer(audit_cli.app, name="audit")
app.add_typer(concerns_cli.app, name="concerns")
app.add_typer(links_cli.app, name="links")
app.command()(backup_cli.backup)
app.command()(backup_cli.restore)
app.command()(files_cli.export)
app.command("import")(files_cli.import_file)
app.command()(files_cli.undo_import)
app.command()(profile_cli.profile)
_terminal = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Bar:
    """A progress bar on the terminal that appears with the first thing to do."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, console=_terminal)
        self._tasks: dict[str, int] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        if not self._tasks:
            self._progress.start()
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._tasks:
            self._progress.stop()


def _open() -> App:
    with _Bar() as bar:
        opened = open_app(Settings(), today(), bar)
    return _warned(opened)


def _warned(opened: App) -> App:
    if opened.warning:
        print(f"catalog: {opened.warning}", file=sys.stderr)
    return opened


@app.command()
def check(
    only: Annotated[str, typer.Option(help="Show only faults of files that begin with this.")] = "",
    as_json: AsJson = False,
) -> None:
    """Check all curated content strictly; print every fault and a count table. Exit code 1 on a fault."""
    report = check_everything(Settings().data_folder, today())
    shown = tuple(fault for fault in report.faults if fault.file.startswith(only))
    print(printing.check_json(shown, report) if as_json else printing.check_text(shown, report))
    raise typer.Exit(1 if shown else 0)


@app.command()
def build() -> None:
    """Load changed content and build the search index anew."""
    settings = Settings()
    with _Bar() as bar:
        store = Store.open(settings.url)
        report = load_if_changed(store, settings, today(), bar)
        index = ensure_index(store, settings.index_folder, bar, rebuild=True)
    if report:
        print(f"Loaded: {report.added} new, {report.changed} changed, {report.retired} retired records.")
    print(f"The search index holds {len(index)} tools.")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help='Words, "a phrase", -not, prefix*, field:value.')] = "",
    chosen: Annotated[
        list[str] | None, typer.Option("--filter", help="facet=value; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many results to print.")] = 20,
    batch: Annotated[
        Path | None, typer.Option(help='File of lines {"id", "query"}; prints lines {"id", "slugs"}.')
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each result is there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Search the catalogue."""
    filters = files_cli.filters_of(chosen or [])
    asked = read_questions(batch) if batch else ()
    opened = _open()
    if batch:
        for name, question in asked:
            found = opened.read.index.search(SearchRequest(question, filters, size=limit))
            print(printing.ranking_json(name, found))
        return
    request = SearchRequest(text=text, filters=filters, size=limit)
    page = search_page(opened.read, opened.visitor, request)
    reasons = [why(opened.read, opened.visitor, request, card.slug) for card in page.cards] if explain else []
    print(printing.search_json(page) if as_json else printing.search_text(page, reasons))


@app.command()
def show(slug: str, as_json: AsJson = False) -> None:
    """Show one tool."""
    opened = _open()
    page = tool_page(opened.read, opened.visitor, slug)
    print(page.tool.model_dump_json(indent=2) if as_json else printing.tool_text(page))


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open a browser when ready.")] = True,
) -> None:
    """Create the database and the index where needed, and serve the pages."""
    with _Bar() as bar:
        opened = the_app(bar)
    _warned(opened)
    serve_pages(address, port, browser=browser, say=print)


@app.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def main() -> None:
    """Run the command line; an error of the catalogue becomes one sentence and exit code 2."""
    try:
        app()
    except CatalogError as error:
        print(f"catalog: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
