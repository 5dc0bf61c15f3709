"""Writes a compliance profile as JSON and as PDF.

The only day of making in them is that of the concerns and conditions of use: the same bytes on the same day.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from catalog.domain.compliance_evaluation import Hit, OwedDuty
from catalog.domain.compliance_records import Citation, Framework
from catalog.domain.compliance_report import (
    CAVEAT,
    HEADLINE,
    Report,
    confidence_words,
    from_when,
    laws_of,
    meaning,
    origin_words,
    result_sentence,
    start_words,
    turn_words,
)
from catalog.domain.dates import written_date
from catalog.domain.profiles import Override
from catalog.exchange.pdf_out import Block, Heading, Items, Table, Text, pdf

FORM: Final = "safer-tools-catalog/compliance-profile/v1"


def profile_json(report: Report) -> bytes:
    """Return the profile as JSON: ids and words side by side, keys in a fixed order."""
    profile = report.profile
    made = {
        "form": FORM,
        "note": CAVEAT,
        "tool": {
            "slug": report.tool.slug,
            "name": report.tool.name,
            "sha256": report.tool_sha256,
            "checked": report.tool.verification.checked,
        },
        "standing": {
            "as_of": report.standing.as_of,
            "conditions_of_use": list(report.standing.conditions),
            "open_concerns": list(report.standing.open_concerns),
        },
        "use": {"id": report.subject.use, "label": report.title},
        "places": list(report.subject.places),
        "law_read_on": report.book.rules.law_read_on,
        "rules_sha256": report.book.digest,
        "notices": list(report.notices),
        "level": profile.level,
        "result": result_sentence(report),
        "floor": profile.floor,
        "ceiling": profile.ceiling,
        "confidence": profile.confidence,
        "basis": list(profile.basis),
        "applies_from": list(profile.applies_from),
        "badges": list(profile.badges),
        "arguable": None if profile.arguable is None else profile.arguable.model_dump(mode="json"),
        "open_questions": [
            {
                "id": item.question.id,
                "text": item.question.text,
                "could_be": item.could_be,
                "rules": list(item.rules),
            }
            for item in profile.questions
        ],
        "answers": [
            {"id": row.question.id, "answer": list(row.answer), "reason": row.reason, "origin": row.origin}
            for row in report.answered
        ],
        "rules": [_rule(hit) for hit in (*profile.hits, *profile.set_aside)],
        "laws": [
            law.model_dump(mode="json", include={"id", "name", "status", "dates", "as_of"})
            for law in laws_of(report)
        ],
        "duties": [
            {"law": law.name, "status": law.status, "duties": [_duty(item) for item in owed]}
            for law, owed in profile.duties
        ],
        "would_change": [
            {
                "question": turn.question.id,
                "answers": list(turn.answers),
                "level": turn.level,
                "floor": turn.floor,
            }
            for turn in report.turns
        ],
        "missing_safeguards": [item.id for item in profile.missing_safeguards],
        "overrides": [_override(item) for item in report.overrides],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _rule(hit: Hit) -> dict[str, Any]:
    rule = hit.rule.model_dump(
        mode="json", include={"id", "title", "level", "why", "confidence", "basis", "applies_from", "as_of", "review_by",
                              "alternatives", "cite"},
    )  # fmt: skip
    return {**rule, "set_aside_by": hit.set_aside_by}


def _duty(item: OwedDuty) -> dict[str, Any]:
    kept = item.duty.model_dump(mode="json", include={"id", "article", "who", "text", "facts", "cases"})
    return {**kept, "not_read_again": item.duty.not_read_again, "rules": list(item.rules)}


def _override(item: Override) -> dict[str, str]:
    return {
        "machine_level": item.machine_level, "level": item.level, "reason": item.reason, "by": item.account,
        "source": item.source_url, "source_title": item.source_title, "at": item.at,
    }  # fmt: skip


def profile_pdf(report: Report) -> bytes:
    """Return the profile as a tagged PDF.

    Raises:
        Unavailable: the page could not be set.
    """
    footer = f"Decision support, not legal advice · law as read on {report.law_read_on} · {report.tool.slug}"
    return pdf(f"{report.tool.name}: {report.title}", tuple(_blocks(report)), footer=footer)


def _blocks(report: Report) -> Iterator[Block]:
    profile = report.profile
    yield Text(CAVEAT)
    yield from _standing(report)
    yield Heading(1, "Result")
    yield Text(result_sentence(report), strong=True)
    yield Text(meaning(report))
    yield Items(
        (
            f"How sure: {confidence_words(profile)}",
            f"From when: {from_when(profile)}",
            f"Law of: {report.places}, as read on {report.law_read_on}",
            *profile.badges,
        )
    )
    if profile.arguable is not None:
        yield Text(f"Both readings are arguable: {profile.arguable.text}")
    for item in report.overrides:
        yield Text(f"A reviewer says: {report.book.label(item.level)}. {item.reason}", strong=True)
        yield Text(f"{item.account}, {item.at[:10]}. Source: {item.source_title}, {item.source_url}")
    yield Heading(1, HEADLINE)
    yield Items(
        [f"{item.question.text} {_could_be(report, item.could_be)}" for item in profile.questions]
        or ["No question of the table is open."]
    )
    yield from _rule_blocks(report)
    yield from _duty_blocks(report)
    yield from _rest(report)


def _standing(report: Report) -> Iterator[Block]:
    standing = report.standing
    yield Heading(1, "Concerns and conditions of use")
    day = f"As of {written_date(standing.as_of)}. " if standing.as_of else ""
    checked = written_date(report.tool.verification.checked)
    yield Text(f"{day}The record of the tool was checked on {checked}; its revision is {report.tool_sha256}.")
    conditions = (f"Condition of use: {text}" for text in standing.conditions)
    lines = list(dict.fromkeys((*report.notices, *conditions, *standing.open_concerns)))
    yield Items(lines or ["No condition of use is in force and no concern is open."])


def _could_be(report: Report, level: str) -> str:
    return f"(could be: {report.book.label(level)})" if level else "(may add duties)"


def _rule_blocks(report: Report) -> Iterator[Block]:
    yield Heading(1, "Rules that are met")
    if not report.profile.hits:
        yield Text("None.")
        return
    heads = ("Rule", "Level and why", "Source", "How sure, from when")
    yield Table(heads, [_rule_row(report, hit) for hit in report.profile.hits])
    readings = [f"{hit.rule.id}: {text}" for hit in report.profile.hits for text in hit.rule.alternatives]
    if readings:
        yield Heading(2, "Other readings")
        yield Items(readings)


def _rule_row(report: Report, hit: Hit) -> tuple[str, ...]:
    rule = hit.rule
    level = f"{report.book.label(rule.level)}. " if rule.level else ""
    sure = f"{rule.confidence}; {start_words(rule.applies_from)}"
    return (f"{rule.id} {rule.title}", f"{level}{rule.why}", "; ".join(map(cited, rule.cite)), sure)


def cited(cite: Citation) -> str:
    """Return a citation as words: act, article, and the ids of facts."""
    ids = f" ({', '.join(cite.facts)})" if cite.facts else ""
    return f"{cite.act}, {cite.article}{ids}"


def _duty_blocks(report: Report) -> Iterator[Block]:
    yield Heading(1, "Duties by law")
    if not report.profile.duties:
        yield Text("No duty follows from the rules that are met.")
    for law, owed in report.profile.duties:
        yield Heading(2, law.name)
        yield Text(law.status)
        yield Table(
            ("Article", "For", "What it asks"),
            [(item.duty.article, item.duty.who, _duty_text(item)) for item in owed],
        )


def _duty_text(item: OwedDuty) -> str:
    return (
        f"{item.duty.text} (Not read again: verify the wording.)"
        if item.duty.not_read_again
        else item.duty.text
    )


def _rest(report: Report) -> Iterator[Block]:
    yield Heading(1, "Laws and instruments looked at")
    heads = ("Law or instrument", "Status", "Dates", "As of")
    yield Table(heads, [_law_row(law) for law in laws_of(report)])
    yield Heading(1, "What would change the result")
    turned = [
        f"{turn.question.text} {' or '.join(turn.question.label(answer) for answer in turn.answers)}: "
        f"{turn_words(report, turn)}"
        for turn in report.turns
    ]
    yield Items(turned or ["No single answer changes it."])
    yield Heading(1, "Safeguards without evidence")
    yield Items([item.text for item in report.profile.missing_safeguards] or ["None."])
    yield Heading(1, "Answers")
    rows = [(row.question.text, row.words, origin_words(row)) for row in report.answered]
    yield Table(("Question", "Answer", "From where"), rows or [("–", "–", "–")])
    yield Heading(1, "What is uncertain in this table")
    yield Items(report.book.rules.weak_spots)
    yield Text(f"Rules {report.book.digest[:12]}, record {report.tool_sha256[:12]}.")


def _law_row(law: Framework) -> tuple[str, ...]:
    dates = "\n".join(f"{written_date(item.date)}: {item.what}" for item in law.dates)
    return (law.name, law.status, dates or "–", written_date(law.as_of))
