"""What people do with their own account: set a password by a one-time link, change it, set up a second factor."""

from typing import Final

from catalog.actions.one_time_codes import new_key
from catalog.actions.passwords import check_password, common_passwords, hash_password
from catalog.actions.registry import action
from catalog.actions.sessions import (
    WRONG_CODE,
    Origin,
    failed,
    note_try,
    open_session,
    start,
    use_code,
)
from catalog.domain.accounts import SignInRules, hashed, require_password
from catalog.domain.errors import Conflict, Invalid, NotAllowed
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.people import Actor, Permission
from catalog.store import Store

_USED_LINK: Final = "This link was used already, or is older than a day. Ask an administrator for a new one."


@action(permission=Permission.SESSION_OPEN, events=(EventTag.PASSWORD_CHANGED,))
def set_password_by_link(store: Store, _actor: Actor, link: str, password: str) -> str:
    """Set the password of the account that a one-time link opens, use the link up, and return the account's name.

    Raises:
        NotAllowed: the link was used, has run out, or belongs to a blocked account.
        Invalid: the password cannot be taken; the link stays good.
    """
    moment = store.now().isoformat(timespec="milliseconds")
    with store.reading() as reader:
        account = reader.accounts.by_link(hashed(link), moment)
    if account is None:
        raise NotAllowed(_USED_LINK)
    new = hash_password(require_password(password, account.name, common_passwords()))
    with store.writing(account.actor) as work:
        if work.accounts.by_link(hashed(link), work.at) is None:
            raise NotAllowed(_USED_LINK)
        work.accounts.set_password(account.name, new)
        ended = work.sessions.end_all(account.name)
        detail: dict[str, JsonValue] = {"way": "link", "sessions_ended": ended}
        work.record(EventTag.PASSWORD_CHANGED, f"account:{account.name}", detail)
    return account.name


@action(permission=Permission.ACCOUNT_OWN, events=(EventTag.PASSWORD_CHANGED, EventTag.SIGN_IN_FAILED))
def change_password(
    store: Store, actor: Actor, present: str, new: str, origin: Origin, rules: SignInRules
) -> None:
    """Change one's own password and end all one's sessions, this one too.

    Raises:
        Invalid: the present password is wrong, or the new one cannot be taken.
        NotAllowed: there were too many tries.
        Conflict: the account has no password, or it was changed at the same moment.
    """
    number = note_try(store, actor, actor.name, origin, rules)
    with store.reading() as reader:
        kept = reader.accounts.secrets(actor.name)
    if not kept.password_hash:
        raise Conflict("Your account signs in at the agency's own service; change the password there.")
    right, _ = check_password(present, kept.password_hash)
    if not right:
        failed(store, actor, "present password", actor.name)
        raise Invalid("The present password is not right; nothing was changed. Try again.")
    stored = hash_password(require_password(new, actor.name, common_passwords()))
    with store.writing(actor) as work:
        if work.accounts.secrets(actor.name) != kept:
            raise Conflict("Your account was changed at the same moment; nothing was saved. Sign in again.")
        work.sessions.forget_try(number)
        work.accounts.set_password(actor.name, stored)
        detail: dict[str, JsonValue] = {"way": "own", "sessions_ended": work.sessions.end_all(actor.name)}
        work.record(EventTag.PASSWORD_CHANGED, f"account:{actor.name}", detail)


@action(permission=Permission.SESSION_OPEN, events=(EventTag.SECOND_FACTOR_SET,))
def offer_second_factor(store: Store, _actor: Actor, token: str, rules: SignInRules) -> tuple[str, str]:
    """Make a new key for a second factor and return the account's name and the key, which is shown this once.

    Raises:
        NotAllowed: the sign-in is over.
        Conflict: a second factor is set up already; only an administrator's reset takes it away.
    """
    account = open_session(store, token, rules).account
    if account.second_factor:
        raise Conflict(
            "Your second factor is set up already. If you lost it, ask an administrator to reset it."
        )
    key = new_key()
    with store.writing(account.actor) as work:
        work.accounts.offer_totp(account.name, key)
        work.record(EventTag.SECOND_FACTOR_SET, f"account:{account.name}", {"state": "offered"})
    return account.name, key


@action(
    permission=Permission.SESSION_OPEN,
    events=(EventTag.SECOND_FACTOR_SET, EventTag.SESSION_STARTED, EventTag.SIGN_IN_FAILED),
)
def confirm_second_factor(
    store: Store, actor: Actor, token: str, code: str, origin: Origin, rules: SignInRules
) -> str:
    """Take the second factor into use by its first code; return the token of the full session that begins.

    Raises:
        NotAllowed: the code is wrong, the sign-in is over, or there were too many tries.
        Conflict: a second factor is in use already.
    """
    account = open_session(store, token, rules).account
    number = note_try(store, actor, account.name, origin, rules)
    with store.writing(account.actor) as work:
        kept = work.accounts.secrets(account.name)
        if kept.totp_confirmed:
            raise Conflict("Your second factor is set up already; sign in with it.")
        if use_code(work, account.name, code, kept.totp_key, store):
            work.sessions.forget_try(number)
            work.accounts.confirm_totp(account.name)
            work.record(EventTag.SECOND_FACTOR_SET, f"account:{account.name}", {"state": "confirmed"})
            work.sessions.end_all(account.name)
            return start(work, account, full=True)
    failed(store, actor, "second factor", account.name)
    raise NotAllowed(WRONG_CODE)
