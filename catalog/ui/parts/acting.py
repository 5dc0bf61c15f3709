"""What a page does when somebody acts: call one action, bring what is shown up to date, say what happened."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from catalog.bootstrap import refresh
from catalog.domain.errors import CatalogError, Invalid
from catalog.ui.parts.text import plain_label

Done = TypeVar("Done")

_SAID = "said-after-acting"
MOST_FAULTS = 12


def acted(act: Callable[[], Done], said: str | Callable[[Done], str], *, again: bool = False) -> bool:
    """Do something for somebody; return whether it was done. An error becomes its sentence, with every fault.

    `again` draws the page anew, as it stands after the act; `said`, or what it makes of what the act returned, is
    then shown at its top by `tell`.
    """
    try:
        done = act()
    except CatalogError as error:
        st.error(plain_label(str(error)))
        if isinstance(error, Invalid):
            for fault in error.faults[:MOST_FAULTS]:
                st.markdown(plain_label(f"{fault.field}: {fault.message}"))
        return False
    refresh()
    st.session_state[_SAID] = said if isinstance(said, str) else said(done)
    if again:
        st.rerun()
    return True


def tell() -> None:
    """Show once what the last act did, in a place that is there always.

    What stands below keeps its own place so: a browser takes what moved for something new, and would open the
    first tab again or forget what was typed.
    """
    with st.container():
        if said := st.session_state.pop(_SAID, ""):
            st.success(plain_label(str(said)))
