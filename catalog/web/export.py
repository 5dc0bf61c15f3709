"""The answer to a search as a file. A route of our own: what Streamlit offers for download asks for no sign-in."""

from typing import Final

from starlette.responses import Response

from catalog.domain.errors import NotFound
from catalog.exchange.exports import Format
from catalog.queries.exports import export_file
from catalog.ui.parts.address import request_of
from catalog.web.visits import Visit

EXPORT: Final = "/export/{form}"
_FORMATS: Final = {form.value: form for form in Format}


def send_export(visit: Visit) -> Response:
    """Return the published tools that the address asks for; without a search all of them, in members mode for members.

    Raises:
        NotFound: no such format, or no tool in the answer.
    """
    form = _FORMATS.get(str(visit.request.path_params["form"]))
    if form is None:
        raise NotFound(f"There is no such format. Choose one of: {', '.join(_FORMATS)}.")
    params = visit.request.query_params
    asked = request_of({name: params.getlist(name) for name in params})
    everything = not asked.text and not asked.filters
    file = export_file(visit.app.read, visit.actor, form, None if everything else asked)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.data, media_type=file.media_type, headers=headers)
