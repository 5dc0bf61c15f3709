"""The compliance profile of a tool in an intended use; the answers stand in the address."""

import streamlit as st

from catalog.bootstrap import the_app
from catalog.queries.profiles import profile_view
from catalog.ui.html import draw, tag
from catalog.ui.parts.acting import tell
from catalog.ui.parts.actor import current_actor
from catalog.ui.parts.errors import sentence_page, shown_errors
from catalog.ui.parts.profile_address import subject_of
from catalog.ui.parts.profile_details import details
from catalog.ui.parts.profile_keeping import my_profiles, take_along
from catalog.ui.parts.profile_result import concern_notice, profile_head, result_box
from catalog.ui.parts.profile_steps import ask, choose
from catalog.ui.parts.state import parameter
from catalog.ui.parts.window import name_window


def render() -> None:
    """Draw the profile that the address asks for, or somebody's own list where it names no tool."""
    with shown_errors():
        actor = current_actor()
        if not parameter("tool"):
            _without_tool()
            my_profiles(actor)
            return
        read = the_app().read
        fields = read.rulebook.question_by_id if read.rulebook else ()
        params = {name: st.query_params.get_all(name) for name in st.query_params}
        view = profile_view(read, actor, subject_of(params, fields))
        name_window(f"Profile of {view.report.tool.name}")
        draw(tag("div", profile_head(view.report), concern_notice(view.report), class_="record"))
        tell()
        for fault in view.faults:
            draw(
                tag(
                    "p",
                    f"Left out of the address: {fault.field} {fault.message}.",
                    class_="notice tone-caution",
                )
            )
        choose(view)
        draw(tag("div", result_box(view.report), class_="record"))
        ask(view)
        take_along(view.report, actor)
        draw(details(view))
        my_profiles(actor)


def _without_tool() -> None:
    name_window("Compliance profiles")
    sentence = "This address names no tool. Open a tool, then choose a use under “Compliance”."
    draw(sentence_page("Compliance profiles", sentence))
    tell()
