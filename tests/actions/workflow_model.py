"""What the workflow must have done, in a few lines that know nothing of the store; and what people do to it."""

from dataclasses import dataclass, field

from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Role
from catalog.domain.work import Submission
from catalog.domain.workflow import Act, RecordState
from tests.actions.workflow_world import CASE, TOOL

RECORDS = (
    *((TOOL, "photo-sorter"), (TOOL, "other-tool"), (TOOL, "new-tool")),
    *((CASE, "xx-ruling"), (CASE, "new-case")),
)
NEW = ("new-tool", "new-case")
EDITS = {
    TOOL: (
        {"summary": "Sorts pictures that look alike."},
        {"cost": "paid"},
        {"limitations": [{"text": "It fails on drawings.", "sources": [1]}]},
        {"listing": {"status": "caution", "reason": "A regulator is looking at it.", "sources": [1]}},
    ),
    CASE: ({"body": "Another authority"}, {"outcome": "The order was lifted."}),
}
WRITES = {TOOL: (Role.CURATOR,), CASE: (Role.CURATOR, Role.REVIEWER)}
Known = tuple[RecordKind, str]


@dataclass
class Model:
    """Which revision of each record is shown, in which state, who wrote since, and who approved what."""

    shown: dict[Known, str] = field(default_factory=dict)
    state: dict[Known, RecordState] = field(default_factory=dict)
    wrote: dict[Known, set[str]] = field(default_factory=dict)
    approvals: dict[int, list[Actor]] = field(default_factory=dict)

    def published(self, known: Known, sha256: str) -> None:
        """A revision is seen by readers; from here on everybody starts without a part in it."""
        self.shown[known], self.state[known] = sha256, RecordState.PUBLISHED
        self.wrote[known] = set()

    def enough(self, submission: Submission) -> bool:
        """Whether the people who approved are those that the rules ask for."""
        roles = [actor.role for actor in self.approvals[submission.id]]
        if submission.act is Act.PUBLISH and not submission.sensitive:
            return bool(roles)
        return Role.CURATOR in roles and Role.REVIEWER in roles
