"""Reads a YAML list of objects with the strict reader of curated files. Runs in the reading process only."""

from typing import Any

from catalog.exchange.limits import LIMITS, MEGABYTE, FileFault
from catalog.exchange.objects import objects
from catalog.exchange.strict_yaml import YamlFault, read_yaml


def read_yaml_list(raw: bytes) -> dict[str, Any]:
    """Return columns, rows and notes of a YAML list of objects, or of one object.

    Raises:
        FileFault: it is not YAML that we read.
    """
    try:
        value = read_yaml(raw, LIMITS["bytes"].value * MEGABYTE, LIMITS["depth"].value)
    except YamlFault as error:
        raise FileFault(f"The file {error}. Correct it there.") from error
    return objects(value)
