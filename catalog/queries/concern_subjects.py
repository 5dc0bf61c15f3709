"""Names what concerns and reports are about, also where readers do not see it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from catalog.domain.concerns import Concern
from catalog.domain.content import RecordKind
from catalog.domain.people import Actor, Permission
from catalog.domain.workflow import RecordState
from catalog.queries.concern_work_views import Subject
from catalog.store import Reader

OUT_OF_SIGHT = "a tool that is out of sight"
_UNSEEN = "The text is not shown while the tool is out of sight."
Naming = Callable[[RecordKind, str], Subject]


def naming(reader: Reader, actor: Actor, *, own: bool = False) -> Naming:
    """Return a function that names a record for somebody; each is looked up once.

    A record that readers do not see has no name and no address for them; `own` is for what they reported themselves.
    """
    actor.require(Permission.CATALOGUE_READ)
    known: dict[tuple[RecordKind, str], Subject] = {}
    edits = actor.may(Permission.DRAFT_READ)

    def named(kind: RecordKind, slug: str) -> Subject:
        if (kind, slug) not in known:
            known[kind, slug] = _subject(reader, kind, slug, edits=edits, own=own)
        return known[kind, slug]

    return named


def _subject(reader: Reader, kind: RecordKind, slug: str, *, edits: bool, own: bool) -> Subject:
    standing = reader.workflow.standing(kind, slug)
    document = reader.workflow.content(kind, slug, standing.sha256) if standing.state else None
    name = next(
        (found for field in ("name", "label", "title") if (found := getattr(document, field, ""))), slug
    )
    if standing.state is RecordState.PUBLISHED or edits:
        return Subject(kind, slug, name, f"/{kind}?slug={slug}")
    if own or standing.state is RecordState.RETIRED:
        return Subject(kind, slug, name, "")
    return Subject(kind, "", OUT_OF_SIGHT, "")


def hidden_from(actor: Actor, concern: Concern, subjects: Iterable[Subject]) -> bool:
    """Tell whether somebody may not read what a concern says, because a tool that it bears on is out of sight."""
    actor.require(Permission.CATALOGUE_READ)
    return actor.name != concern.reporter and any(subject.name == OUT_OF_SIGHT for subject in subjects)


def veiled(concern: Concern) -> Concern:
    """Return a concern as those see it who may not read what it says."""
    steps = tuple(replace(step, text="", conditions=(), source="", interest="") for step in concern.steps)
    return replace(concern, slug="", affected="", statement=_UNSEEN, sources=(), steps=steps)
