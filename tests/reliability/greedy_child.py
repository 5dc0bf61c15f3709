"""Writes one act after another and leaves the database free for two milliseconds between them, until killed.

Argument: the database file. It says "ready" once it has it.
"""

import sqlite3
import sys
from time import sleep


def main() -> None:
    """Hold the database for fifty milliseconds at a time, and take it back at once where somebody else came in between."""
    raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        try:
            raw.execute("begin immediate")
        except sqlite3.OperationalError:
            sleep(0.0002)
            continue
        sleep(0.05)
        raw.execute("rollback")
        sleep(0.002)


if __name__ == "__main__":
    main()
