"""The colours and the mark of this partnership as files of our own, so that pages need no inline style.

Refuses nothing and knows nobody: both doors serve them.
"""

from flask import Blueprint, Response

from portal.partnership.current import current
from portal.web.guard import public
from portal.web.headers import cacheable

bp = Blueprint("brand", __name__, url_prefix="/brand")

KEPT = "public, max-age=3600"


@bp.get("/theme.css")
@public
def theme() -> Response:
    """Custom properties, one for each colour of the partnership."""
    lines = (f"  --{name.replace('_', '-')}: {colour};" for name, colour in current().brand.colours)
    return _file(":root {\n" + "\n".join(lines) + "\n}\n", "text/css")


@bp.get("/mark.svg")
@public
def mark() -> Response:
    """The partnership's mark."""
    return _file(current().brand.mark_svg, "image/svg+xml")


def _file(text: str, mimetype: str) -> Response:
    cacheable(KEPT)
    return Response(text, mimetype=mimetype)
