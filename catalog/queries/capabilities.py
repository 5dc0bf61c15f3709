"""Reads capabilities."""

from collections.abc import Mapping

from catalog.domain.concern_states import STATE_LABELS, ShownState
from catalog.domain.content import RecordKind
from catalog.domain.errors import NotFound
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest, Sort
from catalog.queries.cards import case_card, newest_first, tool_cards
from catalog.queries.reading import ReadSide
from catalog.queries.shown_concerns import concern_part
from catalog.queries.sources import legal_rows, source_rows
from catalog.queries.views import CapabilityPage


def capability_page(read: ReadSide, actor: Actor, slug: str) -> CapabilityPage:
    """Return everything the capability page shows, its tools with the best evidence first.

    Raises:
        NotFound: there is no such capability.
    """
    actor.require(Permission.CATALOGUE_READ)
    capability = read.capabilities.get(slug)
    if capability is None:
        raise NotFound("There is no capability at this address. Look for it in the map of the catalogue.")
    words = read.words
    everything = SearchRequest(
        filters={"capability": (slug,)}, sort=Sort.EVIDENCE, size=max(1, len(read.index))
    )
    cases = (case for case in read.cases.values() if slug in case.capabilities)
    found = read.index.search(everything)
    return CapabilityPage(
        capability=capability,
        family=words.label("families", capability.family),
        stages=words.choices("stages", capability.stages),
        neighbours=tuple(
            (words.choice("capabilities", other), border)
            for other, border in capability.not_to_be_confused_with.items()
        ),
        tools=tool_cards(read, (hit.slug for hit in found.hits)),
        cases=tuple(case_card(read, case) for case in newest_first(cases)),
        legal=legal_rows(words, read.law, (capability,)),
        legal_note=read.law.note if read.law else "",
        sources=source_rows(words, capability.sources),
        words=words.dump(),
        concerns=concern_part(read, actor, RecordKind.CAPABILITY, slug),
        states=_states(found.facets.get("concern", {})),
    )


def _states(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return how many tools are in each state of concern, in words; states without a tool are left out."""
    return tuple(
        (label, counts[state])
        for state, label in STATE_LABELS.items()
        if state is not ShownState.NONE and counts.get(state)
    )
