"""Searching: the only room that knows Whoosh.

Public names:

- `build_index(folder, documents, last_event, progress=None, total=0, thesaurus=None)` writes a new generation
  aside, switches to it in one step and returns the SHA-256 of its manifest, for the store to remember. The
  thesaurus becomes part of the generation: nothing else is needed to understand questions.
- `open_index(folder, expected_manifest=None, report=None)` returns a `SearchIndex`, or None when there is
  none that can be trusted; the caller then builds one from the store.
- `SearchIndex` is one generation, immutable and shared by all threads: `search(request)`, `suggest(prefix)`,
  `explain(request, slug)`, `concept_label(concept)`, `slugs()`, `len()`, `generation`, `last_event`,
  `manifest_hash`. `with_changes(documents, gone, last_event)` returns another one, which holds the changes and
  answers as one that was built anew would; the files on the disk stay as they are.
- `fold(word)` spells a word as `SearchResult.terms` does (case and accents folded), for marking.

How it fits together: `words` turns text into forms; `inverting` has Whoosh write their postings, which become
arrays as well (`postings`); `parts` holds those beside all other columns (`columns`, `facets`, `lexicon`), and
`placing` says where what is new is spliced in; `build` writes a generation, and `manifest` says what belongs to
it byte for byte; `opening` verifies it and gives the bytes to `index`; there `grammar` reads what was typed,
`understanding` holds it against the labels of `thesaurus` (with `language`, `units`, `loose` and `negation`), `soft`
says which kinds of tool the words lean to where no label was met (`softening` compiles that), `resolving`,
`matching` and `scoring` find over the arrays, `concepts`, `records` and `ranking` say what
fits and comes first, and `evidence` whether there is an answer; `facets` holds sets of tools as `bits`, `narrowing`
filters and `counting` counts. `suggesting` and `explaining` serve the reader beside. `recent` keeps what was worked
out for forms, concepts and values of the catalogue, never for a question.

A question is read as topics, limits and plain words. A limit keeps tools of which nothing is stated, behind
those that are within it, for "not stated" never means no; a filter that the reader chose is strict. When fewer
than four tools are left, the others follow behind, and the filter says that it is relaxed. Nothing found is an
answer: a note says what the catalogue does not cover, or which capability is near.

Texts of a `SearchDocument` that are lists (aliases, claims, ...) have one item a line: a line of `aliases` is
an alias that is found as a whole, and no phrase runs over the end of a line. `SearchResult.terms` are the
folded forms that matched somewhere: a word of a text is to be marked when its fold, or the fold of a part of
it ("hash-matching", "PhotoDNA"), is among them. Nothing that is typed is kept or logged.
"""

from catalog.search.build import build_index
from catalog.search.index import SearchIndex
from catalog.search.opening import open_index
from catalog.search.words import fold

__all__ = ["SearchIndex", "build_index", "fold", "open_index"]
