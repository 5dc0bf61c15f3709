import hashlib
import io
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from openpyxl import load_workbook

from catalog.bootstrap import App
from catalog.domain.concerns import Concern, Effect, Step, StepKind, Verdict
from catalog.domain.content import Content, RecordKind
from catalog.domain.imports import ParsedFile, ParsedRow, Present, RowFault, RowStatus, World
from catalog.domain.people import VISITOR, Role
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.search import SearchRequest
from catalog.domain.severity import Gravity
from catalog.domain.tool import Tool
from catalog.domain.visibility import without_links_to
from catalog.exchange.child import read
from catalog.exchange.exports import Export, Exported, Format
from catalog.exchange.mapping import guessed
from catalog.exchange.planning import plan
from catalog.queries.exports import WRITERS, export_file
from catalog.queries.imports import dry_run, likely_mapping, upload
from tests.actions.workflow_world import ANNA
from tests.exchange.random_tools import calm, catalogues
from tests.figures import figure
from tests.samples import TODAY, tool

OWN = "photo-sorter"
READERS = {Format.JSONLD: "json"}
HEARD = Step(
    StepKind.VERDICT, "denis", Role.REVIEWER, "2026-11-21T12:00:00+00:00", "=1+1", Verdict.CONDITIONS,
    Effect.CONDITIONS, ("=SUM(1); only with a warrant \\", "@second"), "2027-01-01",
)  # fmt: skip
BOUND = (
    Concern(
        3,
        RecordKind.TOOL,
        "any",
        "clara",
        "2026-11-20T12:00:00+00:00",
        (),
        (),
        "",
        "",
        (),
        Gravity(),
        steps=(HEARD,),
    ),
)
"""A concern whose conditions a spreadsheet could take for formulas."""

SEEN: Counter[str] = Counter()


def exported(tools: Sequence[Tool]) -> Export:
    """Return an export of tools as if each stood in its first revision, every second one under conditions of use."""
    return Export(
        "0" * 32,
        "2026-11-21T12:00:00+00:00",
        "1" * 64,
        tuple(
            Exported(tool, 1, content_hash(canonical_json(tool)), "Somebody", BOUND[: place % 2])
            for place, tool in enumerate(tools)
        ),
    )


def parsed(form: Format, raw: bytes) -> ParsedFile:
    """Return a file as the reading process reads it, here in this process."""
    found = read(READERS.get(form, form), raw)
    assert "fault" not in found, found
    rows = [
        ParsedRow(i["number"], i["values"], tuple(RowFault(*f) for f in i["faults"])) for i in found["rows"]
    ]
    return ParsedFile("f", form, hashlib.sha256(raw).hexdigest(), tuple(found["columns"]), tuple(rows))


def world(tools: Sequence[Tool]) -> World:
    """Return a catalogue in which these tools are published."""
    present = {tool.slug: Present(tool, content_hash(canonical_json(tool))) for tool in tools}
    shown = Content(tools={tool.slug: tool for tool in tools})
    return World(present, frozenset(), {}, frozenset(), shown, "mark")


def holds(tools: list[Tool]) -> None:
    """Export in every format; the same catalogue is left unchanged, and an empty one gets the very same records."""
    SEEN["catalogues"] += 1
    SEEN["tools"] += len(tools)
    for form, write in WRITERS.items():
        file = parsed(form, write(exported(tools)))
        mapping = guessed(file.columns)
        again = plan(file, mapping, world(tools), TODAY)
        assert [row.status for row in again.rows] == [RowStatus.UNCHANGED] * len(tools), (form, again.rows)
        assert again.left_out == ()
        anew = plan(file, mapping, world([]), TODAY)
        assert [Tool.model_validate(row.content) for row in anew.rows] == tools, form
        assert {row.base for row in anew.rows} == {""}


@calm(60)
@given(catalogues())
def test_export_and_import_change_nothing(tools: list[Tool]) -> None:
    """What was exported in any format and is imported again says exactly the same."""
    holds(tools)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_export_and_import_change_nothing_in_1000_catalogues() -> None:
    """The same for a thousand random catalogues."""
    SEEN.clear()

    @calm(1000)
    @given(catalogues(3))
    def whole(tools: list[Tool]) -> None:
        holds(tools)

    whole()
    figure(
        f"export → import: {SEEN['catalogues']} random catalogues with {SEEN['tools']} tools, "
        f"each in {len(WRITERS)} formats, 0 changes"
    )


@pytest.mark.parametrize("form", list(Format))
def test_what_an_export_does_not_tell_stays_as_it_is(form: Format) -> None:
    """A relation to a suspended tool is in no file, and an import of that file does not take it away."""
    links = [{"kind": "see-also", "tool": name} for name in ("hidden", "shown", "text-reader")]
    linked = tool(OWN, relations=links)
    told = without_links_to(linked, ("hidden",))
    raw = WRITERS[form](Export("0" * 32, "2026-11-21T12:00:00+00:00", "1" * 64, (_as(linked, told),)))
    file = parsed(form, raw)
    present = {
        item.slug: Present(item, content_hash(canonical_json(item))) for item in (linked, tool("hidden"))
    }
    seen = World(present, frozenset(), {}, frozenset(), Content(tools={OWN: linked}), "mark")
    assert b"hidden" not in raw
    assert [row.status for row in plan(file, guessed(file.columns), seen, TODAY).rows] == [
        RowStatus.UNCHANGED
    ]


def _as(linked: Tool, told: Tool) -> Exported:
    return Exported(told, 1, content_hash(canonical_json(linked)), "Somebody")


@pytest.mark.parametrize("form", list(Format))
def test_the_real_catalogue_comes_back_unchanged(real_app: App, form: Format) -> None:
    """A search of the real catalogue, exported and read by the reading process, changes nothing."""
    made = export_file(real_app.read, VISITOR, form, SearchRequest("face"))
    file = upload(ANNA, made.name, made.data)
    report = dry_run(real_app.store, ANNA, file, likely_mapping(real_app.store, ANNA, file))
    assert report.counts[RowStatus.UNCHANGED] == len(report.rows) == made.tools > 10


@pytest.mark.slow
@pytest.mark.parametrize("form", list(Format))
def test_the_whole_catalogue_comes_back_unchanged(real_app: App, form: Format) -> None:
    """Everything that is published, exported and read again, changes nothing."""
    made = export_file(real_app.read, VISITOR, form)
    file = upload(ANNA, made.name, made.data)
    report = dry_run(real_app.store, ANNA, file, likely_mapping(real_app.store, ANNA, file))
    assert report.counts[RowStatus.UNCHANGED] == len(report.rows) == len(real_app.read.index)
    figure(
        f"the whole catalogue as {form}: {len(made.data) / 1e6:.1f} MB, {len(report.rows)} tools unchanged"
    )


def test_no_cell_is_a_formula(real_app: App) -> None:
    """Every cell of a spreadsheet that is handed out is a text."""
    made = export_file(real_app.read, VISITOR, Format.XLSX, SearchRequest("face"))
    sheet = load_workbook(io.BytesIO(made.data))["Tools"]
    kinds = Counter(cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert set(kinds) == {"s"}
    assert sheet.max_row == made.tools + 1
