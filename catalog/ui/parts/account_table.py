"""The list of accounts as a table."""

from typing import Final

from catalog.queries.accounts import AccountView
from catalog.ui.html import Html, tag
from catalog.ui.parts.text import counted

HEAD: Final = tag(
    "header",
    tag("h1", "Accounts"),
    tag(
        "p",
        "One account a person. A name is never given to somebody else, so that the trail of acts stays true.",
    ),
)
_COLUMNS: Final = ("Name", "Role", "State", "Way in", "Last sign-in", "Open sign-ins")


def account_table(views: tuple[AccountView, ...]) -> Html:
    """Return the accounts, by name."""
    head = tag("thead", tag("tr", [tag("th", column, scope="col") for column in _COLUMNS]))
    table = tag(
        "table",
        tag("caption", counted(len(views), "account", "accounts")),
        head,
        tag("tbody", [_row(view) for view in views]),
    )
    return tag("div", table, class_="scroll", role="region", aria_label="Accounts", tabindex="0")


def _row(view: AccountView) -> Html:
    account = view.account
    own = tag("span", " (you)", class_="hint-inline") if view.own else None
    return tag(
        "tr",
        tag("th", account.name, own, scope="row"),
        tag("td", account.role),
        tag("td", "active" if account.active else "disabled"),
        tag("td", view.way_in),
        tag("td", account.last_sign_in[:10] or "never"),
        tag("td", view.open_sessions),
    )
