from dataclasses import replace
from typing import Any

import pytest

from catalog.actions.drafts import discard_draft, open_draft
from catalog.actions.imports import make_drafts, undo_batch
from catalog.actions.records import suspend
from catalog.actions.submissions import submit_draft
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.events import EventTag
from catalog.domain.imports import MOST_DRAFTS, Batch, ImportReport, ParsedFile, ParsedRow, RowStatus
from catalog.domain.people import Permission
from catalog.domain.tool import Tool
from catalog.domain.work import Draft
from catalog.domain.workflow import DraftState
from catalog.exchange.flat import LEAVES
from catalog.exchange.mapping import is_target
from catalog.queries.imports import batches, dry_run, likely_mapping, upload
from catalog.store import Store
from tests.actions.workflow_world import ANNA, BORIS, CLARA, EVA, FRANK, PEOPLE, TOOL, WHY, fields, stock
from tests.figures import figure
from tests.stores import dump

FORBIDDEN = (
    *(
        "state",
        "status",
        "published",
        "approved",
        "approvals",
        "decision",
        "decisions",
        "decided_by",
        "checklist",
    ),
    *(
        "published_at",
        "created_by",
        "created_at",
        "updated_at",
        "contributors",
        "account",
        "actor",
        "role",
        "owner",
    ),
    *(
        "base",
        "base_revision_id",
        "batch",
        "batch_id",
        "version",
        "row_version",
        "origin",
        "event",
        "event_seq",
    ),
    *("flags", "concerns", "suspended"),
)


def listed(*rows: dict[str, Any]) -> ParsedFile:
    """Return objects as a file that was read."""
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    parsed = tuple(ParsedRow(number, row) for number, row in enumerate(rows, start=1))
    return ParsedFile("list.json", "json", "0" * 64, columns, parsed)


def looked(store: Store, *rows: dict[str, Any]) -> ImportReport:
    """Return the dry run of a list with the likeliest mapping."""
    file = listed(*rows)
    return dry_run(store, ANNA, file, likely_mapping(store, ANNA, file))


def made(store: Store, report: ImportReport, *, duplicates: bool = False) -> Batch:
    """Make the drafts of a dry run."""
    return make_drafts(store, ANNA, report.file, report.mapping, report.digest, duplicates=duplicates)


def drafts(store: Store, *states: DraftState) -> dict[str, Draft]:
    """Return the drafts of the store by their address."""
    with store.reading() as reader:
        return {draft.slug: draft for draft in reader.workflow.drafts(*states)}


def tags(store: Store) -> list[EventTag]:
    """Return the tags of the newest group of events."""
    with store.reading() as reader:
        events = list(reader.events())
    return [event.tag for event in events if event.group == events[-1].group]


def test_a_foreign_list_becomes_incomplete_drafts(store: Store) -> None:
    """Columns are read by what their headers mean; what the list does not say is "not-stated", and named as missing."""
    stock(store)
    report = looked(
        store,
        {
            "Tool": "Line Reader",
            "URL": "https://lines.example.net/",
            "About": "Reads lines.",
            "License": "MIT",
            "Pricing": "Free",
        },
    )
    (row,) = report.rows
    assert (row.status, row.slug) == (RowStatus.NEW, "line-reader")
    assert {fault.field for fault in row.missing} >= {"summary", "capabilities", "stages", "sources"}
    made(store, report)
    content = drafts(store)["line-reader"].content
    assert (content["name"], content["licence"], content["cost"]) == ("Line Reader", "MIT", "free")
    assert content["offline"] == content["biometric"] == content["media"] == "not-stated"
    assert "sources" not in content


def test_a_batch_is_one_act_and_can_be_undone(store: Store) -> None:
    """All drafts come in one group of events with their batch, and go together in another."""
    stock(store)
    batch = made(store, looked(store, *({"name": f"Reader {n}"} for n in range(3))))
    assert tags(store) == [*[EventTag.DRAFT_OPENED] * 3, EventTag.BATCH_IMPORTED]
    assert {draft.batch for draft in drafts(store).values()} == {batch.id}
    assert {draft.contributors for draft in drafts(store).values()} == {("anna",)}
    assert undo_batch(store, BORIS, batch.id, WHY) == 3
    assert tags(store) == [*[EventTag.DRAFT_DISCARDED] * 3, EventTag.BATCH_UNDONE]
    assert not drafts(store, DraftState.OPEN)
    assert [(item.open, bool(item.undone_at)) for item in batches(store, CLARA)] == [(0, True)]
    with pytest.raises(Conflict, match="nothing to undo"):
        undo_batch(store, ANNA, batch.id, WHY)


def test_undoing_leaves_what_was_submitted(store: Store) -> None:
    """A draft of the batch that was submitted meanwhile stays under review."""
    stock(store)
    complete = fields(name="New Tool")
    batch = made(store, looked(store, complete, {"name": "Other Reader"}), duplicates=True)
    draft = drafts(store)["new-tool"]
    submit_draft(store, ANNA, draft.id, draft.version, WHY)
    assert undo_batch(store, ANNA, batch.id, WHY) == 1
    assert drafts(store)["new-tool"].state is DraftState.SUBMITTED


def test_a_known_address_is_an_edit_of_what_is_published(store: Store) -> None:
    """A row with the address of a published tool changes only what it says, on the published revision."""
    stock(store)
    report = looked(
        store, {"slug": "photo-sorter", "summary": "Sorts pictures by what they show.", "cost": ""}
    )
    (row,) = report.rows
    assert (row.status, row.changed) == (RowStatus.CHANGED, ("summary",))
    made(store, report)
    draft = drafts(store)["photo-sorter"]
    with store.reading() as reader:
        published = reader.document(TOOL, "photo-sorter")
        standing = reader.workflow.standing(TOOL, "photo-sorter")
    assert draft.base == standing.sha256
    assert Tool.model_validate(draft.content) == published.model_copy(
        update={"summary": "Sorts pictures by what they show."}
    )


def test_what_says_nothing_new_is_unchanged(store: Store) -> None:
    """A row that repeats what is published makes no draft, and a file of such rows cannot be made."""
    stock(store)
    report = looked(store, {"slug": "photo-sorter", "licence": "MIT"})
    assert report.counts[RowStatus.UNCHANGED] == 1
    with pytest.raises(Invalid, match="No row"):
        made(store, report)


def test_a_row_that_looks_like_a_known_tool_is_kept_out(store: Store) -> None:
    """An equal name changes nothing; a likely duplicate becomes a draft only when it is asked for."""
    stock(store)
    report = looked(
        store, {"name": "Photo Sorter"}, {"name": "Photo-Sorters", "homepage": "https://b.example.net"}
    )
    assert [row.status for row in report.rows] == [RowStatus.DUPLICATE] * 2
    assert {twin.slug for row in report.rows for twin in row.duplicates} == {"photo-sorter"}
    with pytest.raises(Invalid, match="No row"):
        made(store, report)
    assert made(store, report, duplicates=True).drafts == 1
    assert set(drafts(store)) == {"photo-sorters"}


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ({"url": "https://a.example.net"}, "name", "no name"),
        ({"name": "名"}, "name", "no name"),
        ({"name": "A", "slug": "Not An Address"}, "slug", "no address"),
        ({"name": "A", "description": "turned\u202eround"}, "description", "direction-changing"),
        ({"name": "Being Written"}, "", "somebody is writing"),
        ({"name": "A", "description": ["x" * 19_000] * 20}, "", "longer than"),
        ({"name": "First"}, "", "same address as row 1"),
    ],
)
def test_a_row_that_cannot_be_a_draft_says_why(
    store: Store, row: dict[str, Any], column: str, says: str
) -> None:
    """Each reason names the column where it has one, and the other rows are made all the same."""
    stock(store)
    made(store, looked(store, {"name": "Being Written"}))
    report = looked(store, {"name": "First"}, row)
    assert report.rows[1].status is RowStatus.FAULT
    assert report.rows[1].faults[0].column == column
    assert says in report.rows[1].faults[0].message
    assert made(store, report).drafts == 1


def test_retired_and_merged_tools_are_not_written_over(store: Store) -> None:
    """The address of a retired tool, or an old address, is a fault that says what to do; a suspended one is edited."""
    stock(store, "photo-sorter", "old-sorter", "hidden-sorter")
    with store.writing(ANNA) as work:
        work.retire(TOOL, "old-sorter", "gone")
        merged = work.reader.document(TOOL, "photo-sorter").model_copy(update={"redirects": ("before",)})
        work.publish(TOOL, "photo-sorter", merged)
    suspend(store, CLARA, TOOL, "hidden-sorter", WHY)
    rows = [{"slug": slug, "licence": "BSD"} for slug in ("old-sorter", "before", "hidden-sorter")]
    report = looked(store, *rows)
    assert [row.status for row in report.rows] == [RowStatus.FAULT, RowStatus.FAULT, RowStatus.CHANGED]
    assert "retired" in report.rows[0].why
    assert "merged into “photo-sorter”" in report.rows[1].why


def test_no_field_that_is_not_of_the_record_is_taken(store: Store) -> None:
    """Of thirty fields that an import must not set, none is taken, by its name or by a mapping made by hand."""
    stock(store)
    assert len(FORBIDDEN) >= 30
    row = {"name": "Reader", **dict.fromkeys(FORBIDDEN, "published")}
    report = looked(store, row)
    assert set(report.left_out) == set(FORBIDDEN)
    made(store, report)
    assert not set(FORBIDDEN) & set(drafts(store)["reader"].content)
    assert drafts(store)["reader"].state is DraftState.OPEN
    for name in FORBIDDEN:
        with pytest.raises(Invalid, match="no field of a tool"):
            dry_run(store, ANNA, report.file, {"name": "name", name: name})
    figure(f"mass assignment: 0 of {len(FORBIDDEN)} fields taken")


def test_only_fields_of_the_model_can_be_filled() -> None:
    """The flat form names every field of the record and no other."""
    assert {path.partition(".")[0] for path in LEAVES} == set(Tool.model_fields)
    assert not any(is_target(name) for name in (*FORBIDDEN, "claims.0.text", "claims.x.text", ""))


def test_unknown_parts_inside_a_field_keep_a_draft_from_review(store: Store) -> None:
    """What is smuggled in below a field of the record is named, and such a draft cannot be submitted."""
    stock(store)
    sly = fields(name="Sly", slug="sly", curation={"confidence": "high", "approved": True})
    report = looked(store, sly)
    assert "curation.approved" in {fault.field for fault in report.rows[0].missing}
    made(store, report, duplicates=True)
    draft = drafts(store)["sly"]
    with pytest.raises(Invalid):
        submit_draft(store, ANNA, draft.id, draft.version, WHY)


def test_what_was_seen_is_what_is_made(store: Store) -> None:
    """When the catalogue changed since the dry run, nothing is written and the refusal is an event."""
    stock(store)
    report = looked(store, {"slug": "photo-sorter", "licence": "BSD"}, {"name": "Reader"})
    draft = open_draft(store, BORIS, TOOL, "photo-sorter")
    before = dump(store)
    with pytest.raises(Conflict, match="since the dry run"):
        made(store, report)
    assert dump(store) == before
    assert tags(store) == [EventTag.ACTION_REFUSED]
    discard_draft(store, BORIS, draft.id, WHY)
    assert made(store, report).drafts == 2


def test_a_later_import_goes_on_where_the_first_one_ended(store: Store) -> None:
    """One batch makes at most 500 drafts; the same file again makes the rest."""
    stock(store)
    rows = [{"name": f"Reader {n}"} for n in range(MOST_DRAFTS + 3)]
    report = looked(store, *rows)
    assert (len(report.wanted()), made(store, report).drafts) == (MOST_DRAFTS + 3, MOST_DRAFTS)
    again = looked(store, *rows)
    assert again.counts[RowStatus.FAULT] == MOST_DRAFTS
    assert made(store, again).drafts == 3


def test_columns_are_remembered_for_the_person(store: Store) -> None:
    """Who mapped such columns before finds the choice again, and nobody else does."""
    stock(store)
    file = listed({"Werkzeug": "Reader", "Verweis": "https://a.example.net"})
    chosen = {"Werkzeug": "name", "Verweis": "homepage"}
    report = dry_run(store, ANNA, file, chosen)
    make_drafts(store, ANNA, file, chosen, report.digest)
    assert likely_mapping(store, ANNA, file) == chosen
    assert likely_mapping(store, BORIS, file) == {}
    assert likely_mapping(store, ANNA, replace(file, columns=("Werkzeug",))) == {}


def test_a_mapping_by_hand_is_checked(store: Store) -> None:
    """Two columns for one field, or none for the name, is a sentence."""
    file = listed({"a": "Reader", "b": "Sorter"})
    with pytest.raises(Invalid, match="Two columns"):
        dry_run(store, ANNA, file, {"a": "name", "b": "name"})
    with pytest.raises(Invalid, match="fills the name"):
        dry_run(store, ANNA, file, {"a": "licence"})


def test_only_those_who_write_may_import(store: Store) -> None:
    """Reading a file, a dry run, making and undoing need the right; whoever lacks it is refused before anything is read."""
    file = listed({"name": "Reader"})
    for person in (CLARA, EVA, FRANK):
        assert not person.may(Permission.IMPORT_RUN)
        for act in (
            lambda who: upload(who, "a.exe", b""),
            lambda who: likely_mapping(store, who, file),
            lambda who: dry_run(store, who, file, {}),
            lambda who: make_drafts(store, who, file, {}, ""),
            lambda who: undo_batch(store, who, 1, WHY),
        ):
            with pytest.raises(NotAllowed):
                act(person)
    assert [person.name for person in PEOPLE if person.may(Permission.IMPORT_RUN)] == ["anna", "boris"]


def test_undoing_needs_a_batch_and_a_reason(store: Store) -> None:
    """A batch that is not there, and a reason that says nothing, are sentences."""
    with pytest.raises(NotFound):
        undo_batch(store, ANNA, 7, WHY)
    with pytest.raises(Invalid):
        undo_batch(store, ANNA, 7, "no")


def test_our_own_row_says_when_it_is_older(store: Store) -> None:
    """A row of an export of an older revision is noted as such, and what is empty in it empties its field."""
    stock(store)
    with store.writing(ANNA) as work:
        tool = work.reader.document(TOOL, "photo-sorter")
        work.publish(TOOL, "photo-sorter", tool.model_copy(update={"aliases": ("Sorter of Photos",)}))
    older = {**tool.model_dump(mode="json"), "sha256": "f" * 64}
    report = looked(store, older)
    assert (report.rows[0].changed, len(report.rows[0].notes)) == (("aliases",), 1)
    made(store, report)
    assert drafts(store)["photo-sorter"].content["aliases"] == []
