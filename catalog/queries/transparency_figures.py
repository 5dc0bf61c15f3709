"""The figures of the transparency page: how well the catalogue is sourced, how old it is, what it leans towards.

Each is computed from published documents with pandas (`catalog.queries.analysis`), and says how.
"""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from catalog.domain.changes import LABELS
from catalog.domain.figures import Column, Figure, FigureSection, Measure, part
from catalog.domain.links import LinkState, LinkStatus
from catalog.domain.tool import Tool
from catalog.domain.values import NOT_STATED
from catalog.queries.analysis import (
    claim_frame,
    fact_frame,
    source_frame,
    tool_frame,
    unstated_frame,
)
from catalog.queries.counting import MOST_NAMED, NUMBER, SHARE, ages, counted, total
from catalog.queries.countries import country_name, language_name
from catalog.queries.reading import ReadSide

_LINKS: Final = {
    LinkState.OK: "Answers",
    LinkState.MOVED: "Has moved",
    LinkState.REFUSED: "Refuses to answer",
    LinkState.UNREACHABLE: "Was not reached",
    LinkState.DEAD: "Is gone",
}


def evidence_section(tools: tuple[Tool, ...]) -> FigureSection:
    """Return how the facts of tools are sourced, who measured the claims, and what is not stated."""
    facts, claims, unknown = fact_frame(tools), claim_frame(tools), unstated_frame(tools)
    by_field = facts.groupby("field")["independent"].agg(["size", "sum"]).sort_values("size", ascending=False)
    return FigureSection(
        "evidence",
        "Evidence",
        "What stands behind the facts about tools. A source is independent when its author neither makes nor sells "
        "what it describes.",
        (
            Figure(
                "facts",
                "Facts with a source",
                "A fact is a stated field, or one user, claim, limitation or ethics annotation of a published tool. It "
                "counts as sourced when it names a source, and as independent when one of these sources is.",
                (Column("Facts", Measure.WORDS), NUMBER, SHARE),
                (
                    ("All facts", len(facts), part(len(facts), len(facts))),
                    ("With a source", total(facts["sourced"]), part(total(facts["sourced"]), len(facts))),
                    (
                        "With an independent source",
                        total(facts["independent"]),
                        part(total(facts["independent"]), len(facts)),
                    ),
                ),
            ),
            Figure(
                "facts-by-field",
                "Facts with an independent source, by field",
                "The same facts by the field in which they stand; the share is that of the independent ones.",
                (Column("Field", Measure.WORDS), Column("Facts"), Column("Independent"), SHARE),
                tuple(
                    (
                        LABELS.get(str(name), str(name)),
                        int(row["size"]),
                        int(row["sum"]),
                        part(int(row["sum"]), int(row["size"])),
                    )
                    for name, row in by_field.iterrows()
                ),
            ),
            counted(
                "claims",
                "Claims by who measured them",
                "Every claim (a figure about how well a tool works) of a published tool, by who measured it.",
                "Measured by",
                claims["measured_by"],
                {
                    "independent": "Independent people",
                    "authors": "The authors of the method",
                    "provider": "The provider",
                }.get,
            ),
            Figure(
                "unknown",
                "What is not stated",
                "For each field the published tools for which no source read so far says it. Not stated never means no.",
                (Column("Field", Measure.WORDS), Column("Tools"), SHARE),
                tuple(
                    (LABELS.get(str(name), str(name)), int(count), part(int(count), len(tools)))
                    for name, count in unknown.sum().sort_values(ascending=False, kind="stable").items()
                ),
            ),
        ),
    )


def age_section(
    read: ReadSide, tools: tuple[Tool, ...], confirmed: Mapping[str, str], today: str
) -> FigureSection:
    """Return how long ago tools were checked, how new their newest source is, and how they are vetted and listed."""
    checked = pd.Series(
        [max(tool.verification.checked, confirmed.get(tool.slug, "")[:10]) for tool in tools], dtype=object
    )
    newest = pd.Series(
        [
            max((s.date[:4] for s in tool.sources.values() if s.date != NOT_STATED), default="")
            for tool in tools
        ],
        dtype=object,
    )
    words = read.words
    return FigureSection(
        "age",
        "Age and vetting",
        "How fresh the records are, and how far they were vetted.",
        (
            Figure(
                "age-of-checks",
                "Days since the last check",
                f"The days from the day on which somebody last read the sources of a published tool to {today}.",
                (Column("Checked", Measure.WORDS), Column("Tools"), SHARE),
                ages(checked, today),
            ),
            counted(
                "age-of-sources",
                "Year of the newest source",
                "For each published tool the year of its newest dated source.",
                "Year",
                newest,
                lambda year: year or "No source is dated",
                by_label=True,
            ),
            counted(
                "vetting",
                "How far tools were vetted",
                "The vetting level of each published tool. Desk-reviewed means from public sources, without trying it.",
                "Level",
                pd.Series([tool.verification.level for tool in tools], dtype=object),
                lambda level: words.label("vetting-levels", level),
            ),
            counted(
                "listing",
                "How tools are listed",
                "The listing of each published tool. Warnings and discontinued tools are never suggested.",
                "Listing",
                pd.Series([tool.listing.status for tool in tools], dtype=object),
                lambda status: words.label("listing", status),
            ),
        ),
    )


def balance_section(read: ReadSide, tools: tuple[Tool, ...]) -> FigureSection:
    """Return what the catalogue leans towards: countries, providers, kinds of provider, languages."""
    frame = tool_frame(tools, read.providers)
    kinds = [
        read.providers[slug].type if slug in read.providers else NOT_STATED for slug in frame["provider"]
    ]
    spoken = pd.DataFrame(
        [
            (tool.slug, one)
            for tool in tools
            for one in ((NOT_STATED,) if isinstance(tool.languages, str) else tool.languages)
        ],
        columns=["slug", "language"],
    )
    cases = pd.Series([case.kind for case in read.cases.values()], dtype=object)
    return FigureSection(
        "balance",
        "Balance",
        "Which countries, providers and languages the catalogue speaks of. What is missing here is missing in the "
        "public sources, or was not found yet.",
        (
            counted(
                "countries",
                "Tools by the provider's country",
                "The country of the provider of each published tool, as a source says.",
                "Country",
                frame["country"],
                lambda code: "Not stated" if code == NOT_STATED else country_name(code),
            ),
            counted(
                "providers",
                "Tools by provider",
                f"Published tools of each provider; the {MOST_NAMED} with most tools are named.",
                "Provider",
                frame["provider"],
                lambda slug: read.providers[slug].name if slug in read.providers else "Not stated",
            ),
            counted(
                "provider-types",
                "Tools by kind of provider",
                "The kind of organisation behind each published tool.",
                "Kind",
                pd.Series(kinds, dtype=object),
                lambda kind: read.words.label("provider-types", kind),
            ),
            counted(
                "languages",
                "Tools by language",
                "Published tools by the languages that they work in, as sources say; a tool counts for each of "
                "its languages, and the share is that of all tools.",
                "Language",
                spoken["language"],
                lambda code: "Not stated" if code == NOT_STATED else language_name(code),
                owners=spoken["slug"],
                note="The language of sources is not recorded, so no figure is given for it.",
            ),
            counted(
                "cases",
                "Cases by kind",
                "Published cases by what they are.",
                "Kind",
                cases,
                lambda kind: read.words.label("case-kinds", kind),
            ),
        ),
    )


def source_section(read: ReadSide, tools: tuple[Tool, ...], links: Mapping[str, LinkStatus]) -> FigureSection:
    """Return the sources by kind and independence, and what their addresses answered last."""
    frame = source_frame(
        (
            *(("tool", tool.slug, tool.sources) for tool in tools),
            *(("case", case.slug, case.sources) for case in read.cases.values()),
            *(("capability", item.slug, item.sources) for item in read.capabilities.values()),
            *(("provider", item.slug, item.sources) for item in read.providers.values()),
        )
    )
    by_kind = frame.groupby("kind")["independent"].agg(["size", "sum"]).sort_values("size", ascending=False)
    addresses = frame["url"].drop_duplicates()
    states = addresses.map(lambda url: _LINKS[links[url].state] if url in links else "Not checked here yet")
    known = [links[url] for url in addresses if url in links]
    last = max((status.at[:10] for status in known), default="")  # noqa: PD008  # a link's day, not pandas
    when = f"the last check was on {last}" if last else "no link was checked in this installation yet"
    return FigureSection(
        "sources",
        "Sources",
        "The pages that tools, cases, capabilities and providers cite.",
        (
            Figure(
                "source-kinds",
                "Sources by kind",
                "Every source of every published tool, case, capability and provider by who speaks on the page; the "
                "share is that of all sources.",
                (Column("Kind", Measure.WORDS), NUMBER, Column("Independent"), SHARE),
                tuple(
                    (
                        read.words.label("source-kinds", str(kind)),
                        int(row["size"]),
                        int(row["sum"]),
                        part(int(row["size"]), len(frame)),
                    )
                    for kind, row in by_kind.iterrows()
                ),
            ),
            counted(
                "links",
                "Addresses of sources",
                f"Each different address once, by what it answered last; {when}. An address is gone when every try of "
                "a check said so.",
                "Answer",
                states,
                str,
            ),
        ),
    )
