"""Working out beforehand what first questions would wait for."""

import pytest

from catalog.bootstrap import App
from catalog.domain.search import SearchRequest
from catalog.search.concepts import Concepts


def test_warming_stops_in_time_and_changes_no_answer(real_app: App) -> None:
    """Without time nothing is done, with a little some concepts are, and questions are answered as before."""
    index = real_app.read.index
    before = index.search(SearchRequest("locate where a photo was taken"))

    assert index.warm(0.0) == 0
    assert 0 < index.warm(0.05) <= len(index._labels.concepts)
    assert index.search(SearchRequest("locate where a photo was taken")) == before


def test_what_is_warm_is_not_worked_out_again(real_app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """A concept that was done is kept for the question that needs it."""
    index = real_app.read.index
    done = index.warm(0.05)
    worked_out: list[object] = []
    monkeypatch.setattr(Concepts, "_fit", lambda _self, concept: worked_out.append(concept))

    for number in range(done):
        index._fits.fit(number)
    assert worked_out == []
