"""The command `python -m benchmarks`: measures and prints Markdown tables.

python -m benchmarks                     everything
python -m benchmarks build start search page    only the sections named
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import build, page, search, start
from benchmarks.chromium import chromium_version
from benchmarks.report import Table, machine_facts, missing
from catalog.domain.errors import CatalogError

_SECTIONS: Final[dict[str, Callable[[int], list[Table]]]] = {
    "build": build.run,
    "start": start.run,
    "search": search.run,
    "page": page.run,
}
_ROUNDS: Final = {"build": 3, "start": 3, "search": 4, "page": 5}


def _section(name: str) -> str:
    if name not in _SECTIONS:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(_SECTIONS)}")
    return name


def main() -> None:
    """Measure the sections asked for and print their tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "sections", nargs="*", type=_section, metavar="section", help=f"{', '.join(_SECTIONS)}; default: all"
    )
    parser.add_argument("--rounds", type=int, help="rounds of each section (more for steadier figures)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    asked = parser.parse_args()
    tables = [machine_facts(Chromium=chromium_version())]
    print(tables[0].markdown(), flush=True)
    for name in asked.sections or _SECTIONS:
        try:
            measured = _SECTIONS[name](max(1, asked.rounds or _ROUNDS[name]))
        except CatalogError as error:
            measured = [missing(name.capitalize(), str(error))]
        for table in measured:
            print(table.markdown(), flush=True)
            tables.append(table)
    if asked.json:
        figures = [table.data() for table in tables]
        asked.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
