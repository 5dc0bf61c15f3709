"""Words that turn a limit round: "not commercial", "pas de cloud", "без облака"."""

from typing import Final

from catalog.search.units import Units

_WORDS: Final = (
    "no not non without never except excluding avoid nor neither isn aren don doesn",
    "sans pas aucun aucune hors sauf excepte",
    "sin ningun ninguna nada salvo excepto tampoco",
    "без не нет кроме ни",
    "بدون غير لا ليس ليست دون بلا عدا",
    "无 不 没 非 勿 别 無",
)
NEGATIONS: Final = frozenset(word for words in _WORDS for word in words.split())
"""Folded words, by language, that turn the limit round that follows them."""

_ONLY_WORDS: Final = "only just merely seulement uniquement solo solamente только лишь فقط 仅 只"
ONLY: Final = frozenset(_ONLY_WORDS.split())
"""Between a "not" and a limit these say that it is one limit among others."""

NEAR: Final = 3
"""So many fillers may stand between a "not" and the limit that it turns round."""


def turning(words: Units, first: int) -> tuple[int, ...]:
    """Return the units from a "no" or "without" up to the limit that begins at this unit, if there is one."""
    for i in range(first - 1, max(first - 2 - NEAR, -1), -1):
        unit = words.units[i]
        if words.clause[i] != words.clause[first] or unit.form in ONLY:
            break
        if unit.form in NEGATIONS:
            return tuple(range(i, first))
        if not unit.filler:
            break
    return ()
