"""The view of a status in word and icon."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "neutral", "caution", "stop"]
Icon = Literal["check", "person", "alert", "stop", "flag", "archive", "clock", "rules"]


@dataclass(frozen=True)
class Badge:
    """A status in word and icon; the tone only adds colour. `explanation` is a full sentence."""

    icon: Icon
    text: str
    tone: Tone
    explanation: str
