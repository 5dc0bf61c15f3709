"""What stands at an address that somebody may not see: why, and the way to sign in."""

from collections.abc import Callable

from catalog.domain.people import GRANTS, Actor, Permission
from catalog.ui.html import draw, tag


def closed_page(actor: Actor, permission: Permission) -> Callable[[], None]:
    """Return a page that says what it needs; the same whether or not there is anything behind the address."""

    def render() -> None:
        _, reason = GRANTS[permission]
        if actor.signed_in:
            title, why = "Not permitted", f"You act as {actor.role}. {reason}"
        elif permission is Permission.CATALOGUE_READ:
            title, why = "Members only", "Only members read this catalogue."
        else:
            title, why = "Sign in", reason
        way = None if actor.signed_in else tag("p", tag("a", "Sign in", href="/sign-in", class_="go"))
        draw(tag("div", tag("h1", title), tag("p", why), way, class_="record narrow"))

    return render
