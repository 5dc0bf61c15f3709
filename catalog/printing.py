"""What the command line prints, as text and as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Final

from catalog.checking import CheckReport
from catalog.domain.census import Census
from catalog.domain.faults import Fault
from catalog.domain.search import SearchResult
from catalog.queries.views import FactRow, SearchPage, ToolPage, WhyView

_COUNTS: Final = (
    ("Records", "records"),
    ("Tools by kind", "tools_by_kind"),
    ("Sources by kind", "sources"),
    ("Ethics annotations by principle", "ethics_by_principle"),
    ("Ethics annotations by kind", "ethics_by_kind"),
    ("Claims by who measured", "claims_by_measurer"),
    ("Tools by step", "tools_by_stage"),
    ("Tools by material", "tools_by_media"),
    ("Labels of search concepts by language", "labels_by_language"),
    ("Not stated, by field", "not_stated"),
)


def check_text(faults: Iterable[Fault], report: CheckReport) -> str:
    """Return every fault on a line and the count table."""
    faults = tuple(faults)
    lines = [str(fault) for fault in faults]
    median, hardest = report.ease
    ease = f"Reading ease of summaries (Flesch): median {median:.0f}, hardest tenth below {hardest:.0f}"
    overdue = [f"Warning: {text}" for text in report.warnings]
    lines += ["", *census_lines(report.census), "", ease, "", *overdue, _verdict(len(faults))]
    return "\n".join(lines).lstrip("\n")


def _verdict(number: int) -> str:
    return f"{number} fault{'' if number == 1 else 's'}." if number else "No faults."


def census_lines(census: Census) -> list[str]:
    """Return the count table as lines of text."""
    lines: list[str] = []
    for title, name in _COUNTS:
        lines += _block(title, getattr(census, name))
    tools = census.records["tools"]
    shares = {
        "facts with a source": (census.facts_with_source, census.facts),
        "facts with an independent source": (census.facts_with_independent_source, census.facts),
        "tools with two sources or more": (census.tools_with_two_sources, tools),
        "tools with an independent source": (census.tools_with_independent_source, tools),
    }
    lines.append("Sourcing")
    for label, (count, whole) in shares.items():
        lines.append(f"  {label:<40}{count:>6} of {whole:<6}{count / whole if whole else 0:>7.1%}")
    return lines


def _block(title: str, counts: Mapping[str, int]) -> list[str]:
    return [title, *(f"  {label:<40}{count:>6}" for label, count in counts.items()), ""]


def check_json(faults: Iterable[Fault], report: CheckReport) -> str:
    """Return faults and counts as JSON."""
    return json.dumps(
        {
            "faults": [asdict(fault) for fault in faults],
            "counts": asdict(report.census),
            "reading_ease": list(report.ease),
            "warnings": list(report.warnings),
        },
        ensure_ascii=False,
    )


def search_json(page: SearchPage) -> str:
    """Return an answer as JSON: query, total, took_ms, results, facets."""
    results = [
        {
            "slug": card.slug,
            "name": card.name,
            "summary": card.summary,
            "score": round(page.scores[card.slug], 4),
        }
        | ({"conditions_of_use": list(card.conditions)} if card.conditions else {})
        for card in page.cards
    ]
    facets = {facet.id: {value.id: value.count for value in facet.values} for facet in page.facets}
    answer = {
        "query": page.request.text,
        "total": page.total,
        "took_ms": page.took_ms,
        "results": results,
        "facets": facets,
    }
    return json.dumps(answer, ensure_ascii=False)


def ranking_json(name: str, result: SearchResult) -> str:
    """Return the slugs that answer a question of a file, best first, as one line of JSON."""
    return json.dumps({"id": name, "slugs": [hit.slug for hit in result.hits]}, ensure_ascii=False)


def search_text(page: SearchPage, reasons: Iterable[WhyView] = ()) -> str:
    """Return an answer as lines of text, with the reason for each result where one is given."""
    told = {reason.slug: reason for reason in reasons}
    lines = [f"{page.total} of {page.catalogue_size} tools", *_read_as(page), *page.notes, ""]
    for card in page.cards:
        badges = "".join(f" [{badge.text}]" for badge in card.badges)
        lines += [f"{card.name} ({card.slug}) – {card.provider}{badges}", f"  {card.summary}"]
        lines += [f"  ! Condition of use: {condition}" for condition in card.conditions]
        if card.slug in told:
            lines.append(_because(told[card.slug]))
    if not page.cards:
        lines += [
            f"Without {item.facet_label} = {item.label} there would be {item.total_without}."
            for item in page.active
        ]
    return "\n".join(lines)


def _read_as(page: SearchPage) -> list[str]:
    understood = page.understood
    lines = []
    if understood.topics:
        lines.append("Looking for: " + ", ".join(part.label for part in understood.topics) + ".")
    for part in understood.filters:
        most = " first" if part.relaxed else ""
        lines.append(f"Limited to{most}: {part.facet_label} = {', '.join(part.values)} (or not stated).")
    lines += [f"Read “{' '.join(part.words)}” as “{part.label}”." for part in understood.corrections]
    if page.did_you_mean:
        lines.append(f"Did you mean: {page.did_you_mean}?")
    return lines


def _because(reason: WhyView) -> str:
    parts = [f"{label} {share:.0%}" for label, share in reason.concepts]
    parts += [f"in {label} {share:.0%}" for label, share in reason.fields]
    return f"  why ({reason.score:.2f}): " + ("; ".join(parts) or "nothing was typed")


def tool_text(page: ToolPage) -> str:
    """Return a tool as lines of text; numbers in brackets lead to its sources."""
    tool = page.tool
    lines = [f"{tool.name} – {page.provider_name} ({page.kind})", tool.summary, ""]
    if banner := page.concerns.banner:
        lines += [
            f"! {banner.badge.text}: {banner.meaning}",
            *(f"  - {one}" for one in banner.conditions),
            "",
        ]
    if page.caution:
        lines += [f"! {page.caution.text}: {page.caution.explanation}", ""]
    lines += [
        *map(_fact, page.first_facts),
        "",
        tool.description + _numbers(tool.supporting("description")),
        "",
    ]
    lines += _statements("Who uses it", ((item.text, item.sources) for item in tool.users))
    for group in page.claims:
        lines += _statements(group.label, ((claim.text, claim.sources) for claim in group.claims))
    lines += _statements("Limits", ((item.text, item.sources) for item in tool.limitations))
    for section in page.principles:
        texts = ((f"{item.kind}, {item.date}: {item.text}", item.sources) for item in section.own)
        lines += _statements(section.label, texts, "nothing recorded")
    lines += [*map(_fact, (*page.compliance, *page.more_facts)), ""]
    lines += _statements("Questions to ask the provider", ((question, ()) for question in page.questions))
    lines.append("Sources")
    lines += [f"  {row.number}. {row.source.title} ({row.kind}). {row.source.url}" for row in page.sources]
    return "\n".join((*lines, "", page.verification))


def _numbers(sources: Iterable[int]) -> str:
    return "".join(f" [{number}]" for number in sources)


def _fact(row: FactRow) -> str:
    return f"{row.label}: {row.value}{_numbers(row.sources)}"


def _statements(title: str, items: Iterable[tuple[str, Iterable[int]]], empty: str = "") -> list[str]:
    lines = [f"  - {text}{_numbers(sources)}" for text, sources in items] or ([f"  {empty}"] if empty else [])
    return [title, *lines, ""] if lines else []
