"""The figures of the transparency page as a file: the same numbers as on the page, open to whoever may read."""

from typing import Final

from starlette.responses import Response

from catalog.bootstrap import today
from catalog.domain.errors import NotFound
from catalog.exchange.figures_out import figures_csv, figures_json
from catalog.queries.transparency import TransparencyPage, transparency_page
from catalog.web.visits import Visit

FIGURES: Final = "/transparency.{form}"


def send_figures(visit: Visit) -> Response:
    """Return the figures as CSV or JSON.

    Raises:
        NotFound: no such format.
        NotAllowed: the catalogue is open to members only.
    """
    form = str(visit.request.path_params["form"])
    if form not in ("csv", "json"):
        raise NotFound("There is no such format. Choose one of: csv, json.")
    page = transparency_page(visit.app.read, visit.actor, today())
    data, media_type = (
        (figures_csv(page.sections), "text/csv") if form == "csv" else (_json(page), "application/json")
    )
    name = f"safer-tools-catalog-transparency-{page.today}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=media_type, headers=headers)


def _json(page: TransparencyPage) -> bytes:
    acts = [
        {
            "day": act.entry.at[:10],
            "kind": act.entry.kind if act.entry.slug else "",
            "record": act.entry.slug,
            "name": act.entry.name,
            "act": act.entry.verb,
            "reason": act.entry.reason,
            "approved_by": act.approved_by,
        }
        for act in page.acts
    ]
    return figures_json({"catalogue": "Safer Tools Catalog", "day": page.today, "acts": acts}, page.sections)
