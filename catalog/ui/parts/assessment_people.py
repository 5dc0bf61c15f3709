"""Who takes part in an assessment, what they object to, and who signs it."""

import streamlit as st

from catalog.actions.assessments import dissent, share_assessment, sign_assessment
from catalog.bootstrap import the_app
from catalog.domain.assessment_steps import Member, Part
from catalog.domain.people import Actor
from catalog.queries.assessment_sheets import sheets
from catalog.queries.assessment_views import AssessmentPage
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import acted
from catalog.ui.parts.assessment_leaving import leaving
from catalog.ui.parts.assessment_result import sheet_section
from catalog.ui.parts.facts import work_table
from catalog.ui.parts.text import counted

_PARTS = {Part.CONTRIBUTOR: "write in it", Part.READER: "read it"}
_MOST_MISSING = 40


def people(page: AssessmentPage, actor: Actor) -> None:
    """Draw people, dissents and signatures, with what this person can do."""
    rows = [
        tag("tr", tag("th", item.account, scope="row"), tag("td", _part(page, item)), tag("td", item.given_by),
            tag("td", item.at[:10]))
        for item in page.assessment.members
    ]  # fmt: skip
    draw(work_table("People", ("Account", "Part", "Let in by", "On"), rows))
    if page.may_write:
        _share(page, actor)
        _dissent(page, actor)
    for sheet in sheets(page)[-2:]:
        draw(sheet_section(sheet))
    _missing(page)
    _sign(page, actor)
    draw(tag("h2", "Hand over, leave, withdraw"))
    leaving(page, actor)


def _part(page: AssessmentPage, member: Member) -> str:
    return f"owner, {member.part}" if member.account == page.assessment.owner else member.part.value


def _share(page: AssessmentPage, actor: Actor) -> None:
    held = page.assessment
    with st.expander("Let somebody else see it", key="share"):
        name = st.text_input("Name of the account", key="share-name", max_chars=80)
        part = st.radio(
            "They may", list(_PARTS), format_func=_PARTS.__getitem__, key="share-part", horizontal=True
        )
        if st.button("Let them in", key="share-go", disabled=not name):
            acted(
                lambda: share_assessment(the_app().store, actor, held.id, name, part),
                f"Shared with {name}.",
                again=True,
            )


def _dissent(page: AssessmentPage, actor: Actor) -> None:
    held = page.assessment
    with (
        st.expander("Disagree with the whole", key="dissent-whole"),
        st.form("dissent-whole-form", border=False),
    ):
        said = st.text_area("Your statement, kept under your name", key="dissent-whole-said", max_chars=2_000)
        if st.form_submit_button("Record it"):
            acted(
                lambda: dissent(the_app().store, actor, held.id, "", said),
                "Recorded under your name.",
                again=True,
            )


def _missing(page: AssessmentPage) -> None:
    if not page.missing or page.assessment.signed:
        return
    lines = [tag("li", item.text) for item in page.missing[:_MOST_MISSING]]
    if (rest := len(page.missing) - _MOST_MISSING) > 0:
        lines.append(tag("li", f"and {rest} more"))
    title = f"{counted(len(page.missing), 'thing is', 'things are')} missing before somebody can sign"
    draw(tag("div", tag("p", tag("strong", title)), tag("ul", lines, class_="statements"), class_="blocks"))


def _sign(page: AssessmentPage, actor: Actor) -> None:
    draw(tag("h2", "Sign-off"))
    if page.sign_refusal:
        draw(tag("p", page.sign_refusal))
        return
    held = page.assessment
    draw(
        tag(
            "p",
            "Whoever signs answers by name for what stands here. Nothing can be changed afterwards; a new version "
            "starts as a copy. Dissents stay beside it.",
            class_="hint",
        )
    )
    with st.form("sign-off", border=False):
        function = st.text_input("Your function", key="sign-function", max_chars=300)
        said = st.text_area(
            "Your statement: what you decided, and on which conditions", key="sign-said", max_chars=2_000
        )
        if st.form_submit_button("Sign", type="primary"):
            acted(
                lambda: sign_assessment(the_app().store, actor, held.id, held.sha256, function, said),
                "Signed. It can be exported now.",
                again=True,
            )
