"""An answer is the same in every process: nothing in it hangs on the order in which a set happens to be walked."""

import os
import subprocess
import sys
from pathlib import Path

from catalog.domain.thesaurus import Concept, Thesaurus
from catalog.search.concepts import MOST_TERMS
from tests.search.factory import built, document

WORDS = tuple(f"word{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(2 * MOST_TERMS))
WORDS_IN_LINES = (" ".join(WORDS[:40]), " ".join(WORDS[40:]))
"""More words of one concept than are looked for, each as common as the next."""

ASKS = """
import sys
from pathlib import Path
from catalog.domain.search import SearchRequest
from catalog.search import open_index
index = open_index(Path(sys.argv[1]))
print([(hit.slug, hit.score) for hit in index.search(SearchRequest("burned pictures", size=100)).hits])
"""


def told_by_a_process(folder: Path, seed: str) -> str:
    """Return the hits that a process gives whose sets are in the order that the seed makes."""
    variables = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", ASKS, str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=variables).stdout


def test_an_answer_does_not_hang_on_the_process(tmp_path):
    """Two processes whose sets have other orders give the same hits with the same scores, to the last digit."""
    concept = Concept(
        id="arson",
        labels={"en": ("burned pictures",)},
        maps_to={"media": ("image",)},
        words=WORDS_IN_LINES,
    )
    documents = [document(f"tool-{i}", summary=WORDS[i], facets={"media": ("image",)}) for i in range(80)]
    built(tmp_path, documents, thesaurus=Thesaurus(concepts=(concept,)))
    first = told_by_a_process(tmp_path, "1")
    assert "tool-" in first
    assert told_by_a_process(tmp_path, "2") == first
