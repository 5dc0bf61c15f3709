"""/second-factor: the code after the password, and setting the second factor up."""

from typing import Final

import segno
from starlette.responses import Response

from catalog.actions import own_account, sessions
from catalog.actions.one_time_codes import key_address
from catalog.domain.errors import NotAllowed
from catalog.ui.html import Html, element, join
from catalog.web.document import document, field, form, hidden, links, notice
from catalog.web.sign_in import SECOND_FACTOR, SIGN_IN, see_other, sign_out_button
from catalog.web.visits import Visit

_HINT: Final = "Six digits, from your authenticator program."
_WHY: Final = (
    "Besides the password you need a code from an authenticator program, on your telephone or computer. Any program "
    "for time-based codes works; it needs no network."
)


def show(visit: Visit) -> Response:
    """Ask for the code, or offer to set the second factor up; nothing is made by looking."""
    if visit.sign_in is None:
        return see_other(SIGN_IN)
    _, session = visit.sign_in
    if not session.account.second_factor:
        return _offer()
    if session.full:
        told = element("p", "Your second factor is set up. If you lost it, ask an administrator for a reset.")
        return document("Second factor", told, links(("Open the catalogue", "/")))
    return _ask()


def send(visit: Visit) -> Response:
    """Make a key, take it into use, or check a code, as the form asks."""
    if visit.sign_in is None:
        return see_other(SIGN_IN)
    token, _ = visit.sign_in
    intent, code = visit.form.get("intent", ""), visit.form.get("code", "")
    if intent == "begin":
        name, key = own_account.offer_second_factor(visit.app.store, visit.nobody, token, visit.rules)
        return _set_up(name, key)
    check = own_account.confirm_second_factor if intent == "confirm" else sessions.give_code
    try:
        full = check(visit.app.store, visit.nobody, token, code, visit.origin, visit.rules)
    except NotAllowed as error:
        told = notice(str(error), grave=True)
        return _confirm_again(told) if intent == "confirm" else _ask(told, 403)
    return visit.keep_token(see_other("/"), full, full=True)


def _code_form(intent: str, button: str) -> Html:
    code = field("code", "Code", hint=_HINT, autocomplete="one-time-code", numeric=True)
    return form(SECOND_FACTOR, button, hidden("intent", intent), code)


def _ask(told: Html | None = None, status: int = 200) -> Response:
    return document("Second factor", told, _code_form("code", "Continue"), sign_out_button(), status=status)


def _offer() -> Response:
    begin = form(SECOND_FACTOR, "Set up", hidden("intent", "begin"))
    return document("Set up your second factor", element("p", _WHY), begin, sign_out_button())


def _set_up(name: str, key: str) -> Response:
    picture = segno.make(key_address(key, name), error="m").svg_data_uri(dark="#000", light="#fff", border=4)
    groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
    return document(
        "Set up your second factor",
        element(
            "p",
            "Scan this picture with your authenticator program, or type the key. Both are shown this once.",
        ),
        element("img", class_="code", src=picture, alt="QR code with the key below"),
        element("p", "Key: ", element("code", groups)),
        element("p", "Time-based, six digits, every thirty seconds."),
        _code_form("confirm", "Confirm"),
    )


def _confirm_again(told: Html | None) -> Response:
    anew = join(
        element(
            "p", "The key is in your program already? Give its next code. Otherwise start with a new key."
        ),
        form(SECOND_FACTOR, "New key", hidden("intent", "begin"), second=True),
    )
    return document("Set up your second factor", told, _code_form("confirm", "Confirm"), anew, status=403)
