"""The command `python -m benchmarks`: measures and prints Markdown tables.

python -m benchmarks                     everything but growth
python -m benchmarks build start search page load relevance    only the sections named
python -m benchmarks growth --sizes 1000,10000 --keep FOLDER
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks import build, growth, load, page, published, relevance, search, start
from benchmarks.chromium import chromium_version
from benchmarks.growth_figures import tables as growth_tables
from benchmarks.report import Table, is_missing, machine_facts, missing
from catalog.domain.errors import CatalogError

_GROWTH: Final = "growth"
_SECTIONS: Final[dict[str, Callable[[int], list[Table]]]] = {
    "build": build.run,
    "start": start.run,
    "search": search.run,
    "page": page.run,
    "load": load.run,
    "relevance": relevance.run,
}
_ROUNDS: Final = {"build": 3, "start": 3, "search": 4, "page": 5, "load": 1, "relevance": 1, _GROWTH: 5}


def _section(name: str) -> str:
    if name not in _ROUNDS:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(_ROUNDS)}")
    return name


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(growth.REAL if part == "real" else int(part) for part in text.split(","))
    if min(sizes) < 0:
        raise argparse.ArgumentTypeError("a size is a number of tools, or real")
    return sizes


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "sections",
        nargs="*",
        type=_section,
        metavar="section",
        help=f"{', '.join(_ROUNDS)}; default: all but {_GROWTH}",
    )
    parser.add_argument("--rounds", type=int, help="rounds of each section (more for steadier figures)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    parser.add_argument(
        "--publish",
        action="store_true",
        help="also keep the figures in docs/figures and show them in the pages",
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        default=growth.SIZES,
        metavar="N,N",
        help="growth: numbers of tools, or real for the real catalogue",
    )
    parser.add_argument(
        "--add", action="store_true", help="growth: beside the published figures of the sizes not named"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="growth: build here, and not again")
    return parser.parse_args()


def _measured(name: str, asked: argparse.Namespace) -> tuple[list[Table], dict[str, Any]]:
    """Return the tables of a section, and what else of it is to be kept."""
    rounds = max(1, asked.rounds or _ROUNDS[name])
    try:
        if name != _GROWTH:
            return _SECTIONS[name](rounds), {}
        told = growth.run(rounds, asked.sizes, asked.keep)
    except CatalogError as error:
        return [missing(name.capitalize(), str(error))], {}
    if asked.add:
        told = told.beside(growth.Measured.of(published.figures_of(_GROWTH)))
    return growth_tables(told.figures, told.notes), told.data()


def _publish(name: str, machine: Table, tables: Sequence[Table], more: dict[str, Any]) -> None:
    published.publish(name, machine, tables, more)
    if name == _GROWTH:
        # Only here: matplotlib is a dependency of development, and slow to load.
        from benchmarks.growth_plots import plots  # noqa: PLC0415

        for file, text in plots(growth.Measured.of(more).figures).items():
            (published.DOCS / "images" / file).write_text(text, encoding="utf-8")


def main() -> None:
    """Measure the sections asked for and print their tables."""
    asked = _arguments()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    machine = machine_facts(Chromium=chromium_version())
    tables = [machine]
    print(machine.markdown(), flush=True)
    for name in asked.sections or _SECTIONS:
        measured, more = _measured(name, asked)
        for table in measured:
            print(table.markdown(), flush=True)
        tables += measured
        if asked.publish and not any(map(is_missing, measured)):
            _publish(name, machine, measured, more)
    if asked.json:
        figures = [table.data() for table in tables]
        asked.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
