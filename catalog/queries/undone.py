"""Which parts of a reading were taken back, in words, so that they can be read so again."""

from catalog.domain.facets import FACET_LABELS
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.queries.reading import ReadSide
from catalog.queries.views import UnderstoodPart


def undone_parts(read: ReadSide, actor: Actor, request: SearchRequest) -> tuple[UnderstoodPart, ...]:
    """Return the parts that a request names as undone, with labels; an id of another form is left out."""
    actor.require(Permission.CATALOGUE_READ)
    parts = (_part(read, name) for name in request.undone)
    return tuple(part for part in parts if part is not None)


def _part(read: ReadSide, name: str) -> UnderstoodPart | None:
    kind, _, rest = name.partition(":")
    if not rest:
        return None
    if kind == "topic":
        return UnderstoodPart(name, read.index.concept_label(rest), ())
    if kind == "limit":
        concept, _, facet = rest.partition(":")
        return UnderstoodPart(name, read.index.concept_label(concept), (), FACET_LABELS.get(facet, ""))
    return UnderstoodPart(name, rest, (rest,)) if kind == "word" else None
