"""The numbers of the about page, counted from the store."""

from collections.abc import Mapping

from catalog import __version__
from catalog.domain.census import Census, take_census
from catalog.domain.content import Content, RecordKind
from catalog.domain.people import Actor, Permission
from catalog.queries.analysis import by_country, coverage, tool_frame
from catalog.queries.count_views import AboutPage, CountTable
from catalog.queries.reading import ReadSide


def about_page(read: ReadSide, actor: Actor) -> AboutPage:
    """Return the statistics of what is published."""
    actor.require(Permission.CATALOGUE_READ)
    with read.store.reading() as reader:
        tools = {tool.slug: tool for tool in reader.documents(RecordKind.TOOL)}
    content = Content(
        tools=tools,
        providers=dict(read.providers),
        capabilities=dict(read.capabilities),
        cases=dict(read.cases),
        vocabularies=dict(read.vocabularies),
        law=read.law,
    )
    census = take_census(content)
    frame = tool_frame(tools.values(), read.providers)
    vocabularies = read.vocabularies
    tables = (
        *count_tables(read, census),
        coverage(frame, read.words, vocabularies["stages"].ids(), vocabularies["media"].ids()),
        by_country(frame, read.words),
    )
    as_of = max((tool.verification.checked for tool in tools.values()), default="not stated")
    return AboutPage(counts=tables, records=len(tools), as_of=as_of, version=__version__)


def count_tables(read: ReadSide, census: Census) -> tuple[CountTable, ...]:
    """Return the census as titled tables in words."""
    words, tools = read.words, census.records["tools"]
    return (
        _table("Records", "Kind of record", census.records, str),
        _table("Tools by kind", "Kind", census.tools_by_kind, lambda item: words.label("tool-kinds", item)),
        CountTable("Sourcing", ("What", "Number", "Share"), _sourcing(census, tools)),
        _table("Sources by kind", "Kind of source", census.sources, lambda item: words.label("source-kinds", item)),
        _table(
            "Ethics annotations by principle", "Principle", census.ethics_by_principle,
            lambda item: words.label("principles", item),
        ),
        _table("Tools by step", "Step", census.tools_by_stage, lambda item: words.label("stages", item)),
        _table("What is not stated", "Field", census.not_stated, lambda item: item.replace("_", " ")),
    )  # fmt: skip


def _table(title: str, column: str, counts: Mapping[str, int], label: object) -> CountTable:
    name = label if callable(label) else str
    return CountTable(
        title, (column, "Number"), tuple((str(name(key)), str(count)) for key, count in counts.items())
    )


def _sourcing(census: Census, tools: int) -> tuple[tuple[str, ...], ...]:
    rows = (
        ("Facts with a source", census.facts_with_source, census.facts),
        ("Facts with an independent source", census.facts_with_independent_source, census.facts),
        ("Tools with two sources or more", census.tools_with_two_sources, tools),
        ("Tools with an independent source", census.tools_with_independent_source, tools),
    )
    return tuple(
        (label, f"{count} of {whole}", f"{count / whole:.0%}" if whole else "–")
        for label, count, whole in rows
    )
