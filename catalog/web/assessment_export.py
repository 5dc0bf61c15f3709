"""An assessment as a file, for those who may see it. A route of our own: it asks for the sign-in at each request."""

from typing import Final

from starlette.responses import Response

from catalog.bootstrap import today
from catalog.domain.errors import NotFound
from catalog.queries.assessment_files import AssessmentFormat, assessment_file
from catalog.ui.parts.assessment_files import FILE_PATH
from catalog.web.visits import Visit

ASSESSMENT_FILE: Final = FILE_PATH + "{form}"
_FORMATS: Final = {form.value: form for form in AssessmentFormat}
_LONGEST_ID: Final = 15


def send_assessment(visit: Visit) -> Response:
    """Return the file that the address asks for.

    Raises:
        NotFound: no such format or assessment, or it is not shared with whoever asks.
    """
    form = _FORMATS.get(str(visit.request.path_params["form"]))
    number = visit.request.query_params.get("id", "")
    if form is None or not (number.isascii() and number.isdigit() and len(number) <= _LONGEST_ID):
        raise NotFound("There is no such file. Open the assessment and choose one there.")
    file = assessment_file(visit.app.read, visit.actor, int(number), form, today())
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.data, media_type=file.media_type, headers=headers)
