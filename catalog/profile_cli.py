"""`catalog profile`: the compliance profile of a tool in an intended use, from a file of answers."""

from pathlib import Path
from typing import Annotated

import typer

from catalog.bootstrap import open_app, today
from catalog.domain.compliance_report import CAVEAT, confidence_words, from_when, result_sentence
from catalog.domain.errors import Invalid, Unavailable
from catalog.domain.profiles import USUAL_PLACES, Subject, require_subject
from catalog.exchange.answers_in import read_answers
from catalog.exchange.profile_out import profile_json
from catalog.queries.profiles import ProfileView, profile_view
from catalog.settings import Settings


def profile(
    tool: Annotated[str, typer.Argument(help="The address of the tool, as in the catalogue.")],
    use: Annotated[str, typer.Option(help="The intended use, by its id.")] = "",
    answers: Annotated[Path | None, typer.Option(help="A JSON file with answers and places.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which rules to look at before a tool is used so. Decision support, not legal advice; nothing is stored."""
    given, places = read_answers(_bytes(answers)) if answers else ({}, ())
    opened = open_app(Settings(), today())
    if opened.read.rulebook is None:
        raise Unavailable(
            "The rules on compliance are not loaded. Run `catalog check` on the curated folder."
        )
    subject = require_subject(opened.read.rulebook, Subject(tool, use, places or USUAL_PLACES, given))
    view = profile_view(opened.read, opened.visitor, subject, today())
    print(profile_json(view.report).decode() if as_json else _text(view))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(f"The file of answers cannot be read ({error.strerror}). Check its name.") from error


def _text(view: ProfileView) -> str:
    report = view.report
    lines = [f"{report.tool.name}: {report.title}", "", *report.notices, result_sentence(report)]
    lines += [
        f"How sure: {confidence_words(report.profile)}",
        f"From when: {from_when(report.profile)}",
        f"Law of: {report.places}, as read on {report.law_read_on}",
        "",
    ]
    lines += [f"{hit.rule.id}  {hit.rule.title}" for hit in report.profile.hits]
    lines += [
        "",
        "Open questions:",
        *(f"  {item.question.id}: {item.question.text}" for item in report.profile.questions),
    ]
    lines += ["", "Uses: " + ", ".join(use.id for use in view.uses), "", CAVEAT]
    return "\n".join(lines)
