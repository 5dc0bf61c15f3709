"""Concerns as pages show them, made by hand."""

from dataclasses import replace

from catalog.queries.badge_view import Badge
from catalog.queries.shown_concern_views import ConcernBanner, ConcernPart, ConcernView, StepView

CONDITIONS = Badge("rules", "Conditions of use", "caution", "Reviewers set conditions of use.")


def concern_part(first: int = 7) -> ConcernPart:
    """Return what a page shows of two concerns: one under conditions, with a history, and one that was just raised."""
    steps = (
        StepView(1, "3 March 2026", "Taken up for examination", "a reviewer", "I read the ruling first."),
        StepView(2, "4 March 2026", "Reply of the curators", "a curator", "The record names it.", is_reply=True),
        StepView(
            *(3, "5 March 2026", "Statement of the provider", "a curator", "We delete on request."),
            is_reply=True, source="https://example.org/statement", interest="sells the product",
        ),
        StepView(
            *(4, "6 March 2026", "Verdict", "a reviewer", "The ruling says so."),
            verdict="upheld with conditions", means="The conditions of use stand wherever this is shown.",
            conditions=("Only with a warrant.",), review_on="6 March 2027", interest="none",
        ),
    )  # fmt: skip
    decided = ConcernView(
        first, f"Concern {first}: Privacy", (CONDITIONS,), "Decided", "Raised on 2 March 2026 by a reviewer", "high",
        "Faces of passers-by are kept.", "people in the street", ("Privacy",),
        (("Scale", "a serious interference with a right"), ("Scope", "unknown, so it counts as the worst")),
        ("https://example.org/ruling",), steps,
    )  # fmt: skip
    raised = replace(
        decided,
        id=first + 1,
        title=f"Concern {first + 1}: Fairness",
        state="Raised",
        steps=(),
        rights=(),
        sources=(),
    )
    banner = ConcernBanner(
        CONDITIONS, "Use this tool only under the conditions listed here.", ("Only with a warrant.",)
    )
    return ConcernPart(banner, (decided, raised), "tool", "age-tool", may_raise=True, may_report=True)
