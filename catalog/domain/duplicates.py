"""Likely duplicates: which known tools a new name or address may already mean."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED

_ALIKE: Final = 0.75
"""Of two names or summaries, the share of letter triples in common (Dice) from which they look alike."""

_SHORTEST: Final = 4
_SHARED_HOSTS: Final = frozenset(
    {"github.com", "gitlab.com", "huggingface.co", "sites.google.com", "bitbucket.org"}
)


@dataclass(frozen=True)
class Duplicate:
    """A tool that may be the same, why, and how sure that is (1.0: the same address or name)."""

    slug: str
    name: str
    reason: str
    likeness: float


def normal_address(url: str) -> str:
    """Return a web address without what does not tell pages apart: scheme, "www.", slash, query, letter case."""
    parts = urlsplit(url.strip().lower())
    host = (parts.hostname or "").removeprefix("www.")
    path = re.sub(r"/(index\.html?)?$", "", parts.path).removesuffix(".git")
    return f"{host}{path}" if host else ""


def normal_name(name: str) -> str:
    """Return a name as compared: compatibility forms, no marks, no case, letters and digits only."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def likely_duplicates(
    draft: Mapping[str, Any], tools: Iterable[Tool], limit: int = 5
) -> tuple[Duplicate, ...]:
    """Return the tools that raw values of a draft may already mean, the likeliest first.

    Looks at addresses (normalised), names and other names (equal, then alike), and the summary. A tool with the
    draft's own slug is not a duplicate of it.
    """
    wanted = _Wanted(draft)
    found = (item for tool in tools if tool.slug != draft.get("slug") for item in wanted.matches(tool))
    best: dict[str, Duplicate] = {}
    for item in found:
        if item.slug not in best or best[item.slug].likeness < item.likeness:
            best[item.slug] = item
    return tuple(sorted(best.values(), key=lambda item: (-item.likeness, item.name))[:limit])


class Known:
    """Many known tools, made ready for many questions: an import asks for each of its rows."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        self._tools = {tool.slug: tool for tool in tools}
        self._same: dict[str, set[str]] = {}
        self._alike: dict[str, set[tuple[str, int]]] = {}
        self._sizes: dict[tuple[str, int], int] = {}
        for tool in self._tools.values():
            self._add(tool)

    def likely(self, draft: Mapping[str, Any], limit: int = 5) -> tuple[Duplicate, ...]:
        """Return what `likely_duplicates` returns, without looking at every tool."""
        wanted = _Wanted(draft)
        near = {slug for key in wanted.same() for slug in self._same.get(key, ())}
        near.update(slug for triples in wanted.texts() for slug in self._near(triples))
        return likely_duplicates(draft, (self._tools[slug] for slug in sorted(near)), limit)

    def _add(self, tool: Tool) -> None:
        told = _Wanted(tool.model_dump(include={"name", "aliases", "homepage", "repository", "summary"}))
        for key in told.same():
            self._same.setdefault(key, set()).add(tool.slug)
        for place, triples in enumerate(told.texts()):
            self._sizes[tool.slug, place] = len(triples)
            for triple in triples:
                self._alike.setdefault(triple, set()).add((tool.slug, place))

    def _near(self, triples: frozenset[str]) -> Iterator[str]:
        shared = Counter(text for triple in triples for text in self._alike.get(triple, ()))
        for text, common in shared.items():
            if 2 * common >= _ALIKE * (len(triples) + self._sizes[text]):
                yield text[0]


class _Wanted:
    def __init__(self, draft: Mapping[str, Any]) -> None:
        aliases = draft.get("aliases")
        listed = aliases if isinstance(aliases, list | tuple) else ()
        self._names = {
            name for text in (draft.get("name"), *listed) if (name := normal_name(str(text or "")))
        }
        self._addresses = {
            address for key in ("homepage", "repository") if (address := _telling(str(draft.get(key) or "")))
        }
        self._summary = _triples(normal_name(str(draft.get("summary") or "")))

    def same(self) -> frozenset[str]:
        """Return what is the same or not: names and addresses."""
        return frozenset(self._names | self._addresses)

    def texts(self) -> tuple[frozenset[str], ...]:
        """Return what may be alike, as letter triples: every name, and the summary."""
        return (*(_triples(name) for name in sorted(self._names)), self._summary)

    def matches(self, tool: Tool) -> Iterator[Duplicate]:
        """Yield each reason for which the tool may be the same."""
        known = {_telling(address) for address in (tool.homepage, tool.repository)} - {""}
        if self._addresses & known:
            yield Duplicate(tool.slug, tool.name, "the same address", 1.0)
        names = [(text, normal_name(text)) for text in (tool.name, *tool.aliases)]
        for text, name in names:
            if name in self._names:
                yield Duplicate(tool.slug, tool.name, f"the same name: {text}", 1.0)
        alike = max((_dice(_triples(mine), _triples(name)) for mine in self._names for _, name in names
                     if min(len(mine), len(name)) >= _SHORTEST), default=0.0)  # fmt: skip
        if alike >= _ALIKE:
            yield Duplicate(tool.slug, tool.name, "a name that looks alike", alike * 0.9)
        same = _dice(self._summary, _triples(normal_name(tool.summary)))
        if same >= _ALIKE:
            yield Duplicate(tool.slug, tool.name, "a summary that reads alike", same * 0.8)


def _telling(url: str) -> str:
    """Return the normalised address unless it is only the host of many projects."""
    address = "" if url == NOT_STATED else normal_address(url)
    return "" if address in _SHARED_HOSTS else address


def _triples(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
