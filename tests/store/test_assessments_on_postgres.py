# ruff: noqa: S608  # the tables are named here
"""Assessments on PostgreSQL: started, answered, doubted and signed as on SQLite, and just as little changed afterwards."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from catalog.actions.assessment_people import hand_over_assessment
from catalog.actions.assessments import dissent, sign_assessment
from catalog.store import Store
from tests.actions.assessment_world import IVAN, JANA, started, whole, world
from tests.postgres import fresh, server

pytestmark = pytest.mark.postgres
TABLES = (
    "assessment",
    "assessment_entry",
    "assessment_member",
    "assessment_dissent",
    "assessment_signature",
    "assessment_step",
)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """A server for these tests."""
    with server() as address:
        yield address


def test_an_assessment_is_kept_and_never_changed(base: str) -> None:
    """All six tables are written; the trail fits the rows; no row can be changed, deleted or emptied away."""
    store = Store.open(fresh(base, "assessments"))
    world(store)
    held = whole(store, IVAN, started(store, JANA))
    held = dissent(store, JANA, held.id, "answer/legal-basis", "A doubt.")
    held = sign_assessment(store, JANA, held.id, held.sha256, "Head of unit", "I stand for it.")
    held = hand_over_assessment(store, IVAN, held.id, "jana")
    with store.reading() as reader:
        assert reader.assessments.find(held.id) == held
        assert reader.verify(()).found is None
    column = dict.fromkeys(TABLES, "at") | {"assessment": "tool"}
    for table in TABLES:
        for act in (
            f"update {table} set {column[table]} = 'x'",
            f"delete from {table}",
            f"truncate {table} cascade",
        ):
            with pytest.raises(DBAPIError, match="append-only"), store._writer.begin() as connection:
                connection.execute(text(act))
    store.close()
