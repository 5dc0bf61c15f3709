"""Where only members read: no query answers somebody who is not signed in, whatever page forgets to ask."""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

import catalog.queries
from catalog.domain.errors import NotAllowed
from catalog.domain.people import STRANGER


def queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function of the queries that takes an actor."""
    for module in iter_modules(catalog.queries.__path__):
        room = import_module(f"catalog.queries.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            own = function.__module__ == room.__name__ and not name.startswith("_")
            if own and "actor" in inspect.signature(function).parameters:
                yield f"{module.name}.{name}", function


FOUND = dict(queries())


@pytest.mark.parametrize("name", FOUND)
def test_a_query_asks_before_it_reads(name: str) -> None:
    """Called as a stranger and with nothing to read from, each query refuses first."""
    parameters = inspect.signature(FOUND[name]).parameters
    arguments = {part: STRANGER if part == "actor" else None for part in parameters}
    with pytest.raises(NotAllowed, match="you act as stranger"):
        FOUND[name](**arguments)


def test_the_walk_finds_the_queries() -> None:
    """The walk is not empty: it holds the search and the tool page."""
    assert {"search.search_page", "tools.tool_page", "accounts.account_list"} <= set(FOUND)
