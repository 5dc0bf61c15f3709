"""Plots of growth as SVG: the same bytes for the same figures, readable on light and on dark ground."""

import io
import math
from collections.abc import Mapping
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import LogLocator

from benchmarks.growth_engines import EVERY, MIXED, OURS, SQL, TANTIVY
from benchmarks.growth_figures import COSTS, SEARCHES, Figures

PLOTTED: Final = {
    "full": SEARCHES["full"].partition(":")[0],
    "first touch": SEARCHES["first touch"].partition(":")[0],
    "broad": SEARCHES["broad"].partition(":")[0],
    "build": COSTS["build"].partition(",")[0],
}
"""Measures that have a plot, with what stands above it."""

_UNITS: Final = {"build": "s of processor time"}
_LINES: Final[Mapping[str, dict[str, Any]]] = {
    OURS: {"color": "#d4611a", "marker": "o", "linewidth": 2.4},
    EVERY: {"color": "#d4611a", "marker": "o", "linestyle": "dotted"},
    SQL: {"color": "#8c7cc3", "marker": "v"},
    MIXED: {"color": "#2f81c7", "marker": "s"},
    TANTIVY: {"color": "#2a9d6f", "marker": "D"},
}
_INK: Final = "#010203"
"""Stands for the colour of text until the style sheet of the plot says which."""

_STYLE: Final = (
    "<style>:root{--ink:#24292f}@media(prefers-color-scheme:dark){:root{--ink:#e6edf3}}</style>\n <defs>"
)
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.hashsalt": "growth",  # ids that are the same in each run
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


def file_name(measure: str) -> str:
    """Return what the plot of the measure is called."""
    return f"growth-{measure.replace(' ', '-')}.svg"


def plots(got: Figures) -> dict[str, str]:
    """Return an SVG document for each file name."""
    with rc_context(_SETTINGS):
        return {file_name(measure): _plot(got, measure) for measure in PLOTTED if got.engines(measure)}


def _plot(got: Figures, measure: str) -> str:
    canvas = Canvas(figsize=(6.4, 3.8), layout="constrained")
    axes = canvas.subplots()
    for name in got.engines(measure):
        points = [(size, got.value(measure, name, size)) for size in got.sizes]
        known = [(size, value) for size, value in points if not math.isnan(value)]
        axes.plot(*zip(*known, strict=True), label=name, markersize=5, **_LINES[name])
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(got.sizes, [f"{size:,}" for size in got.sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    axes.set_xlabel("tools")
    axes.set_ylabel(_UNITS.get(measure, "ms, median"))
    axes.set_title(PLOTTED[measure].capitalize(), loc="left")
    axes.grid(visible=True, color="#808080", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    canvas.legend(loc="outside lower left", ncols=3, frameon=False)
    buffer = io.StringIO()
    canvas.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    text = buffer.getvalue().replace("<defs>", _STYLE, 1).replace(_INK, "var(--ink)")
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
