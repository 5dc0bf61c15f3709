"""The finder: the choices at each of its steps, with how many tools each would leave, and the search they end in."""

from dataclasses import dataclass, replace

from catalog.domain.finder import (
    CONDITIONS,
    HAVES,
    Answers,
    Condition,
    Have,
    Need,
    filters_of,
    have_of,
    known_answers,
)
from catalog.domain.people import Actor, Permission
from catalog.domain.search import SearchRequest
from catalog.queries.reading import ReadSide
from catalog.queries.views import Choice


@dataclass(frozen=True)
class FinderOption:
    """A choice at a step: `count` tools would be found with it; `hint` says more in a sentence, or is ""."""

    id: str
    label: str
    hint: str
    count: int


@dataclass(frozen=True)
class FinderView:
    """The finder after the answers so far.

    `needs` is empty until it is known what there is, `conditions` until it is known what is needed. `total` is
    how many tools `request`, the search that the answers stand for, finds.
    """

    answers: Answers
    haves: tuple[Choice, ...]
    needs: tuple[FinderOption, ...]
    conditions: tuple[FinderOption, ...]
    request: SearchRequest
    total: int


def finder_view(read: ReadSide, actor: Actor, answers: Answers) -> FinderView:
    """Return the finder after these answers; ids that do not exist or do not go together are left out."""
    actor.require(Permission.CATALOGUE_READ)
    known = known_answers(answers)
    have = have_of(known)
    return FinderView(
        answers=known,
        haves=tuple(Choice(item.id, item.label) for item in HAVES),
        needs=tuple(_need(read, have, need) for need in have.needs) if have else (),
        conditions=tuple(_condition(read, known, item) for item in CONDITIONS) if known.need else (),
        request=SearchRequest(filters=filters_of(known)),
        total=_count(read, known),
    )


def _need(read: ReadSide, have: Have, need: Need) -> FinderOption:
    return FinderOption(need.id, need.label, "", _count(read, Answers(have.id, need.id)))


def _condition(read: ReadSide, answers: Answers, item: Condition) -> FinderOption:
    with_it = replace(answers, under=(*answers.under, item.id))
    return FinderOption(item.id, item.label, item.hint, _count(read, with_it))


def _count(read: ReadSide, answers: Answers) -> int:
    return read.index.search(SearchRequest(filters=filters_of(answers), size=1)).total
