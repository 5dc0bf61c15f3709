"""Differences as a person reads them: what was removed and what was added, in words and marks, never by colour alone."""

from typing import Final

from catalog.domain.changes import FieldChange
from catalog.queries.work_views import ReviewedChange
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.sources import source_line
from catalog.ui.parts.text import UNSTATED, counted

_OURS: Final = frozenset(
    {"verification", "curation", "slug", "redirects", "editors_view", "principles", "rights", "as_of"}
)
"""What we say of our own work, which needs no source."""

_NOTHING = tag("span", "nothing before", class_="unstated")


def marked_change(change: FieldChange) -> Html:
    """Return the two texts of a field as one, with <del> and <ins>, read out as "removed" and "added"."""
    if not change.before:
        return join(_NOTHING, " → ", tag("ins", change.after))
    if not change.after:
        return join(tag("span", "removed: ", class_="diff-word"), tag("del", change.before))
    pieces: list[Html | str] = []
    for what, words in change.pieces():
        if what == "same":
            pieces.append(words)
        else:
            said = tag("span", "added " if what == "added" else "removed ", class_="unseen")
            pieces.append(tag("ins" if what == "added" else "del", said, words))
    return join(*pieces, between=" ")


def change_list(changes: tuple[FieldChange, ...]) -> Html:
    """Return every changed field with its marked text."""
    return tag("ul", [_change(change) for change in changes], class_="changes")


def reviewed_changes(changes: tuple[ReviewedChange, ...]) -> Html:
    """Return every changed field with its marked text and, beside it, the sources that the fact names."""
    return tag("ul", [_change(item.change, _beside(item)) for item in changes], class_="changes")


def _beside(item: ReviewedChange) -> Html | None:
    if item.change.path in _OURS or item.change.after in ("", UNSTATED):
        return None  # what is stated no more needs no source
    return source_line(item.sources) or tag("p", "No source is named for this field.", class_="unstated")


def _change(change: FieldChange, beside: Html | None = None) -> Html:
    note = tag("span", "ethics or compliance", class_="badge tone-caution") if change.sensitive else None
    plain = change.path.replace("_", " ") == change.label.lower()
    path = None if plain else tag("span", change.path, class_="hint-inline")
    head = tag("p", tag("strong", change.label), " ", path, " ", note)
    return tag("li", tag("div", head, tag("p", marked_change(change))), tag("div", beside, class_="beside"))


def changes_heading(changes: int, sensitive: int) -> str:
    """Return "4 changes, 1 of them in ethics or compliance content"."""
    words = counted(changes, "change", "changes")
    return f"{words}, {sensitive} of them in ethics or compliance content" if sensitive else words
