"""Whoosh as its manual shows it: a stemmed text field each, `MultifieldParser`, BM25F, nothing tuned."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser, OrGroup

from catalog.domain.search import TEXT_FIELDS, SearchDocument


class NaiveWhoosh:
    """The peer, opened. `any_word` asks for some of the words, scored up the more of them match."""

    def __init__(self, folder: Path, documents: Sequence[SearchDocument]) -> None:
        """Write the texts into an index in the folder."""
        folder.mkdir(parents=True)
        fields: dict[str, Any] = {name: TEXT(analyzer=StemmingAnalyzer()) for name in TEXT_FIELDS}
        schema = Schema(slug=ID(stored=True), **fields)
        index = create_in(folder, schema)
        writer = index.writer()
        for document in documents:
            writer.add_document(
                slug=document.slug, **{name: document.texts.get(name, "") for name in TEXT_FIELDS}
            )
        writer.commit()
        self._searcher = index.searcher()
        self._all = MultifieldParser(TEXT_FIELDS, schema)
        self._any = MultifieldParser(TEXT_FIELDS, schema, group=OrGroup.factory(0.9))

    def ranked(self, text: str, *, any_word: bool) -> list[str]:
        """Return the slugs that match, best first."""
        query = (self._any if any_word else self._all).parse(text)
        return [hit["slug"] for hit in self._searcher.search(query, limit=None)]

    def close(self) -> None:
        """Close the index."""
        self._searcher.close()
