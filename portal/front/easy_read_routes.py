"""Pages in Easy Read, for anyone; there is one only where people made it."""

from flask import Blueprint, render_template

from portal.core.errors import NotFound
from portal.front.easy_pages import public_pages
from portal.partnership import easy_read
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.whole_page import whole_page

bp = Blueprint("easy_read", __name__)


@bp.get("/easy-read/<string:key>")
@public
@whole_page
def show(key: str) -> str:
    """One page in Easy Read, with who made it and who checked it."""
    with reading() as session:
        page = next((each for each in public_pages(session, now=now()) if each.key == key), None)
        found = easy_read.one(session, key) if page else None
    if page is None or found is None:
        raise NotFound(kind="easy-read", value=key)
    return render_template("front/easy_read.html", page=page, found=found)
