"""The officers' queue and the safeguarding room: see what waits."""

from flask import Blueprint, render_template

from forms.base import StaffForm
from portal.core.actors import Permission
from portal.moderation import deciding, queries
from portal.moderation.words import LEADS, OFFICERS, Room
from portal.partnership.current import current
from portal.web.context import now, reading
from portal.web.guard import requires
from portal.web.listing import after

bp = Blueprint("moderation_staff", __name__, url_prefix="/staff")
bp.register_blueprint(deciding.bp)


@bp.get("/moderation")
@requires(Permission.MODERATION_DECIDE)
def queue() -> str:
    """What waits for officers."""
    return _queue(OFFICERS)


@bp.get("/safeguarding")
@requires(Permission.SAFEGUARDING_DECIDE)
def safeguarding() -> str:
    """What waits for safeguarding leads."""
    return _queue(LEADS)


def _queue(room: Room) -> str:
    with reading() as session:
        found = queries.waiting(session, partnership=current(), room=room.room, after=after(), now=now())
    return render_template("moderation/staff/queue.html", room=room, page=found, form=StaffForm())
