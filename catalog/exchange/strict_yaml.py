"""YAML as we accept it: one document, no aliases, no tags, no duplicate keys, few implicit types.

Only `true` and `false` are booleans and only digits are integers; `NO` stays Norway, `1.10` and `2024-05-01`
stay text. The parser is libyaml's where PyYAML was built with it.
"""

import re
from collections.abc import Hashable, Iterable
from typing import Any, Final

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES: Final = 200_000
"""No curated record is near this size; a larger file is a mistake or an attack."""

MAX_DEPTH: Final = 12
"""No curated record is nested as deep as this."""


class _StrictLoader(_Base):  # type: ignore[misc]  # the base is chosen at run time
    """Builds plain dicts, lists, strings, integers and booleans."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, Any]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                raise yaml.constructor.ConstructorError(
                    None, None, "a key is not a word or a number", key_node.start_mark
                )
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        result: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return result


def _resolver(tag: str, pattern: str, first: str) -> None:

    for char in first:
        _StrictLoader.yaml_implicit_resolvers.setdefault(char, []).append((tag, re.compile(pattern)))


_resolver("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf")
_resolver("tag:yaml.org,2002:int", r"^(?:0|[1-9][0-9]{0,8})$", "0123456789")
_resolver("tag:yaml.org,2002:null", r"^(?:null|~)$", "n~")


class YamlFault(ValueError):
    """The text is not the YAML that we accept; the message says what and on which line."""


def _explain(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "is not valid YAML"
    return f"{problem} (line {mark.line + 1})" if mark else str(problem)


def _refuse_tricks(events: Iterable[Any], max_depth: int) -> None:
    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(f"uses an anchor or alias (line {line}); write the value out")
        if getattr(event, "tag", None):
            raise YamlFault(f"uses a tag (line {line}); remove it")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > max_depth:
            raise YamlFault(f"is nested more than {max_depth} deep (line {line}); no record is")


def read_yaml(raw: bytes, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Any:
    """Return the plain value of one YAML document.

    Raises:
        YamlFault: the text is too large, not UTF-8, not YAML, or uses what we do not accept.
    """
    if len(raw) > max_bytes:
        raise YamlFault(f"is larger than {max_bytes:,} bytes; split it")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlFault(f"is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    try:
        _refuse_tricks(yaml.parse(text, Loader=_StrictLoader), max_depth)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a restricted safe loader
    except yaml.YAMLError as error:
        raise YamlFault(_explain(error)) from error
