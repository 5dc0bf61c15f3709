"""Who acts: actors, their role, and what each role may do, with the reason.

The one table of permissions (`GRANTS`) is asked by the actions and the queries only; pages ask it to leave out
what cannot be done.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from catalog.domain.errors import NotAllowed


class Role(StrEnum):
    """The roles. An account has exactly one of the first four.

    `SYSTEM` is the program itself, started by whoever runs the machine. `VISITOR` reads without an account
    where reading is open; `STRANGER` is the same person where only members may read.
    """

    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    INVESTIGATOR = "investigator"
    REVIEWER = "reviewer"
    STRANGER = "stranger"
    SYSTEM = "system"
    VISITOR = "visitor"


class Permission(StrEnum):
    """What can be permitted, written `noun:verb`, in alphabetical order."""

    ACCOUNT_MANAGE = "account:manage"
    ACCOUNT_OWN = "account:own"
    ASSESSMENT_READ = "assessment:read"
    ASSESSMENT_SIGN = "assessment:sign"
    ASSESSMENT_WRITE = "assessment:write"
    AUDIT_READ = "audit:read"
    BACKUP_MAKE = "backup:make"
    CATALOGUE_LOAD = "catalogue:load"
    CATALOGUE_READ = "catalogue:read"
    CHECK_CONFIRM = "check:confirm"
    CHECK_READ = "check:read"
    CONCERN_ANSWER = "concern:answer"
    CONCERN_APPEAL = "concern:appeal"
    CONCERN_DECIDE = "concern:decide"
    CONCERN_RAISE = "concern:raise"
    CONCERN_STATEMENT = "concern:statement"
    CONCERN_WORK = "concern:work"
    DRAFT_READ = "draft:read"
    DRAFT_WRITE = "draft:write"
    IMPORT_RUN = "import:run"
    LINKS_CHECK = "links:check"
    PROFILE_OVERRIDE = "profile:override"
    PROFILE_SAVE = "profile:save"
    RECORD_SUSPEND = "record:suspend"
    REPORT_ANSWER = "report:answer"
    REPORT_MAKE = "report:make"
    SESSION_OPEN = "session:open"
    SUBMISSION_DECIDE = "submission:decide"
    SUBMISSION_MAKE = "submission:make"
    SUBMISSION_READ = "submission:read"


ACCOUNT_ROLES: Final = (Role.INVESTIGATOR, Role.CURATOR, Role.REVIEWER, Role.ADMINISTRATOR)
"""The roles that an account can have."""

SECOND_FACTOR_ROLES: Final = frozenset({Role.CURATOR, Role.REVIEWER, Role.ADMINISTRATOR})
"""The roles that must sign in with a second factor unless a setting says otherwise."""

_EVERYBODY: Final = frozenset(Role) - {Role.STRANGER}
_EDITORS: Final = frozenset({Role.CURATOR, Role.REVIEWER})
_ASSESSORS: Final = _EDITORS | {Role.INVESTIGATOR}

GRANTS: Final[dict[Permission, tuple[frozenset[Role], str]]] = {
    Permission.ACCOUNT_MANAGE: (
        frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
        "Accounts are kept by an administrator, or by whoever runs the machine.",
    ),
    Permission.ACCOUNT_OWN: (
        frozenset(ACCOUNT_ROLES),
        "A person with an account keeps the own password and second factor.",
    ),
    Permission.ASSESSMENT_READ: (
        frozenset(ACCOUNT_ROLES),
        "An assessment is seen by those who work on it and by the accounts that they let see it.",
    ),
    Permission.ASSESSMENT_SIGN: (
        _ASSESSORS,
        "Whoever signs an assessment answers for it by name; who runs the machine stays out of its content.",
    ),
    Permission.ASSESSMENT_WRITE: (
        _ASSESSORS,
        "Those who know the work and the rights at stake assess it; administrators do not write content.",
    ),
    Permission.AUDIT_READ: (
        frozenset({Role.ADMINISTRATOR, Role.REVIEWER, Role.SYSTEM}),
        "The audit trail names people; it is read by those who must look into acts, and reading it leaves a trace.",
    ),
    Permission.BACKUP_MAKE: (
        frozenset({Role.SYSTEM}),
        "A backup holds everything, so only whoever runs the machine makes or restores one.",
    ),
    Permission.CATALOGUE_LOAD: (
        frozenset({Role.SYSTEM}),
        "Curated files enter the store only when the program that holds the files loads them.",
    ),
    Permission.CATALOGUE_READ: (
        _EVERYBODY,
        "Published tools, capabilities and cases are open to all who can reach the pages, or to members only.",
    ),
    Permission.CHECK_CONFIRM: (
        _EDITORS,
        "Whoever says that a tool is still described truly answers for it by name.",
    ),
    Permission.CHECK_READ: (_EDITORS, "What is due today is work for curators and reviewers."),
    Permission.CONCERN_ANSWER: (
        frozenset({Role.CURATOR}),
        "Curators answer for what they wrote; reviewers stay free to judge the answer.",
    ),
    Permission.CONCERN_APPEAL: (
        frozenset(ACCOUNT_ROLES),
        "Whoever reported a concern may appeal against its verdict; so may curators and reviewers.",
    ),
    Permission.CONCERN_DECIDE: (
        frozenset({Role.REVIEWER}),
        "Only reviewers examine concerns about people's rights, never those that they raised or reported.",
    ),
    Permission.CONCERN_RAISE: (
        frozenset({Role.REVIEWER}),
        "A concern can take a tool out of sight at once, so a reviewer answers for it; all others report.",
    ),
    Permission.CONCERN_STATEMENT: (
        _EDITORS,
        "A provider has no account here; whoever enters its statement names where it stands.",
    ),
    Permission.CONCERN_WORK: (
        _EDITORS,
        "What waits for a reply or a verdict is work for curators and reviewers.",
    ),
    Permission.DRAFT_READ: (_EDITORS, "What is not published is seen by those who write and decide."),
    Permission.DRAFT_WRITE: (
        _EDITORS,
        "Curators write tools, providers and cases, reviewers cases only; administrators write nothing.",
    ),
    Permission.IMPORT_RUN: (frozenset({Role.CURATOR}), "An import makes drafts, and only curators write."),
    Permission.LINKS_CHECK: (
        frozenset({Role.SYSTEM}),
        "Checking links goes out to other hosts, so only whoever runs the machine starts it.",
    ),
    Permission.PROFILE_OVERRIDE: (
        frozenset({Role.REVIEWER}),
        "A result on people's rights is set beside the machine's by a reviewer, who does not write what is judged.",
    ),
    Permission.PROFILE_SAVE: (
        frozenset(ACCOUNT_ROLES),
        "A person with an account keeps profiles of intended uses; nobody else sees them.",
    ),
    Permission.RECORD_SUSPEND: (
        _EDITORS,
        "A tool that may do harm is taken out of sight at once; putting it back needs a decision.",
    ),
    Permission.REPORT_ANSWER: (
        frozenset({Role.REVIEWER}),
        "A report may name people and cases, so only reviewers and its author read it.",
    ),
    Permission.REPORT_MAKE: (
        frozenset(ACCOUNT_ROLES),
        "Everybody who uses a tool may see harm first, so everybody with an account can report it.",
    ),
    Permission.SESSION_OPEN: (
        frozenset(Role) - {Role.SYSTEM},
        "Whoever reaches the pages may show who they are; until that is done they act as nobody in particular.",
    ),
    Permission.SUBMISSION_DECIDE: (
        _EDITORS,
        "Curators and reviewers decide, never on what they wrote themselves.",
    ),
    Permission.SUBMISSION_MAKE: (
        _EDITORS,
        "Whoever may write a record may put it up for the decision of others.",
    ),
    Permission.SUBMISSION_READ: (_EDITORS, "What is under review is seen by those who write and decide."),
}


@dataclass(frozen=True)
class Actor:
    """Somebody who acts, by name and role. An account's name is never given to another person."""

    name: str
    role: Role

    @property
    def signed_in(self) -> bool:
        """Whether this is a person with an account."""
        return self.role in ACCOUNT_ROLES

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
STRANGER: Final = Actor("stranger", Role.STRANGER)
