"""What must hold in and between the files on compliance profiles; each breach is a fault with file and field."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from catalog.domain.compliance_conditions import (
    Condition,
    IsMissing,
    IsUnknown,
    NamedTerm,
    OneOf,
    inside,
)
from catalog.domain.compliance_records import Question, Rule, Use
from catalog.domain.faults import Fault
from catalog.domain.rulebook import NEEDS_INFORMATION, NO_RULE_MET, Rulebook

RULES: Final = "compliance/rules.yaml"
QUESTIONS: Final = "compliance/questions.yaml"
DUTIES: Final = "compliance/duties.yaml"
LEVELS: Final = "compliance/levels.yaml"
USES: Final = "compliance/uses.yaml"
FRAMEWORKS: Final = "compliance/frameworks.yaml"


def rulebook_faults(
    book: Rulebook, facts: Collection[str], cases: Collection[str], capabilities: Collection[str], today: str
) -> Iterator[Fault]:
    """Yield every breach; `facts`, `cases` and `capabilities` are the ids that exist, `today` is YYYY-MM-DD."""
    yield from _twice(book)
    yield from _level_faults(book)
    yield from _term_faults(book)
    for question in book.questions.questions:
        if question.asked_when is not None:
            yield from _condition_faults(book, QUESTIONS, f"questions.{question.id}", question.asked_when)
    for rule in book.rules.rules:
        yield from _rule_faults(book, rule, today)
        yield from _source_faults(RULES, f"rules.{rule.id}", rule.cite, facts, cases)
    yield from _duty_faults(book, facts, cases)
    for framework in book.frameworks.frameworks:
        yield from _missing(
            FRAMEWORKS, f"frameworks.{framework.id}.facts", framework.facts, facts, "facts.yaml"
        )
    for use in book.uses.uses:
        yield from _use_faults(book, use, facts, capabilities)
    for usual in book.uses.defaults:
        yield from _answer_faults(book, f"defaults.{usual.field}", usual.field, usual.answer)
    yield from _ring_faults(book)
    yield from _idle_faults(book)


def _twice(book: Rulebook) -> Iterator[Fault]:
    lists: tuple[tuple[str, str, list[str]], ...] = (
        (RULES, "rules", [item.id for item in book.rules.rules]),
        (QUESTIONS, "questions", [item.id for item in book.questions.questions]),
        (DUTIES, "duties", [item.id for item in book.duties.duties]),
        (LEVELS, "levels", [item.id for item in book.levels.levels]),
        (USES, "uses", [item.id for item in book.uses.uses]),
        (USES, "defaults", [item.field for item in book.uses.defaults]),
        (FRAMEWORKS, "frameworks", [item.id for item in book.frameworks.frameworks]),
    )
    for file, field, ids in lists:
        for twice in sorted({name for name in ids if ids.count(name) > 1}):
            yield Fault(file, field, f"{twice} stands twice; keep one")


def _level_faults(book: Rulebook) -> Iterator[Fault]:
    if NO_RULE_MET not in book.level_by_id:
        yield Fault(LEVELS, "levels", f"{NO_RULE_MET} is missing; it is the result where no rule is met")
    if NEEDS_INFORMATION in book.level_by_id:
        yield Fault(LEVELS, "levels", f"{NEEDS_INFORMATION} is a name of the program; choose another")


def _term_faults(book: Rulebook) -> Iterator[Fault]:
    for name, condition in book.rules.terms.items():
        yield from _condition_faults(book, RULES, f"terms.{name}", condition)


def _condition_faults(book: Rulebook, file: str, field: str, condition: Condition) -> Iterator[Fault]:
    for part in inside(condition):
        match part:
            case OneOf():
                yield from _known_answers(book, file, field, part.field, part.one_of)
            case IsUnknown() if part.unknown not in book.question_by_id:
                yield _no_question(file, field, part.unknown)
            case IsMissing():
                asked = book.question_by_id.get(part.missing)
                if asked is None or not asked.safeguard:
                    yield Fault(
                        file, field, f"{part.missing} is no question on a safeguard; correct the name"
                    )
            case NamedTerm() if part.term not in book.rules.terms:
                yield Fault(
                    file, field, f"the term {part.term} is not in `terms`; add it or correct the name"
                )


def _no_question(file: str, field: str, name: str) -> Fault:
    return Fault(file, field, f"there is no question {name}; correct the name or add it to questions.yaml")


def _known_answers(
    book: Rulebook, file: str, field: str, name: str, answers: Iterable[str]
) -> Iterator[Fault]:
    question = book.question_by_id.get(name)
    if question is None:
        yield _no_question(file, field, name)
        return
    known = {choice.id for choice in question.answers}
    for answer in answers:
        if answer not in known:
            yield Fault(
                file, field, f"{answer} is no answer of the question {name}; choose from {', '.join(known)}"
            )


def _rule_faults(book: Rulebook, rule: Rule, today: str) -> Iterator[Fault]:
    field = f"rules.{rule.id}"
    yield from _condition_faults(book, RULES, f"{field}.when", rule.when)
    yield from _missing(RULES, f"{field}.duties", rule.duties, book.duty_by_id, "duties.yaml")
    yield from _missing(RULES, f"{field}.sets_aside", rule.sets_aside, book.rule_by_id, "the rules")
    laws = (rule.law, *((rule.turns_off,) if rule.turns_off else ()))
    yield from _missing(RULES, f"{field}.law", laws, book.framework_by_id, "frameworks.yaml")
    if rule.level is not None:
        yield from _missing(RULES, f"{field}.level", (rule.level,), book.level_by_id, "levels.yaml")
        if _counts_unknowns(book, rule.when, set()):
            yield Fault(
                RULES,
                f"{field}.when",
                "asks for what is unknown or missing and gives a level; leave out one of them",
            )
    if rule.confidence == "high" and "draft" in rule.basis and "statute" not in rule.basis:
        yield Fault(RULES, f"{field}.confidence", "is high on a draft alone; set it to medium or lower")
    if rule.confidence == "low" and not rule.alternatives:
        yield Fault(RULES, f"{field}.alternatives", "is empty at low confidence; give both readings")
    if rule.as_of > today[: len(rule.as_of)]:
        yield Fault(RULES, f"{field}.as_of", f"{rule.as_of} is in the future; correct the date")


def _counts_unknowns(book: Rulebook, condition: Condition, seen: set[str]) -> bool:
    for part in inside(condition):
        if isinstance(part, IsUnknown | IsMissing):
            return True
        if isinstance(part, NamedTerm) and part.term in book.rules.terms and part.term not in seen:
            seen.add(part.term)
            if _counts_unknowns(book, book.rules.terms[part.term], seen):
                return True
    return False


def _source_faults(
    file: str, field: str, cites: Iterable[object], facts: Collection[str], cases: Collection[str]
) -> Iterator[Fault]:
    for place, cite in enumerate(cites):
        named, ruled = getattr(cite, "facts", ()), getattr(cite, "cases", ())
        where = f"{field}.cite[{place}]"
        if not named and not ruled:
            yield Fault(file, where, "names no fact and no case; a rule without a source is not taken")
        yield from _missing(file, where, named, facts, "facts.yaml")
        yield from _missing(file, where, ruled, cases, "the files in cases/")


def _duty_faults(book: Rulebook, facts: Collection[str], cases: Collection[str]) -> Iterator[Fault]:
    for duty in book.duties.duties:
        field = f"duties.{duty.id}"
        yield from _missing(DUTIES, f"{field}.law", (duty.law,), book.framework_by_id, "frameworks.yaml")
        if not duty.facts and not duty.cases:
            yield Fault(DUTIES, field, "names no fact and no case; a duty without a source is not taken")
        yield from _missing(DUTIES, field, duty.facts, facts, "facts.yaml")
        yield from _missing(DUTIES, field, duty.cases, cases, "the files in cases/")


def _use_faults(
    book: Rulebook, use: Use, facts: Collection[str], capabilities: Collection[str]
) -> Iterator[Fault]:
    field = f"uses.{use.id}"
    yield from _missing(
        USES, f"{field}.capabilities", use.capabilities, capabilities, "the files in capabilities/"
    )
    if use.arguable is not None:
        yield from _missing(USES, f"{field}.arguable", use.arguable.facts, facts, "facts.yaml")
    for name, answer in use.answers.items():
        yield from _answer_faults(book, field, name, answer)


def _answer_faults(book: Rulebook, field: str, name: str, answer: tuple[str, ...]) -> Iterator[Fault]:
    yield from _known_answers(book, USES, field, name, answer)
    question: Question | None = book.question_by_id.get(name)
    if question is not None and not question.many and len(answer) != 1:
        yield Fault(USES, field, f"the question {name} takes one answer; keep one")


def _missing(
    file: str, field: str, names: Iterable[str], known: Collection[str], where: str
) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield Fault(file, field, f"{name} is not in {where}; correct it or add it there")


def _ring_faults(book: Rulebook) -> Iterator[Fault]:
    """Yield a fault for each ring: terms in terms, rules that take each other away, questions that wait for each other."""
    terms = {name: _terms_in(condition) for name, condition in book.rules.terms.items()}
    aside = {rule.id: frozenset(rule.sets_aside) for rule in book.rules.rules}
    gates = {name: _asked_in(book, condition, frozenset()) for name, condition in book.gates.items()}
    for file, field, links in (
        (RULES, "terms", terms),
        (RULES, "sets_aside", aside),
        (QUESTIONS, "asked_when", gates),
    ):
        ring = ring_in(links)
        if ring:
            yield Fault(file, field, f"goes round in a ring ({' → '.join(ring)}); cut it at one place")


def _terms_in(condition: Condition) -> frozenset[str]:
    return frozenset(part.term for part in inside(condition) if isinstance(part, NamedTerm))


def _asked_in(book: Rulebook, condition: Condition, seen: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for part in inside(condition):
        if isinstance(part, OneOf):
            found.add(part.field)
        elif isinstance(part, NamedTerm) and part.term not in seen and part.term in book.rules.terms:
            found |= _asked_in(book, book.rules.terms[part.term], seen | {part.term})
    return frozenset(found)


def ring_in(links: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the names along a ring of links, the first one again at the end; empty where there is none."""
    done: set[str] = set()
    for start in links:
        ring = _walk(links, (start,), done)
        if ring:
            return ring
    return ()


def _walk(links: Mapping[str, Collection[str]], path: tuple[str, ...], done: set[str]) -> tuple[str, ...]:
    here = path[-1]
    if here in path[:-1]:
        return path[path.index(here) :]
    if here in done:
        return ()
    for following in sorted(links.get(here, ())):
        ring = _walk(links, (*path, following), done)
        if ring:
            return ring
    done.add(here)
    return ()


def _idle_faults(book: Rulebook) -> Iterator[Fault]:
    """Yield a fault for each duty that no rule leads to."""
    owed = {duty for rule in book.rules.rules for duty in rule.duties}
    for duty in book.duties.duties:
        if duty.id not in owed:
            yield Fault(DUTIES, f"duties.{duty.id}", "follows from no rule; name it in one or remove it")
