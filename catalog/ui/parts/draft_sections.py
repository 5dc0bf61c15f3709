"""What stands around the form of a draft: its head, what blocks it, likely duplicates, what changes; and the lists."""

from typing import Final

from catalog.domain.duplicates import Duplicate
from catalog.domain.workflow import DraftState, SubmissionState
from catalog.queries.dates import written_date
from catalog.queries.work_views import DraftPage, DraftRow
from catalog.ui.html import Html, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.diff_text import change_list, changes_heading
from catalog.ui.parts.facts import empty, work_table
from catalog.ui.parts.history_sections import decision_line
from catalog.ui.parts.text import counted

_CLOSED: Final = {
    DraftState.DISCARDED: "This draft was discarded. Its text is kept for the record.",
    DraftState.DONE: "This draft is settled: its submission was published or rejected.",
    DraftState.OPEN: "Your role does not write records of this kind. You can read this draft.",
    DraftState.SUBMITTED: "This draft is under review, so nobody edits it now. Its authors can withdraw the submission.",
}


def draft_head(page: DraftPage) -> Html:
    """Return the name of the draft, who writes it, and how complete it is."""
    draft = page.draft
    writers = ", ".join(draft.contributors)
    what = f"Change of a published {draft.kind}" if draft.base else f"New {draft.kind}"
    at = f"{written_date(draft.updated_at[:10])}, {draft.updated_at[11:16]} UTC"
    return tag(
        "header",
        tag("h1", page.name),
        tag("p", f"{what} · written by {writers} · saved {at}", class_="byline"),
        _completeness(page) if draft.state is DraftState.OPEN else None,
        class_="head",
    )


def _completeness(page: DraftPage) -> Html:
    kept = counted(len(page.faults), "thing keeps", "things keep") if page.faults else "nothing keeps"
    stated = f"{page.stated} of {page.statable} questions that a provider should answer are stated; "
    return tag("p", stated if page.statable else None, f"{kept} it from being submitted.")


def sent_back(page: DraftPage) -> Html | None:
    """Return what the decider asked for, while the draft is open again for it; else nothing."""
    made = page.submission
    if (
        made is None
        or made.state is not SubmissionState.CHANGES_REQUESTED
        or page.draft.state is not DraftState.OPEN
    ):
        return None
    return tag(
        "div",
        icon("alert"),
        tag(
            "div",
            tag("p", tag("strong", "Changes were requested. Correct the draft and submit it again.")),
            [decision_line(decision) for decision in made.decisions],
        ),
        class_="notice tone-caution",
        role="note",
    )


def closed_draft(page: DraftPage) -> Html:
    """Return why this draft is not written in now, and where it is decided on."""
    review = (
        tag("p", tag("a", "Look at the submission", href=f"/review?id={page.submission.id}"))
        if page.submission is not None and page.draft.state in (DraftState.SUBMITTED, DraftState.DONE)
        else None
    )
    return tag("div", tag("p", _CLOSED[page.draft.state]), review)


def overtaken_notice() -> Html:
    """Return the notice that what is published has changed since the draft was begun."""
    return tag(
        "div",
        icon("alert"),
        tag(
            "p",
            "What is published changed after this draft was begun. Compare it with what is published now before "
            "you submit it; your text is kept.",
        ),
        class_="notice tone-caution",
        role="note",
    )


def faults_list(page: DraftPage) -> Html:
    """Return what keeps the draft from being submitted, or that nothing does."""
    if not page.faults:
        return tag(
            "div",
            icon("check"),
            tag("p", "Nothing keeps this from being submitted."),
            class_="notice tone-good",
        )
    lines = [
        tag("li", tag("strong", fault.field or "The whole draft"), ": ", fault.message)
        for fault in page.faults
    ]
    title = f"{counted(len(page.faults), 'thing keeps', 'things keep')} this from being submitted"
    return tag("div", tag("p", tag("strong", title)), tag("ul", lines, class_="statements"), class_="blocks")


def duplicate_list(found: tuple[Duplicate, ...]) -> Html | None:
    """Return the tools that this may already be, or nothing."""
    if not found:
        return None
    lines = [
        tag("li", tag("a", item.name, href=f"/tool?slug={item.slug}"), f": {item.reason}") for item in found
    ]
    return tag(
        "div",
        icon("alert"),
        tag("div", tag("p", tag("strong", "This may be in the catalogue already:")), tag("ul", lines)),
        class_="notice tone-caution",
        role="status",
    )


def draft_changes(page: DraftPage) -> Html:
    """Return what differs from what is published."""
    if not page.changes:
        return empty("Nothing differs from what is published, or the draft cannot be read as a tool yet.")
    sensitive = sum(change.sensitive for change in page.changes)
    heading = changes_heading(len(page.changes), sensitive)
    return tag("div", tag("p", heading, class_="source-line"), change_list(page.changes))


def drafts_table(rows: tuple[DraftRow, ...], me: str) -> Html:
    """Return the live drafts as a table, those that this person writes first."""
    if not rows:
        return empty("Nobody is writing anything at the moment.")
    heads = ("Draft", "Kind", "Written by", "Saved", "State")
    ordered = sorted(rows, key=lambda row: me not in row.draft.contributors)
    return work_table(counted(len(rows), "draft", "drafts"), heads, map(_row, ordered))


def _row(row: DraftRow) -> Html:
    draft = row.draft
    state = "under review" if draft.state is DraftState.SUBMITTED else "open"
    return tag(
        "tr",
        tag("th", tag("a", row.name, href=f"/draft?id={draft.id}"), scope="row"),
        tag("td", f"new {draft.kind}" if row.new else f"change of a {draft.kind}"),
        tag("td", ", ".join(draft.contributors)),
        tag("td", f"{written_date(draft.updated_at[:10])}, {draft.updated_at[11:16]}"),
        tag("td", state),
    )
