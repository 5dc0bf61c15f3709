"""Sources: the pages that support what a record says."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from catalog.domain.text import Line, Statement
from catalog.domain.values import (
    LONGEST_ADDRESS,
    NOT_STATED,
    NotStated,
    PartialDate,
    Record,
    WebAddress,
    is_registry,
    unique,
    web_address,
)

SourceNumber = Annotated[int, Field(ge=1, le=99)]
SourceNumbers = Annotated[tuple[SourceNumber, ...], Field(min_length=1), AfterValidator(unique)]


def _no_registry(url: str) -> str:
    if is_registry(url):
        raise ValueError("is a page of a package registry; cite the project's own page or repository")
    return url


def web_page(url: str) -> str:
    """Return an address that can be cited.

    Raises:
        ValueError: it is no web address, or a page of a package registry.
    """
    if len(url) > LONGEST_ADDRESS:
        raise ValueError(f"is longer than {LONGEST_ADDRESS} signs; cite a shorter one")
    return _no_registry(web_address(url))


class Source(Record):
    """A citable page. `supports` names the record's fields that it backs as a whole.

    `independent` says whether the page comes from somebody who neither makes nor sells what the record
    describes; a paper by the tool's own authors is academic and not independent.
    """

    url: Annotated[WebAddress, AfterValidator(_no_registry)]
    title: Line | NotStated
    publisher: Line | NotStated = NOT_STATED
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]
    independent: bool
    date: PartialDate | NotStated = NOT_STATED
    checked: PartialDate | NotStated = NOT_STATED
    supports: Annotated[tuple[str, ...], AfterValidator(unique)] = ()


Sources = dict[SourceNumber, Source]
MeasuredBy = Literal["independent", "provider", "authors"]


class Sourced(Record):
    """A statement with the numbers of the sources that say it."""

    text: Statement
    sources: SourceNumbers
