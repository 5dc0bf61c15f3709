"""Accounts as an administrator sees them."""

from dataclasses import dataclass

from catalog.domain.accounts import Account, SessionLimits
from catalog.domain.people import Actor, Permission
from catalog.store import Store


@dataclass(frozen=True)
class AccountView:
    """An account, how many sign-ins of it are open, and whether it is the reader's own."""

    account: Account
    open_sessions: int
    own: bool

    @property
    def way_in(self) -> str:
        """How the person signs in, in words."""
        if self.account.subject:
            return "agency sign-in"
        if not self.account.has_password:
            return "waits for the one-time link to be used"
        return "password and second factor" if self.account.second_factor else "password"


def account_list(store: Store, actor: Actor, limits: SessionLimits) -> tuple[AccountView, ...]:
    """Return every account, by name.

    Raises:
        NotAllowed: the actor does not keep accounts.
    """
    actor.require(Permission.ACCOUNT_MANAGE)
    with store.reading() as reader:
        accounts, opened = reader.accounts.all(), reader.sessions.open(store.now() - limits.idle)
    return tuple(
        AccountView(account, opened.get(account.name, 0), account.name == actor.name) for account in accounts
    )


def anybody_can_sign_in(store: Store) -> bool:
    """Tell whether there is any account yet; no name is told, so everybody may know."""
    with store.reading() as reader:
        return bool(reader.accounts.all())
