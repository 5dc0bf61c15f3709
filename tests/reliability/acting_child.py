"""Acts on a store for ever and tells after each act what was acknowledged; killed by its parent at any moment.

Arguments: the address of the database. Each line of its output is "what slug sha256-or-version".
"""

import sys
from itertools import count

from catalog.actions.drafts import open_draft, save_draft
from catalog.actions.submissions import submit_draft
from catalog.store import Store
from tests.actions.workflow_world import ANNA, BORIS, TOOL, WHY, approved

SLUG = "photo-sorter"


def main() -> None:
    """Edit, submit and approve until killed."""
    store = Store.open(sys.argv[1])
    for turn in count():
        draft = open_draft(store, ANNA, TOOL, SLUG)
        draft = save_draft(
            store, ANNA, draft.id, draft.version, {**draft.content, "hardware": f"{sys.argv[2]} {turn}"}
        )
        tell("saved", draft.id, draft.version)
        submission = submit_draft(store, ANNA, draft.id, draft.version, WHY)
        tell("submitted", submission.id, submission.sha256)
        approved(store, BORIS, submission)
        tell("published", submission.id, submission.sha256)


def tell(what: str, number: int, mark: object) -> None:
    """Acknowledge an act that was committed."""
    sys.stdout.write(f"{what} {number} {mark}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
