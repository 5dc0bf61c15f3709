"""The two small scripts of the pages: constants, never built from data, so that their hashes can be allowed.

Streamlit has no way to put the cursor into a field or to scroll to the top; both matter to people who search.
Without the scripts (a browser or a policy that stops them) the pages work as before.
"""

import base64
import hashlib
from typing import Final

FOCUS: Final = (
    "(function focus(tries){var field=document.querySelector('.st-key-q input');"
    "if(field){if(document.activeElement===document.body)field.focus({preventScroll:true})}"
    "else if(tries)setTimeout(focus,50,tries-1)})(100)"
)
"""Puts the cursor into the search field once it is there, unless the reader is already somewhere else."""

TO_TOP: Final = "document.querySelector('[data-testid=stMain]')?.scrollTo(0,0)"
"""Scrolls to the top, for a new page of results."""


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


HASHES: Final = (_hash(FOCUS), _hash(TO_TOP))
"""What a Content-Security-Policy lists under script-src to allow exactly these scripts."""
