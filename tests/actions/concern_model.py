"""What concerns must have done to tools: a small model that knows nothing of the store or of the rules' code."""

from dataclasses import dataclass, field
from typing import Final

from catalog.domain.people import Actor
from catalog.domain.severity import Gravity

GRAVITIES: Final = (
    # what is known of a concern, and whether it is severe, looked up in the table by hand
    (Gravity(1, 1, 1, 1), False),
    (Gravity(2, 2, 2, 2), False),
    (Gravity(3, 3, 2, None), False),
    (Gravity(3, 3, 3, None), True),
    (Gravity(4, 4, 4, 4), True),
    (Gravity(), True),
)
NOTHING, NOTICE, WARNING, CONDITIONS, SUSPENSION = range(5)


@dataclass
class Told:
    """A concern as the model has it: `stands` is raised, examined, waiting, decided or appealed."""

    slug: str
    severe: bool
    raiser: str
    reporter: str = ""
    stands: str = "raised"
    steps: list[str] = field(default_factory=list)
    found: int = NOTHING
    conditions: tuple[str, ...] = ()
    decided_by: set[str] = field(default_factory=set)
    appealed_by: set[str] = field(default_factory=set)

    @property
    def effect(self) -> int:
        """What it does now."""
        if self.stands in ("decided", "appealed"):
            return self.found
        return SUSPENSION if self.severe else max(NOTICE, self.found)

    def may_judge(self, actor: Actor, curated: set[str]) -> bool:
        """Whether somebody may examine it and decide."""
        taken = {self.raiser, self.reporter} | curated | self.decided_by | self.appealed_by
        return actor.role == "reviewer" and actor.name not in taken


@dataclass
class Model:
    """All concerns by number, where each tool stands (shown, held, stopped by a person, retired), who wrote in it."""

    concerns: dict[int, Told] = field(default_factory=dict)
    tools: dict[str, str] = field(default_factory=dict)
    curated: dict[str, set[str]] = field(default_factory=dict)

    def strongest(self, slug: str) -> int:
        """The strongest effect of all concerns about a tool."""
        return max((item.effect for item in self.concerns.values() if item.slug == slug), default=NOTHING)

    def follow(self, slug: str) -> None:
        """What becomes of a tool once something happened to a concern about it."""
        held = self.strongest(slug) == SUSPENSION
        if self.tools[slug] == "shown" and held:
            self.tools[slug] = "held"
        elif self.tools[slug] == "held" and not held:
            self.tools[slug] = "shown"
