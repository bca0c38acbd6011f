"""Talking with whoever reported, under their receipt: open the conversation, ask, say that it was read.

Refuses a question that would tell the finder of a receipt what the report says; nothing an officer typed is
lost by it.
"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy.orm import Session

from forms.base import StaffForm
from forms.moderation_talk import AskForm, SeenForm
from portal.concerns import desk as concerns_desk
from portal.concerns import safeguarding
from portal.concerns.conversation import desk
from portal.concerns.conversation.desk import Conversation
from portal.concerns.rules import LEADS_ONLY
from portal.concerns.service import SealTo
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound
from portal.moderation import queries
from portal.moderation.rules import Line
from portal.moderation.talk_words import closed_words, refused_words
from portal.moderation.words import LEADS, OFFICERS, Room
from portal.partnership.current import current
from portal.web.context import now, opener, reading, settings, transaction
from portal.web.guard import actor, requires

bp = Blueprint("talking", __name__)

DESK = "concerns"


@bp.get("/moderation/concerns/<item>/messages")
@requires(Permission.MODERATION_DECIDE)
def messages(item: str) -> str:
    """How much was asked and answered, without a word of it."""
    return _sealed(OFFICERS, item)


@bp.get("/safeguarding/concerns/<item>/messages")
@requires(Permission.SAFEGUARDING_DECIDE)
def safeguarding_messages(item: str) -> str:
    """The same for safeguarding leads."""
    return _sealed(LEADS, item)


@bp.post("/moderation/concerns/<item>/messages/open")
@requires(Permission.MODERATION_DECIDE)
def open_messages(item: str) -> Any:
    """Open the conversation; the ledger says so."""
    return _opened(OFFICERS, item)


@bp.post("/safeguarding/concerns/<item>/messages/open")
@requires(Permission.SAFEGUARDING_DECIDE)
def open_safeguarding_messages(item: str) -> Any:
    """Open it as a safeguarding lead."""
    return _opened(LEADS, item)


@bp.post("/moderation/concerns/<item>/messages/ask")
@requires(Permission.MODERATION_DECIDE)
def ask(item: str) -> Any:
    """Ask as an officer."""
    return _ask(OFFICERS, item)


@bp.post("/safeguarding/concerns/<item>/messages/ask")
@requires(Permission.SAFEGUARDING_DECIDE)
def ask_safeguarding(item: str) -> Any:
    """Ask as a safeguarding lead."""
    return _ask(LEADS, item)


@bp.post("/moderation/concerns/<item>/messages/read")
@requires(Permission.MODERATION_DECIDE)
def read(item: str) -> Any:
    """Say as an officer that it was read."""
    return _read(OFFICERS, item)


@bp.post("/safeguarding/concerns/<item>/messages/read")
@requires(Permission.SAFEGUARDING_DECIDE)
def read_safeguarding(item: str) -> Any:
    """Say as a safeguarding lead that it was read."""
    return _read(LEADS, item)


def _view(room: Room) -> str:
    return f"moderation_staff.talking.{'safeguarding_messages' if room.room else 'messages'}"


def _look(session: Session, room: Room, item: str) -> Line:
    """One report of this room. Raises `NotFound`, for one of the other room too."""
    return queries.desk(DESK).look(session, item, partnership=current(), room=room.room, now=now())


def _works(session: Session, room: Room, item: str) -> Line:
    """The same for whoever works on it: a lead has then opened it; no officer works on what is the leads'."""
    line = _look(session, room, item)
    if room.room:
        safeguarding.seen_by_lead(session, item)
    elif concerns_desk.look(session, item, now=now()).state in LEADS_ONLY:
        raise NotFound(kind="concern", value=item)
    return line


def _sealed(room: Room, item: str) -> str:
    with reading() as session:
        line, counts = _look(session, room, item), desk.counts(session, item)
    return render_template(
        "moderation/staff/talk_sealed.html", room=room, line=line, counts=counts, form=StaffForm()
    )


def _opened(room: Room, item: str) -> Any:
    if not StaffForm().validate_on_submit():
        return redirect(url_for(_view(room), item=item), 303)
    return _page(room, item, _form(fresh=True)), 200


def _ask(room: Room, item: str) -> Any:
    form = _form()
    if not StaffForm().validate_on_submit():
        return redirect(url_for(_view(room), item=item), 303)
    if not form.validate_on_submit():
        return _again(room, item, form, 422)
    words = form.words.data or current().replies.question(form.ready.data)
    try:
        with transaction() as session:
            _works(session, room, item)
            desk.ask(
                session,
                item,
                words,
                seen_version=form.seen(),
                opener=opener(),
                seal_to=SealTo(settings().seal_public, settings().recovery_public),
                partnership=current(),
                actor_id=actor().id,
                now=now(),
            )
    except NotFound:
        return _again(room, item, form, 409)
    except DomainError as refused:
        form.words.errors = [*form.words.errors, refused_words(refused)]
        return _again(room, item, form, refused.status)
    flash("Asked. The writer sees it when they come back with their receipt.", "done")
    return redirect(url_for(_view(room), item=item), 303)


def _read(room: Room, item: str) -> Any:
    form = SeenForm()
    if form.validate_on_submit():
        try:
            with transaction() as session:
                _works(session, room, item)
                desk.mark_read(session, item, seen_version=form.seen(), actor_id=actor().id, now=now())
            flash("Marked as read.", "done")
        except NotFound:
            raise
        except DomainError:
            flash("Something changed since you opened this. Open it again.", "warning")
    return redirect(url_for(_view(room), item=item), 303)


def _form(*, fresh: bool = False) -> AskForm:
    """The form; `fresh`: as if nothing had been posted."""
    form = AskForm(formdata=None) if fresh else AskForm()
    return form.offer([(reply.code, reply.name) for reply in current().replies.questions])


def _again(room: Room, item: str, form: AskForm, status: int) -> Any:
    """The page with everything typed; where the report is gone, the words alone."""
    try:
        return _page(room, item, form), status
    except NotFound:
        return render_template("moderation/staff/talk_gone.html", room=room, form=form), 409


def _page(room: Room, item: str, form: AskForm) -> str:
    with transaction() as session:
        line = _works(session, room, item)
        talk: Conversation = desk.open(
            session, item, opener=opener(), partnership=current(), actor_id=actor().id, now=now()
        )
    form.seen_version.data = str(talk.line.version)
    return render_template(
        "moderation/staff/talk.html",
        room=room,
        line=line,
        talk=talk,
        form=form,
        closed=closed_words(talk.closed) if talk.closed else "",
        ready=current().replies.questions,
    )
