"""The typical uses of a tool on its page: use, level, how sure, from when, and the way to the whole profile."""

from catalog.domain.compliance_evaluation import Profile
from catalog.domain.compliance_report import basis_words, from_when
from catalog.domain.profiles import Subject
from catalog.domain.rulebook import NEEDS_INFORMATION, NO_RULE_MET, Rulebook
from catalog.queries.use_views import UseRow, UseTable
from catalog.ui.html import Html, join, tag
from catalog.ui.parts.badges import icon
from catalog.ui.parts.facts import work_table
from catalog.ui.parts.profile_address import profile_address

_ICONS = {"good": "check", "neutral": "person", "caution": "alert", "stop": "stop"}


def typical_uses(table: UseTable) -> Html:
    """Return the table of typical uses, with the way to a profile of an own use."""
    own = tag("a", "Profile a use of your own", href=profile_address(Subject(table.tool)))
    if not table.rows:
        return join(tag("h3", "Profiles of typical uses"), tag("p", "No typical use is listed. ", own, "."))
    heads = ("Intended use", "Level", "How sure", "From when")
    rows = [_row(table, row) for row in table.rows]
    return join(
        tag("h3", "Profiles of typical uses"),
        tag(
            "p",
            "Computed from this record under EU and child-rights law; a profile belongs to the tool and the use. Open one "
            "to answer for your case, or ", own, ".",
        ),
        work_table("What a use would mean", heads, rows),
    )  # fmt: skip


def _row(table: UseTable, row: UseRow) -> Html:
    book, profile = table.book, row.profile
    return tag(
        "tr",
        tag(
            "th", tag("a", row.use.label, href=profile_address(Subject(table.tool, row.use.id))), scope="row"
        ),
        tag("td", level_mark(book, profile.level), _could_be(book, profile), _reviewed(book, row)),
        tag("td", f"{profile.confidence}: {basis_words(profile.basis)}" if profile.confidence else "–"),
        tag("td", from_when(profile)),
    )


def level_mark(book: Rulebook, level: str) -> Html:
    """Return a level as a badge with icon and words."""
    tone = "caution" if level == NEEDS_INFORMATION else book.level_by_id[level].tone
    return tag("span", icon(_ICONS[tone]), " ", book.label(level), class_=f"badge tone-{tone}")


def _could_be(book: Rulebook, profile: Profile) -> Html | None:
    if profile.level != NEEDS_INFORMATION:
        return None
    floor = "" if profile.floor == NO_RULE_MET else f"So far: {book.label(profile.floor)}. "
    return tag("p", f"{floor}Could be: {book.label(profile.ceiling)}.", class_="claim-notes")


def _reviewed(book: Rulebook, row: UseRow) -> Html | None:
    if row.override is None:
        return None
    return tag("p", tag("strong", f"A reviewer says: {book.label(row.override.level)}."))
