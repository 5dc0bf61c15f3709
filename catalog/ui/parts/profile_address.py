"""The address of a compliance profile: tool, use, places and answers; nothing of it is kept on the server."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from catalog.domain.compliance_records import PLACES
from catalog.domain.profiles import USUAL_PLACES, Subject

PROFILE: Final = "/profile"
DOWNLOAD: Final = "/profile/{form}"
ASK: Final = "ask"
_TOOL, _USE, _PLACE = "tool", "use", "in"
_MOST_VALUES: Final = 20

Params = Mapping[str, Iterable[str]]


def subject_of(params: Params, fields: Iterable[str]) -> Subject:
    """Return what an address asks for; `fields` are the questions. Whether answers exist is not asked here."""
    taken = {name: tuple(values)[:_MOST_VALUES] for name, values in params.items()}
    places = tuple(place for place in PLACES if place in taken.get(_PLACE, ()))
    given = {field: taken[field] for field in fields if taken.get(field)}
    return Subject(_one(taken, _TOOL), _one(taken, _USE), places or USUAL_PLACES, given)


def _one(params: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(params.get(name, ())[-1:]), "")


def params_of_subject(subject: Subject, **more: str) -> dict[str, list[str]]:
    """Return the parameters of a profile's address."""
    params = {_TOOL: [subject.tool]} | ({_USE: [subject.use]} if subject.use else {})
    if subject.places != USUAL_PLACES:
        params[_PLACE] = list(subject.places)
    params |= {field: list(answer) for field, answer in sorted(subject.given.items())}
    return params | {name: [value] for name, value in more.items()}


def profile_address(subject: Subject, form: str = "", **more: str) -> str:
    """Return the address of a profile, or with a form ("pdf", "json") that of its file."""
    path = DOWNLOAD.format(form=form) if form else PROFILE
    return f"{path}?{urlencode(params_of_subject(subject, **more), doseq=True)}"
