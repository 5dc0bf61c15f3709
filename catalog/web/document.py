"""The HTML documents of the sign-in routes: one shell, one form, no script.

Everything is made by the escaping helper of the pages; the style sheet is a file of ours, served beside them.
"""

from typing import Final

from starlette.responses import HTMLResponse

from catalog.ui.html import Child, Html, element, join
from catalog.ui.parts.window import NAME

STYLE_PATH: Final = "/sign-in/style.css"
NO_STORE: Final = {"Cache-Control": "no-store"}


def document(title: str, *content: Child, status: int = 200) -> HTMLResponse:
    """Return a whole page with one heading; it is never kept by a browser or a proxy."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · {NAME}"),
        element("link", rel="icon", href="/favicon.png"),
        element("link", rel="stylesheet", href=STYLE_PATH),
    )
    header = element("header", element("a", NAME, href="/"))
    body = element("body", header, element("main", element("h1", title), *content))
    page = element("html", head, body, lang="en")
    return HTMLResponse(f"<!doctype html>{page.text}", status, NO_STORE)


def notice(sentence: str, *, grave: bool = False) -> Html | None:
    """Return a sentence in a frame, or nothing for ""; a grave one is read out at once."""
    if not sentence:
        return None
    kind, role = ("alert", "alert") if grave else ("note", "status")
    return element("p", sentence, class_=kind, role=role)


def form(address: str, button: str, *fields: Child, second: bool = False) -> Html:
    """Return a form that posts its fields to one of our addresses; a second one on a page looks quieter."""
    return element(
        "form",
        *fields,
        element("button", button, type="submit", class_="second" if second else None),
        method="post",
        action=address,
    )


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    hint: str = "",
    autocomplete: str = "off",
    numeric: bool = False,
) -> Html:
    """Return a labelled field that must be filled in; a hint is read out with it."""
    box = element(
        "input",
        id=name,
        name=name,
        type=kind,
        required=True,
        autocomplete=autocomplete,
        autocapitalize="none",
        spellcheck="false",
        inputmode="numeric" if numeric else None,
        aria_describedby=f"{name}-hint" if hint else None,
    )
    told = element("span", hint, id=f"{name}-hint", class_="hint") if hint else None
    return element("div", element("label", label, for_=name), told, box, class_="field")


def hidden(name: str, value: str) -> Html:
    """Return a value that travels with a form."""
    return element("input", type="hidden", name=name, value=value)


def links(*pairs: tuple[str, str]) -> Html:
    """Return a list of (text, address)."""
    return element(
        "ul", join(*(element("li", element("a", text, href=to)) for text, to in pairs)), class_="links"
    )
