"""Who acts: actors, their role, and what each role may do, with the reason."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from catalog.domain.errors import NotAllowed


class Role(StrEnum):
    """The roles. `SYSTEM` is the program itself, started by whoever runs the machine."""

    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    INVESTIGATOR = "investigator"
    REVIEWER = "reviewer"
    SYSTEM = "system"
    VISITOR = "visitor"


class Permission(StrEnum):
    """What can be permitted, written `noun:verb`, in alphabetical order."""

    CATALOGUE_LOAD = "catalogue:load"
    CATALOGUE_READ = "catalogue:read"


_EVERYBODY: Final = frozenset(Role)
GRANTS: Final[dict[Permission, tuple[frozenset[Role], str]]] = {
    Permission.CATALOGUE_LOAD: (
        frozenset({Role.SYSTEM}),
        "Curated files enter the store only when the program that holds the files loads them.",
    ),
    Permission.CATALOGUE_READ: (
        _EVERYBODY,
        "Published tools, capabilities and cases are open to all who can reach the pages.",
    ),
}


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, by name and role."""

    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor's role has the permission."""
        return self.role in GRANTS[permission][0]

    def require(self, permission: Permission) -> None:
        """Let a permitted actor pass.

        Raises:
            NotAllowed: the role lacks the permission; the message carries the reason.
        """
        if not self.may(permission):
            roles, reason = GRANTS[permission]
            allowed = ", ".join(sorted(roles))
            raise NotAllowed(f"This needs the role {allowed}; you act as {self.role}. {reason}")


SYSTEM: Final = Actor("system", Role.SYSTEM)
VISITOR: Final = Actor("visitor", Role.VISITOR)
