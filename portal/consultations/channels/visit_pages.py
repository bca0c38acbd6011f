"""The public pages of answering at an event and with an invitation code."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for

from forms.consultations.invited import CodeForm
from forms.consultations.pages import WalkForm
from portal.consultations import answering, queries
from portal.consultations.answering import SENT, Note, Turn
from portal.consultations.channels import events, invitations, visiting
from portal.consultations.channels.drawn import (
    Answer,
    code_page,
    invited_way,
    kiosk_receipt,
    not_open_page,
    turn_page,
)
from portal.consultations.channels.rules import CodeUnknown, CodeUsed, EventOver
from portal.consultations.channels.visiting import House, Way
from portal.consultations.queries import Asked
from portal.consultations.rules import ConsultationClosed, NotYetOpen, Phase, ResponseWithdrawn
from portal.consultations.service import Outcome
from portal.consultations.texts import Seals
from portal.consultations.walk import CHECK, Walk
from portal.partnership.current import current, geography
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import count_one, limited, public
from portal.web.headers import no_store
from portal.web.hidden_state import FIELD

bp = Blueprint("visits", __name__)

CODE, MORE = "code", "more"
LIMIT = "consultation.event"

USED = "Somebody answered with this code already. Each code counts once."
UNKNOWN = "We know no such code here. Check its letters and digits."


@bp.get("/consultations/<slug>/at/<code>")
@public
def start(slug: str, code: str) -> Answer:
    """The first page at an event; whoever was here before is gone from it."""
    asked = _asked(slug)
    try:
        way = _event_way(slug, code)
    except EventOver:
        return _event_over(asked)
    if _only(slug):
        return redirect(url_for(".invited", slug=slug), 303)
    if asked.phase is not Phase.OPEN:
        return not_open_page(asked, Walk(), 200)
    return turn_page(asked, way, way.prepared(Turn(asked.document.pages[0].code, Walk())))


@bp.post("/consultations/<slug>/at/<code>")
@public
@limited(LIMIT, inside=True)
def at_event(slug: str, code: str) -> Answer:
    """One turn at an event."""
    asked = _asked(slug)
    try:
        way = _event_way(slug, code)
    except EventOver:
        return _event_over(asked)
    way, walk, note = way.opened(request.form.get(FIELD))
    if request.form.get("go") == MORE and walk.receipt and WalkForm().validate():
        return kiosk_receipt(asked, way, walk, shown=True, more=True)
    return _step(asked, way, walk, note)


@bp.get("/consultations/<slug>/invited")
@public
def invited(slug: str) -> Answer:
    """Where an invitation code is typed."""
    asked = _asked(slug)
    if asked.phase is not Phase.OPEN:
        return not_open_page(asked, Walk(), 200)
    return code_page(asked, invited_way(slug), Walk())


@bp.post("/consultations/<slug>/invited")
@public
@limited("consultation.invited", only=CODE)
def answer_invited(slug: str) -> Answer:
    """The code, then one turn after the other."""
    asked = _asked(slug)
    way, walk, note = invited_way(slug).opened(request.form.get(FIELD))
    if request.form.get("go") == CODE:
        return _code_typed(asked, way, walk, note)
    try:
        return _step(asked, way, walk, note)
    except CodeUnknown:
        return code_page(asked, way, walk, "Type your invitation code. What you answered stays.", 422)
    except CodeUsed:
        return code_page(asked, replace(way, invitation=""), walk, USED, 409)


def _code_typed(asked: Asked, way: Way, walk: Walk, note: Note) -> Answer:
    form = CodeForm()
    if note is Note.LOST or not form.validate():
        return code_page(asked, way, Walk(), "This page was open for a long time. Type the code again.", 422)
    try:
        with reading() as session:
            found = invitations.find(session, asked.slug, form.typed(), lookup_key=settings().lookup_key)
    except CodeUsed:
        return code_page(asked, way, walk, USED, 409)
    except CodeUnknown:
        return code_page(asked, way, walk, UNKNOWN, 422)
    way = replace(way, invitation=found.id)
    shown = walk.at if walk.at == CHECK or asked.document.page(walk.at) else asked.document.pages[0].code
    return turn_page(asked, way, way.prepared(Turn(shown, walk)))


def _step(asked: Asked, way: Way, walk: Walk, note: Note) -> Answer:
    turn = way.prepared(answering.turn(asked.document, walk, note, request.form, geography()))
    try:
        return _sent(asked, way, turn.walk) if turn.show == SENT else _kept(asked, way, turn)
    except (NotYetOpen, ConsultationClosed):
        return not_open_page(asked, turn.walk, 409)
    except ResponseWithdrawn:
        return render_template("consultations/withdrawn.html", asked=asked), 409


def _sent(asked: Asked, way: Way, walk: Walk) -> Answer:
    with transaction() as session:
        sent = visiting.send(session, asked, way, walk, _house(), now=now())
        if sent.outcome is Outcome.NEW and way.event is not None:
            count_one(LIMIT)
    if way.event is not None:
        return kiosk_receipt(asked, way, walk, shown=sent.outcome is not Outcome.REPEAT, more=False)
    no_store()
    values = {"asked": asked, "receipt": walk.receipt, "outcome": sent.outcome}
    return render_template("consultations/receipt.html", **values)


def _kept(asked: Asked, way: Way, turn: Turn) -> Answer:
    if asked.phase is not Phase.OPEN:
        raise ConsultationClosed()
    if turn.walk.saved and way.saves and turn.note is not Note.LOST:
        with transaction() as session:
            visiting.save(session, asked, way, turn.walk, _house(), now=now())
    return turn_page(asked, way, turn)


def _event_way(slug: str, code: str) -> Way:
    with reading() as session:
        found = events.at(session, slug, code, now=now())
    here = url_for(".start", slug=slug, code=code)
    return Way(action=here, purpose=f"event:{slug}:{code}", start=here, event=found)


def _event_over(asked: Asked) -> Answer:
    no_store()
    return render_template("consultations/event_over.html", asked=asked), 409


def _asked(slug: str) -> Asked:
    with reading() as session:
        return queries.asked(session, slug, now=now())


def _only(slug: str) -> bool:
    with reading() as session:
        return invitations.only(session, slug)


def _house() -> House:
    return House(settings().lookup_key, Seals.of(settings()), current())
