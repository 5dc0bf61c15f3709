"""Who takes part in an assessment: handing over, leaving, withdrawing; nothing is lost, and the trail tells of it."""

from collections.abc import Iterator

import pytest

from catalog.actions.accounts import disable_account
from catalog.actions.assessment_people import (
    hand_over_assessment,
    leave_assessment,
    withdraw_assessment,
)
from catalog.actions.assessment_starts import copy_assessment
from catalog.actions.assessments import dissent, save_entry, share_assessment, sign_assessment
from catalog.domain.assessment import Assessment
from catalog.domain.assessment_steps import Part, StepKind
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.people import Actor
from catalog.queries.assessments import assessment_page, start_page
from catalog.store import Store
from tests.actions.assessment_world import CLARA, EVA, IVAN, JANA, OLEG, started, whole, world
from tests.exchange.test_assessment_files import reading
from tests.samples import TODAY


@pytest.fixture
def house(store: Store) -> Iterator[Store]:
    """A house with people, a tool and both instruments."""
    world(store)
    yield store
    with store.reading() as reader:
        assert reader.verify(()).found is None


def stands(store: Store, held: Assessment) -> Assessment:
    """Return what stands in the store."""
    with store.reading() as reader:
        found = reader.assessments.find(held.id)
    assert found is not None
    return found


def listed(store: Store, actor: Actor) -> list[int]:
    """Return the assessments in somebody's list."""
    return [row.assessment.id for row in start_page(reading(store), actor).rows]


def tags(store: Store, held: Assessment) -> list[str]:
    """Return what the trail says of an assessment."""
    with store.reading() as reader:
        return [str(event.tag) for event in reader.events() if event.subject == f"assessment:{held.id}"]


def test_a_withdrawn_assessment_is_out_of_sight_and_wholly_in_the_store(house: Store) -> None:
    """No list, page, copy, answer or dissent reaches it; its people learn who withdrew it, when and why."""
    held = whole(house, IVAN, started(house, JANA))
    withdraw_assessment(house, IVAN, held.id, "The project was given up.")
    for actor in (IVAN, JANA):
        assert listed(house, actor) == []
        row = start_page(reading(house), actor).withdrawn[0]
        assert (row.id, row.by, row.reason) == (held.id, "ivan", "The project was given up.")
    assert start_page(reading(house), OLEG).withdrawn == ()
    for act in (
        lambda: assessment_page(reading(house), JANA, held.id, TODAY),
        lambda: save_entry(house, JANA, held.id, held.version, "head/use", "Another."),
        lambda: copy_assessment(house, JANA, held.id),
        lambda: dissent(house, JANA, held.id, "", "A doubt."),
        lambda: share_assessment(house, JANA, held.id, "oleg", Part.READER),
        lambda: sign_assessment(house, JANA, held.id, held.sha256, "Head", "Yes."),
        lambda: withdraw_assessment(house, IVAN, held.id, "Once more."),
    ):
        with pytest.raises(NotFound, match="withdrawn by ivan"):
            act()
    with pytest.raises(NotFound, match="not shared with you"):
        assessment_page(reading(house), OLEG, held.id, TODAY)
    assert stands(house, held).entries == held.entries
    assert tags(house, held)[-1] == "assessment:withdrawn"


def test_only_its_owner_withdraws_an_unfinished_one_and_says_why(house: Store) -> None:
    """A contributor, an empty reason and a signed assessment are refused, and nothing changes."""
    held = whole(house, IVAN, started(house, JANA))
    with pytest.raises(NotAllowed, match="Ask ivan"):
        withdraw_assessment(house, JANA, held.id, "I do not like it.")
    with pytest.raises(Invalid, match="Nothing was saved"):
        withdraw_assessment(house, IVAN, held.id, "   ")
    signed = sign_assessment(house, JANA, held.id, held.sha256, "Head of unit", "I stand for it.")
    with pytest.raises(Conflict, match="signed and cannot be withdrawn"):
        withdraw_assessment(house, IVAN, held.id, "Too late.")
    assert stands(house, held) == signed


def test_a_signed_one_is_superseded_by_a_signed_copy(house: Store) -> None:
    """The old one says which newer version to rely on, to those who may see that version."""
    old = whole(house, IVAN, started(house, JANA))
    sign_assessment(house, JANA, old.id, old.sha256, "Head of unit", "I stand for it.")
    new = whole(house, IVAN, copy_assessment(house, IVAN, old.id))
    assert not any(
        "newer version" in text for text in assessment_page(reading(house), IVAN, old.id, TODAY).warnings
    )
    sign_assessment(house, IVAN, new.id, new.sha256, "Head of unit", "I stand for it.")
    said = f"Assessment {new.id} is a newer version"
    assert any(said in text for text in assessment_page(reading(house), IVAN, old.id, TODAY).warnings)
    assert not any(said in text for text in assessment_page(reading(house), JANA, old.id, TODAY).warnings)


def test_whoever_leaves_sees_it_no_more_and_what_they_did_stays(house: Store) -> None:
    """Readers and contributors leave, the owner does not; who left can be let in again, in another part."""
    held = share_assessment(house, IVAN, started(house, JANA).id, "eva", Part.READER)
    held = dissent(house, JANA, held.id, "", "A doubt.")
    with pytest.raises(Conflict, match="Hand it over"):
        leave_assessment(house, IVAN, held.id)
    for actor in (JANA, EVA):
        leave_assessment(house, actor, held.id)
        assert listed(house, actor) == []
        with pytest.raises(NotFound, match="not shared with you"):
            leave_assessment(house, actor, held.id)
    left = stands(house, held)
    assert [member.account for member in left.members] == ["ivan"]
    assert left.dissents == held.dissents
    again = share_assessment(house, IVAN, held.id, "jana", Part.READER)
    assert again.part_of("jana") is Part.READER
    with pytest.raises(Conflict, match="shared with this account already"):
        share_assessment(house, IVAN, held.id, "jana", Part.CONTRIBUTOR)
    assert listed(house, JANA) == [held.id]
    assert tags(house, held)[-3:] == ["assessment:left", "assessment:left", "assessment:readmitted"]


def test_it_is_handed_over_to_a_contributor_who_can_write(house: Store) -> None:
    """Not to oneself, a reader, a stranger or a disabled account; afterwards only the new owner acts as one."""
    held = share_assessment(house, IVAN, started(house, JANA, OLEG).id, "clara", Part.READER)
    disable_account(house, EVA, "oleg")
    for heir in ("ivan", "clara", "nobody", "oleg"):
        with pytest.raises(Invalid, match=r"contributor|Choose somebody else"):
            hand_over_assessment(house, IVAN, held.id, heir)
    with pytest.raises(NotAllowed, match="Only its owner"):
        hand_over_assessment(house, JANA, held.id, "jana")
    assert hand_over_assessment(house, IVAN, held.id, "jana").owner == "jana"
    with pytest.raises(NotAllowed, match="Ask jana"):
        withdraw_assessment(house, IVAN, held.id, "Mine once.")
    leave_assessment(house, IVAN, held.id)
    withdraw_assessment(house, JANA, held.id, "Given up.")
    kinds = [step.kind for step in stands(house, held).steps]
    assert kinds == [StepKind.HANDED_OVER, StepKind.LEFT, StepKind.WITHDRAWN]


def test_nobody_else_leaves_hands_over_or_withdraws(house: Store) -> None:
    """For those who take no part there is no such assessment."""
    held = started(house)
    with pytest.raises(NotFound):
        leave_assessment(house, CLARA, held.id)
    with pytest.raises(NotFound):
        hand_over_assessment(house, OLEG, held.id, "oleg")
    with pytest.raises(NotFound):
        withdraw_assessment(house, OLEG, held.id, "Mine now.")
    assert stands(house, held).steps == ()
