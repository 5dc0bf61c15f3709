"""Revisions: the immutable content of a record, identified by the hash of its canonical form."""

import hashlib
import json

from catalog.domain.values import Record


def canonical_json(document: Record) -> str:
    """Return the one spelling of a document: sorted keys, no spaces, non-ASCII kept, no floats inside."""
    return json.dumps(
        document.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def content_hash(canonical: str) -> str:
    """Return the SHA-256 of a canonical form, in hexadecimal; decisions bind to this value."""
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
