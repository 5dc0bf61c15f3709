"""Datasette as a peer: the same records, faceted and searchable, served by its own server."""

import http.client
import json
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from benchmarks.processes import HOST
from benchmarks.sqlite_peer import LISTS
from catalog.domain.facets import FACET_IDS
from catalog.domain.search import PAGE_SIZE

TABLE: Final = "/catalog/tools"
SHOWN: Final = ("name", "provider", "kind", "summary", "capability", "access", "cost")
"""The columns of its page: what our cards say."""

# Every facet with all its values, as on our page; no work that our page does not do (suggested facets).
_SETTINGS: Final = {
    "default_page_size": PAGE_SIZE,
    "default_facet_size": 200,
    "facet_time_limit_ms": 5000,
    "suggest_facets": "off",
    "max_csv_mb": 0,
}


def installed() -> bool:
    """Tell whether Datasette can be started."""
    return find_spec("datasette") is not None


def write_metadata(file: Path) -> None:
    """Write the metadata that gives the table its search and the same facets as our page."""
    facets = [{"array": name} if name in LISTS else name for name in FACET_IDS]
    table = {"fts_table": "texts", "fts_pk": "id", "facets": facets, "sort": "id"}
    file.write_text(json.dumps({"databases": {"catalog": {"tables": {"tools": table}}}}), encoding="utf-8")


def command(database: Path, metadata: Path, port: int) -> list[str]:
    """Return the command line that serves the file `catalog.db`, read-only and known not to change."""
    options = [part for name, value in _SETTINGS.items() for part in ("--setting", name, str(value))]
    place = ["--host", HOST, "--port", str(port), "--metadata", str(metadata)]
    return [sys.executable, "-m", "datasette", "serve", "--immutable", str(database), *place, *options]


def table_address(form: str, match: str = "", filters: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Return the address of its table page for a search; `form` is "" for HTML or ".json"."""
    query: list[tuple[str, str]] = [("_col", name) for name in SHOWN]
    if match:
        query += [("_search", match), ("_searchmode", "raw")]
    for facet, values in (filters or {}).items():
        name = f"{facet}__arraycontains" if facet in LISTS else f"{facet}__exact"
        query += [(name, value) for value in values]
    return f"{TABLE}{form}?{urlencode(query)}"


class Client:
    """One kept connection to a running Datasette."""

    def __init__(self, port: int) -> None:
        """Connect at the first request."""
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def get(self, address: str) -> bytes:
        """Return the body of a page.

        Raises:
            http.client.HTTPException: the answer was not a success.
        """
        self._connection.request("GET", address)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"Datasette answered {answer.status} to {address}")
        return body

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
