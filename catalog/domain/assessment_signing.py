"""Who may sign an assessment, how long a signature holds, and what speaks against relying on it."""

from datetime import date, timedelta

from catalog.domain.assessment import LONGEST_STATEMENT, Assessment
from catalog.domain.assessment_instrument import Instrument
from catalog.domain.assessment_steps import Part
from catalog.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from catalog.domain.text import clean


def require_member(assessment: Assessment | None, account: str, *, writing: bool = False) -> Assessment:
    """Return the assessment to somebody who belongs to it.

    Raises:
        NotFound: there is none, it is not shared with them, or it was withdrawn.
        NotAllowed: they may only read it.
    """
    part = assessment.part_of(account) if assessment else None
    if assessment is None or part is None:
        raise NotFound("There is no such assessment, or it is not shared with you. Look at your list.")
    if (step := assessment.withdrawn) is not None:
        raise NotFound(
            f"This assessment was withdrawn by {step.account} on {step.at[:10]}. Its content is not shown any more."
        )
    if writing and part is not Part.CONTRIBUTOR:
        raise NotAllowed(
            "This assessment is shared with you to read. Ask one of its contributors to write in it."
        )
    return assessment


def require_open(assessment: Assessment) -> None:
    """Let something be written in an assessment that nobody has signed.

    Raises:
        Conflict: it is signed.
    """
    if assessment.signed:
        raise Conflict(
            "This assessment is signed and stays as it is. Start a new version as a copy to go on."
        )


def require_signer(assessment: Assessment, account: str) -> None:
    """Let somebody sign: of several contributors not the one who wrote it all, and each person once.

    Raises:
        Conflict: they signed already, or wrote it alone while others take part.
    """
    if any(signature.account == account for signature in assessment.signatures):
        raise Conflict("You signed this assessment already.")
    alone = assessment.authors == {account} and len(assessment.contributors) > 1
    if alone and not assessment.signed:
        raise Conflict(
            "You wrote all of it, and others take part. One of them signs first; after that you can sign too."
        )


def statement_of(text: str, what: str, *, most: int = LONGEST_STATEMENT) -> str:
    """Return a text that somebody puts their name to.

    Raises:
        Invalid: it is empty, too long, or holds a character that cannot be kept.
    """
    if len(text) > most:
        raise Invalid(f"{what}: at most {most:,} characters. Nothing was saved; shorten it.")
    try:
        return clean(text)
    except ValueError as error:
        raise Invalid(
            f"{what} {error}. Nothing was saved.".replace("fill it or write not-stated", "fill it in")
        ) from error


def valid_until(instrument: Instrument, assessment: Assessment, *, strict: bool) -> str:
    """Return the last day (YYYY-MM-DD) on which a signed assessment holds, "" while nobody has signed."""
    if not assessment.signatures:
        return ""
    days = instrument.valid_days_strict if strict else instrument.valid_days
    signed = min(signature.at for signature in assessment.signatures)
    return (date.fromisoformat(signed[:10]) + timedelta(days=days)).isoformat()
