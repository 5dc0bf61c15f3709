"""The process that reads files from outside: it gets the bytes, hands back plain JSON, and can do nothing else.

Started by `tables_in` as `python -m catalog.exchange.child FORMAT`, with little memory and time, no room to write
files, and neither the address of the database nor anything else of the environment.
"""

import importlib
import json
import resource
import sys
from typing import Final

from catalog.exchange.limits import LIMITS, MEGABYTE, FileFault

READERS: Final = {
    "csv": ("catalog.exchange.csv_in", "read_csv"),
    "xlsx": ("catalog.exchange.xlsx_in", "read_xlsx"),
    "json": ("catalog.exchange.json_in", "read_json"),
    "yaml": ("catalog.exchange.yaml_in", "read_yaml_list"),
}
"""The reader of each format, by name: only the one that is needed is loaded, which halves the start."""


def read(form: str, raw: bytes) -> dict[str, object]:
    """Return what a file holds, or {"fault": what is wrong with it}."""
    module, name = READERS[form]
    try:
        found: dict[str, object] = getattr(importlib.import_module(module), name)(raw)
    except FileFault as error:
        return {"fault": str(error)}
    except (MemoryError, RecursionError):
        return {"fault": "The file needs more memory than a list of tools does. Split it."}
    return found


def _confine() -> None:
    """Give up what reading does not need. A system that knows a limit by another name keeps the rest."""
    cpu = LIMITS["cpu"].value
    limits = (
        (resource.RLIMIT_AS, LIMITS["memory"].value * MEGABYTE),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in limits:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main() -> None:
    """Read a file from standard input and write what it holds to standard output."""
    _confine()
    found = read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(found, ensure_ascii=True, allow_nan=False))


if __name__ == "__main__":
    main()
