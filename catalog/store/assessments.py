"""Reads and writes assessments, and works out the seal by which the audit chain knows each row."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select

from catalog.domain.assessment import Assessment, Dissent, Entry, Signature
from catalog.domain.assessment_answers import canonical, digest
from catalog.domain.assessment_steps import Member, Part, Step, StepKind
from catalog.domain.events import JsonValue
from catalog.domain.people import Role
from catalog.store import assessment_tables as rows
from catalog.store.publishing import table

ASSESSMENT = table(rows.AssessmentRow)
ENTRY = table(rows.AssessmentEntryRow)
MEMBER = table(rows.AssessmentMemberRow)
DISSENT = table(rows.AssessmentDissentRow)
SIGNATURE = table(rows.AssessmentSignatureRow)
STEP = table(rows.AssessmentStepRow)

KEYS: Final[Mapping[str, tuple[Table, str]]] = {
    "assessment": (ASSESSMENT, "id"),
    "entry": (ENTRY, "number"),
    "member": (MEMBER, "account"),
    "dissent": (DISSENT, "number"),
    "signature": (SIGNATURE, "account"),
    "step": (STEP, "number"),
}
"""The tables by what an event calls their rows, and the column that tells the rows of one assessment apart."""


def seal_of(row: Mapping[str, Any]) -> str:
    """Return the SHA-256 over every column of a row; the event that tells of the row carries it."""
    return digest(dict(row))


def sealed_rows(connection: Connection) -> Iterator[tuple[tuple[JsonValue, ...], dict[str, JsonValue]]]:
    """Yield for every row of the assessments its key (subject, what, which) and its seal, for verification."""
    for what, (target, key) in KEYS.items():
        owner = "id" if what == "assessment" else "assessment_id"
        for row in connection.execute(select(target)).mappings():
            which = "" if what == "assessment" else str(row[key])
            yield (f"assessment:{row[owner]}", what, which), {"seal": seal_of({**row})}


class AssessmentReads:
    """Assessments, on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, assessment_id: int) -> Assessment | None:
        """Return an assessment with all that was written in it, or None."""
        row = self._connection.execute(select(ASSESSMENT).where(ASSESSMENT.c.id == assessment_id)).first()
        return None if row is None else self._assessment(row)

    def shared_with(self, account: str) -> Iterator[Assessment]:
        """Yield the assessments in which somebody takes part, withdrawn ones too, the newest first."""
        query = (
            select(ASSESSMENT)
            .join(MEMBER, MEMBER.c.assessment_id == ASSESSMENT.c.id)
            .where(MEMBER.c.account == account)
            .order_by(ASSESSMENT.c.id.desc())
        )
        for row in self._connection.execute(query).all():
            if (found := self._assessment(row)).part_of(account) is not None:
                yield found

    def _assessment(self, row: Any) -> Assessment:
        return Assessment(
            id=row.id,
            instrument=row.instrument,
            instrument_sha256=row.instrument_sha256,
            tool=row.tool,
            tool_sha256=row.tool_sha256,
            capabilities=tuple(json.loads(row.capabilities)),
            copied_from=row.copied_from,
            started_by=row.started_by,
            started_at=row.started_at,
            entries=tuple(
                Entry(item.number, item.path, json.loads(item.value), item.account, item.at)
                for item in self._of(ENTRY, row.id, ENTRY.c.number)
            ),
            admitted=tuple(
                Member(item.account, Part(item.part), item.given_by, item.at)
                for item in self._of(MEMBER, row.id, MEMBER.c.at)
            ),
            dissents=tuple(
                Dissent(item.number, item.place, item.statement, item.account, item.at)
                for item in self._of(DISSENT, row.id, DISSENT.c.number)
            ),
            signatures=tuple(
                Signature(
                    item.account, Role(item.role), item.function, item.statement, item.sha256, item.dissents, item.at
                )
                for item in self._of(SIGNATURE, row.id, SIGNATURE.c.at)
            ),
            steps=tuple(
                Step(item.number, StepKind(item.kind), item.about, item.part, item.reason, item.account, item.at)
                for item in self._of(STEP, row.id, STEP.c.number)
            ),
        )  # fmt: skip

    def _of(self, target: Table, assessment_id: int, order: Any) -> list[Any]:
        query = select(target).where(target.c.assessment_id == assessment_id).order_by(order)
        return list(self._connection.execute(query))


class AssessmentWrites(AssessmentReads):
    """What a unit of work adds; each method returns the key and the seal of its row, for the event that tells of it."""

    def __init__(self, connection: Connection, at: str, account: str) -> None:
        super().__init__(connection)
        self._at = at
        self._account = account

    def certain(self, assessment_id: int) -> Assessment:
        """Return an assessment that was just written.

        Raises:
            LookupError: it was not.
        """
        if (found := self.find(assessment_id)) is None:
            raise LookupError("the assessment was not written")
        return found

    def start(
        self,
        instrument: tuple[str, str],
        tool: tuple[str, str],
        capabilities: tuple[str, ...],
        copied_from: int | None = None,
    ) -> tuple[int, dict[str, JsonValue]]:
        """Store a new assessment by the actor; return its id and its seal."""
        values = {
            "instrument": instrument[0], "instrument_sha256": instrument[1],
            "tool": tool[0], "tool_sha256": tool[1], "capabilities": canonical(list(capabilities)),
            "copied_from": copied_from, "started_by": self._account, "started_at": self._at,
        }  # fmt: skip
        new_id = self._connection.execute(insert(ASSESSMENT).values(values).returning(ASSESSMENT.c.id))
        number = int(new_id.scalar_one())
        return number, {"": seal_of({"id": number, **values})}

    def write(self, assessment_id: int, number: int, path: str, value: Any) -> dict[str, JsonValue]:
        """Store the next change; `number` must be free."""
        return self._add("entry", assessment_id, {"number": number, "path": path, "value": canonical(value)})

    def admit(self, assessment_id: int, account: str, part: Part) -> dict[str, JsonValue]:
        """Let somebody see an assessment; `given_by` is the actor."""
        row = {
            "assessment_id": assessment_id,
            "account": account,
            "part": part.value,
            "given_by": self._account,
        }
        return self._insert("member", row | {"at": self._at})

    def dissent(self, assessment_id: int, number: int, place: str, statement: str) -> dict[str, JsonValue]:
        """Store a statement of the actor against an answer."""
        return self._add("dissent", assessment_id, {"number": number, "place": place, "statement": statement})

    def sign(
        self, assessment_id: int, role: Role, function: str, statement: str, sha256: str, dissents: int
    ) -> dict[str, JsonValue]:
        """Store the sign-off of the actor."""
        said = {"role": role.value, "function": function, "statement": statement, "sha256": sha256}
        return self._add("signature", assessment_id, said | {"dissents": dissents})

    def step(
        self, held: Assessment, kind: StepKind, about: str, *, part: str = "", reason: str = ""
    ) -> dict[str, JsonValue]:
        """Store the next step of an assessment."""
        said = {"kind": kind.value, "about": about, "part": part, "reason": reason}
        return self._add("step", held.id, {"number": len(held.steps) + 1, **said})

    def _add(self, what: str, assessment_id: int, values: Mapping[str, Any]) -> dict[str, JsonValue]:
        row = {"assessment_id": assessment_id, **values, "account": self._account, "at": self._at}
        return self._insert(what, row)

    def _insert(self, what: str, row: dict[str, Any]) -> dict[str, JsonValue]:
        target, key = KEYS[what]
        self._connection.execute(insert(target).values(row))
        return {str(row[key]): seal_of(row)}
