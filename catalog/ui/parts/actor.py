"""Who acts on this page: asked of the store by the cookies of the browser, each time anew."""

from typing import Any

import streamlit as st

from catalog.actions.sessions import sign_out
from catalog.bootstrap import the_app
from catalog.domain.errors import NotAllowed
from catalog.domain.people import Actor
from catalog.presence import actor_of, admit_from_agency, agency_key, tokens


def current_actor() -> Actor:
    """Return who acts, with the role of this moment; call it in every run and in every fragment, never keep it."""
    app, cookies = the_app(), st.context.cookies.to_dict()
    actor = actor_of(app, cookies)
    if actor.signed_in or not agency_claims():
        return actor
    try:
        admitted = admit_from_agency(app, cookies, agency_claims())
    except NotAllowed:
        return actor
    return actor_of(app, cookies) if admitted else actor


def agency_claims() -> dict[str, Any]:
    """Return what an agency's sign-in service says of this person, or nothing."""
    return dict(st.user.items()) if st.user.get("is_logged_in") else {}


def leave(actor: Actor) -> None:
    """End the sessions of this browser; an agency's sign-in is also taken back from Streamlit."""
    cookies = st.context.cookies.to_dict()
    for token in tokens(cookies) if actor.signed_in else ():
        sign_out(the_app().store, actor, token)
    if agency_key(cookies):
        st.logout()
