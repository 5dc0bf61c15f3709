"""`catalog export` and `catalog import`: files out for everybody who may read, files in for curators who sign in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from catalog.actions.imports import make_drafts, undo_batch
from catalog.actions.sessions import Origin, give_code, sign_in, sign_out
from catalog.bootstrap import App, open_app, today
from catalog.domain.accounts import NextStep
from catalog.domain.errors import Invalid, NotAllowed, NotFound
from catalog.domain.facets import FACET_IDS
from catalog.domain.imports import ImportReport, RowReport
from catalog.domain.people import Actor
from catalog.domain.search import SearchRequest
from catalog.exchange.exports import Format
from catalog.presence import nobody, sign_in_rules
from catalog.queries.exports import export_file
from catalog.queries.imports import dry_run, likely_mapping, upload
from catalog.settings import Settings

_HERE: Final = Origin("command line")

Account = Annotated[str, typer.Option(help="Your account; you are asked for its password.")]


def export(
    file: Annotated[Path, typer.Argument(help="The file to write; its ending chooses the format.")],
    query: Annotated[str, typer.Option(help="Only what this search finds.")] = "",
    chosen: Annotated[
        list[str] | None, typer.Option("--filter", help="facet=value; may be repeated.")
    ] = None,
) -> None:
    """Write published tools to a file: .csv, .xlsx, .json, .yaml or .jsonld; everything unless a search is given."""
    form = _format(file)
    opened = open_app(Settings(), today())
    filters = filters_of(chosen or [])
    request = SearchRequest(text=query, filters=filters) if query or filters else None
    made = export_file(opened.read, opened.visitor, form, request)
    try:
        file.write_bytes(made.data)
    except OSError as error:
        raise Invalid(f"The file cannot be written ({error.strerror}). Name another place.") from error
    print(f"{made.tools} tools, {len(made.data):,} bytes.")


def import_file(
    file: Annotated[Path, typer.Argument(help="The file to read: .csv, .xlsx, .json, .jsonld or .yaml.")],
    account: Account,
    fields: Annotated[
        list[str] | None,
        typer.Option("--map", help="column=field; may be repeated. An empty field leaves the column out."),
    ] = None,
    make: Annotated[
        bool, typer.Option("--make", help="Make the drafts; without it nothing is written.")
    ] = False,
    duplicates: Annotated[bool, typer.Option("--duplicates", help="Also of likely duplicates.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say row by row what a file would do; with --make also make its drafts, as one batch. Nothing is published."""
    raw = _bytes(file)
    opened = open_app(Settings(), today())
    with _signed_in(opened, account) as actor:
        parsed = upload(actor, file.name, raw)
        mapping = {**likely_mapping(opened.store, actor, parsed), **_pairs(fields or [])}
        report = dry_run(opened.store, actor, parsed, mapping)
        print(_as_json(report) if as_json else _as_text(report, duplicates=duplicates))
        if make:
            batch = make_drafts(opened.store, actor, parsed, mapping, report.digest, duplicates=duplicates)
            print(
                f"Made {_counted(batch.drafts)} as import {batch.id}. To undo: catalog undo-import {batch.id}"
            )


def undo_import(
    number: Annotated[int, typer.Argument(help="The number of the import.")],
    account: Account,
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Discard every draft of an import that is still open."""
    opened = open_app(Settings(), today())
    with _signed_in(opened, account) as actor:
        print(f"Discarded {_counted(undo_batch(opened.store, actor, number, reason))}.")


def filters_of(chosen: list[str]) -> dict[str, tuple[str, ...]]:
    """Return what was written as facet=value, by facet.

    Raises:
        Invalid: it is not of this form, or there is no such facet.
    """
    filters: dict[str, tuple[str, ...]] = {}
    for item in chosen:
        facet, equals, value = item.partition("=")
        if not equals or facet not in FACET_IDS:
            raise Invalid(f"--filter {item} is not of the form facet=value. Facets: {', '.join(FACET_IDS)}.")
        filters[facet] = (*filters.get(facet, ()), value)
    return filters


def _format(file: Path) -> Format:
    ending = file.suffix.lower().removeprefix(".")
    known = {"yml": Format.YAML, **{item.value: item for item in Format}}
    if ending not in known:
        raise Invalid(
            f"The ending of the file chooses the format: {', '.join(f'.{item}' for item in Format)}."
        )
    return known[ending]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFound(f"{file.name} cannot be read ({error.strerror}). Name another file.") from error


def _pairs(fields: list[str]) -> dict[str, str]:
    pairs = {}
    for item in fields:
        column, equals, field = item.rpartition("=")
        if not equals or not column:
            raise Invalid(f"--map {item} is not of the form column=field, for example --map Link=homepage.")
        pairs[column] = field
    return pairs


@contextmanager
def _signed_in(opened: App, name: str) -> Iterator[Actor]:
    """Sign in with password and second factor as in the pages, and out again at the end."""
    rules, visitor = sign_in_rules(opened.settings), nobody(opened.settings)
    password = str(typer.prompt("Password", hide_input=True, err=True))
    started = sign_in(opened.store, visitor, name, password, _HERE, rules)
    token = started.token
    if started.next is NextStep.SET_UP:
        raise NotAllowed("This account has no second factor yet. Sign in once in the pages and set it up.")
    if started.next is NextStep.CODE:
        code = str(typer.prompt("Code of the second factor", err=True))
        token = give_code(opened.store, visitor, token, code, _HERE, rules)
    with opened.store.reading() as reader:
        account = reader.accounts.find(name)
    if account is None:
        raise NotFound("This account is gone. Ask an administrator.")
    try:
        yield account.actor
    finally:
        sign_out(opened.store, account.actor, token)


def _as_text(report: ImportReport, *, duplicates: bool) -> str:
    lines = [*report.file.notes]
    lines += [f"{column} → {field}" for column, field in report.mapping.items() if column != field]
    if report.left_out:
        lines.append(f"Left out: {', '.join(report.left_out)}")
    lines += [_line(row) for row in report.rows]
    lines.append(", ".join(f"{number} {status}" for status, number in report.counts.items()))
    wanted = len(report.wanted(duplicates=duplicates))
    now = len(report.drafts(duplicates=duplicates))
    lines.append(
        f"{_counted(now)} would be made{f'; {wanted - now} more with the next import' if wanted > now else ''}."
    )
    return "\n".join(lines)


def _counted(number: int) -> str:
    return f"{number} draft" if number == 1 else f"{number} drafts"


def _line(row: RowReport) -> str:
    return f"row {row.number:<6} {row.status:<10} {row.slug:<30} {row.why}".rstrip()


def _as_json(report: ImportReport) -> str:
    rows = [
        {
            "row": row.number,
            "status": row.status,
            "slug": row.slug,
            "why": row.why,
            "missing": [f"{fault.field}: {fault.message}" for fault in row.missing],
            "notes": row.notes,
        }
        for row in report.rows
    ]
    return json.dumps(
        {"counts": report.counts, "left_out": report.left_out, "rows": rows}, ensure_ascii=False
    )
