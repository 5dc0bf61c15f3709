"""The search page as plain HTML: what a browser paints before Streamlit has loaded, and all it needs without scripts.

It looks like the page that Streamlit draws, from the same pieces and the same style sheet. Its field and boxes are an
ordinary form whose address is that of the search; when the search field is there, it takes over what was typed and
ticked and takes this view away (assets/field.js).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from catalog.ui.html import Html, element, join, tag
from catalog.ui.parts.address import MAX_TEXT, params_of
from catalog.ui.parts.answer import answer
from catalog.ui.parts.facets import facet_data
from catalog.ui.parts.found import Found
from catalog.ui.parts.search_field import FINDER_LINK, LABEL, PLACEHOLDER, TITLE
from catalog.ui.parts.window import NAME

_FORM: Final = "first-form"
_KEPT: Final = ("undone", "sort")


def first_view(found: Found, links: Iterable[tuple[str, str]], corner: Html) -> Html:
    """Return the page: `links` are titles and addresses of the menu, `corner` says who is signed in."""
    menu = tag("ul", [tag("li", tag("a", title, href=address)) for title, address in links])
    bar = tag(
        "header",
        tag("span", NAME, class_="first-name"),
        tag("nav", menu, aria_label="Pages"),
        class_="first-bar",
    )
    facets = element("nav", _facets(facet_data(found.page)), aria_label="Filters")
    body = tag("div", facets, tag("div", answer(found), class_="stHtml"), class_="search-body")
    who = tag("div", tag("div", corner, class_="stHtml st-key-who"))
    blocks = (
        who,
        tag("div", TITLE, class_="stHtml"),
        _form(found),
        tag("div", FINDER_LINK, class_="stHtml"),
        body,
    )
    return tag("div", bar, element("main", *blocks), id="first", class_="stApp first")


def _form(found: Found) -> Html:
    request = found.page.request
    box = element(
        "input",
        id="first-q",
        name="q",
        type="search",
        value=request.text,
        maxlength=MAX_TEXT,
        placeholder=PLACEHOLDER,
        autocomplete="off",
        autofocus=True,
        dir="auto",
    )
    kept = params_of(request) | ({"why": ["1"]} if found.why else {})
    hidden = [
        element("input", type="hidden", name=name, value=value)
        for name in (*_KEPT, "why")
        for value in kept.get(name, ())
    ]
    line = tag("div", tag("div", box, class_="search-box"), element("button", "Search"), class_="search-line")
    return element(
        "form",
        element("label", LABEL, for_="first-q"),
        line,
        hidden,
        id=_FORM,
        class_="search-form",
        action="/",
        role="search",
    )


def _facets(data: Mapping[str, Any]) -> Html:
    folds = [_heading(fold) if fold.get("heading") else _fold(fold) for fold in data["folds"]]
    title = element("summary", data["title"], class_="side-title")
    return element("details", title, tag("div", folds, class_="facet-list"), class_="facets", open=True)


def _heading(fold: Mapping[str, Any]) -> Html:
    return tag(
        "p", tag("strong", fold["label"]), " ", tag("span", fold["hint"], class_="hint"), class_="facet-title"
    )


def _fold(fold: Mapping[str, Any]) -> Html:
    title = f"{fold['label']} ({fold['chosen']} chosen)" if fold["chosen"] else fold["label"]
    groups = tag("div", [_group(group) for group in fold["groups"]], class_="fold-body")
    return element("details", element("summary", title), groups, class_="fold", open=fold["open"])


def _group(group: Mapping[str, Any]) -> Html:
    legend = element("legend", group["label"], class_="facet-title" if group["named"] else "unseen")
    hint = tag("p", group["hint"], class_="hint") if group["hint"] else join()
    return element("fieldset", legend, hint, tag("div", _boxes(group["facet"], group["values"])))


def _boxes(facet: str, values: Sequence[Mapping[str, Any]]) -> list[Html]:
    return [
        element(
            "label",
            element("input", type="checkbox", name=facet, value=value["id"], checked=value["on"], form=_FORM),
            tag("span", value["label"]),
            tag("span", f" ({value['count']})", class_="n"),
        )
        for value in values
    ]
