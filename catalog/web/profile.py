"""A compliance profile as a file, computed from the address and kept nowhere."""

from typing import Final

from starlette.responses import Response

from catalog.bootstrap import today
from catalog.domain.errors import NotFound
from catalog.exchange.profile_out import profile_json, profile_pdf
from catalog.queries.profiles import profile_view
from catalog.ui.parts.profile_address import DOWNLOAD, subject_of
from catalog.web.visits import Visit

PROFILE_FILE: Final = DOWNLOAD
_FORMS: Final = {"json": (profile_json, "application/json"), "pdf": (profile_pdf, "application/pdf")}


def send_profile(visit: Visit) -> Response:
    """Return the profile that the address asks for as PDF or JSON.

    Raises:
        NotFound: no such form, or no such tool.
        NotAllowed: the visitor may not read the catalogue.
    """
    form = str(visit.request.path_params["form"])
    if form not in _FORMS:
        raise NotFound(f"There is no such form. Choose one of: {', '.join(_FORMS)}.")
    write, media_type = _FORMS[form]
    params, read = visit.request.query_params, visit.app.read
    fields = read.rulebook.question_by_id if read.rulebook else ()
    subject = subject_of({name: params.getlist(name) for name in params}, fields)
    report = profile_view(read, visit.actor, subject, today()).report
    name = "-".join(("profile", report.tool.slug, *((report.use.id,) if report.use else ())))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return Response(write(report), media_type=media_type, headers=headers)
