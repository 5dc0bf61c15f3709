"""How the words of a search were read: in a sentence, and as parts that one click takes back or brings back."""

from collections.abc import Sequence
from typing import Final

from catalog.domain.search import SearchRequest
from catalog.queries.views import SearchPage, UnderstoodPart, UnderstoodView
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.address import search_address, with_text, with_undone
from catalog.ui.parts.badges import icon

_NARROWED: Final = "Tools of which no source says either way follow behind."
_RELAXED: Final = "Few tools are within these limits, so others follow behind them."


def part_name(part: UnderstoodPart) -> str:
    """Return a part in words: a topic, "open source" for a limit, "works offline" for a limit that says yes."""
    if part.values == ("Yes",):
        return part.facet_label.lower()
    return part.label


def correction_name(part: UnderstoodPart) -> str:
    """Return a corrected word: “recognision” as “recognition”."""
    return f"“{' '.join(part.words)}” as “{part.label}”"


def reading_sentence(view: UnderstoodView) -> str:
    """Return how a text was read as one sentence, or "" when every word was taken as it is."""
    clauses = (
        ("looking for ", [part_name(part) for part in view.topics]),
        ("limited to ", [part_name(part) for part in view.filters]),
        ("reading ", [correction_name(part) for part in view.corrections]),
    )
    said = ", ".join(lead + ", ".join(names) for lead, names in clauses if names)
    return f"Read as: {said}." if said else ""


def part_help(part: UnderstoodPart) -> str:
    """Return what stands behind a part: the words that were read so, and for a limit which tools it keeps."""
    words = f"Read from “{' '.join(part.words)}”." if part.words else ""
    limit = f"{part.facet_label}: {', '.join(part.values)}. {_NARROWED}" if part.values else ""
    return " ".join(text for text in (words, limit, "Select to undo this.") if text)


def limits_note(view: UnderstoodView) -> Html:
    """Return the sentence that says that limits were not kept strictly, or nothing."""
    relaxed = any(part.relaxed for part in view.filters)
    return tag("p", _RELAXED, class_="hint") if relaxed else join()


def meant(page: SearchPage) -> Html:
    """Return "Did you mean …" as a link to that search with the same filters, or nothing."""
    if not page.did_you_mean:
        return join()
    link = tag("a", page.did_you_mean, href=search_address(with_text(page.request, page.did_you_mean)))
    return tag("p", "Did you mean ", link, "?", class_="meant")


def read_as(page: SearchPage, undone: Sequence[UnderstoodPart], *, why: bool) -> Html:
    """Return how the words were read, each part a link that undoes it, and what was undone to bring it back."""
    view = page.understood
    lines: list[tuple[str, list[tuple[UnderstoodPart, str]]]] = [
        ("looking for", [(part, part_name(part)) for part in view.topics]),
        ("limited to", [(part, part_name(part)) for part in view.filters]),
        ("reading", [(part, correction_name(part)) for part in view.corrections]),
    ]
    said = [join(_lead(lead), _parts(parts, page.request, why=why)) for lead, parts in lines if parts]
    hint = tag("span", "Select a part to undo it.", class_="hint")
    reading = (
        tag("div", tag("span", "Read as:", class_="hint"), said, hint, class_="read-as") if said else None
    )
    return join(meant(page), reading, limits_note(view), _taken_back(page.request, undone, why=why))


def _lead(words: str) -> Html:
    return tag("span", words, class_="hint")


def _parts(parts: Sequence[tuple[UnderstoodPart, str]], request: SearchRequest, *, why: bool) -> Html:
    return join(
        *(
            tag(
                "a",
                *(tag("span", "Undo ", class_="unseen"), name, icon("close")),
                href=search_address(with_undone(request, part.id, undone=True), why=why),
                class_="part-link",
                title=part_help(part),
            )
            for part, name in parts
        )
    )


def _taken_back(request: SearchRequest, parts: Sequence[UnderstoodPart], *, why: bool) -> Html:
    if not parts:
        return join()
    links = [
        tag(
            "a",
            f"{part.facet_label}: {part.label}" if part.facet_label else part.label,
            icon("undo"),
            href=search_address(with_undone(request, part.id, undone=False), why=why),
            class_="part-link",
        )
        for part in parts
    ]
    lead = _lead("Undone, so these are plain words; select one to read it so again:")
    return tag("div", lead, links, class_="read-as not-read-as")
