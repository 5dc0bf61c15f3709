"""Badges: the status of a tool in word and icon, and the strongest caution of it."""

from collections import Counter

from catalog.domain.evidence import evidence_of
from catalog.domain.tool import Tool
from catalog.queries.views import Badge

_LISTING: dict[str, tuple[str, str]] = {
    "cautionary": ("Warning: not a suggestion", "stop"),
    "discontinued": ("Discontinued", "stop"),
    "caution": ("Caution", "caution"),
}


def badges(tool: Tool) -> tuple[Badge, ...]:
    """Return the badges of a tool, the gravest first."""
    found = []
    listing = listing_badge(tool)
    if listing:
        found.append(listing)
    found += _ethics(tool)
    if tool.biometric is True:
        found.append(
            Badge(
                "person",
                "Biometric",
                "caution",
                "It handles body or voice data to tell people or traits apart.",
            )
        )
    if evidence_of(tool) == "independent":
        sentence = (
            "At least one figure was measured by people who neither built, sold nor commissioned the tool."
        )
        found.append(Badge("check", "Independent evidence", "good", sentence))
    return tuple(found)


def listing_badge(tool: Tool) -> Badge | None:
    """Return the badge of a tool that is not simply listed, with the reason as its explanation."""
    status = tool.listing.status
    if status not in _LISTING:
        return None
    text, tone = _LISTING[status]
    icon = "archive" if status == "discontinued" else "stop" if tone == "stop" else "alert"
    return Badge(icon, text, "stop" if tone == "stop" else "caution", tool.listing.reason or "")  # type: ignore[arg-type]


def _ethics(tool: Tool) -> list[Badge]:
    kinds = Counter(annotation.kind for annotation in tool.annotations)
    found = []
    if kinds["ruling"]:
        sentence = (
            "A court or authority decided in a matter that concerns this product; see the ethics section."
        )
        found.append(Badge("flag", _count(kinds["ruling"], "ruling"), "caution", sentence))
    if kinds["incident"]:
        sentence = "A documented incident concerns this product; see the ethics section."
        found.append(Badge("flag", _count(kinds["incident"], "incident"), "caution", sentence))
    if kinds["concern"]:
        sentence = "Somebody raised a concern about this product; see the ethics section for who and when."
        found.append(Badge("flag", _count(kinds["concern"], "concern"), "caution", sentence))
    return found


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'} recorded"


def strongest_caution(tool: Tool) -> Badge | None:
    """Return what must be read before anything else: the listing, else the newest ruling, incident or concern."""
    listing = listing_badge(tool)
    if listing:
        return listing
    for kind, label in (("ruling", "Ruling"), ("incident", "Incident"), ("concern", "Concern")):
        noted = [annotation for annotation in tool.annotations if annotation.kind == kind]
        if noted:
            newest = max(
                noted, key=lambda annotation: "" if annotation.date == "not-stated" else annotation.date
            )
            return Badge("alert", label, "caution", newest.text)
    return None
