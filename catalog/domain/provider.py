"""The provider: who makes or supplies tools."""

from typing import Annotated

from pydantic import StringConstraints

from catalog.domain.source import Sources
from catalog.domain.text import Line, Statement
from catalog.domain.values import NOT_STATED, NotStated, Record, Slug, Slugs, WebAddress

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Provider(Record):
    """An organisation, project or group of authors. `named_in` lists the tools whose sources describe it.

    `country` is an ISO 3166-1 alpha-2 code. `type` is a term of the vocabulary `provider-types`.
    """

    slug: Slug
    name: Line
    aliases: tuple[Line, ...] = ()
    type: Slug
    country: CountryCode | NotStated
    homepage: WebAddress | NotStated = NOT_STATED
    ownership: Statement | NotStated = NOT_STATED
    named_in: Slugs = ()
    sources: Sources = {}
