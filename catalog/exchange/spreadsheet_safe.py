"""Makes cells inert in spreadsheets, and takes that back.

A text that a spreadsheet could take for a formula gets one apostrophe in front (OWASP ASVS 5.0, 1.2.10), and an
import removes exactly that one.
"""

import re
from typing import Final

# "=", "+", "-", "@", their full-width twins, and the signs that start a new cell in some programs. Apostrophes and
# white space before them count as part of the start, so that both directions are exact and nothing hides behind them.
_RISKY: Final = re.compile(r"'*\s*[=+\-@\t\r\n\x00＝＋－＠]")
_PROTECTED: Final = re.compile(r"''*\s*[=+\-@\t\r\n\x00＝＋－＠]")


def protected(text: str) -> str:
    """Return the text as a cell that no spreadsheet evaluates."""
    return f"'{text}" if _RISKY.match(text) else text


def unprotected(text: str) -> str:
    """Return the text that `protected` made the cell from."""
    return text[1:] if _PROTECTED.match(text) else text
