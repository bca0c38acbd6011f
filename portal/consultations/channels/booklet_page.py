"""The page from which anybody prints a consultation, also in large print."""

from flask import Blueprint, render_template, request

from portal.consultations.channels.booklet import booklet
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.whole_page import whole_page_reading

bp = Blueprint("booklet", __name__)

LARGE = "large"


@bp.get("/consultations/<slug>/booklet")
@public
@whole_page_reading("print")
def show(slug: str) -> str:
    """Every question on paper, and where the paper goes."""
    with reading() as session:
        found = booklet(session, slug, now=now())
    large = request.args.get("print") == LARGE
    partnership = current()
    return render_template("consultations/booklet.html", booklet=found, large=large, partnership=partnership)
