"""A compliance profile with all that a reader sees of it: on the page, as PDF and as JSON the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.domain.compliance_changes import Turn, turns
from catalog.domain.compliance_evaluation import Profile, evaluate
from catalog.domain.compliance_prefill import Prefilled, merged, prefilled
from catalog.domain.compliance_records import ANYWHERE, PLACES, Framework, Question, Use
from catalog.domain.dates import written_date
from catalog.domain.profiles import Override, Subject, subject_digest
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.rulebook import NEEDS_INFORMATION, NO_RULE_MET, Rulebook
from catalog.domain.standing import NOTHING, Standing
from catalog.domain.tool import Tool

HEADLINE: Final = "Questions to clear before use"
CAVEAT: Final = (
    "Decision support, not legal advice. The levels and rules are ours; the law is what they cite. No profile says that a "
    "use is lawful: that depends on national law, on the use in fact, and on who uses it."
)
BASES: Final = {
    "statute": "text of the law",
    "case-law": "rulings",
    "authority-practice": "practice of authorities",
    "draft": "Commission draft",
    "analogy": "analogy",
    "standard": "standards",
    "soft-law": "guidance that does not bind",
    "analysis": "our reading of the dates",
    "rule-design": "rule of this catalogue",
}
ORIGINS: Final = {
    "you": "Your answer",
    "use": "From the use",
    "record": "From the record",
    "place": "From your choice",
    "default": "Usual",
}


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words, why it stands there and from where: a key of ORIGINS."""

    question: Question
    answer: tuple[str, ...]
    words: str
    reason: str
    origin: str


@dataclass(frozen=True)
class Report:
    """The profile of a tool in a use. `subject.given` are the person's own answers, `sheet` all of them.

    `basis` is the digest of what was judged, by which overrides are found; `overrides` are those for this very
    basis, the newest first, `others` those for the same tool and use on other answers.
    `notices` are what concerns about the tool make everybody know: their effect and the conditions of use; `standing`
    has the conditions and the open concerns as of the day on which the report was made.
    """

    book: Rulebook
    tool: Tool
    tool_sha256: str
    subject: Subject
    use: Use | None
    sheet: Mapping[str, tuple[str, ...]]
    answered: tuple[Answered, ...]
    profile: Profile
    turns: tuple[Turn, ...]
    basis: str
    overrides: tuple[Override, ...] = ()
    others: tuple[Override, ...] = ()
    notices: tuple[str, ...] = ()
    standing: Standing = NOTHING

    @property
    def title(self) -> str:
        """The use in words."""
        return self.use.label if self.use else "A use of your own"

    @property
    def places(self) -> str:
        """The places in words."""
        return ", ".join(label for place, label in PLACES.items() if place in self.subject.places)

    @property
    def law_read_on(self) -> str:
        """When the law was read last, as words."""
        return written_date(self.book.rules.law_read_on)


def build_report(
    book: Rulebook,
    tool: Tool,
    subject: Subject,
    overrides: tuple[Override, ...] = (),
    notices: tuple[str, ...] = (),
    standing: Standing = NOTHING,
) -> Report:
    """Return the report for a tool and what somebody answered; `overrides` are all of this tool and use."""
    use = book.use_by_id.get(subject.use)
    known = prefilled(book, tool, use, subject.places)
    sheet = merged(known, subject.given)
    profile = evaluate(book, sheet, subject.places, use.arguable if use else None)
    basis = subject_digest(Subject(subject.tool, subject.use, subject.places, sheet))
    return Report(
        book=book,
        tool=tool,
        tool_sha256=content_hash(canonical_json(tool)),
        subject=subject,
        use=use,
        sheet=sheet,
        answered=_answered(book, known, subject),
        profile=profile,
        turns=_likelier_first(turns(book, sheet, subject.places, profile), known, subject),
        basis=basis,
        overrides=tuple(item for item in overrides if item.basis == basis),
        others=tuple(item for item in overrides if item.basis != basis),
        notices=notices,
        standing=standing,
    )


def _likelier_first(
    found: tuple[Turn, ...], known: Mapping[str, Prefilled], subject: Subject
) -> tuple[Turn, ...]:
    """Put what other answers to usual questions would change behind the rest."""

    def usual(turn: Turn) -> bool:
        before = known.get(turn.question.id)
        return before is not None and before.origin == "default" and turn.question.id not in subject.given

    return tuple(sorted(found, key=usual))


def _answered(book: Rulebook, known: Mapping[str, Prefilled], subject: Subject) -> tuple[Answered, ...]:
    rows = []
    for question in book.questions.questions:
        own, before = subject.given.get(question.id), known.get(question.id)
        if own is not None:
            rows.append(Answered(question, own, _words(question, own), "", "you"))
        elif before is not None:
            words = _words(question, before.answer)
            rows.append(Answered(question, before.answer, words, before.reason, before.origin))
    return tuple(rows)


def _words(question: Question, answer: tuple[str, ...]) -> str:
    return "; ".join(question.label(item) for item in answer)


def result_sentence(report: Report) -> str:
    """Return the result in a sentence: the level, or what it could be as long as something is not known."""
    book, profile = report.book, report.profile
    if profile.level != NEEDS_INFORMATION:
        return book.label(profile.level)
    known = (
        "Nothing is settled yet"
        if profile.floor == NO_RULE_MET
        else f"So far: {_lower(book.label(profile.floor))}"
    )
    if profile.ceiling == profile.floor:
        return f"More information needed. {known}; a question that decides is still open."
    return f"More information needed. {known}; it could be: {_lower(book.label(profile.ceiling))}."


def meaning(report: Report) -> str:
    """Return what the level means; as long as nothing is settled, what to do."""
    if report.profile.level == NEEDS_INFORMATION and report.profile.floor == NO_RULE_MET:
        return "Answer the questions below. What is not known never counts as “no”."
    return report.book.level_by_id[report.profile.floor].meaning


def laws_of(report: Report) -> tuple[Framework, ...]:
    """Return the laws and instruments of the places of a profile, and those of no place."""
    places = {*report.subject.places, ANYWHERE}
    return tuple(law for law in report.book.frameworks.frameworks if law.jurisdiction in places)


def origin_words(row: Answered) -> str:
    """Return from where an answer comes, with its reason."""
    return f"{ORIGINS[row.origin]}: {row.reason}" if row.reason else f"{ORIGINS[row.origin]}."


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def basis_words(basis: Iterable[str]) -> str:
    """Return on what a rule rests."""
    return ", ".join(BASES[item] for item in basis)


def confidence_words(profile: Profile) -> str:
    """Return how sure the rules are that give the level, with what they rest on."""
    if not profile.confidence:
        return "no rule gives a level"
    return f"{profile.confidence} ({basis_words(profile.basis)})"


def from_when(profile: Profile) -> str:
    """Return from when the rules that give the level apply."""
    words = [start_words(start) for start in profile.applies_from]
    return "; ".join(words) if words else "no rule gives a date"


def start_words(start: str) -> str:
    """Return from when a rule applies."""
    fixed = {"in-force": "in force today", "unknown": "date not known"}
    return fixed.get(start) or f"from {written_date(start)}"


def turn_words(report: Report, turn: Turn) -> str:
    """Return where another answer would lead."""
    if turn.level != NEEDS_INFORMATION:
        return report.book.label(turn.level)
    if turn.floor == turn.ceiling:
        return f"{report.book.label(turn.floor)}, as far as known"
    return f"at least {_lower(report.book.label(turn.floor))}; could be {_lower(report.book.label(turn.ceiling))}"
