"""Random tools for the tests of export and import: every field, with texts that are hard to carry through files."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from catalog.domain.text import clean, holds_forbidden
from catalog.domain.tool import Tool

HARD = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'=1+1",
        "''-x",
        "'tis",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "=cmd|' /C calc'!A0",
    ),
    *(
        "a; b",
        "a\\; b",
        "back\\slash",
        "ends in \\",
        ";",
        "\\",
        "yes",
        "no",
        "true",
        "null",
        "~",
        "1.10",
        "007",
    ),
    *(
        "2024-05-01",
        "1e5",
        "NaN",
        "#N/A",
        "_x0041_",
        "- dash",
        "# hash",
        "key: value",
        "[x]",
        "{y}",
        "*star",
        "&and",
    ),
    *(
        '"quoted"',
        "a, b",
        "a\tb",
        "line\nline",
        "émigré",
        "汉字",
        "عربي",
        "😀",
        "½",
        "<b>",
        "%d",
        "|",
        "!tag",
        "?",
    ),
)
"""Texts that a spreadsheet, a delimiter, a list or YAML could take for something else."""

_drawn = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=24)
texts = st.one_of(
    st.sampled_from(HARD), _drawn, st.tuples(st.sampled_from(HARD), _drawn).map("".join)
).filter(
    lambda text: (
        bool(text.strip()) and not holds_forbidden(text) and not holds_forbidden(" ".join(text.split()))
    )
)
texts = texts.filter(lambda text: clean(text) != "not-stated")
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
dates = st.sampled_from(("2019", "2024-05", "2025-11-21"))
addresses = st.builds(
    lambda host, path: f"https://{host}.example.org/{path}",
    slugs,
    st.sampled_from(("", "a?b=1;2", "ü", "x#y")),
)


def calm(examples: int) -> settings:
    """Return settings for so many examples, however long one takes."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))


def or_unstated(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return the values of a strategy, and "not-stated"."""
    return st.one_of(st.just("not-stated"), strategy)


def some(strategy: st.SearchStrategy[Any], most: int = 3, least: int = 0) -> st.SearchStrategy[Any]:
    """Return short lists without repetition."""
    return st.lists(
        strategy,
        min_size=least,
        max_size=most,
        unique_by=lambda item: clean(item) if isinstance(item, str) else repr(item),
    )


flags = or_unstated(st.booleans())
numbers = some(st.integers(1, 99), 3, 1)
sourced = st.fixed_dictionaries({"text": texts, "sources": numbers})
source = st.fixed_dictionaries(
    {
        "url": addresses,
        "title": or_unstated(texts),
        "kind": st.sampled_from(("press", "provider")),
        "independent": st.booleans(),
    },
    optional={
        "publisher": or_unstated(texts),
        "date": or_unstated(dates),
        "checked": dates,
        "supports": some(st.sampled_from(("description", "ai", "cost"))),
    },
)
measured = st.sampled_from(("independent", "provider", "authors"))
claim = st.fixed_dictionaries(
    {"text": texts, "measured_by": measured, "sources": numbers},
    optional={"reported_by": measured, "conditions": or_unstated(texts), "date": or_unstated(dates)},
)
annotation = st.fixed_dictionaries(
    {
        "principle": st.sampled_from(("fairness/bias", "lawfulness/legitimacy")),
        "kind": st.sampled_from(("concern", "safeguard", "ruling")),
        "text": texts,
        "sources": numbers,
    },
    optional={"date": dates},
)
raw_tools = st.fixed_dictionaries(
    {
        "slug": slugs,
        "redirects": some(slugs),
        "kind": st.sampled_from(("tool", "library", "service", "programme", "dataset", "benchmark")),
        "name": texts,
        "aliases": some(texts),
        "provider": slugs,
        "homepage": or_unstated(addresses),
        "repository": or_unstated(addresses),
        "licence": or_unstated(texts),
        "summary": texts,
        "description": texts,
        "input": or_unstated(texts),
        "output": or_unstated(texts),
        "capabilities": some(slugs, 3, 1),
        "stages": some(slugs, 2, 1),
        "media": or_unstated(some(slugs, 2, 1)),
        "ai": st.fixed_dictionaries({"family": or_unstated(slugs), "use": or_unstated(texts)}),
        "access": or_unstated(slugs),
        "cost": or_unstated(slugs),
        "deployment": or_unstated(some(slugs, 2, 1)),
        "offline": flags,
        "hardware": or_unstated(texts),
        "interfaces": or_unstated(some(slugs, 2, 1)),
        "languages": or_unstated(some(texts, 3, 1)),
        "maturity": slugs,
        "last_release": or_unstated(dates),
        "biometric": flags,
        "personal_data": flags,
        "children_data": flags,
        "listing": st.fixed_dictionaries(
            {"status": st.sampled_from(("caution", "cautionary")), "reason": texts},
            optional={"sources": numbers},
        ),
        "users": st.lists(sourced, max_size=2),
        "claims": st.lists(claim, max_size=2),
        "limitations": st.lists(sourced, max_size=2),
        "annotations": st.lists(annotation, max_size=2),
        "nothing_found": st.lists(st.fixed_dictionaries({"principle": slugs, "searched": dates}), max_size=2),
        "relations": st.lists(st.fixed_dictionaries({"kind": st.just("uses"), "tool": slugs}), max_size=2),
        "sources": st.dictionaries(st.integers(1, 99), source, min_size=1, max_size=3),
        "verification": st.fixed_dictionaries(
            {"level": st.just("desk-reviewed"), "checked": dates, "next_check": dates}
        ),
        "curation": st.fixed_dictionaries(
            {"confidence": st.just("high")}, optional={"open_questions": st.lists(texts, max_size=2)}
        ),
    }
)


def catalogues(most: int = 4) -> st.SearchStrategy[list[Tool]]:
    """Return lists of valid tools, each with its own address."""
    tools = raw_tools.map(Tool.model_validate)
    return st.lists(tools, min_size=1, max_size=most, unique_by=lambda tool: tool.slug)
