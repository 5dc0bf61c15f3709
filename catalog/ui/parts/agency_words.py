"""What is said of an agency's sign-in."""

import streamlit as st

from catalog.actions.sessions import NO_ACCOUNT
from catalog.bootstrap import the_app
from catalog.domain.people import Actor
from catalog.presence import has_account
from catalog.ui.html import Html, tag
from catalog.ui.parts.actor import agency_claims


def agency_set_up() -> bool:
    """Tell whether an agency's sign-in service is set up: an [auth] section in Streamlit's secrets."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def must_go_there(actor: Actor) -> bool:
    """Tell whether somebody who wants to sign in by the agency is to be sent to its service."""
    claims = agency_claims()
    unproven = not claims or has_account(the_app().store, claims)
    return agency_set_up() and not actor.signed_in and unproven


def agency_note(actor: Actor) -> Html | None:
    """Return why somebody for whom the agency has vouched is nobody here, or nothing."""
    claims = agency_claims()
    if actor.signed_in or not claims:
        return None
    ended = "Your sign-in has ended. ", tag("a", "Sign in with your agency's account again", href="/agency")
    told = ended if has_account(the_app().store, claims) else NO_ACCOUNT
    return tag("div", tag("p", told), class_="notice tone-neutral", role="status")


def agency_sentence(actor: Actor) -> Html:
    """Return how the sign-in stands; what hinders it stands above every page."""
    if actor.signed_in:
        standing = f"You are signed in as {actor.name}, {actor.role}."
    elif agency_set_up():
        standing = "Your agency's sign-in gave you no account here."
    else:
        standing = "No agency's sign-in service is set up here."
    return tag("p", standing, " ", tag("a", "Open the catalogue", href="/"))
