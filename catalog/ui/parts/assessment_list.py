"""The list of assessments, and what the instruments are."""

from catalog.queries.assessment_views import AssessmentRow, WithdrawnRow
from catalog.queries.dates import written_date
from catalog.ui.html import Html, tag
from catalog.ui.parts.facts import empty, work_table
from catalog.ui.parts.text import counted


def assessments_told() -> Html:
    """Return what an assessment is, and who sees it."""
    return tag(
        "div",
        tag(
            "p",
            "An assessment puts on record what your agency thought through: of one use of a tool, or of itself. It is "
            "seen only by those who write in it and by the accounts that they let see it. It supports a decision and "
            "is no legal advice.",
            class_="summary",
        ),
        class_="record narrow",
    )


def assessments_table(rows: tuple[AssessmentRow, ...]) -> Html:
    """Return the assessments as a table, each with its link."""
    if not rows:
        return empty("No assessment is shared with you yet. Start one, or ask a colleague to share theirs.")
    heads = ("Assessment", "Questions", "Tool", "Answered", "State", "People", "Changed")
    caption = counted(len(rows), "assessment", "assessments")
    return work_table(caption, heads, map(_row, rows))


def withdrawn_list(rows: tuple[WithdrawnRow, ...]) -> Html | None:
    """Return that assessments were withdrawn, and nothing of their content; None where there are none."""
    if not rows:
        return None
    lines = [
        tag("li", f"No. {row.id}, by {row.by} on {written_date(row.at[:10])}: {row.reason}") for row in rows
    ]
    return tag("section", tag("h2", "Withdrawn"), tag("ul", lines, class_="statements"))


def _row(row: AssessmentRow) -> Html:
    held = row.assessment
    people = ", ".join(member.account for member in held.members)
    tool = tag("a", row.tool, href=f"/tool?slug={held.tool}") if held.tool else "no tool"
    tone = "good" if held.signed else "neutral"
    return tag(
        "tr",
        tag("th", tag("a", held.title, href=f"/assessment?id={held.id}"), f" (no. {held.id})", scope="row"),
        tag("td", row.instrument),
        tag("td", tool),
        tag("td", f"{row.answered} of {row.asked}"),
        tag("td", tag("span", row.state, class_=f"badge tone-{tone}")),
        tag("td", people),
        tag("td", written_date(held.changed_at[:10])),
    )
