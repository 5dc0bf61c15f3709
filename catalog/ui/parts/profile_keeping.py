"""Taking a profile along: as PDF or JSON, kept under a name, and for reviewers another result beside it."""

import streamlit as st

from catalog.actions.profiles import OtherResult, override_profile, remove_profile, save_profile
from catalog.bootstrap import the_app
from catalog.domain.compliance_report import Report
from catalog.domain.dates import written_date
from catalog.domain.people import Actor, Permission
from catalog.queries.profiles import KeptRow, kept_profiles
from catalog.ui.html import Html, draw, join, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.profile_address import profile_address


def take_along(report: Report, actor: Actor) -> None:
    """Draw the files of the profile, and what somebody who is signed in can do with it."""
    pdf, as_json = (profile_address(report.subject, form) for form in ("pdf", "json"))
    links = join(
        tag("a", "Download as PDF", href=pdf), tag("a", "Download as JSON", href=as_json), between=" · "
    )
    draw(tag("p", links))
    draw(
        tag(
            "p",
            "The address of this page holds the answers; nothing is stored unless you keep it.",
            class_="hint",
        )
    )
    if actor.may(Permission.PROFILE_SAVE):
        _keep(report)
    if actor.may(Permission.PROFILE_OVERRIDE) and report.use is not None:
        _other_result(report)


def _keep(report: Report) -> None:
    with st.expander("Keep this profile", key="profile-keep"), st.form("profile-keeping"):
        name = st.text_input(
            "Name", value=f"{report.tool.name}: {report.title}"[:120], max_chars=120, key="profile-name"
        )
        if st.form_submit_button("Keep", key="profile-do-keep"):
            acted(
                lambda: save_profile(the_app().store, current_actor(), report.subject, name),
                "Kept in your list below.",
                again=True,
            )


def _other_result(report: Report) -> None:
    """Draw the form for a reviewer's result; what is typed stays when something is missing."""
    levels = list(report.book.level_by_id)
    with (
        st.expander("Put another result beside the machine's", key="profile-override"),
        st.form("profile-other"),
    ):
        level = st.selectbox("Your result", levels, index=None, format_func=report.book.label)
        reason = st.text_area("Reason", max_chars=2_000)
        title = st.text_input("Title of the source", max_chars=200)
        url = st.text_input("Address of the source", max_chars=600)
        if st.form_submit_button("Put beside", type="primary"):
            other = OtherResult(level or "", reason, url, title)
            acted(
                lambda: override_profile(
                    the_app().store, current_actor(), report.subject, report.profile.level, other
                ),
                "Noted. Your result stands beside the machine's.",
                again=True,
            )


def my_profiles(actor: Actor) -> None:
    """Draw the profiles that somebody keeps, with what has changed since."""
    if not actor.may(Permission.PROFILE_SAVE):
        return
    draw(tag("h2", "My profiles", id="my-profiles"))
    rows = kept_profiles(the_app().read, actor)
    if not rows:
        draw(tag("p", "You keep no profile yet.", class_="unstated"))
    for row in rows:
        with st.container(border=True, key=f"kept-{row.saved.id}"):
            draw(kept_row(row))
            st.button("Remove", key=f"remove-{row.saved.id}", on_click=_remove, args=(row.saved.id,))


def kept_row(row: KeptRow) -> Html:
    """Return one kept profile with its result then and now."""
    saved = row.saved
    name = tag("a", saved.name, href=profile_address(saved.subject)) if row.now else saved.name
    changed = f"; today: {row.now}" if row.now and row.now != row.then else ""
    return join(
        tag("h3", name),
        tag(
            "p",
            f"{row.tool_name} · kept on {written_date(saved.at[:10])} · then: {row.then}{changed}",
            class_="byline",
        ),
        [tag("p", text, class_="notice tone-caution") for text in row.changes],
    )


def _remove(number: int) -> None:
    acted(lambda: remove_profile(the_app().store, current_actor(), number), "Removed from your list.")
