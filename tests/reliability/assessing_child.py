"""Answers questions of an assessment for ever and tells each number that was acknowledged; killed by its parent."""

import sys
from itertools import count

from catalog.actions.assessments import save_entry
from catalog.store import Store
from tests.actions.assessment_world import IVAN


def main() -> None:
    """Write one note after the other until killed."""
    store, held = Store.open(f"sqlite:///{sys.argv[1]}"), int(sys.argv[2])
    for turn in count():
        value = {"value": "partly", "note": f"start {sys.argv[3]}, turn {turn}"}
        saved = save_entry(store, IVAN, held, 10**9, "answer/legal-basis", value)
        print(saved.version, flush=True)  # what the parent reads


if __name__ == "__main__":
    main()
