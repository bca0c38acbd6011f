"""One item of the officers’ queue or the safeguarding room: look at it, open it, decide, tell an agency."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.base import StaffForm
from forms.moderation import DecisionForm, PassOnForm
from portal.concerns import desk as concerns_desk
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.words import details, mask
from portal.moderation import claims, queries, service, taking
from portal.moderation.desks import Item
from portal.moderation.rules import CopyMissing, CopyPointsToSomebody, Line
from portal.moderation.words import LEADS, OFFICERS, PURPOSES, Room, agencies, refusal_words
from portal.partnership.current import current
from portal.web.context import now, opener, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("deciding", __name__)


@bp.get("/moderation/<desk>/<item>")
@requires(Permission.MODERATION_DECIDE)
def item(desk: str, item: str) -> str:
    """One item without its words, and the button that opens it."""
    return _closed(OFFICERS, desk, item)


@bp.get("/safeguarding/<desk>/<item>")
@requires(Permission.SAFEGUARDING_DECIDE)
def safeguarding_item(desk: str, item: str) -> str:
    """One escalated item without its words."""
    return _closed(LEADS, desk, item)


@bp.post("/moderation/<desk>/<item>/open")
@requires(Permission.MODERATION_DECIDE)
def open_item(desk: str, item: str) -> str | Response:
    """Open the sealed words; the ledger says so."""
    return _opened(OFFICERS, desk, item)


@bp.post("/safeguarding/<desk>/<item>/open")
@requires(Permission.SAFEGUARDING_DECIDE)
def open_safeguarding_item(desk: str, item: str) -> str | Response:
    """Open an escalated item; the ledger says so."""
    return _opened(LEADS, desk, item)


@bp.post("/moderation/<desk>/<item>/decide")
@requires(Permission.MODERATION_DECIDE)
def decide(desk: str, item: str) -> Any:
    """Decide as an officer."""
    return _decide(OFFICERS, desk, item)


@bp.post("/safeguarding/<desk>/<item>/decide")
@requires(Permission.SAFEGUARDING_DECIDE)
def decide_safeguarding(desk: str, item: str) -> Any:
    """Decide as a safeguarding lead."""
    return _decide(LEADS, desk, item)


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


def _pass_on(room: Room, item: str) -> Any:
    form = PassOnForm().offer(agencies(current()), PURPOSES)
    if not form.validate_on_submit():
        return _opened(room, "concerns", item, passing=form, status=422)
    with transaction() as session:
        _look(session, room, "concerns", item)
        concerns_desk.pass_on(
            session, item, agency=form.agency.data, purpose=form.purpose.data, actor_id=actor().id, now=now()
        )
    flash("Recorded: the agency was told.", "done")
    return redirect(url_for(room.item, desk="concerns", item=item), 303)


def _look(session: Session, room: Room, desk: str, item: str) -> Line:
    """One item of this room. Raises `NotFound`, for one of the other room too."""
    return queries.desk(desk).look(session, item, partnership=current(), room=room.room, now=now())


def _closed(room: Room, desk: str, item: str) -> str:
    with reading() as session:
        line = _look(session, room, desk, item)
    return render_template("moderation/staff/closed.html", room=room, line=line, form=StaffForm())


def _open(room: Room, desk: str, item: str) -> Item:
    with transaction() as session:
        _look(session, room, desk, item)
        claims.opened(session, queries.desk(desk), item, actor_id=actor().id, now=now())
        return queries.desk(desk).open(
            session, item, partnership=current(), opener=opener(), actor_id=actor().id, now=now()
        )


def _opened(room: Room, desk: str, item: str, *, passing: PassOnForm | None = None, status: int = 200) -> Any:
    if not StaffForm().validate_on_submit():
        return redirect(url_for(room.item, desk=desk, item=item), 303)
    opened = _open(room, desk, item)
    form = DecisionForm(formdata=None).offer(opened.verbs, opened.codes)
    form.seen_version.data = str(opened.line.version)
    form.copy.data = opened.copy if opened.copy is not None else _masked(opened)
    return _page(room, opened, form, passing=passing), status


def _decide(room: Room, desk: str, item: str) -> Any:
    found = queries.desk(desk)
    form = DecisionForm().offer(found.all_verbs, found.all_codes)
    if _is_elsewhere(room, desk, item):
        return render_template("moderation/staff/elsewhere.html", room=room, form=form), 409
    if not form.validate_on_submit():
        return _page(room, _open(room, desk, item), form), 422
    try:
        with transaction() as session:
            service.decide(session, found, item, form.to_choice(), actor_id=actor().id, now=now())
    except DomainError as refused:
        return _refused(room, desk, item, form, refused)
    flash("Decided.", "done")
    if request.form.get("go") == "decide-next":
        return taking.go_on(room)
    return redirect(url_for(room.list) + taking.chosen().kept, 303)


def _is_elsewhere(room: Room, desk: str, item: str) -> bool:
    """Whether there is nothing here to decide: it was passed on or taken back, or never was here."""
    found = queries.desk(desk)
    with reading() as session:
        try:
            found.look(session, item, partnership=current(), room=room.room, now=now())
        except NotFound:
            return True
    return False


def _refused(room: Room, desk: str, item: str, form: DecisionForm, refused: DomainError) -> Any:
    box = form.copy if isinstance(refused, CopyMissing | CopyPointsToSomebody) else form.verb
    box.errors = [*box.errors, refusal_words(refused)]
    opened = _open(room, desk, item)
    if isinstance(refused, Stale):
        form.seen_version.data = str(opened.line.version)
    form.offer(opened.verbs, opened.codes)
    return _page(room, opened, form, stale=isinstance(refused, Stale)), refused.status


def _page(
    room: Room, opened: Item, form: DecisionForm, *, stale: bool = False, passing: PassOnForm | None = None
) -> str:
    return render_template(
        "moderation/staff/opened.html",
        room=room,
        item=opened,
        form=form,
        passing=passing or PassOnForm(formdata=None).offer(agencies(current()), PURPOSES),
        stale=stale,
    )


def _masked(opened: Item) -> str:
    text = "\n\n".join(each.words for each in opened.texts)
    return mask(text, details(text))
