"""`catalog concerns …`: which concerns there are, and what happened to one, for whoever runs the machine."""

from typing import Annotated

import typer

from catalog.domain.concerns import Concern
from catalog.domain.errors import NotFound
from catalog.domain.people import SYSTEM
from catalog.queries.concern_log import all_concerns
from catalog.settings import Settings
from catalog.store import Store

app = typer.Typer(no_args_is_help=True, help=__doc__)


@app.command("list")
def list_concerns(
    unsettled: Annotated[bool, typer.Option("--open", help="Only those that are not decided.")] = False,
) -> None:
    """List concerns: number, subject, severity, state and what it does."""
    found = all_concerns(Store.open(Settings().url), SYSTEM, unsettled=unsettled)
    for item in found:
        print(_line(item))
    if not found:
        print("No concern is open." if unsettled else "No concern was raised yet.")


@app.command()
def show(number: int) -> None:
    """Show one concern with all that happened to it, in order."""
    found = all_concerns(Store.open(Settings().url), SYSTEM)
    concern = next((item for item in found if item.id == number), None)
    if concern is None:
        raise NotFound(f"There is no concern {number}. List them: catalog concerns list")
    print("\n".join(_lines(concern)))


def _line(item: Concern) -> str:
    subject = f"{item.kind}:{item.slug}"
    return f"{item.id:>4}  {subject:<44} {item.severity.label:<9} {item.state:<20} {item.effect.label}"


def _lines(item: Concern) -> list[str]:
    lines = [
        _line(item).strip(),
        f"Principles: {', '.join(item.principles)}. Rights: {', '.join(item.rights)}.",
        f"Affected: {item.affected}",
        f"Sources: {', '.join(item.sources) or 'a report'}",
        f"{item.raised_at}  raised by {item.raised_by}: {item.statement}",
    ]
    for step in item.steps:
        verdict = f" ({step.verdict}; effect: {step.effect.label})" if step.verdict else ""
        lines.append(f"{step.at}  {step.kind}{verdict} by {step.by} ({step.role}): {step.text}")
        lines += [f"    condition: {condition}" for condition in step.conditions]
    return lines
