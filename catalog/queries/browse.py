"""The map of the catalogue: families of capabilities by stages of an investigation."""

from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.queries.count_views import CatalogueMap, MapFamily, MapRow
from catalog.queries.reading import ReadSide


def catalogue_map(read: ReadSide, actor: Actor) -> CatalogueMap:
    """Return how many tools each capability has in each stage."""
    actor.require(Permission.CATALOGUE_READ)
    words = read.words
    families = []
    for term in read.vocabularies["families"].terms:
        members = [item for item in read.capabilities.values() if item.family == term.id]
        rows = tuple(_row(read, item.slug) for item in sorted(members, key=lambda item: item.label))
        families.append(MapFamily(words.choice("families", term.id), rows))
    stages = words.choices("stages", read.vocabularies["stages"].ids())
    return CatalogueMap(stages=stages, families=tuple(families), total=len(read.index))


def _row(read: ReadSide, slug: str) -> MapRow:
    result = read.index.search(SearchRequest(filters={"capability": (slug,)}, size=1))
    by_stage = {stage: count for stage, count in result.facets.get("stage", {}).items() if count}
    return MapRow(read.words.choice("capabilities", slug), result.total, by_stage)
