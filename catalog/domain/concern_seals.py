"""Seals: the SHA-256 of what a concern, a step, a report or an answer says; its event carries it.

By whom and when stands in the event itself.
A row that was changed behind the program's back no longer has the seal of its event, and `catalog audit verify`
names it.
"""

import hashlib
import json
from collections.abc import Sequence

from catalog.domain.concerns import Concern, Report, Step


def raised_seal(concern: Concern) -> str:
    """Return the seal of what was raised, without what happened to it since."""
    said = [
        concern.kind, concern.slug, concern.principles, concern.rights,
        concern.affected, concern.statement, concern.sources, concern.gravity.degrees(), concern.report,
    ]  # fmt: skip
    return _seal("concern", said)


def step_seal(step: Step) -> str:
    """Return the seal of one step."""
    said = [
        step.kind, step.role, step.text, step.verdict, int(step.effect), step.conditions,
        step.review_on, step.source, step.interest,
    ]  # fmt: skip
    return _seal("step", said)


def report_seal(report: Report) -> str:
    """Return the seal of a report, without its answer."""
    said = [report.kind, report.slug, report.what, report.harm, report.seen]
    return _seal("report", said)


def answer_seal(concern: int | None, text: str) -> str:
    """Return the seal of the answer to a report: the concern that it became, and what its author is told."""
    return _seal("answer", [concern, text])


def _seal(what: str, said: Sequence[object]) -> str:
    spelled = json.dumps([what, *said], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(spelled.encode("utf-8")).hexdigest()
