"""The rulebook of the repository, for tests: read once, and published in a small store."""

from functools import cache
from pathlib import Path

from catalog.domain.content import RULEBOOK_KINDS, Content
from catalog.domain.people import SYSTEM
from catalog.domain.rulebook import Rulebook
from catalog.exchange.curated import curated_files, read_content
from catalog.store import Store

DATA = Path(__file__).parent.parent / "data"


@cache
def rule_files() -> Content:
    """Return the files of the rulebook, and the legal facts."""
    return read_content(file for file in curated_files(DATA) if file.name.startswith("compliance/"))[0]


@cache
def the_book() -> Rulebook:
    """Return the rulebook."""
    book = rule_files().rulebook()
    assert book is not None
    return book


def publish_rulebook(store: Store) -> None:
    """Publish the rulebook, as loading the curated files does."""
    with store.writing(SYSTEM) as work:
        for kind, slug, document in rule_files().records():
            if kind in RULEBOOK_KINDS:
                work.publish(kind, slug, document)
