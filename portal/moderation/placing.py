"""Putting right what a report is about and where: an officer's correction is final.

Refuses a place that is not the partnership's, and a report that stands in a published picture: a note beside
the picture says what turned out wrong.
"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from forms.moderation import PlaceForm
from portal.concerns import desk as concerns_desk
from portal.concerns.opened import Correction, Waiting
from portal.concerns.rules import LEADS_ONLY
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.moderation import deciding, queries, taking
from portal.moderation.words import LEADS, OFFICERS, Room
from portal.partnership.current import current, geography
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("placing", __name__)

DESK = "concerns"
CHOOSE = "Choose one from the list"
OTHER_WARD = "This area is not in the chosen ward. Show the areas of the ward, then choose again"


@bp.get("/moderation/concerns/<item>/place")
@requires(Permission.MODERATION_DECIDE)
def place(item: str) -> Any:
    """What a report is about and where, to be put right."""
    return _shown(OFFICERS, item)


@bp.get("/safeguarding/concerns/<item>/place")
@requires(Permission.SAFEGUARDING_DECIDE)
def safeguarding_place(item: str) -> Any:
    """The same for an escalated report."""
    return _shown(LEADS, item)


@bp.post("/moderation/concerns/<item>/place")
@requires(Permission.MODERATION_DECIDE)
def put_right(item: str) -> Any:
    """Put it right as an officer."""
    return _put_right(OFFICERS, item)


@bp.post("/safeguarding/concerns/<item>/place")
@requires(Permission.SAFEGUARDING_DECIDE)
def safeguarding_put_right(item: str) -> Any:
    """Put it right as a safeguarding lead."""
    return _put_right(LEADS, item)


def _shown(room: Room, item: str) -> Any:
    with reading() as session:
        found = _seen(session, room, item)
    form = PlaceForm(formdata=None, subtopic=found.subtopic, ward=found.ward, area=found.area or "")
    form.seen_version.data = str(found.version)
    return _page(room, found, form)


def _put_right(room: Room, item: str) -> Any:
    form = PlaceForm()
    try:
        with reading() as session:
            found = _seen(session, room, item)
        if not form.validate_on_submit() or not _fits(form):
            return _page(room, found, form), 422
        if request.form.get("go") == "areas":
            return _page(room, found, form)
        return _kept(room, item, found, form)
    except NotFound:
        return deciding.elsewhere(room, form)


def _kept(room: Room, item: str, found: Waiting, form: PlaceForm) -> Any:
    topic = current().topic_of(form.subtopic.data)
    right = Correction(topic.code, form.subtopic.data, form.ward.data, form.area.data)
    try:
        with transaction() as session:
            _seen(session, room, item)
            concerns_desk.correct(
                session, item, right, seen_version=form.version, actor_id=actor().id, now=now()
            )
    except (Stale, MoveNotAllowed) as refused:
        with reading() as session:
            found = _seen(session, room, item)
        form.seen_version.data = str(found.version)
        return _page(room, found, form, stale=isinstance(refused, Stale)), refused.status
    flash("Put right. This is what is counted.", "done")
    return redirect(url_for(room.item, desk=DESK, item=item) + taking.chosen().kept, 303)


def _fits(form: PlaceForm) -> bool:
    """Whether every choice is the partnership's own; what is not is said at its box."""
    listed = ((form.subtopic, _subtopics()), (form.ward, _wards()))
    wrong = [box for box, pairs in listed if box.data not in dict(pairs)]
    for box in wrong:
        box.errors = [CHOOSE]
    shows_areas = request.form.get("go") == "areas"
    if form.area.data and form.area.data not in dict(_areas(form.ward.data)):
        form.area.errors = [] if shows_areas else [OTHER_WARD]
        wrong = wrong if shows_areas else [*wrong, form.area]
        form.area.data = "" if shows_areas else form.area.data
    return not wrong


def _page(room: Room, found: Waiting, form: PlaceForm, *, stale: bool = False) -> str:
    form.offer(subtopics=_subtopics(), wards=_wards(), areas=_areas(form.ward.data))
    return render_template(
        "moderation/staff/place.html",
        room=room,
        found=found,
        form=form,
        stale=stale,
        ward=_name(form.ward.data),
    )


def _seen(session: Session, room: Room, item: str) -> Waiting:
    """The report, where this room sees it. Raises `NotFound`."""
    queries.desk(DESK).look(session, item, partnership=current(), room=room.room, now=now())
    found = concerns_desk.look(session, item, now=now())
    if not room.room and found.state in LEADS_ONLY:
        raise NotFound(kind="concern", value=item)
    return found


def _subtopics() -> list[tuple[str, str]]:
    topics = (topic for topic in current().topics if topic.takes_reports)
    return [(sub.code, f"{topic.name}: {sub.name}") for topic in topics for sub in topic.subtopics]


def _wards() -> list[tuple[str, str]]:
    return sorted(((ward.code, ward.name) for ward in current().wards), key=lambda pair: pair[1])


def _areas(ward: str | None) -> list[tuple[str, str]]:
    found = ((area.id, area.label) for area in geography().areas if area.ward == ward)
    return sorted(found, key=lambda pair: pair[1])


def _name(ward: str | None) -> str:
    return dict(_wards()).get(ward or "", "")
