"""The catalogue as pandas tables, for statistics and for anybody who analyses it."""

from collections.abc import Iterable, Mapping

import pandas as pd

from catalog.domain.census import STATEABLE, facts_of
from catalog.domain.evidence import evidence_of, independent_sources
from catalog.domain.provider import Provider
from catalog.domain.source import Source
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.queries.count_views import CountTable
from catalog.queries.words import Words

_SINGLE = ("slug", "name", "kind", "provider", "access", "cost", "licence", "maturity", "last_release")
_MANY = ("capabilities", "stages", "media", "deployment", "interfaces")

_ADDED = ("country", "listing", "evidence", "sources", "independent_sources", "annotations")


def tool_frame(tools: Iterable[Tool], providers: Mapping[str, Provider]) -> pd.DataFrame:
    """Return one row a tool; columns with several values hold lists, empty where nothing is stated.

    Columns: the single fields, `country`, `listing`, `evidence`, `sources`, `independent_sources`,
    `annotations`, and the lists `capabilities`, `stages`, `media`, `deployment`, `interfaces`.
    """
    rows = [_row(tool, providers.get(tool.provider)) for tool in tools]
    return pd.DataFrame(rows, columns=None if rows else [*_SINGLE, *_MANY, *_ADDED])


def _row(tool: Tool, provider: Provider | None) -> dict[str, object]:
    row: dict[str, object] = {field: getattr(tool, field) for field in _SINGLE}
    for field in _MANY:
        value = getattr(tool, field)
        row[field] = [] if isinstance(value, str) else list(value)
    return row | {
        "country": provider.country if provider else NOT_STATED,
        "listing": tool.listing.status,
        "evidence": evidence_of(tool),
        "sources": len(tool.sources),
        "independent_sources": independent_sources(tool),
        "annotations": len(tool.annotations),
    }


def fact_frame(tools: Iterable[Tool]) -> pd.DataFrame:
    """Return one row a fact (`census.facts_of`): `slug`, `field`, and whether it is `sourced`, `independent`ly so."""
    rows = [
        {
            "slug": tool.slug,
            "field": name,
            "sourced": bool(numbers),
            "independent": any(tool.sources[n].independent for n in numbers if n in tool.sources),
        }
        for tool in tools
        for name, numbers in facts_of(tool)
    ]
    return pd.DataFrame(rows, columns=["slug", "field", "sourced", "independent"])


def claim_frame(tools: Iterable[Tool]) -> pd.DataFrame:
    """Return one row a claim: `slug`, `measured_by`."""
    rows = [{"slug": tool.slug, "measured_by": claim.measured_by} for tool in tools for claim in tool.claims]
    return pd.DataFrame(rows, columns=["slug", "measured_by"])


def source_frame(records: Iterable[tuple[str, str, Mapping[int, Source]]]) -> pd.DataFrame:
    """Return one row a source of (kind of record, slug, sources): `record`, `slug`, `url`, `kind`, `independent`, `date`."""
    columns = ["record", "slug", "url", "kind", "independent", "date"]
    rows = [
        (record, slug, source.url, source.kind, source.independent, source.date)
        for record, slug, sources in records
        for source in sources.values()
    ]
    return pd.DataFrame(rows, columns=columns)


def unstated_frame(tools: Iterable[Tool]) -> pd.DataFrame:
    """Return one row a tool and one column a field that may be "not stated": True where it is."""
    return pd.DataFrame(
        [{name: getattr(tool, name) == NOT_STATED for name in STATEABLE} for tool in tools],
        columns=[*STATEABLE],
    )


def coverage(frame: pd.DataFrame, words: Words, stages: Iterable[str], media: Iterable[str]) -> CountTable:
    """Return how many tools help in each step with each material: where a column is thin, no tool helps."""
    columns = list(media)
    long = frame[["slug", "stages", "media"]].explode("stages").explode("media")
    counts = pd.crosstab(long["stages"], long["media"]).reindex(
        index=list(stages), columns=columns, fill_value=0
    )
    rows = tuple(
        (words.label("stages", str(stage)), *(str(counts.loc[stage, column]) for column in columns))
        for stage in counts.index
    )
    return CountTable(
        "Tools by step and material", ("Step", *(words.label("media", item) for item in columns)), rows
    )


def by_country(frame: pd.DataFrame, words: Words) -> CountTable:
    """Return how many tools come from providers of each country, and how many have independent evidence."""
    grouped = frame.groupby("country").agg(
        tools=("slug", "size"),
        independent=("evidence", lambda values: int((values == "independent").sum())),
    )
    ordered = grouped.sort_values(["tools", "independent"], ascending=False, kind="stable")
    rows = tuple(
        (words.facet_value("country", str(country)), str(row["tools"]), str(row["independent"]))
        for country, row in ordered.iterrows()
    )
    return CountTable("Tools by the provider's country", ("Country", "Tools", "Measured independently"), rows)
