"""Who writes which kind of record, with the reason: the rule behind every draft, submission and request.

`catalog.domain.people` says which roles write at all; here it is narrowed to kinds. Whoever writes a record never
decides on it, whatever the role (`catalog.domain.workflow.require_decider`).
"""

from collections.abc import Mapping
from typing import Final

from catalog.domain.content import RecordKind
from catalog.domain.errors import NotAllowed
from catalog.domain.people import Actor, Permission, Role

_CURATORS: Final = frozenset({Role.CURATOR})
_FREE_TO_JUDGE: Final = "Only curators write it, so that reviewers stay free to judge it."

WRITERS: Final[Mapping[RecordKind, tuple[frozenset[Role], str]]] = {
    RecordKind.CASE: (
        frozenset({Role.CURATOR, Role.REVIEWER}),
        "Reviewers look into rulings and incidents, so they write cases too; others decide on them.",
    ),
    RecordKind.PROVIDER: (_CURATORS, _FREE_TO_JUDGE),
    RecordKind.TOOL: (_CURATORS, _FREE_TO_JUDGE),
}
"""The roles that write each kind of record, and why; a kind that is not named comes with the curated files only."""


def may_write(actor: Actor, kind: RecordKind) -> bool:
    """Tell whether the actor writes such records: drafts, submissions, and requests about published ones."""
    roles, _ = WRITERS.get(kind, (frozenset(), ""))
    return actor.role in roles and actor.may(Permission.DRAFT_WRITE)


def require_writer(actor: Actor, kind: RecordKind) -> None:
    """Let somebody write a kind of record.

    Raises:
        NotAllowed: the role does not write such records; the message carries the reason.
    """
    if kind in WRITERS and not may_write(actor, kind):
        roles, reason = WRITERS[kind]
        raise NotAllowed(
            f"A {kind} is written by a {' or '.join(sorted(roles))}; you act as {actor.role}. {reason}"
        )
