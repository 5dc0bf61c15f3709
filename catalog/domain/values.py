"""Small value types that several records share."""

import re
from datetime import date
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

NOT_STATED: Final = "not-stated"
"""The value of a fact that no source read so far gives. It never means "no"."""

NotStated = Literal["not-stated"]

_SLUG: Final = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_LONGEST_SLUG: Final = 80
LONGEST_ADDRESS: Final = 600
Slug = Annotated[str, StringConstraints(pattern=_SLUG, max_length=_LONGEST_SLUG)]
YesNo = bool | NotStated

_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)(?:-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?)?")
_REGISTRY_HOSTS = (
    *("py" + "pi.org", "python" + "hosted.org", "npm" + "js.com", "npm" + "js.org", "crates" + ".io"),
    *("anaconda.org", "rubygems" + ".org", "packagist.org", "hub.docker" + ".com", "mvnrepository.com"),
)


def _partial_date(value: object) -> object:
    text = str(value)
    if not _DATE.fullmatch(text):
        raise ValueError("is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def web_address(value: str) -> str:
    """Return an address of the web as it is.

    Raises:
        ValueError: it is none, or holds what an address that people follow must not hold.
    """
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise ValueError("cannot be read as a web address; copy it from your browser") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
        raise ValueError("is not a web address; write it with http:// or https:// and a host name")
    if parts.username or any(c.isspace() or not c.isprintable() for c in value):
        raise ValueError("holds a user name, a space or a sign that is not shown; write the plain address")
    return value


def is_slug(text: str) -> bool:
    """Tell whether the text has the form of an address of a record."""
    return len(text) <= _LONGEST_SLUG and re.fullmatch(_SLUG.strip("^$"), text) is not None


def is_date(text: str) -> bool:
    """Tell whether the text is a day of the calendar, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_registry(url: str) -> bool:
    """Tell whether the address is a page of a package registry, which is never a source here."""
    host = (urlsplit(url).hostname or "").lower()
    return any(host == name or host.endswith("." + name) for name in _REGISTRY_HOSTS)


def host_of(url: str) -> str:
    """Return the host name that is shown beside an outside link, without a leading "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


PartialDate = Annotated[str, BeforeValidator(_partial_date)]
"""YYYY, YYYY-MM or YYYY-MM-DD; compares correctly as text up to the shorter precision."""

WebAddress = Annotated[str, StringConstraints(max_length=LONGEST_ADDRESS), AfterValidator(web_address)]


class Record(BaseModel):
    """Base of every document: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def unique(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list that names the same thing twice."""
    if len(set(values)) != len(values):
        raise ValueError("names the same value twice; keep one")
    return values


Slugs = Annotated[tuple[Slug, ...], AfterValidator(unique)]
