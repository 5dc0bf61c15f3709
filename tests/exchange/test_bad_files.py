import re
import time
from collections import Counter
from dataclasses import replace

import pytest

from catalog.actions.imports import make_drafts
from catalog.domain.errors import Invalid
from catalog.domain.imports import RowStatus
from catalog.exchange.limits import LIMITS
from catalog.queries.imports import dry_run, likely_mapping, upload
from catalog.store import Store
from tests.actions.workflow_world import ANNA, stock
from tests.exchange.bad_files import BAD_FILES, BadFile
from tests.figures import figure
from tests.stores import dump

SLOWEST: list[float] = []


def test_there_are_fifty() -> None:
    """Fourteen CSV, fourteen XLSX, eleven JSON and eleven YAML files are tried."""
    kinds = Counter(name.partition("-")[0] for name in BAD_FILES)
    assert kinds == {"csv": 14, "xlsx": 14, "json": 11, "yaml": 11}


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_told_and_writes_nothing(bad: BadFile, store: Store) -> None:
    """Each bad file gives a sentence with row and column where it has them; nothing is written, in time and memory."""
    stock(store)
    raw, before = bad.build(), dump(store)
    started = time.monotonic()
    try:
        file = upload(ANNA, bad.name, raw)
    except Invalid as error:
        said = str(error)
        assert not bad.row
    else:
        report = dry_run(store, ANNA, file, likely_mapping(store, ANNA, file))
        said = _row_fault(report.rows, bad)
        alone = replace(file, rows=tuple(row for row in file.rows if row.number == bad.row))
        report = dry_run(store, ANNA, alone, report.mapping)
        with pytest.raises(Invalid, match="No row"):
            make_drafts(store, ANNA, alone, report.mapping, report.digest)
    took = time.monotonic() - started
    assert re.search(bad.says, said), said
    assert not re.search(r"Traceback|\.py\b|/\w+/\w+", said)
    assert dump(store) == before
    assert took < LIMITS["wall"].value
    _note(took)


def _row_fault(rows: tuple, bad: BadFile) -> str:
    row = next(row for row in rows if row.number == bad.row)
    assert row.status is RowStatus.FAULT
    assert row.faults[0].column == bad.column
    return row.faults[0].message


def _note(took: float) -> None:
    SLOWEST.append(took)
    if len(SLOWEST) == len(BAD_FILES):
        # What a child took of memory cannot be read from here: before it starts its own program it counts as this one.
        told = f"bad files: {len(SLOWEST)} of {len(BAD_FILES)} told, 0 written"
        figure(
            f"{told}; slowest {max(SLOWEST):.1f} s, each process within {LIMITS['memory'].value} MB by its own limit"
        )
