"""The pages of the catalogue: address, title and the permission without which a page only says what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from catalog.domain.people import Actor, Permission
from catalog.ui.pages import (
    about,
    accounts,
    agency,
    assessment,
    assessment_compare,
    assessments,
    audit,
    browse,
    capability,
    case,
    changes,
    concern,
    concerns,
    coverage,
    draft,
    drafts,
    due,
    finder,
    history,
    imports,
    my_reports,
    principles,
    profile,
    queue,
    raising,
    report,
    review,
    search,
    tool,
    transparency,
)
from catalog.ui.parts.closed import closed_page


@dataclass(frozen=True)
class PageEntry:
    """One page. A hidden one has an address and no place in the menu."""

    title: str
    path: str
    render: Callable[[], None]
    permission: Permission = Permission.CATALOGUE_READ
    hidden: bool = False


PAGES: Final = (
    PageEntry("Search", "", search.render),
    PageEntry("Finder", "finder", finder.render),
    PageEntry("Browse", "browse", browse.render),
    PageEntry("Cases", "case", case.render),
    PageEntry("Concerns", "concerns", concerns.render, Permission.CONCERN_WORK),
    PageEntry("Queue", "queue", queue.render, Permission.SUBMISSION_READ),
    PageEntry("Drafts", "drafts", drafts.render, Permission.DRAFT_READ),
    PageEntry("Due", "due", due.render, Permission.CHECK_READ),
    PageEntry("Import", "import", imports.render, Permission.IMPORT_RUN),
    PageEntry("Assessments", "assessments", assessments.render, Permission.ASSESSMENT_READ),
    PageEntry("My reports", "my-reports", my_reports.render, Permission.REPORT_MAKE),
    PageEntry("Accounts", "accounts", accounts.render, Permission.ACCOUNT_MANAGE),
    PageEntry("Audit", "audit", audit.render, Permission.AUDIT_READ),
    PageEntry("Coverage", "coverage", coverage.render),
    PageEntry("Transparency", "transparency", transparency.render),
    PageEntry("Changes", "changes", changes.render),
    PageEntry("About", "about", about.render),
    PageEntry("Tool", "tool", tool.render, hidden=True),
    PageEntry("Profile", "profile", profile.render, hidden=True),
    PageEntry("Capability", "capability", capability.render, hidden=True),
    PageEntry("Principles and rights", "principles", principles.render, hidden=True),
    PageEntry("Assessment", "assessment", assessment.render, Permission.ASSESSMENT_READ, hidden=True),
    PageEntry(
        "Compare assessments",
        "assessment-compare",
        assessment_compare.render,
        Permission.ASSESSMENT_READ,
        hidden=True,
    ),
    PageEntry("Draft", "draft", draft.render, Permission.DRAFT_READ, hidden=True),
    PageEntry("History", "history", history.render, hidden=True),
    PageEntry("Review", "review", review.render, Permission.SUBMISSION_READ, hidden=True),
    PageEntry("Concern", "concern", concern.render, hidden=True),
    PageEntry("Raise a concern", "raise", raising.render, Permission.CONCERN_RAISE, hidden=True),
    PageEntry("Report a concern", "report", report.render, Permission.REPORT_MAKE, hidden=True),
    PageEntry("Agency sign-in", "agency", agency.render, Permission.SESSION_OPEN, hidden=True),
)
"""In the order of the menu; the first is where the bare address leads. What is there to work with stands before what is
there to read about the catalogue, because a narrow menu folds its end away."""


def menu(actor: Actor) -> tuple[PageEntry, ...]:
    """Return the pages that stand in somebody's menu."""
    return tuple(entry for entry in PAGES if actor.may(entry.permission) and not entry.hidden)


def pages_for(actor: Actor) -> list[StreamlitPage]:
    """Return every page: what the actor may see with its place in the menu, the others hidden and closed."""
    return [_page(entry, actor, first=entry is PAGES[0]) for entry in PAGES]


def body_for(entry: PageEntry, actor: Actor) -> Callable[[], None]:
    """Return what draws a page for somebody: the page, or why it is closed."""
    return entry.render if actor.may(entry.permission) else closed_page(actor, entry.permission)


def _page(entry: PageEntry, actor: Actor, *, first: bool) -> StreamlitPage:
    return st.Page(
        body_for(entry, actor),
        title=entry.title if actor.may(entry.permission) else "Sign in",
        url_path=entry.path,
        default=first,
        visibility="visible" if entry in menu(actor) else "hidden",
    )
