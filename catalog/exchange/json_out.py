"""Writes an export as JSON or as YAML: the same values in both."""

import json
from typing import Any

import yaml

from catalog.exchange.exports import Export, records

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _PlainDumper(_Dumper):  # type: ignore[misc]  # the base is chosen at run time
    """Writes everything out: our own reader takes no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the signature is the library's
        """Tell that nothing is written as an alias."""
        return True


def write_json(export: Export) -> bytes:
    """Return the export as JSON."""
    text = json.dumps(_whole(export), ensure_ascii=False, indent=1)
    return text.encode("utf-8")


def write_yaml(export: Export) -> bytes:
    """Return the export as YAML."""
    text: str = yaml.dump(_whole(export), Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=110)
    return text.encode("utf-8")


def _whole(export: Export) -> dict[str, object]:
    return {**export.head(), "tools": records(export.tools)}
