"""Reads what needs a look today."""

from catalog.domain.content import RecordKind
from catalog.domain.due import DueTool, due_on, reasons_for
from catalog.domain.links import LinkState
from catalog.domain.people import Actor, Permission
from catalog.domain.revision import canonical_json, content_hash
from catalog.domain.workflow import Risk, risk_of
from catalog.queries.reading import ReadSide
from catalog.queries.work_views import DueRow

_RISKS = {Risk.HIGH: 0, Risk.ORDINARY: 1, Risk.PROTOTYPE: 2}


def due(read: ReadSide, actor: Actor, today: str, *, mine: bool = False) -> tuple[DueRow, ...]:
    """Return every tool that needs a look on `today` (YYYY-MM-DD), the riskiest and longest due first.

    `mine` leaves those that are assigned to the actor.
    """
    actor.require(Permission.CHECK_READ)
    rows = read.once(f"due on {today}", lambda: _due(read, today))
    return tuple(row for row in rows if not mine or row.assigned == actor.name)


def _due(read: ReadSide, today: str) -> tuple[DueRow, ...]:
    """Return every tool that is due; confirming and assigning are events, after which the read side is another."""
    with read.store.reading() as reader:
        confirmed = reader.checks.last_confirmed(RecordKind.TOOL)
        assigned = reader.checks.assignments(RecordKind.TOOL)
        dead = {url for url, link in reader.checks.links().items() if link.state is LinkState.DEAD}
    rows = []
    for tool in read.all_tools():
        last = confirmed.get(tool.slug, "")
        reasons = reasons_for(tool, last, dead, today)
        if reasons:
            seen = max(last[:10], tool.verification.checked)
            item = DueTool(tool.slug, tool.name, risk_of(tool), due_on(tool, last), seen, reasons)
            rows.append(DueRow(item, assigned.get(tool.slug, ""), content_hash(canonical_json(tool))))
    return tuple(sorted(rows, key=lambda row: (_RISKS[row.due.risk], row.due.since, row.due.name)))
