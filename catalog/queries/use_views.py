"""The view of a tool's typical uses with their profiles."""

from dataclasses import dataclass

from catalog.domain.compliance_evaluation import Profile
from catalog.domain.compliance_records import Use
from catalog.domain.profiles import Override
from catalog.domain.rulebook import Rulebook


@dataclass(frozen=True)
class UseRow:
    """A typical use of a tool with its profile from the record alone, and a reviewer's result if there is one."""

    use: Use
    profile: Profile
    override: Override | None


@dataclass(frozen=True)
class UseTable:
    """The typical uses of a tool; `book` has the words."""

    book: Rulebook
    tool: str
    rows: tuple[UseRow, ...]
