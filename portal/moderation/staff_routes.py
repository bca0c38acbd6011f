"""The officers' queue and the safeguarding room: see what waits, find it, and see what one decided today."""

from typing import Any

from flask import Blueprint, render_template

from forms.base import StaffForm
from forms.queue import FilterForm
from portal.core.actors import Permission
from portal.moderation import alike, decided, deciding, placing, queries, searching, taking, talking, telling
from portal.moderation.filters import Filters
from portal.moderation.taking import chosen, due_words, in_room, names_of, office, worked_on
from portal.moderation.words import LEADS, OFFICERS, Room
from portal.partnership.current import current
from portal.web.context import reading
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("moderation_staff", __name__, url_prefix="/staff")
for part in (searching, deciding, telling, placing, taking, alike, talking):
    bp.register_blueprint(part.bp)


@bp.context_processor
def on_every_page() -> dict[str, Any]:
    """`kept`: the filters, which go along; who works on a line and by when it is due; our sentences."""
    return {
        "kept": chosen().kept,
        "worked_on": worked_on,
        "due_words": due_words,
        "replies": current().replies,
    }


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


@bp.get("/moderation/decided")
@requires(Permission.MODERATION_DECIDE)
def decided_today() -> str:
    """What this officer decided today, and what of it can be taken back."""
    with reading() as session:
        rows = decided.today(session, in_room(OFFICERS))
    return render_template("moderation/staff/decided.html", rows=rows)


def _queue(room: Room) -> str:
    filters, asked = chosen(), in_room(room)
    with reading() as session:
        page = queries.listing(session, asked, filters, office=office(), after=after())
        tallies = queries.tallies(session, asked, filters.order)
        names = names_of(session, [row.claim for row in page.rows if row.claim])
    return render_template(
        "moderation/staff/queue.html",
        room=room,
        page=page,
        filters=filters,
        filter_form=_filter_form(filters),
        tallies=tallies,
        names=names,
        me=actor().id,
        form=StaffForm(),
    )


def _filter_form(filters: Filters) -> Any:
    topics = [(topic.code, topic.name) for topic in current().topics if topic.takes_reports]
    wards = sorted(((ward.code, ward.name) for ward in current().wards), key=lambda pair: pair[1])
    kinds = [(code, desk.name) for code, desk in queries.DESKS.items()]
    return FilterForm.showing(filters, kinds, topics, wards)
