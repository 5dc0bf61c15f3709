"""`catalog account …`: the accounts, kept by whoever runs the machine."""

import json
from typing import Annotated, Final

import typer

from catalog.actions import accounts as acts
from catalog.domain.accounts import SHORTEST_PASSWORD, Account
from catalog.domain.people import ACCOUNT_ROLES, SYSTEM
from catalog.presence import sign_in_rules
from catalog.queries.accounts import AccountView, account_list
from catalog.settings import Settings
from catalog.store import Store

app = typer.Typer(no_args_is_help=True, help=__doc__)

Name = Annotated[str, typer.Argument(help="The account's name, for example j.smith.")]
Role = Annotated[str, typer.Option(help=f"One of: {', '.join(ACCOUNT_ROLES)}.")]
_LOCAL: Final = "http://localhost:8501"


def _store() -> Store:
    return Store.open(Settings().url)


@app.command()
def add(
    name: Name,
    role: Role,
    link: Annotated[bool, typer.Option("--link", help="Print a one-time link; ask for no password.")] = False,
    issuer: Annotated[str, typer.Option(help="The agency's sign-in service, an https address.")] = "",
    subject: Annotated[str, typer.Option(help="Who the person is there (the claim `sub`).")] = "",
) -> None:
    """Add an account: with a password that you are asked for, a one-time link, or an agency's identity."""
    identity = acts.Identity(issuer, subject) if issuer or subject else None
    password = "" if link or identity else _ask_password()
    store = _store()
    token = acts.add_account(store, SYSTEM, name, role, password=password, identity=identity)
    print(f"Added {name} as {role}.")
    if token:
        _print_link(token)


def _ask_password() -> str:
    return str(
        typer.prompt(
            f"Password (at least {SHORTEST_PASSWORD} characters)",
            hide_input=True,
            confirmation_prompt="The same password again",
        )
    )


def _print_link(token: str) -> None:
    settings = Settings()
    print("Give this one-time link to the person. It works once, for 24 hours, and is not shown again:")
    print(f"  {settings.public_url or _LOCAL}/welcome?link={token}")
    if not settings.public_url:
        print("Put your own address in its place if the pages are served elsewhere (CATALOG_PUBLIC_URL).")


@app.command("list")
def list_accounts(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List all accounts."""
    views = account_list(_store(), SYSTEM, sign_in_rules(Settings()).sessions)
    if as_json:
        print(json.dumps([_as_dict(view) for view in views], indent=2))
        return
    if not views:
        print("There is no account yet. Make the first one: catalog account add NAME --role administrator")
    for view in views:
        account = view.account
        state = "active" if account.active else "disabled"
        print(f"{account.name:<24} {account.role:<14} {state:<9} {_last(account):<22} {view.way_in}")


def _last(account: Account) -> str:
    return f"last in {account.last_sign_in[:10]}" if account.last_sign_in else "never signed in"


def _as_dict(view: AccountView) -> dict[str, str | bool | int]:
    account = view.account
    return {
        "name": account.name,
        "role": account.role,
        "active": account.active,
        "way_in": view.way_in,
        "last_sign_in": account.last_sign_in,
        "open_sessions": view.open_sessions,
    }


@app.command()
def role(name: Name, new: Annotated[str, typer.Argument(metavar="ROLE")]) -> None:
    """Give an account another role; its sessions end."""
    acts.change_role(_store(), SYSTEM, name, new)
    print(f"{name} is {new} now.")


@app.command()
def disable(name: Name) -> None:
    """Block an account; its sessions end."""
    acts.disable_account(_store(), SYSTEM, name)
    print(f"{name} is disabled and signed out everywhere.")


@app.command()
def enable(name: Name) -> None:
    """Open a blocked account again."""
    acts.enable_account(_store(), SYSTEM, name)
    print(f"{name} is enabled.")


@app.command()
def reset(name: Name) -> None:
    """Take away password and second factor and print a one-time link."""
    token = acts.reset_account(_store(), SYSTEM, name)
    print(f"{name} has no password and no second factor any more and is signed out everywhere.")
    _print_link(token)
