"""Takes a new concern in: shared by those who raise one and those who take up a report."""

from catalog.actions.holding import follow, tell_borne
from catalog.domain.concern_rules import Raising, checked_raising
from catalog.domain.concern_seals import raised_seal
from catalog.domain.concerns import SUBJECTS, Concern, Report
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.events import EventTag, JsonValue
from catalog.domain.vocabulary import Vocabulary
from catalog.store import UnitOfWork


def raised(
    work: UnitOfWork, kind: RecordKind, slug: str, said: Raising, report: Report | None = None
) -> Concern:
    """Store a concern, tell of it, and let its tool follow.

    Raises:
        NotFound: there is no such record.
        Invalid: with a fault for each part that is missing or unreadable.
    """
    require_subject(work, kind, slug)
    checked = checked_raising(
        said, _terms(work, "principles"), _terms(work, "rights"), reported=report is not None
    )
    concern = work.concerns.add(kind, slug, work.actor.name, checked, report)
    detail: dict[str, JsonValue] = {
        "concern": concern.id, "severity": concern.severity.label, "seal": raised_seal(concern),
    }  # fmt: skip
    tell(work, EventTag.CONCERN_RAISED, kind, slug, detail)
    follow(work, kind, slug)
    return concern


def require_subject(work: UnitOfWork, kind: RecordKind, slug: str) -> None:
    """Let a concern or a report be about a record that is or was published.

    Raises:
        NotFound: there is none.
    """
    if kind not in SUBJECTS or work.workflow.standing(kind, slug).state is None:
        raise NotFound("There is no such tool, capability or case. Search for it, and begin on its page.")


def tell(work: UnitOfWork, tag: EventTag, kind: RecordKind, slug: str, detail: dict[str, JsonValue]) -> None:
    """Tell of a concern; the index takes the tools that it bears on up anew, and knows of no other subject's concerns."""
    event = work.record(tag, f"{kind}:{slug}", detail)
    if kind is RecordKind.TOOL:
        work.touch(kind, slug, event)
        for bearer in work.concerns.bearers(kind, slug):
            if bearer != slug:
                tell_borne(work, bearer)


def _terms(work: UnitOfWork, name: str) -> frozenset[str]:
    found = work.reader.document(RecordKind.VOCABULARY, name)
    return frozenset(term.id for term in found.terms) if isinstance(found, Vocabulary) else frozenset()
