"""Small instruments for tests, and what people answer in them."""

from typing import Any

from catalog.domain.assessment_answers import Filled, filled
from catalog.domain.assessment_instrument import Instrument
from tests.samples import source

OPTIONS = [
    {"id": "yes", "points": 0, "label": "Yes"},
    {"id": "partly", "points": 2, "label": "Partly"},
    {"id": "no", "points": 4, "label": "No"},
]
STOPPING = [*OPTIONS, {"id": "never", "points": 4, "label": "Never in this way", "stop": True}]
LIGHT = [{"id": f"p{n}", "points": n, "label": f"{n} points"} for n in range(4)]
"""Answers of which none is weighty, so that only shares decide."""


def question(name: str, principle: str = "fairness", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a question of risk."""
    plain = {
        "id": name,
        "text": f"What about {name}?",
        "principle": principle,
        "why": "Because it matters.",
        "sources": [1],
        "options": OPTIONS,
    }
    return plain | changes


def step(name: str, principle: str = "fairness", **changes: Any) -> dict[str, Any]:
    """Return the raw form of a question of readiness."""
    anchors = [f"Step {n} of {name}." for n in range(5)]
    plain = question(name, principle, anchors=anchors, action=f"Begin with {name}.") | {"options": []}
    return plain | changes


def raw_instrument(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the raw form of an instrument with one section."""
    plain: dict[str, Any] = {
        "slug": "small",
        "form": "risk",
        "title": "Small",
        "version": "1",
        "about": "It is small.",
        "ours": "It is ours.",
        "valid_days": 365,
        "valid_days_strict": 180,
        "sections": [{"id": "all", "title": "All", "intro": "All of it.", "questions": list(questions)}],
        "sources": {1: source()},
    }
    return plain | changes


def instrument(*questions: dict[str, Any], **changes: Any) -> Instrument:
    """Return an instrument with one section."""
    return Instrument.model_validate(raw_instrument(*questions, **changes))


def said(answers: dict[str, str] | None = None, **more: Any) -> Filled:
    """Return what stands in an assessment with these answers; `harms` by number."""
    entries: dict[str, Any] = {f"answer/{name}": {"value": value} for name, value in (answers or {}).items()}
    entries |= {f"harm/{number}": harm for number, harm in more.get("harms", {}).items()}
    entries |= {f"plan/{name}": plan for name, plan in more.get("plans", {}).items()}
    return filled(entries | {f"head/{name}": text for name, text in more.get("head", {}).items()})


def harm(before: tuple[int | None, ...], after: tuple[int | None, ...] = (None,) * 4, *mitigations: dict[str, Any],
         principle: str = "fairness") -> dict[str, Any]:  # fmt: skip
    """Return the raw form of a harm: scale, scope, probability, reversibility before and after."""
    names = ("scale", "scope", "probability", "reversibility")
    return {
        "text": "Somebody is harmed.",
        "principle": principle,
        "before": dict(zip(names, before, strict=True)),
        "after": dict(zip(names, after, strict=True)),
        "mitigations": list(mitigations),
    }


def mitigation(**changes: Any) -> dict[str, Any]:
    """Return the raw form of a mitigation that is in place."""
    plain = {"text": "Look twice.", "owner": "Head of unit", "date": "2026-12-01", "in_place": True}
    return plain | changes
