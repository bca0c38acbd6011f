"""Beside a decision on a report: write down that an agency was told, and leave a note for the next lead."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy.orm import Session

from forms.base import StaffForm
from forms.moderation import HandoverForm, PassOnForm
from portal.adapters.tokens import new_id
from portal.concerns import desk as concerns_desk
from portal.concerns import safeguarding
from portal.concerns.service import SealTo
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.moderation import deciding, queries, taking
from portal.moderation.words import LEADS, OFFICERS, PURPOSES, Room, agencies
from portal.partnership.current import current
from portal.web.context import now, settings, transaction
from portal.web.guard import actor, requires

bp = Blueprint("telling", __name__)

DESK = "concerns"


@bp.post("/moderation/concerns/<item>/pass-on")
@requires(Permission.MODERATION_DECIDE)
def pass_on(item: str) -> Any:
    """Record that an officer told an agency, and for which purpose."""
    return _pass_on(OFFICERS, item)


@bp.post("/safeguarding/concerns/<item>/pass-on")
@requires(Permission.SAFEGUARDING_DECIDE)
def pass_on_safeguarding(item: str) -> Any:
    """Record that a safeguarding lead told an agency, and for which purpose."""
    return _pass_on(LEADS, item)


@bp.post("/safeguarding/concerns/<item>/handover")
@requires(Permission.SAFEGUARDING_DECIDE)
def hand_over(item: str) -> Any:
    """Leave a note for the next lead."""
    form = HandoverForm()
    if not StaffForm().validate_on_submit():
        return _back(LEADS, item)
    try:
        if not form.validate_on_submit():
            return deciding.opened_page(LEADS, DESK, item, handing=form), 422
        with transaction() as session:
            _look(session, LEADS, item)
            seal_to = SealTo(settings().seal_public, settings().recovery_public)
            words = form.note.data or ""
            who, key = actor().id, form.id_of(new_id())
            safeguarding.hand_over(session, item, words, seal_to=seal_to, actor_id=who, now=now(), key=key)
    except NotFound:
        return deciding.elsewhere(LEADS, form, form.note)
    flash("Kept for the next lead.", "done")
    return _back(LEADS, item)


def _pass_on(room: Room, item: str) -> Any:
    form = PassOnForm().offer(agencies(current()), PURPOSES)
    if not StaffForm().validate_on_submit():
        return _back(room, item)
    if not form.validate_on_submit():
        return deciding.opened_page(room, DESK, item, passing=form), 422
    with transaction() as session:
        _look(session, room, item)
        told = {"agency": form.agency.data, "purpose": form.purpose.data, "key": form.id_of(new_id())}
        concerns_desk.pass_on(session, item, **told, actor_id=actor().id, now=now())
    flash("Recorded: the agency was told.", "done")
    return _back(room, item)


def _look(session: Session, room: Room, item: str) -> None:
    """Pass where this room sees the report. Raises `NotFound`."""
    queries.desk(DESK).look(session, item, partnership=current(), room=room.room, now=now())


def _back(room: Room, item: str) -> Any:
    return redirect(url_for(room.item, desk=DESK, item=item) + taking.chosen().kept, 303)
