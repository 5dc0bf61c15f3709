"""What an assessment says as tables: the same on the page, on paper and in a spreadsheet."""

from collections.abc import Iterable, Mapping

from catalog.domain.assessment_answers import HEAD_FIELDS, AnswerValue, HarmValue
from catalog.domain.assessment_instrument import Instrument, Question
from catalog.domain.assessment_risk import HarmLine, Line, PrincipleRisk, RiskResult
from catalog.domain.dates import written_date
from catalog.exchange.assessment_tables import Sheet
from catalog.queries.assessment_facts import RecordFact
from catalog.queries.assessment_readiness_sheets import readiness_sheets
from catalog.queries.assessment_views import RISK_WORDS, AssessmentPage
from catalog.queries.assessment_words import (
    NOT_ASKED,
    answer_words,
    gravity_words,
    place_words,
)


def sheets(page: AssessmentPage) -> tuple[Sheet, ...]:
    """Return everything that an assessment says as tables, result first."""
    result = _risk_sheets(page, page.risk) if page.risk else ()
    if page.readiness:
        result = readiness_sheets(page, page.readiness)
    return (_about(page), *result, _answers(page), *_record(page), _dissents(page), _signatures(page))


def _about(page: AssessmentPage) -> Sheet:
    held = page.assessment
    about = [
        ("Instrument", f"{page.instrument.title}, version {page.instrument.version}"),
        ("What is ours", page.instrument.ours),
        ("Tool", page.tool.name if page.tool else "none"),
        ("Revision of the tool", held.tool_sha256 or "none"),
        ("Record of the tool checked on", page.tool.verification.checked if page.tool else "none"),
        *((label, page.said.head.get(name, "")) for name, (label, _) in HEAD_FIELDS.items()),
        ("Stricter path for biometric data", "yes" if page.strict else "no"),
        ("State", "signed" if held.signed else "being written"),
        ("Ends on", page.valid_until or "not signed"),
        ("What speaks against relying on it", " ".join(page.warnings) or "nothing known here"),
        ("As of", written_date(page.standing.as_of)),
        ("Conditions of use in force", "\n".join(page.conditions) or "none"),
        ("Open concerns", "\n".join(page.standing.open_concerns) or "none"),
        ("SHA-256 of the content", held.sha256),
    ]
    return Sheet("About", "Decision support, not legal advice.", ("What", "Said"), tuple(about))


def _risk_sheets(page: AssessmentPage, result: RiskResult) -> tuple[Sheet, ...]:
    limits = result.limits
    intro = (
        f"The points of the answers as a share of the highest sum: up to {limits[0]} per cent low, up to {limits[1]} "
        f"moderate, up to {limits[2]} high, above that severe. One answer of four points means at least moderate, two "
        "at least high, one that stops the use severe. What is not known counts as the worst answer. The worst harm "
        "of a principle raises it."
    )
    heads = ("Principle", "Points", "Share", "By answers", "If unknowns were harmless", "Before mitigation",
             "Today", "Once planned is in place", "Not known")  # fmt: skip
    rows = tuple(_principle_row(page, item) for item in result.principles)
    lines = tuple(
        row for item in result.principles for row in _line_rows(page.instrument, page.principles, item)
    )
    return (
        Sheet("Result by principle", intro, heads, rows),
        _harms(page),
        Sheet(
            "Arithmetic",
            "Each question with the points that count and the most that it can have.",
            ("Principle", "Question", "Answer", "Points", "Most"),
            lines,
        ),
    )


def _principle_row(page: AssessmentPage, item: PrincipleRisk) -> tuple[str, ...]:
    levels = (item.answers, item.known, item.before, item.level, item.planned)
    return (
        page.principles.get(item.principle, item.principle),
        f"{item.points} of {item.most}",
        f"{item.share} %",
        *(RISK_WORDS[level] for level in levels),
        str(len(item.unresolved)),
    )


def _line_rows(
    instrument: Instrument, principles: Mapping[str, str], item: PrincipleRisk
) -> Iterable[tuple[str, ...]]:
    for line in item.lines:
        question = instrument.question(line.question)
        if question is not None:
            yield (
                principles.get(item.principle, item.principle),
                question.text,
                _counted(question, line),
                str(line.points),
                str(line.most),
            )


def _counted(question: Question, line: Line) -> str:
    if not line.asked:
        return f"{NOT_ASKED}: another answer rules it out"
    words = answer_words(question, line.answer)
    return f"{words} (stops the use)" if line.stop and line.known else words


def _harms(page: AssessmentPage) -> Sheet:
    weighed = {
        line.number: line for item in (page.risk.principles if page.risk else ()) for line in item.harms
    }
    heads = (
        "Harm",
        "Principle",
        "Affected",
        "Before",
        "After",
        "Severity before, today, planned",
        "Mitigations",
    )
    intro = (
        "Scale, scope, probability and reversibility from 1 to 4; not known counts as 4. A mitigation counts today "
        "when it is in place, and as planned when somebody answers for it by a date."
    )
    rows = tuple(
        _harm_row(page.principles, number, harm, weighed[number])
        for number, harm in page.said.harms.items()
        if number in weighed
    )
    return Sheet("Harms", intro, heads, rows)


def _harm_row(principles: Mapping[str, str], number: int, harm: HarmValue, line: HarmLine) -> tuple[str, ...]:
    mitigations = "; ".join(
        f"{item.text} ({item.owner or 'no owner'}, {item.date or 'no date'}, "
        f"{'in place' if item.in_place else 'planned'})"
        for item in harm.mitigations
    )
    return (
        f"{number}. {harm.text}",
        principles.get(harm.principle, harm.principle),
        harm.affected or "not said",
        gravity_words(line.before),
        gravity_words(line.planned),
        ", ".join(RISK_WORDS[level] for level in line.severities),
        mitigations or "none",
    )


def _answers(page: AssessmentPage) -> Sheet:
    rows = tuple(
        (
            part.section.title,
            question.text,
            answer_words(question, page.said.answer(question.id)),
            _note(page.said.answers.get(question.id)),
        )
        for part in page.parts
        for question in part.questions
    )
    return Sheet("Answers", "Every question that was asked.", ("Part", "Question", "Answer", "Note"), rows)


def _record(page: AssessmentPage) -> tuple[Sheet, ...]:
    """Return what is recorded of the tool, every fact with its sources; nothing where there is no tool in sight."""
    if not page.record:
        return ()
    intro = (
        "As the record of the tool was when this assessment began; concerns and profiles as of "
        f"{written_date(page.standing.as_of)}. What is not stated is unknown, and no “no”."
    )
    rows = tuple(row for fact in page.record for row in _fact_rows(fact))
    return (Sheet("Record of the tool", intro, ("Fact", "Said", "Sources"), rows),)


def _fact_rows(fact: RecordFact) -> Iterable[tuple[str, ...]]:
    if not fact.lines:
        yield fact.label, fact.none, ""
    for line in fact.lines:
        yield fact.label, line.text, "\n".join(f"{number}: {source.url}" for number, source in line.sources)


def _note(answer: AnswerValue | None) -> str:
    return " ".join(part for part in (answer.note, answer.prefilled) if part) if answer else ""


def _dissents(page: AssessmentPage) -> Sheet:
    rows = tuple(
        (place_words(page.instrument, item.place), item.statement, item.account, item.at[:10])
        for item in page.assessment.dissents
    )
    return Sheet("Dissents", "Statements that were never removed.", ("About", "Statement", "By", "On"), rows)


def _signatures(page: AssessmentPage) -> Sheet:
    rows = tuple(
        (item.account, item.role.value, item.function, item.statement, item.at, item.sha256)
        for item in page.assessment.signatures
    )
    heads = ("Who", "Role", "Function", "Statement", "At (UTC)", "SHA-256 of the content")
    return Sheet("Signatures", "Each binds to the content by its SHA-256.", heads, rows)
