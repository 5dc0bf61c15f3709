"""The whole check of the curated content: reading, rules between records, wording, expectations, counts."""

from dataclasses import dataclass
from pathlib import Path

from catalog.bootstrap import checked_content
from catalog.domain.census import Census, take_census
from catalog.domain.compliance_review import review_warnings
from catalog.domain.expectations import expectation_faults
from catalog.domain.faults import Fault
from catalog.domain.search_duty import search_duty_faults
from catalog.domain.wording import wording_faults
from catalog.exchange.checks import read_expectations, read_fingerprints
from catalog.exchange.curated import curated_files
from catalog.exchange.readability import median_ease


@dataclass(frozen=True)
class CheckReport:
    """What the check found. `ease` is Flesch's reading ease of the summaries: median, and of the hardest tenth.

    `warnings` are sentences on what is due to be read again; they fail nothing.
    """

    faults: tuple[Fault, ...]
    census: Census
    ease: tuple[float, float]
    warnings: tuple[str, ...] = ()


def check_everything(folder: Path, date: str) -> CheckReport:
    """Check the curated content of a folder; `date` is today as YYYY-MM-DD.

    Raises:
        Unavailable: the folder is incomplete or a file cannot be read.
    """
    content, faults = checked_content(curated_files(folder), date)
    census = take_census(content)
    expected, unreadable = read_expectations(folder)
    short = expectation_faults(content, census, expected) if expected else ()
    wording = wording_faults(content, read_fingerprints(folder))
    owed = search_duty_faults(content, date)
    everything = tuple(sorted((*faults, *unreadable, *short, *wording, *owed)))
    book = content.rulebook()
    overdue = review_warnings(book, date) if book else ()
    ease = median_ease(tool.summary for tool in content.tools.values())
    return CheckReport(everything, census, ease, overdue)
