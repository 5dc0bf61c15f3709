"""Reasons, comments, interests and notes are held to the same characters as a record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.actions.checks import confirm
from catalog.actions.drafts import discard_draft
from catalog.actions.records import propose, suspend
from catalog.actions.submissions import decide, submit_draft, withdraw
from catalog.domain.checklist import CHECKLIST, YES
from catalog.domain.errors import Invalid
from catalog.domain.work import Draft, Submission
from catalog.domain.workflow import Act, Answer, Outcome, require_plain
from catalog.store import Store
from tests.actions.workflow_world import (
    ALL_YES,
    ANNA,
    BORIS,
    CLARA,
    NO_TIES,
    TOOL,
    WHY,
    edited,
    stock,
    submitted,
)

SORTER, FINDER = "photo-sorter", "voice-finder"
FORBIDDEN = ("\x1b[31mred", "half \x00 a line", "invoice \u202egpj.exe", "\ufffe no character")


class World:
    """A store with a submission under review and an open draft."""

    def __init__(self, folder: Path) -> None:
        """Fill it."""
        self.store = Store.open(f"sqlite:///{folder}/catalog.sqlite3")
        stock(self.store, SORTER, FINDER)
        self.made: Submission = submitted(self.store, ANNA, SORTER, hardware="a laptop")
        self.draft: Draft = edited(self.store, ANNA, FINDER, hardware="a server")

    def decide(self, comment: str = WHY, interest: str = NO_TIES, note: str = "", field: str = "") -> None:
        """Let a reviewer decide with these texts."""
        answers = (Answer(CHECKLIST[0].id, YES, note), *ALL_YES[1:])
        sha256, fields = self.made.sha256, {"hardware": field}
        decide(
            self.store, CLARA, self.made.id, sha256, Outcome.APPROVE, comment, interest, answers, fields
        )  # fmt: skip


ACTS: dict[str, Callable[[World, str], object]] = {
    "submit": lambda w, text: submit_draft(w.store, ANNA, w.draft.id, w.draft.version, text),
    "withdraw": lambda w, text: withdraw(w.store, ANNA, w.made.id, text),
    "discard": lambda w, text: discard_draft(w.store, ANNA, w.draft.id, text),
    "suspend": lambda w, text: suspend(w.store, CLARA, TOOL, SORTER, text),
    "propose": lambda w, text: propose(w.store, ANNA, Act.RETIRE, TOOL, FINDER, text),
    "confirm": lambda w, text: confirm(w.store, BORIS, TOOL, FINDER, w.draft.base, text),
    "comment": lambda w, text: w.decide(comment=text),
    "interest": lambda w, text: w.decide(interest=text),
    "note": lambda w, text: w.decide(note=text),
    "comment on a field": lambda w, text: w.decide(field=text),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_text_of_an_act_holds_what_breaks_a_feed_or_turns_a_line(tmp_path: Path, act: str) -> None:
    """Each act refuses such a text with a sentence and leaves no event; with a plain text it is done."""
    world = World(tmp_path)
    with world.store.reading() as reader:
        before = reader.last_event()
    for text in FORBIDDEN:
        with pytest.raises(Invalid, match="retype the text"):
            ACTS[act](world, f"{WHY} {text}")
    with world.store.reading() as reader:
        assert reader.last_event() == before
    ACTS[act](world, f"{WHY}\r\nand a second line")


def test_lines_end_alike() -> None:
    """What a browser sends with CRLF is kept with one line feed."""
    assert require_plain("one\r\ntwo", "The reason") == "one\ntwo"
