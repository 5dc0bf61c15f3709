"""Text that may enter the catalogue: normalised, and free of characters that hide or reorder it."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

# C0/C1 controls except tab and newline, lone surrogates, the two values that are no characters (and in no XML), and
# the bidirectional overrides and isolates (U+202A-202E, U+2066-2069) that make a screen show another order than the
# stored one.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def holds_forbidden(text: str) -> bool:
    """Tell whether the text holds a control character, half a character, or one that changes its direction."""
    return _FORBIDDEN.search(text) is not None


def clean(text: str) -> str:
    """Return the text in NFC with runs of white space folded to one space.

    Raises:
        ValueError: it is empty, or holds a control character or a bidirectional override.
    """
    if holds_forbidden(text):
        raise ValueError("holds a control or direction-changing character; retype the text")
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    if not folded:
        raise ValueError("is empty; fill it or write not-stated")
    return folded


Summary = Annotated[str, StringConstraints(min_length=1, max_length=160), AfterValidator(clean)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(clean)]
Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(clean)]
Statement = Annotated[str, StringConstraints(min_length=1, max_length=1200), AfterValidator(clean)]


def fold_slug(text: str) -> str:
    """Return a name as the address of a record: small Latin letters and digits, single hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
