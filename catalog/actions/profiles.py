"""Acts on compliance profiles: keep one, remove it, and put a reviewer's result beside the machine's."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from catalog.actions.registry import action
from catalog.domain.compliance_report import Report, build_report
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotFound, Unavailable
from catalog.domain.events import EventTag
from catalog.domain.people import Actor, Permission
from catalog.domain.profiles import (
    MOST_SAVED,
    Override,
    SavedProfile,
    Subject,
    override_seal,
    require_subject,
)
from catalog.domain.rulebook import NEEDS_INFORMATION
from catalog.domain.values import WebAddress
from catalog.domain.workflow import RecordState, require_plain, require_reason
from catalog.store import Reader, Store

_LONGEST_NAME = 120
_ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


@dataclass(frozen=True)
class OtherResult:
    """What a reviewer says instead of the machine: the level, why, and the page that supports it."""

    level: str
    reason: str
    source_url: str
    source_title: str


@action(permission=Permission.PROFILE_SAVE, events=(EventTag.PROFILE_SAVED,))
def save_profile(store: Store, actor: Actor, subject: Subject, name: str) -> int:
    """Keep the answers of a profile under a name, for oneself, and return its number.

    Raises:
        NotFound: the tool is not published.
        Invalid: the name or an answer is not in order, or too many are kept.
    """
    said = require_reason(name, "The name of the profile", least=1)
    if len(said) > _LONGEST_NAME:
        raise Invalid(f"The name is longer than {_LONGEST_NAME} characters. Shorten it.")
    with store.writing(actor) as work:
        report = _report(work.reader, subject)
        if work.profiles.kept(actor.name) >= MOST_SAVED:
            raise Invalid(f"You keep {MOST_SAVED} profiles already. Remove one that you no longer need.")
        number = work.profiles.save(
            SavedProfile(
                0, actor.name, said, report.subject, report.profile.level, report.tool_sha256, report.book.digest,
                work.at,
            )
        )  # fmt: skip
        # The trail says that something was kept, not what: what people look into is nobody else's business.
        work.record(EventTag.PROFILE_SAVED, f"profile:{number}", {})
    return number


@action(permission=Permission.PROFILE_SAVE, events=(EventTag.PROFILE_REMOVED,))
def remove_profile(store: Store, actor: Actor, number: int) -> None:
    """Remove a profile that one keeps.

    Raises:
        NotFound: there is no such profile of this person.
    """
    with store.writing(actor) as work:
        if not work.profiles.remove(number, actor.name):
            raise NotFound("You keep no such profile. Open your list anew.")
        work.record(EventTag.PROFILE_REMOVED, f"profile:{number}", {})


@action(permission=Permission.PROFILE_OVERRIDE, events=(EventTag.PROFILE_OVERRIDDEN,))
def override_profile(
    store: Store, actor: Actor, subject: Subject, machine_level: str, other: OtherResult
) -> None:
    """Put another result beside the machine's, with reason and source; the machine's stays, and nothing is changed.

    `machine_level` is the result that the reviewer saw.

    Raises:
        NotFound: the tool is not published.
        Invalid: reason, source, level or answers are not in order, or no use is named.
        Conflict: the machine says something else by now.
    """
    reason = require_reason(other.reason, "The reason")
    title = require_reason(other.source_title, "The title of the source", least=3)
    url = _address(require_plain(other.source_url, "The source").strip())
    with store.writing(actor) as work:
        report = _report(work.reader, subject)
        if report.use is None:
            raise Invalid("A result can be put beside a use of the list only. Pick a use first.")
        if other.level == NEEDS_INFORMATION or other.level not in report.book.level_by_id:
            raise Invalid("There is no such level. Choose one of the list.")
        if report.profile.level != machine_level:
            raise Conflict("The result has changed since you looked at it. Read it again, then decide.")
        judged = Subject(report.tool.slug, report.subject.use, report.subject.places, report.sheet)
        made = work.profiles.add_override(
            Override(
                0, actor.name, judged, report.profile.level, other.level, reason, url, title, report.tool_sha256,
                report.book.digest, work.at,
            )
        )  # fmt: skip
        work.record(
            EventTag.PROFILE_OVERRIDDEN,
            f"tool:{report.tool.slug}",
            {
                "override": made.id,
                "use": report.subject.use,
                "level": made.level,
                "seal": override_seal(made),
            },
        )


def _address(text: str) -> str:
    try:
        return _ADDRESS.validate_python(text)
    except ValidationError as error:
        raise Invalid(
            "The source needs a web address, written with http:// or https://. Nothing was kept."
        ) from error


def _report(reader: Reader, subject: Subject) -> Report:
    book = reader.rulebook()
    if book is None:
        raise Unavailable("The rules on compliance are not loaded. Tell who runs the catalogue.")
    sound = require_subject(book, subject)
    if reader.workflow.standing(RecordKind.TOOL, sound.tool).state is not RecordState.PUBLISHED:
        raise NotFound("There is no published tool of this name. Search for it.")
    return build_report(book, reader.document(RecordKind.TOOL, sound.tool), sound)
