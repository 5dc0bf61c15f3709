"""The arithmetic of the risk of a use: by principle, open, and never one number alone.

Ours. The quarters of the highest possible sum follow the public arithmetic of Canada's Algorithmic Impact Assessment;
the four variables of a harm are HUDERIA's, joined by `catalog.domain.severity`. What is not known counts as the worst
answer, so that it never lowers a risk; mitigations only ever lower one; the stricter path only ever raises one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from catalog.domain.assessment_answers import Filled, HarmValue, gravity, mitigated
from catalog.domain.assessment_asking import Setting, applicable, asked, is_strict
from catalog.domain.assessment_instrument import MOST_POINTS, UNKNOWN, Instrument, Question
from catalog.domain.severity import Gravity, Severity, severity_of

LIMITS: Final = (25, 50, 75)
"""Up to these shares of the highest possible sum, in per cent, the answers mean low, moderate and high."""

STRICT_LIMITS: Final = (15, 35, 60)
"""The same on the stricter path for biometric tools."""

WEIGHTY_FOR_HIGH: Final = 2
"""So many answers with the most points mean at least high; one means at least moderate."""


@dataclass(frozen=True)
class Line:
    """One question in the sum: its answer, the points that count, and the most it can have.

    A question that another answer rules out is not asked and has no points; it still counts in the highest sum, so
    that more questions never make the same answers look better.
    """

    question: str
    answer: str
    points: int
    most: int
    known: bool
    stop: bool
    strict: bool = False
    asked: bool = True


@dataclass(frozen=True)
class HarmLine:
    """One harm: severity before, as things stand today, and once everything planned is in place."""

    number: int
    before: Gravity
    today: Gravity
    planned: Gravity

    @property
    def severities(self) -> tuple[Severity, Severity, Severity]:
        """Before, today, planned."""
        return severity_of(self.before), severity_of(self.today), severity_of(self.planned)


@dataclass(frozen=True)
class PrincipleRisk:
    """The risk under one core principle.

    `answers` is the level that the answers mean, `known` the level if everything not known were harmless. `before`
    and `planned` join the answers with the harms before and after mitigation; `level` is what holds today.
    """

    principle: str
    lines: tuple[Line, ...]
    harms: tuple[HarmLine, ...]
    points: int
    most: int
    answers: Severity
    known: Severity
    before: Severity
    level: Severity
    planned: Severity

    @property
    def share(self) -> int:
        """The points as a share of the highest possible sum, in per cent, rounded up."""
        return share_of(self.points, self.most)

    @property
    def unresolved(self) -> tuple[str, ...]:
        """The questions that are not known or not answered."""
        return tuple(line.question for line in self.lines if not line.known)


@dataclass(frozen=True)
class RiskResult:
    """The result by principle, in the order of the form, and whether the stricter path was taken."""

    principles: tuple[PrincipleRisk, ...]
    strict: bool

    @property
    def limits(self) -> tuple[int, int, int]:
        """The shares that part the levels."""
        return STRICT_LIMITS if self.strict else LIMITS


def risk_of_use(instrument: Instrument, setting: Setting, said: Filled) -> RiskResult:
    """Return the risk by core principle."""
    strict = is_strict(instrument, setting, said)
    shown = {question.id for question in asked(instrument, setting, said)}
    lines = [
        (question.core, _line(question, said.answer(question.id), asked=question.id in shown))
        for question in applicable(instrument, setting, strict=strict)
    ]
    harms = {
        core: tuple(harm_line(n, harm) for n, harm in said.harms.items() if _core(harm) == core)
        for core in instrument.cores()
    }
    return RiskResult(
        tuple(
            principle_risk(core, [line for of, line in lines if of == core], found, strict=strict)
            for core, found in harms.items()
        ),
        strict,
    )


def _core(harm: HarmValue) -> str:
    return harm.principle.partition("/")[0]


def principle_risk(
    core: str, lines: Sequence[Line], harms: tuple[HarmLine, ...], *, strict: bool
) -> PrincipleRisk:
    """Return the risk under one core principle, from its lines and from the harms that go against it."""
    answers = level_of(lines, strict=strict)
    worst = [max((line.severities[i] for line in harms), default=Severity.LOW) for i in range(3)]
    return PrincipleRisk(
        principle=core,
        lines=tuple(lines),
        harms=harms,
        points=sum(line.points for line in lines),
        most=sum(line.most for line in lines),
        answers=answers,
        known=level_of([_harmless(line) for line in lines], strict=strict),
        before=max(answers, worst[0]),
        level=max(answers, worst[1]),
        planned=max(answers, worst[2]),
    )


def _line(question: Question, answer: str, *, asked: bool) -> Line:
    most = max(option.points for option in question.options)
    line = Line(question.id, answer, 0, most, known=True, stop=False, strict=question.strict, asked=asked)
    if not asked:
        return line
    option = question.option(answer)
    if option is None:
        stops = any(item.stop for item in question.options)
        return replace(line, answer=answer or UNKNOWN, points=most, known=False, stop=stops)
    return replace(line, points=option.points, stop=option.stop)


def _harmless(line: Line) -> Line:
    return line if line.known else replace(line, points=0, stop=False)


def level_of(lines: Sequence[Line], *, strict: bool) -> Severity:
    """Return the level that lines mean; on the stricter path never less than its ordinary questions alone mean."""
    if not strict:
        return _level(lines, LIMITS)
    ordinary = [line for line in lines if not line.strict]
    return max(_level(ordinary, LIMITS), _level(lines, STRICT_LIMITS))


def _level(lines: Sequence[Line], limits: tuple[int, int, int]) -> Severity:
    if any(line.stop for line in lines):
        return Severity.SEVERE
    share = share_of(sum(line.points for line in lines), sum(line.most for line in lines))
    level = Severity(1 + sum(share > limit for limit in limits))
    weighty = sum(line.points == MOST_POINTS for line in lines)
    if weighty >= WEIGHTY_FOR_HIGH:
        return max(level, Severity.HIGH)
    return max(level, Severity.MODERATE) if weighty else level


def share_of(points: int, most: int) -> int:
    """Return points as a share of the most, in per cent, rounded up; 0 where nothing is asked."""
    return -(-100 * points // most) if most else 0


def harm_line(number: int, harm: HarmValue) -> HarmLine:
    """Return what a harm weighs.

    A mitigation counts today when it is in place, and as planned when somebody answers for it by a date. The degrees
    after mitigation are those after all of them, so one that counts for nothing keeps the harm as it was.
    """
    before, after = gravity(harm.before), mitigated(harm.before, harm.after)
    some = bool(harm.mitigations)
    today = some and all(item.in_place and item.settled for item in harm.mitigations)
    planned = some and all(item.settled for item in harm.mitigations)
    return HarmLine(number, before, after if today else before, after if planned else before)
