"""The tantivy peer: the same texts and facets in an index of the engine written in Rust, and the same search over it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.sqlite_peer import Filters, PeerAnswer
from catalog.domain.facets import FACET_IDS
from catalog.domain.search import PAGE_SIZE, TEXT_FIELDS, SearchDocument
from catalog.search.scoring import FIELD_WEIGHTS

try:
    import tantivy
except ImportError:  # a dependency of development only
    tantivy = None  # type: ignore[assignment]

_SHOWN: Final = ("name", "summary")
_MOST_VALUES: Final = 1000
_MARKED_CHARACTERS: Final = 400


def installed() -> bool:
    """Tell whether the library is there."""
    return tantivy is not None


def build_folder(documents: Sequence[SearchDocument], folder: Path) -> None:
    """Write the documents into a new index in the folder."""
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer()
    for document in documents:
        writer.add_document(_document(document))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("slug", stored=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, stored=name in _SHOWN, tokenizer_name="en_stem")
    for facet in FACET_IDS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(document: SearchDocument) -> Any:
    texts = {name: [document.texts.get(name, "")] for name in TEXT_FIELDS}
    facets = {facet: list(values) for facet, values in document.facets.items()}
    return tantivy.Document(slug=[document.slug], **texts, **facets)


class Tantivy:
    """The peer, opened. `facets` are those that it counts."""

    def __init__(self, folder: Path, facets: Sequence[str] = FACET_IDS) -> None:
        """Open a folder that `build_folder` filled."""
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._counted = tuple(facets)
        self._searcher: Any = self._index.searcher()
        self._writer: Any = None

    def search(self, text: str, filters: Filters) -> PeerAnswer:
        """Answer: matching documents and BM25 with our field weights, filters, counts, marked texts.

        A facet that filters is counted without its own filter, as on our page.
        """
        asked = self._asked(text)
        chosen = {facet: self._having(facet, values) for facet, values in filters.items()}
        query = _all(asked, list(chosen.values()))
        found = self._searcher.search(query, PAGE_SIZE, count=True)
        counts = self._counts(query, [facet for facet in self._counted if facet not in chosen])
        for facet in chosen:
            others = [wanted for other, wanted in chosen.items() if other != facet]
            counts |= self._counts(_all(asked, others), [facet])
        return PeerAnswer(found.count, self._cards(asked, found.hits), counts)

    def update(self, document: SearchDocument, text: str) -> int:
        """Replace one document and return how many are found with the text once the change is searchable."""
        if self._writer is None:
            self._writer = self._index.writer(num_threads=1)
        self._writer.delete_documents_by_term("slug", document.slug)
        self._writer.add_document(_document(document))
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        return int(self._searcher.search(self._asked(text), PAGE_SIZE, count=True).count)

    def close(self) -> None:
        """End the writer, if there is one."""
        if self._writer is not None:
            self._writer.wait_merging_threads()

    def _asked(self, text: str) -> Any:
        if not text:
            return tantivy.Query.all_query()
        return self._index.parse_query(
            text, list(TEXT_FIELDS), field_boosts=FIELD_WEIGHTS, conjunction_by_default=True
        )

    def _having(self, facet: str, values: Sequence[str]) -> Any:
        terms = [tantivy.Query.term_query(self._schema, facet, value, "basic") for value in values]
        any_of = terms[0] if len(terms) == 1 else terms[0].or_should_match(*terms[1:])
        return tantivy.Query.const_score_query(any_of, 0.0)

    def _counts(self, query: Any, facets: Sequence[str]) -> dict[str, Mapping[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": _MOST_VALUES}} for facet in facets}
        found = self._searcher.aggregate(query, wanted)
        return {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet]["buckets"]}
            for facet in facets
        }

    def _cards(self, asked: Any, hits: Sequence[tuple[Any, Any]]) -> list[tuple[str | int, ...]]:
        makers = [
            tantivy.SnippetGenerator.create(self._searcher, asked, self._schema, name) for name in _SHOWN
        ]
        for maker in makers:
            maker.set_max_num_chars(_MARKED_CHARACTERS)
        found = [self._searcher.doc(address) for _, address in hits]
        return [
            (str(one.get_first("slug")), *(maker.snippet_from_doc(one).to_html() for maker in makers))
            for one in found
        ]


def _all(asked: Any, filters: Sequence[Any]) -> Any:
    if not filters:
        return asked
    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query([(must, asked), *((must, one) for one in filters)])
