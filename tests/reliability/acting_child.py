"""Acts on a store for ever and tells after each act what was acknowledged; killed by its parent at any moment.

Arguments: the database file, and the number of this start. Each line of its output is "what number mark": a draft
and its version, a submission and its hash, a batch and its drafts, or a backup and its file's name.
"""

import sys
from itertools import count
from pathlib import Path

from catalog.actions.backups import make_backup
from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.imports import make_drafts
from catalog.actions.submissions import submit_draft
from catalog.domain.imports import ParsedFile, ParsedRow
from catalog.domain.people import SYSTEM
from catalog.queries.imports import dry_run
from catalog.store import AnchorFile, Store
from tests.actions.workflow_world import ANNA, BORIS, TOOL, WHY, approved

SLUG = "photo-sorter"


ROWS = 12


def main() -> None:
    """Edit, submit, approve, import and back up until killed."""
    file, start = Path(sys.argv[1]), sys.argv[2]
    store = Store.open(f"sqlite:///{file}")
    for turn in count():
        publish(store, f"{start} {turn}")
        take_in(store, f"{start}-{turn}")
        backup = file.with_name(f"backup-{start}-{turn}.zip")
        made = make_backup(store, SYSTEM, backup, AnchorFile(file.with_name("anchors.txt")))
        tell("backed-up", made.events, backup.name)


def publish(store: Store, text: str) -> None:
    """Change the tool and let somebody else approve it."""
    draft = open_draft(store, ANNA, TOOL, SLUG)
    draft = save_draft(store, ANNA, draft.id, draft.version, {**draft.content, "hardware": text})
    tell("saved", draft.id, draft.version)
    submission = submit_draft(store, ANNA, draft.id, draft.version, WHY)
    tell("submitted", submission.id, submission.sha256)
    approved(store, BORIS, submission)
    tell("published", submission.id, submission.sha256)


def take_in(store: Store, name: str) -> None:
    """Import a list of new tools as one batch."""
    rows = tuple(ParsedRow(number, {"name": f"Reader {name} {number}"}) for number in range(1, ROWS + 1))
    listed = ParsedFile("list.json", "json", "0" * 64, ("name",), rows)
    report = dry_run(store, ANNA, listed, {"name": "name"})
    batch = make_drafts(store, ANNA, listed, report.mapping, report.digest, duplicates=True)
    tell("imported", batch.id, ROWS)


def tell(what: str, number: int, mark: object) -> None:
    """Acknowledge an act that was committed."""
    sys.stdout.write(f"{what} {number} {mark}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
