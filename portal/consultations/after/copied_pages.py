"""The staff page on which officers see how many answers were copied from one another."""

from flask import Blueprint, render_template

from portal.consultations.after import copied
from portal.core.actors import Permission
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import requires

bp = Blueprint("copied", __name__)


@bp.get("/consultations/<slug>/campaigns")
@requires(Permission.CONSULTATION_EDIT)
def show(slug: str) -> str:
    """Campaigns with their counts; nothing is opened."""
    with reading() as session:
        found = copied.copied(session, slug, partnership=current(), now=now())
    return render_template("consultations/staff/campaigns.html", found=found)
