"""Taking an item, taking it over from a colleague, giving it back, and going on to the next one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.base import StaffForm
from portal.adapters.holidays import england
from portal.concerns.service import staffed_hours
from portal.core.actors import Permission
from portal.moderation import claims, due, filters, queries
from portal.moderation.claims import Claim, TakenByAnother
from portal.moderation.due import Office
from portal.moderation.filters import Filters
from portal.moderation.queries import Asked
from portal.moderation.rules import Line
from portal.moderation.words import LEADS, OFFICERS, Room
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("taking", __name__)

TRIES = 5  # items that a colleague may take in the very moment


@bp.post("/moderation/next")
@requires(Permission.MODERATION_DECIDE)
def go_to_next() -> Response:
    """The first item of the list that nobody works on, taken."""
    return go_on(OFFICERS) if StaffForm().validate_on_submit() else _back(OFFICERS)


@bp.post("/safeguarding/next")
@requires(Permission.SAFEGUARDING_DECIDE)
def go_to_next_escalated() -> Response:
    """The first escalated item of the list that no lead works on, taken."""
    return go_on(LEADS) if StaffForm().validate_on_submit() else _back(LEADS)


@bp.post("/moderation/<desk>/<item>/take")
@requires(Permission.MODERATION_DECIDE)
def take(desk: str, item: str) -> Response:
    """Take an item, take it over, or give it back, as an officer."""
    return _take(OFFICERS, desk, item)


@bp.post("/safeguarding/<desk>/<item>/take")
@requires(Permission.SAFEGUARDING_DECIDE)
def take_escalated(desk: str, item: str) -> Response:
    """The same as a safeguarding lead."""
    return _take(LEADS, desk, item)


def go_on(room: Room) -> Response:
    """To the next item that fits the filters in the address; back to the list when none is left."""
    asked = in_room(room)
    with transaction() as session:
        line = _take_next(session, asked, chosen())
    if line is None:
        flash("Nothing more waits that nobody works on.", "done")
        return _back(room)
    return redirect(url_for(room.item, desk=line.desk, item=line.id) + chosen().kept, 303)


def chosen() -> Filters:
    """What the address of this page asks for, and in which order; it goes along from page to page."""
    return filters.read(
        request.args,
        kinds=frozenset(queries.DESKS),
        topics=frozenset(topic.code for topic in current().topics),
        wards=frozenset(ward.code for ward in current().wards),
    )


def in_room(room: Room) -> Asked:
    """Who looks, at which room, and when."""
    return Asked(current(), room.room, actor().id, now())


def office() -> Office:
    """When somebody is there."""
    return Office(staffed_hours(current().clocks), england())


@dataclass(frozen=True, slots=True)
class Worker:
    """Who works on an item, by name; `mine`: the reader."""

    name: str
    mine: bool
    until: datetime


def worked_on(line: Line) -> Worker | None:
    """Who works on it now; for the item's own pages."""
    with reading() as session:
        claim = claims.standing(session, [(line.desk, line.id)], now=now()).get((line.desk, line.id))
        if claim is None:
            return None
        name = names_of(session, [claim])[claim.actor_id]
    return Worker(name, claim.actor_id == actor().id, claim.until)


def due_words(line: Line) -> str:
    """By when somebody should have looked, in words."""
    return due.words(line.due_at, now(), office())


def names_of(session: Session, found: list[Claim]) -> dict[str, str]:
    """The names of the colleagues who work on something."""
    return actor_names(session, {claim.actor_id for claim in found}) if found else {}


def _take_next(session: Session, asked: Asked, wanted: Filters) -> Line | None:
    for _ in range(TRIES):
        line = queries.next_item(session, asked, wanted)
        if line is None:
            return None
        try:
            claims.take(session, queries.desk(line.desk), line.id, actor_id=asked.actor_id, now=asked.now)
        except TakenByAnother:
            continue
        return line
    return None


def _take(room: Room, desk: str, item: str) -> Response:
    if not StaffForm().validate_on_submit():
        return _back(room)
    go, found, asked = request.form.get("go"), queries.desk(desk), in_room(room)
    with transaction() as session:
        found.look(session, item, partnership=asked.partnership, room=room.room, now=asked.now)
        words = _taken(session, found, item, go, asked)
    flash(*words)
    if go == "give-back":
        return _back(room)
    return redirect(url_for(room.item, desk=desk, item=item) + chosen().kept, 303)


def _taken(session: Session, found: Any, item: str, go: str | None, asked: Asked) -> tuple[str, str]:
    """What happened, in words, and what kind of message that is."""
    if go == "give-back":
        claims.give_back(session, found, item, actor_id=asked.actor_id)
        return "Given back. Anybody can take it.", "done"
    over = go == "take-over"
    try:
        claims.take(session, found, item, actor_id=asked.actor_id, now=asked.now, over=over)
    except TakenByAnother as taken:
        name = actor_names(session, {taken.actor_id})[taken.actor_id]
        return f"{name} took it before you. Take it over only if you have to.", "warning"
    return ("You took it over. The ledger says so." if over else "It is yours for half an hour."), "done"


def _back(room: Room) -> Response:
    return redirect(url_for(room.list) + chosen().kept, 303)
