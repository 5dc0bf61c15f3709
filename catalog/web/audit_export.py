"""The audit trail as a file.

A route of our own: what Streamlit offers for download lies under an address that asks for no sign-in.
"""

from typing import Final

from starlette.responses import Response

from catalog.actions.audit import AuditFormat, export_audit
from catalog.ui.parts.audit_address import asked_for
from catalog.web.visits import Visit

_TYPES: Final = {AuditFormat.CSV: "text/csv; charset=utf-8", AuditFormat.JSON: "application/json"}


def send_file(visit: Visit) -> Response:
    """Return the events that the address asks for, for whoever may read the audit trail."""
    params = visit.request.query_params
    wanted, form = asked_for({name: params.getlist(name) for name in params})
    content = export_audit(visit.app.store, visit.actor, wanted, form)
    name = f"audit-{visit.app.store.now():%Y%m%dT%H%M%S}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_TYPES[form], headers=headers)
