"""British and American spelling, as far as two patterns can tell them apart."""

import re
from typing import Final

_BRITISH: Final = re.compile(
    r"\b(?:\w+(?:is(?:e[sd]?|ing|ation|ations))|colour\w*|behaviour\w*|centre[sd]?|licence[sd]?|programme[sd]?|"
    r"labelled|labelling|modelling|cancelled|catalogue[sd]?|defence|offence[s]?|analys(?:e[sd]?|ing))\b",
    re.IGNORECASE,
)
_AMERICAN: Final = re.compile(
    r"\b(?:organiz\w+|recogniz\w+|prioritiz\w+|categoriz\w+|minimiz\w+|analyz(?:e[sd]?|ing)|color\w*|behavior\w*|"
    r"summariz\w+|anonymiz\w+|authoriz\w+|utiliz\w+|labeled|labeling|modeling|defense|offense[s]?)\b",
    re.IGNORECASE,
)

_SAME_IN_BOTH: Final = frozenset(
    [
        "advertise",
        "advertised",
        "advertises",
        "advertising",
        "advise",
        "advised",
        "advises",
        "advising",
        "anise",
        "appraise",
        "appraised",
        "appraises",
        "arise",
        "arises",
        "arising",
        "braise",
        "bruise",
        "bruises",
        "cerise",
        "chastise",
        "chastised",
        "circumcise",
        "comprise",
        "comprised",
        "comprises",
        "comprising",
        "compromise",
        "compromised",
        "compromises",
        "concise",
        "cruise",
        "demise",
        "denoise",
        "denoised",
        "denoising",
        "despise",
        "devise",
        "devised",
        "devising",
        "disguise",
        "disguised",
        "enterprise",
        "enterprises",
        "excise",
        "exercise",
        "exercised",
        "exercises",
        "exercising",
        "expertise",
        "franchise",
        "guise",
        "improvise",
        "improvised",
        "incise",
        "liaise",
        "liaised",
        "likewise",
        "malaise",
        "merchandise",
        "noise",
        "noised",
        "noises",
        "otherwise",
        "paradise",
        "poise",
        "poised",
        "porpoise",
        "praise",
        "praised",
        "precise",
        "premise",
        "premises",
        "promise",
        "promised",
        "promises",
        "promising",
        "raise",
        "raised",
        "raises",
        "raising",
        "reprise",
        "revise",
        "revised",
        "revises",
        "revising",
        "rise",
        "rises",
        "rising",
        "supervise",
        "supervised",
        "supervises",
        "supervising",
        "surprise",
        "surprised",
        "surprising",
        "televise",
        "televised",
        "tortoise",
        "treatise",
        "turquoise",
        "unsupervised",
        "wise",
    ]
)
"""Words in -ise that are spelt so everywhere."""


def spellings(text: str) -> tuple[str, str]:
    """Return the first British and the first American spelling of a text, "" where there is none.

    Capitalised words are names and keep their own spelling.
    """
    british = next((m.group() for m in _BRITISH.finditer(text) if m.group().lower() not in _SAME_IN_BOTH), "")
    names_aside = (m for m in _AMERICAN.finditer(text) if m.group()[0].islower())
    return british, next((m.group() for m in names_aside), "")
