"""Canaries: words that stand nowhere but in content that readers must not see, and that content."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

from catalog.actions.drafts import discard_draft, start_draft
from catalog.actions.imports import make_drafts, undo_batch
from catalog.actions.records import suspend
from catalog.actions.reports import dismiss_report, report
from catalog.actions.submissions import decide, submit_draft, withdraw
from catalog.bootstrap import App
from catalog.domain.imports import ParsedFile, ParsedRow
from catalog.domain.work import Draft
from catalog.domain.workflow import Outcome
from catalog.queries.imports import dry_run, likely_mapping
from catalog.store import Store
from tests.actions.concern_world import AWAY, SEVERE, decided, raised
from tests.actions.workflow_world import ANNA, BORIS, CLARA, FRANK, NO_TIES, TOOL, edited, submitted
from tests.samples import raw_tool, source

MARK = "kanarie"
"""What every canary begins with; it stands in no word of the catalogue."""

_CANARY = re.compile(rf"{MARK}\d+q?")
_TEXT = 12


class Aviary:
    """Hands out canaries, and remembers in which kind of content each was put."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers = count(1)
        self.kinds: dict[str, str] = {}

    def canary(self, kind: str) -> str:
        """Return a new canary."""
        made = f"{MARK}{next(self._numbers):05d}q"
        self.kinds[made] = kind
        return made

    def text(self, kind: str) -> str:
        """Return a short sentence with a canary in it."""
        return f"It says {self.canary(kind)} and no more."

    def counted(self) -> Counter[str]:
        """Return how many canaries are in which kind of content."""
        return Counter(self.kinds.values())

    def tool(self, slug: str, kind: str, **changes: Any) -> dict[str, Any]:
        """Return a tool in which every field of free text holds a canary of its own; its name is of a kind of its own."""

        def said() -> str:
            return self.text(kind)

        sourced = [{"text": said(), "sources": [1]} for _ in range(_TEXT)]
        written = {
            "name": f"Tool {self.canary(f'{kind}, name')}",
            "aliases": [self.canary(kind) for _ in range(4)],
            **{name: said() for name in ("summary", "description", "input", "output", "hardware", "licence")},
            "ai": {"family": "image-analysis", "use": said()},
            "homepage": f"https://{self.canary(kind)}.example.org/",
            "repository": f"https://example.org/{self.canary(kind)}",
            "listing": {"status": "caution", "reason": said(), "sources": [1]},
            "users": sourced[:4],
            "limitations": sourced[4:],
            "claims": [
                {
                    "text": said(),
                    "measured_by": "independent",
                    "conditions": said(),
                    "date": "2025",
                    "sources": [1],
                }
                for _ in range(4)
            ],
            "annotations": [
                {
                    "principle": "human-autonomy/privacy",
                    "kind": "concern",
                    "text": said(),
                    "date": "2025",
                    "sources": [1],
                }
                for _ in range(4)
            ],
            "sources": {
                number: source(url=f"https://example.org/{self.canary(kind)}", title=said(), publisher=said())
                for number in (1, 2)
            },
            "curation": {"confidence": "high", "open_questions": [said(), said()]},
        }
        return raw_tool(slug, **written) | changes


def fields(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the raw form of a tool as a form holds it."""
    return {**raw, "sources": {str(number): item for number, item in raw["sources"].items()}}


def fill(app: App, aviary: Aviary, hidden: tuple[str, ...], shown: tuple[str, ...]) -> None:
    """Suspend tools in each way, and leave drafts, submissions, imports and reports of every kind behind."""
    store = app.store
    for place, slug in enumerate(hidden):
        if place % 3 == 0:
            raised(store, SEVERE, slug=slug)
        elif place % 3 == 1:
            decided(store, raised(store, slug=slug), AWAY)
        else:
            suspend(store, CLARA, TOOL, slug, "kept from readers until it is looked at")
    _unpublished(store, aviary, shown)
    _imported(store, aviary)
    _reported(store, aviary, (*hidden, *shown))


def _draft(store: Store, aviary: Aviary, name: str, kind: str) -> Draft:
    return start_draft(store, ANNA, TOOL, fields(aviary.tool(name, kind)))


def _unpublished(store: Store, aviary: Aviary, shown: tuple[str, ...]) -> None:
    for number in range(4):
        _draft(store, aviary, f"open-{number}", "draft")
        dropped = _draft(store, aviary, f"dropped-{number}", "discarded draft")
        discard_draft(store, ANNA, dropped.id, aviary.text("discarded draft"))
        waiting = _draft(store, aviary, f"waiting-{number}", "submission")
        submit_draft(store, ANNA, waiting.id, waiting.version, aviary.text("submission"))
        refused = _draft(store, aviary, f"refused-{number}", "rejected submission")
        made = submit_draft(store, ANNA, refused.id, refused.version, aviary.text("rejected submission"))
        said = aviary.text("rejected submission")
        decide(store, BORIS, made.id, made.sha256, Outcome.REJECT, said, NO_TIES)
    for place, slug in enumerate(shown):
        changed = {
            name: value
            for name, value in fields(aviary.tool(slug, "unpublished edit", relations=[])).items()
            if name != "slug"
        }
        if place % 3 == 0:
            edited(store, ANNA, slug, **changed)
            continue
        made = submitted(store, ANNA, slug, **changed)
        if place % 3 == 1:
            withdraw(store, ANNA, made.id, aviary.text("unpublished edit"))


def _imported(store: Store, aviary: Aviary) -> None:
    for kind in ("import", "undone import"):
        rows = [fields(aviary.tool(f"{kind.replace(' ', '-')}-{n}", kind)) for n in range(4)]
        columns = tuple(rows[0])
        parsed = tuple(ParsedRow(number, row) for number, row in enumerate(rows, start=1))
        file = ParsedFile("list.json", "json", "0" * 64, columns, parsed)
        mapping = likely_mapping(store, ANNA, file)
        seen = dry_run(store, ANNA, file, mapping)
        batch = make_drafts(store, ANNA, file, mapping, seen.digest, duplicates=True)
        if kind == "undone import":
            undo_batch(store, ANNA, batch.id, aviary.text(kind))


def _reported(store: Store, aviary: Aviary, slugs: tuple[str, ...]) -> None:
    for slug in slugs[:8]:
        said = {name: aviary.text("report") for name in ("what", "harm", "seen")}
        made = report(store, BORIS if slug in slugs[:4] else FRANK, TOOL, slug, **said)
        if slug in slugs[:6]:
            dismiss_report(store, CLARA, made.id, aviary.text("answer to a report"))


def found(text: str) -> Iterator[str]:
    """Yield every canary in a text."""
    yield from _CANARY.findall(text.lower())
