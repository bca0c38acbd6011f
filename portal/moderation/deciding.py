"""One item of the officers’ queue or of the safeguarding room: look at it, open it, mask, compare, decide."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.base import StaffForm
from forms.moderation import TAKEN_WORDS, DecisionForm, HandoverForm, PassOnForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.differences import differences
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.leads import lead_by
from portal.core.redaction import PLACEHOLDERS, kinds_in, taken_out
from portal.core.words import details, mask
from portal.moderation import claims, queries, service, taking
from portal.moderation.desks import Item
from portal.moderation.rules import Line
from portal.moderation.words import LEADS, OFFICERS, PURPOSES, Room, agencies, box_of, refusal_words
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


def _look(session: Session, room: Room, desk: str, item: str) -> Line:
    """One item of this room. Raises `NotFound`, for one of the other room too."""
    return queries.desk(desk).look(session, item, partnership=current(), room=room.room, now=now())


def _closed(room: Room, desk: str, item: str) -> str:
    with reading() as session:
        line = _look(session, room, desk, item)
        may_undo = queries.desk(desk).may_undo(session, item, now=now())
    undo = DecisionForm(formdata=None, seen_version=str(line.version))
    return render_template(
        "moderation/staff/closed.html",
        room=room,
        line=line,
        form=StaffForm(),
        may_undo=may_undo,
        undo=undo,
    )


def _open(room: Room, desk: str, item: str) -> Item:
    with transaction() as session:
        found = queries.desk(desk)
        _look(session, room, desk, item)
        claims.opened(session, found, item, actor_id=actor().id, now=now())
        return found.open(
            session,
            item,
            partnership=current(),
            room=room.room,
            opener=opener(),
            actor_id=actor().id,
            now=now(),
        )


def _opened(room: Room, desk: str, item: str) -> Any:
    if not StaffForm().validate_on_submit():
        return redirect(url_for(room.item, desk=desk, item=item), 303)
    return opened_page(room, desk, item)


def opened_page(room: Room, desk: str, item: str, **forms: Any) -> str:
    """The item with its words and a fresh decision; `forms` are those that came back with errors."""
    opened = _open(room, desk, item)
    form, beside = DecisionForm(formdata=None), opened.beside
    form.seen_version.data = str(opened.line.version)
    form.same_as.data, form.theme.data = beside.same_as, beside.theme
    form.names_business.data = beside.names_business
    form.taken_out.data = list(beside.taken_out)
    form.copy.data = opened.copy
    if opened.copy is None:
        _mask(form, opened.original)
    return _page(room, opened, form, **forms)


def _decide(room: Room, desk: str, item: str) -> Any:
    found, go = queries.desk(desk), request.form.get("go")
    form = DecisionForm().offer(found.all_verbs, found.all_codes)
    try:
        if not StaffForm().validate_on_submit():
            return redirect(url_for(room.item, desk=desk, item=item), 303)
        if go in ("difference", "mask"):
            return _looked_at(room, desk, item, form, masks=go == "mask")
        if not form.validate_on_submit():
            return _page(room, _open(room, desk, item), form), 422
        return _decided(room, desk, item, form)
    except NotFound:
        return elsewhere(room, form, form.copy, form.reason)


def _looked_at(room: Room, desk: str, item: str, form: DecisionForm, *, masks: bool) -> Any:
    """The same boxes, with what is marked masked where that was asked, and the difference as it is now."""
    opened = _open(room, desk, item)
    if masks:
        _mask(form, form.copy.data or opened.original)
    form.tick(taken_out(opened.original, form.copy.data or ""))
    return _page(room, opened, form)


def _decided(room: Room, desk: str, item: str, form: DecisionForm) -> Any:
    """Decide, or say on the page why not; no box loses what was written in it."""
    choice = form.to_choice(lead_by=_lead_by())
    try:
        with transaction() as session:
            found = queries.desk(desk)
            stands = service.decide(
                session, found, item, choice, room=room.room, actor_id=actor().id, now=now()
            )
    except DomainError as refused:
        if isinstance(refused, NotFound) and getattr(refused, "kind", "") != "theme":
            raise
        return _refused(room, desk, item, form, refused)
    flash("Decided." if stands else "Kept. It counts once a second person has agreed.", "done")
    if request.form.get("go") == "decide-next":
        return taking.go_on(room)
    return redirect(url_for(room.list) + taking.chosen().kept, 303)


def _lead_by() -> datetime:
    """By when a lead has to open what is escalated now."""
    clocks, office = current().clocks, taking.office()
    return lead_by(now(), clocks.safeguarding_fallback_staffed_hours, office.hours, office.holidays)


def elsewhere(room: Room, form: StaffForm, *boxes: Any) -> Any:
    """Nothing is here to decide: it was passed on, taken back, or never was here. The words come back."""
    return render_template("moderation/staff/elsewhere.html", room=room, form=form, boxes=boxes), 409


def _refused(room: Room, desk: str, item: str, form: DecisionForm, refused: DomainError) -> Any:
    box = form[box_of(refused)]
    box.errors = [*box.errors, refusal_words(refused)]
    opened = _open(room, desk, item)
    if isinstance(refused, Stale):
        form.seen_version.data = str(opened.line.version)
    status = refused.status if refused.status != NotFound.status else 422
    return _page(room, opened, form, stale=isinstance(refused, Stale)), status


def _page(room: Room, opened: Item, form: DecisionForm, *, stale: bool = False, **forms: Any) -> str:
    beside, copy = opened.beside, form.copy.data or ""
    form.offer(opened.verbs, opened.codes, others=beside.candidates, themes=beside.themes)
    return render_template(
        "moderation/staff/opened.html",
        room=room,
        item=opened,
        form=form,
        passing=forms.get("passing") or _passing(),
        handing=forms.get("handing") or HandoverForm(formdata=None, once=new_id()),
        passages=differences(opened.original, copy) if opened.original and copy else (),
        taken_words=TAKEN_WORDS,
        placeholders=PLACEHOLDERS,
        stale=stale,
    )


def _passing() -> PassOnForm:
    return PassOnForm(formdata=None, once=new_id()).offer(agencies(current()), PURPOSES)


def _mask(form: DecisionForm, text: str) -> None:
    """Put a placeholder in place of everything marked in this text, and tick what it was."""
    form.copy.data = mask(text, details(text))
    form.tick(kinds_in(text))
