"""The catalogue under test, opened in a temporary folder from the curated content."""

import os
import sys
from pathlib import Path

from catalog.bootstrap import App, open_app, published_documents, today
from catalog.domain.content import RecordKind
from catalog.domain.indexing import thesaurus_of
from catalog.domain.search import SearchDocument
from catalog.domain.thesaurus import Thesaurus
from catalog.settings import Settings
from catalog.store import Store


def settings_in(folder: Path) -> Settings:
    """Return settings that keep all run-time files in the folder."""
    return Settings(home=folder, database_url=None)


def opened_in(folder: Path) -> App:
    """Return the catalogue with its store and its index in the folder."""
    return open_app(settings_in(folder), today())


def documents_of(store: Store) -> list[SearchDocument]:
    """Return what the index learns of every published tool, so that peers get the very same texts."""
    with store.reading() as reader:
        return published_documents(reader)


def thesaurus_of_store(store: Store) -> Thesaurus:
    """Return what questions are understood with."""
    with store.reading() as reader:
        return thesaurus_of(
            reader.documents(RecordKind.THESAURUS),
            reader.documents(RecordKind.WORDINGS),
            reader.documents(RecordKind.FILLERS),
            reader.documents(RecordKind.CAPABILITY),
        )


def serve_command(port: int) -> list[str]:
    """Return the command line of `catalog serve` without a browser."""
    return [sys.executable, "-m", "catalog.cli", "serve", "--no-browser", "--port", str(port)]


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a server whose run-time files are in the folder."""
    kept = {name: value for name, value in os.environ.items() if name != "CATALOG_DATABASE_URL"}
    return kept | {"CATALOG_HOME": str(folder)}
