"""Reads compliance profiles: of a tool in a use, of a tool's typical uses, and those that somebody keeps."""

from dataclasses import dataclass, replace

from catalog.domain.compliance_evaluation import evaluate
from catalog.domain.compliance_prefill import merged, prefilled
from catalog.domain.compliance_records import Use
from catalog.domain.compliance_report import Report, build_report
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound, Unavailable
from catalog.domain.faults import Fault
from catalog.domain.people import Actor, Permission
from catalog.domain.profiles import (
    USUAL_PLACES,
    Override,
    SavedProfile,
    Subject,
    known_answers,
    known_places,
    subject_digest,
)
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.rulebook import Rulebook
from catalog.domain.standing import standing_of
from catalog.domain.tool import Tool
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concern_views import ConcernBanner
from catalog.queries.shown_concerns import concern_part, concerns_about
from catalog.queries.use_views import UseRow, UseTable
from catalog.queries.views import Choice


@dataclass(frozen=True)
class ProfileView:
    """What the profile page shows. `faults` say which parts of an address could not be read; they were left out."""

    report: Report
    uses: tuple[Use, ...]
    cases: tuple[Choice, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class KeptRow:
    """A profile that somebody keeps, with what it says today and what has changed since; `now` is "" where it is gone."""

    saved: SavedProfile
    tool_name: str
    then: str
    now: str
    changes: tuple[str, ...]


def profile_view(read: ReadSide, actor: Actor, subject: Subject, today: str = "") -> ProfileView:
    """Return the profile that an address asks for; what the address says wrongly is left out and told.

    `today` (YYYY-MM-DD) is the day as of which conditions of use and open concerns are told.

    Reviewers are named to editors only, as with concerns.

    Raises:
        NotFound: no published tool of this name.
        Unavailable: the rules are not loaded.
    """
    actor.require(Permission.CATALOGUE_READ)
    book = _book(read)
    tool = read.tool(subject.tool)
    if tool is None:
        raise NotFound("There is no published tool of this name. Search for it, then open its profile.")
    given, faults = known_answers(book, subject.given)
    use = subject.use if subject.use in book.use_by_id else ""
    if subject.use and not use:
        faults = (*faults, Fault("answers", "use", "is no use of the catalogue; pick one from the list"))
    sound = Subject(tool.slug, use, known_places(subject.places) or USUAL_PLACES, given)
    with read.store.reading() as reader:
        overrides = reader.profiles.overrides(tool.slug, use)
    named = actor.may(Permission.SUBMISSION_READ)
    shown = tuple(item if named else replace(item, account="A reviewer") for item in overrides)
    banner = concern_part(read, actor, RecordKind.TOOL, tool.slug).banner
    about = concerns_about(read, RecordKind.TOOL, tool.slug) + tuple(
        concern for kind in tool.capabilities for concern in concerns_about(read, RecordKind.CAPABILITY, kind)
    )
    standing = standing_of(about, lambda item: read.words.label("principles", item), today)
    report = build_report(book, tool, sound, shown, _notices(banner), standing)
    return ProfileView(report, uses_of(book, tool), _cases(read, report), faults)


def _notices(banner: ConcernBanner | None) -> tuple[str, ...]:
    if banner is None:
        return ()
    conditions = (f"Condition of use: {text}" for text in banner.conditions)
    return (f"{banner.badge.text}. {banner.meaning}", *conditions)


def uses_of(book: Rulebook, tool: Tool) -> tuple[Use, ...]:
    """Return the uses that go with a tool's capabilities, the typical ones first."""
    found = [use for use in book.uses.uses if set(use.capabilities) & set(tool.capabilities)]
    return tuple(sorted(found, key=lambda use: not use.typical))


def use_table(read: ReadSide, tool: Tool) -> UseTable | None:
    """Return the profiles of a tool's typical uses from its record alone, or None where no rules are loaded."""
    book = read.rulebook
    if book is None:
        return None
    with read.store.reading() as reader:
        overrides = reader.profiles.overrides(tool.slug)
    rows = tuple(_use_row(book, tool, use, overrides) for use in uses_of(book, tool) if use.typical)
    return UseTable(book, tool.slug, rows)


def _use_row(book: Rulebook, tool: Tool, use: Use, overrides: tuple[Override, ...]) -> UseRow:
    sheet = merged(prefilled(book, tool, use, USUAL_PLACES), {})
    basis = subject_digest(Subject(tool.slug, use.id, USUAL_PLACES, sheet))
    profile = evaluate(book, sheet, USUAL_PLACES, use.arguable)
    return UseRow(use, profile, next((item for item in overrides if item.basis == basis), None))


def kept_profiles(read: ReadSide, actor: Actor) -> tuple[KeptRow, ...]:
    """Return what somebody keeps, the newest first, with what has changed since."""
    actor.require(Permission.PROFILE_SAVE)
    book = _book(read)
    with read.store.reading() as reader:
        saved = reader.profiles.saved(actor.name)
    return tuple(_kept_row(read, book, item) for item in saved)


def _kept_row(read: ReadSide, book: Rulebook, saved: SavedProfile) -> KeptRow:
    then = book.label(saved.level) if saved.level in book.level_by_id else "More information needed"
    tool = read.tool(saved.subject.tool)
    if tool is None:
        return KeptRow(
            saved, saved.subject.tool, then, "", ("The tool is no longer shown in the catalogue.",)
        )
    given, _ = known_answers(book, saved.subject.given)
    now = build_report(book, tool, Subject(tool.slug, saved.subject.use, saved.subject.places, given))
    changes = []
    if content_hash(canonical_json(tool)) != saved.tool_sha256:
        changes.append("The record of the tool has changed since you kept this. Read it again.")
    if book.digest != saved.rules_sha256:
        changes.append("The rules have changed since you kept this. Read the result again.")
    return KeptRow(saved, tool.name, then, book.label(now.profile.level), tuple(changes))


def _book(read: ReadSide) -> Rulebook:
    if read.rulebook is None:
        raise Unavailable("The rules on compliance are not loaded. Tell who runs the catalogue.")
    return read.rulebook


def _cases(read: ReadSide, report: Report) -> tuple[Choice, ...]:
    """Return the cases that the rules and duties of a profile cite, in order."""
    cited = [case for hit in report.profile.hits for cite in hit.rule.cite for case in cite.cases]
    cited += [case for _, owed in report.profile.duties for item in owed for case in item.duty.cases]
    return tuple(Choice(slug, read.cases[slug].title) for slug in dict.fromkeys(cited) if slug in read.cases)
