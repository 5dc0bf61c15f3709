"""Our own routes beside the pages, in one list."""

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from catalog.ui.parts.audit_address import EXPORT_PATH
from catalog.web import audit_export, own_password, second_factor, sign_in
from catalog.web.assessment_export import ASSESSMENT_FILE, send_assessment
from catalog.web.document import STYLE_PATH
from catalog.web.export import EXPORT, send_export
from catalog.web.feed import FEED, send_feed
from catalog.web.figures import FIGURES, send_figures
from catalog.web.first_page import FIRST_PAGE
from catalog.web.profile import PROFILE_FILE, send_profile
from catalog.web.suggesting import SUGGEST
from catalog.web.visits import route


@cache
def _style() -> str:
    return files("catalog.web").joinpath("sign_in.css").read_text(encoding="utf-8")


async def _style_sheet(_request: Request) -> Response:
    return Response(_style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


def routes() -> list[Route]:
    """Return our routes: signing in and out, the feed, the audit trail and figures as files, suggestions, the search page."""
    return [
        route(sign_in.SIGN_IN, sign_in.show, sign_in.send),
        route(sign_in.SIGN_OUT, None, sign_in.sign_out),
        route(sign_in.SECOND_FACTOR, second_factor.show, second_factor.send),
        route(sign_in.PASSWORD, own_password.show_password, own_password.send_password),
        route(own_password.WELCOME, own_password.show_welcome, own_password.send_welcome),
        Route(STYLE_PATH, _style_sheet),
        route(EXPORT_PATH, audit_export.send_file),
        route(ASSESSMENT_FILE, send_assessment),
        route(EXPORT, send_export),
        route(PROFILE_FILE, send_profile),
        route(FEED, send_feed),
        route(FIGURES, send_figures),
        SUGGEST,
        FIRST_PAGE,
    ]
