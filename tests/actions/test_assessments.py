# ruff: noqa: S608  # SQL is what a forger writes
"""Assessments: who may do what, what is kept, what two people who write at once see, and what a signature binds."""

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from catalog.actions.assessment_people import leave_assessment
from catalog.actions.assessment_starts import copy_assessment, start_assessment, take_in_assessment
from catalog.actions.assessments import dissent, save_entry, share_assessment, sign_assessment
from catalog.domain.assessment import AnsweredMeanwhile, Assessment
from catalog.domain.assessment_steps import Part
from catalog.domain.content import RecordKind
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.people import Actor
from catalog.domain.standing import Standing
from catalog.exchange.assessment_json import write_assessment
from catalog.store import Store
from tests.actions.assessment_world import (
    CLARA,
    EVA,
    IVAN,
    JANA,
    OLEG,
    READINESS,
    RISK,
    answered,
    publish,
    risk_form,
    started,
    whole,
    world,
)
from tests.domain.instruments import harm, question
from tests.stores import dump


@pytest.fixture
def house(store: Store) -> Store:
    """A store with a tool, instruments and people."""
    world(store)
    return store


def signed(store: Store, actor: Actor, held: Assessment) -> Assessment:
    """Sign what stands there."""
    return sign_assessment(store, actor, held.id, held.sha256, "Head of unit", "I read it and stand for it.")


def exported(store: Store, held: Assessment) -> bytes:
    """Return the file of an assessment."""
    with store.reading() as reader:
        form = reader.workflow.content(RecordKind.INSTRUMENT, held.instrument, held.instrument_sha256)
    assert form is not None
    return write_assessment(held, form, Standing())  # type: ignore[arg-type]


def test_a_start_from_a_tool_fills_in_what_its_record_says_with_the_reason(house: Store) -> None:
    """The answer stands there with its reason and counts as nobody's own."""
    begun = started(house)
    answer = begun.now["answer/biometric-data"]
    assert answer["value"] == "no"
    assert answer["prefilled"].startswith("Taken from the record of Photo Sorter: biometric, no")
    assert begun.capabilities == ("near-duplicate-clustering",)
    assert len(begun.tool_sha256) == len(begun.instrument_sha256) == 64
    own = answered(house, IVAN, begun, biometric_data="no")
    assert own.now["answer/biometric-data"]["prefilled"] == ""


def test_only_members_see_it_and_only_contributors_write(house: Store) -> None:
    """For others it is not there; a reader is told what they may; an administrator reads at most."""
    begun = started(house)
    attempts = (
        lambda who: save_entry(house, who, begun.id, 99, "head/use", "x"),
        lambda who: dissent(house, who, begun.id, "", "No."),
        lambda who: share_assessment(house, who, begun.id, "oleg", Part.READER),
        lambda who: sign_assessment(house, who, begun.id, begun.sha256, "x", "y"),
    )
    for attempt in (*attempts, lambda who: copy_assessment(house, who, begun.id)):
        with pytest.raises(NotFound, match="not shared with you"):
            attempt(JANA)
    share_assessment(house, IVAN, begun.id, "jana", Part.READER)
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="to read"):
            attempt(JANA)
    share_assessment(house, IVAN, begun.id, "eva", Part.READER)
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt(EVA)


@pytest.mark.parametrize(
    ("name", "part", "error"),
    [("nobody", Part.READER, NotFound), ("ivan", Part.READER, Conflict), ("eva", Part.CONTRIBUTOR, Invalid)],
)
def test_it_is_shared_with_accounts_that_can_use_it(
    house: Store, name: str, part: Part, error: type[Exception]
) -> None:
    """An unknown account, one that has it already, and an administrator as contributor are refused."""
    begun = started(house)
    with pytest.raises(error):
        share_assessment(house, IVAN, begun.id, name, part)


def test_of_two_who_answer_at_once_both_answers_are_seen(house: Store) -> None:
    """The second saving is refused with the first answer in hand; on other questions both are saved."""
    begun = started(house, JANA)
    answered(house, JANA, begun, legal_basis="no")
    with pytest.raises(AnsweredMeanwhile) as caught:
        answered(house, IVAN, begun, legal_basis="yes")
    assert (caught.value.entry.account, caught.value.entry.value["value"]) == ("jana", "no")
    now = answered(house, IVAN, begun, group_errors="partly")
    assert now.now["answer/legal-basis"]["value"] == "no"
    taken = answered(house, IVAN, now, legal_basis="yes")
    assert [e.value["value"] for e in taken.entries if e.path == "answer/legal-basis"] == ["no", "yes"]


def test_the_same_value_again_is_no_change(house: Store) -> None:
    """Saving what stands there already adds nothing."""
    begun = answered(house, IVAN, started(house), legal_basis="yes")
    assert answered(house, IVAN, begun, legal_basis="yes").version == begun.version


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("answer/legal-basis", {"value": "perhaps"}, "no such answer"),
        ("answer/legal-basis", {"value": "yes", "points": 0}, "Extra inputs"),
        ("answer/legal-basis", {"note": "x" * 2_001}, "at most 2000 characters"),
        ("answer/legal-basis", {"note": "a\u202eb"}, "direction-changing"),
        ("answer/weather", {"value": "yes"}, "no such place"),
        ("head/colour", "red", "no such place"),
        ("head/title", "x" * 301, "at most 300 characters"),
        ("harm/0", harm((1, 1, 1, 1)), "no such place"),
        ("harm/41", harm((1, 1, 1, 1)), "no such place"),
        ("harm/1", harm((1, 1, 1, 5)), "less than or equal to 4"),
        ("harm/1", harm((1, 1, 1, 1), (2, None, None, None)), "cannot be worse than before"),
        ("harm/1", harm((1, 1, 1, 1)) | {"text": ""}, "Say what the harm is"),
        ("harm/1", harm((1, 1, 1, 1), principle="justice"), "Choose the principle"),
        ("harm/1", harm((1, 1, 1, 1)) | {"mitigations": [{"text": "x", "date": "soon"}]}, "is not a date"),
        ("plan/legal-basis", {"action": "x"}, "no such place"),
        ("", None, "no such place"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_a_sentence(
    house: Store, path: str, value: Any, sentence: str
) -> None:
    """Nothing is written, and the sentence says what to do."""
    begun = started(house)
    before = dump(house)
    with pytest.raises(Invalid, match=sentence):
        save_entry(house, IVAN, begun.id, begun.version, path, value)
    assert dump(house) == before


def test_nobody_signs_what_is_half_filled_and_everything_is_kept(house: Store) -> None:
    """The refusal names every missing thing by its place; what was written stays."""
    begun = answered(house, IVAN, started(house), legal_basis="yes")
    with pytest.raises(Invalid, match="6 things") as caught:
        signed(house, IVAN, begun)
    places = [fault.field for fault in caught.value.faults]
    assert places == [
        "head/use",
        "head/unit",
        "head/owner",
        "answer/biometric-data",
        "answer/group-errors",
        "harm/1",
    ]
    assert "was taken from the record. Confirm" in caught.value.faults[3].message
    with house.reading() as reader:
        kept = reader.assessments.find(begun.id)
    assert kept is not None
    assert kept.now == begun.now


def test_on_the_stricter_path_what_is_not_known_has_to_be_found_out(house: Store) -> None:
    """Unknown answers are allowed, but not to the questions about biometric data."""
    held = whole(house, IVAN, started(house))
    held = answered(house, IVAN, held, biometric_data="unknown", two_people="unknown")
    with pytest.raises(Invalid) as caught:
        signed(house, IVAN, held)
    assert [fault.field for fault in caught.value.faults] == ["answer/two-people"]
    assert signed(house, IVAN, answered(house, IVAN, held, two_people="yes")).signed


def test_a_signature_binds_to_the_content_and_nothing_changes_any_more(house: Store) -> None:
    """It names who, role, function, statement, time and SHA-256; afterwards only dissents are added."""
    held = signed(house, IVAN, whole(house, IVAN, started(house)))
    signature = held.signatures[0]
    assert (signature.account, signature.role, signature.function) == ("ivan", "investigator", "Head of unit")
    assert signature.sha256 == held.sha256
    with pytest.raises(Conflict, match="signed and stays as it is"):
        answered(house, IVAN, held, legal_basis="no")
    later = dissent(house, IVAN, held.id, "answer/legal-basis", "I was wrong.")
    assert (later.sha256, len(later.dissents), signature.dissents) == (held.sha256, 1, 0)


def test_nobody_signs_what_they_have_not_read(house: Store) -> None:
    """The SHA-256 of what was read must be that of what stands there."""
    held = whole(house, IVAN, started(house, JANA))
    answered(house, JANA, held, legal_basis="partly")
    with pytest.raises(Conflict, match="read it again"):
        signed(house, JANA, held)


def test_of_several_contributors_the_sole_author_does_not_sign_first(house: Store) -> None:
    """The other signs, then the author can too, each once."""
    held = whole(house, IVAN, started(house, JANA))
    with pytest.raises(Conflict, match="You wrote all of it"):
        signed(house, IVAN, held)
    both = signed(house, IVAN, signed(house, JANA, held))
    assert [item.account for item in both.signatures] == ["jana", "ivan"]
    with pytest.raises(Conflict, match="already"):
        signed(house, JANA, both)


def test_somebody_alone_may_sign_what_they_wrote(house: Store) -> None:
    """Where nobody else takes part, the author signs; a reader does not count as taking part."""
    held = whole(house, IVAN, started(house))
    share_assessment(house, IVAN, held.id, "jana", Part.READER)
    assert signed(house, IVAN, held).signed


def test_a_dissent_is_kept_by_name_and_never_removed(house: Store) -> None:
    """On a question, a harm or the whole; in the store no row of an assessment can be changed or deleted."""
    held = whole(house, IVAN, started(house, JANA))
    dissent(house, JANA, held.id, "answer/legal-basis", "The provision does not cover this.")
    dissent(house, JANA, held.id, "harm/1", "It is worse.")
    held = dissent(house, IVAN, held.id, "", "I doubt the whole.")
    assert [(item.place, item.account) for item in held.dissents] == [
        ("answer/legal-basis", "jana"), ("harm/1", "jana"), ("", "ivan"),
    ]  # fmt: skip
    with pytest.raises(Invalid, match="no such question"):
        dissent(house, IVAN, held.id, "answer/weather", "No.")
    with pytest.raises(Invalid, match="is empty; fill it in"):
        dissent(house, IVAN, held.id, "", "  ")
    tables = (
        "assessment",
        "assessment_entry",
        "assessment_member",
        "assessment_dissent",
        "assessment_signature",
    )
    signed(house, JANA, held)
    with closing(sqlite3.connect(str(house.file))) as raw:
        for table in tables:
            for act in (f"update {table} set at = 'x'" if table != "assessment" else "update assessment set tool = 'x'",
                        f"delete from {table}"):  # fmt: skip
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    raw.execute(act)


def test_a_new_version_starts_as_a_copy_with_the_questions_of_now(house: Store) -> None:
    """Answers that still fit come along, signatures do not; the record fills in anew."""
    old = signed(house, IVAN, whole(house, IVAN, started(house)))
    publish(house, risk_form(version="2"))
    new = copy_assessment(house, IVAN, old.id)
    assert (new.copied_from, new.signed, new.dissents) == (old.id, False, ())
    assert new.instrument_sha256 != old.instrument_sha256
    assert new.now == old.now
    publish(house, risk_form(sections=[{"id": "a", "title": "A", "intro": "A.", "questions": [
        question("legal-basis", "lawfulness", options=[
            {"id": "law", "points": 0, "label": "Law"}, {"id": "no", "points": 4, "label": "No"}]),
        question("group-errors")]}]))  # fmt: skip
    third = copy_assessment(house, IVAN, old.id)
    assert "answer/legal-basis" not in third.now
    assert third.now["answer/group-errors"]["value"] == "unknown"


def test_a_running_assessment_keeps_its_questions_when_they_change(house: Store) -> None:
    """The questions are bound by their revision; a new one does not make old answers invalid."""
    begun = started(house)
    publish(
        house, risk_form(sections=[{"id": "a", "title": "A", "intro": "A.", "questions": [question("new")]}])
    )
    assert answered(house, IVAN, begun, legal_basis="yes").now["answer/legal-basis"]["value"] == "yes"


def test_out_and_in_again_is_the_same_content(house: Store) -> None:
    """A file of the same questions starts an assessment of the same SHA-256, unsigned, with its dissents."""
    held = whole(house, IVAN, started(house))
    dissent(house, IVAN, held.id, "", "I doubt it.")
    held = signed(house, IVAN, held)
    taken = take_in_assessment(house, OLEG, exported(house, held))
    assert taken.sha256 == held.sha256
    assert (taken.signed, taken.started_by) == (False, "oleg")
    with house.reading() as reader:
        told = reader.assessments.find(held.id)
        assert told is not None
    again = take_in_assessment(house, OLEG, exported(house, told))
    assert [item.statement for item in again.dissents] == [
        f"From the file, by ivan on {told.dissents[0].at[:10]}: I doubt it."
    ]


def test_a_file_of_another_version_of_the_questions_is_refused_in_a_sentence(house: Store) -> None:
    """The sentence names both versions and says what to do; nothing is taken in."""
    raw = exported(house, started(house))
    publish(house, risk_form(version="2"))
    before = dump(house)
    with pytest.raises(Invalid, match="made with version 1 of “Small”; here stands version 2"):
        take_in_assessment(house, IVAN, raw)
    assert dump(house) == before


def test_a_file_that_is_none_or_was_changed_is_refused(house: Store) -> None:
    """Anything else than an unchanged export ends in a sentence, and nothing is written."""
    raw = exported(house, whole(house, IVAN, started(house)))
    file = json.loads(raw)
    before = dump(house)
    bad = (
        b"", b"\xff\xfe", b"[" * 100_000, b"[]", b"{}", b'{"a": NaN}', b'{"a": 1, "a": 1}', b"x" * 1_000_001,
        json.dumps(file | {"format": "other"}).encode(),
        json.dumps(file | {"tool": "another"}).encode(),
        json.dumps(file | {"entries": {**file["entries"], "answer/legal-basis": {"value": "no"}}}).encode(),
        json.dumps(file | {"colour": "red"}).encode(),
    )  # fmt: skip
    for content in bad:
        with pytest.raises(Invalid, match=r"Nothing was taken in|larger than"):
            take_in_assessment(house, IVAN, content)
    with pytest.raises(Invalid, match="another format than this version reads"):
        take_in_assessment(
            house, IVAN, json.dumps(file | {"format": "safer-tools-catalog/assessment/3", "new": 1}).encode()
        )
    assert dump(house) == before


def test_the_trail_tells_of_every_row_and_of_no_content(house: Store) -> None:
    """Each row has its seal in an event; no event holds a word of what was written."""
    held = whole(house, IVAN, started(house, JANA))
    held = signed(house, JANA, dissent(house, JANA, held.id, "", "A doubt about Utopia."))
    with house.reading() as reader:
        assert reader.verify(()).found is None
        details = [json.dumps(e.detail) for e in reader.events() if e.subject == f"assessment:{held.id}"]
    rows = len(held.entries) + len(held.members) + len(held.dissents) + len(held.signatures) + 1
    assert sum(len(json.loads(text)["rows"]) for text in details) == rows
    for word in ("Utopia", "photo-sorter", "Sorting", "legal"):
        assert not any(word in text for text in details)


@pytest.mark.parametrize(
    "forgery",
    [
        "update assessment_entry set value = '{}' where path = 'answer/legal-basis'",
        "delete from assessment_dissent",
        "update assessment_signature set statement = 'other'",
        "insert into assessment_member values (1, 'oleg', 'reader', 'ivan', '2026')",
        "update assessment set tool_sha256 = ''",
        "delete from assessment_step",
        "insert into assessment_step values (1, 2, 'withdrawn', '', '', 'No.', 'ivan', '2026')",
    ],
)
def test_a_changed_row_is_found_by_the_verification(house: Store, forgery: str) -> None:
    """Whoever changes an answer, a dissent, a signature, a member, a step or the tool behind the program is found out."""
    held = whole(house, IVAN, started(house, JANA))
    signed(house, JANA, dissent(house, JANA, held.id, "", "A doubt."))
    leave_assessment(house, JANA, held.id)
    with closing(sqlite3.connect(str(house.file), isolation_level=None)) as raw:
        for (name,) in raw.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            raw.execute(f"drop trigger {name}")
        raw.execute(forgery)
    with house.reading() as reader:
        found = reader.verify(()).found
    assert found is not None
    assert f"assessment:{held.id}" in found.text


def test_a_tool_that_is_not_published_starts_nothing(house: Store) -> None:
    """Neither an unknown tool nor unknown questions nor an unknown kind of tool, nor an empty title."""
    for error, arguments in (
        (NotFound, (RISK, "x", "no-such-tool")),
        (NotFound, ("astrology", "x")),
        (NotFound, (READINESS, "x", "", ("mind-reading",))),
        (Invalid, (RISK, " ")),
    ):
        with pytest.raises(error):
            start_assessment(house, CLARA, *arguments)  # type: ignore[arg-type]
