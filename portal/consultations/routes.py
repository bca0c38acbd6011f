"""The public pages of consultations: what is asked, answering by pages, coming back by receipt, results."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from forms.consultations.pages import ResumeForm, WalkForm, page_form
from portal.adapters.seal import ReceiptKeys
from portal.adapters.tokens import choose, new_id
from portal.consultations import answering, hub_pages, queries, service
from portal.consultations.after import public_pages, telling
from portal.consultations.answering import SENT, Note, Turn
from portal.consultations.building import look_pages
from portal.consultations.channels import booklet_page, invitations, visit_pages
from portal.consultations.channels.drawn import code_page, invited_way
from portal.consultations.channels.rules import InvitationNeeded
from portal.consultations.queries import Asked
from portal.consultations.rules import (
    ConsultationClosed,
    NotYetOpen,
    Phase,
    ResponseState,
    ResponseWithdrawn,
)
from portal.consultations.service import Outcome
from portal.consultations.texts import Seals
from portal.consultations.walk import CHECK, SAVED, Walk, asked_on, check
from portal.core import receipts
from portal.core.errors import NotFound
from portal.core.words import helplines
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current, geography
from portal.partnership.pointing import point_map
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import count_one, limited, public
from portal.web.headers import no_store
from portal.web.hidden_state import FIELD, seal_state

bp = Blueprint("consultations", __name__)
for pages in (booklet_page, visit_pages, look_pages):
    bp.register_blueprint(pages.bp)

Answer = str | Response | tuple[str, int]


@bp.context_processor
def pointing() -> dict[str, object]:
    """The map beside a question about a place; drawn only where a page shows it."""
    return {"place_map": LocalProxy(point_map)}


LIMIT = "consultation.answer"


bp.add_url_rule("/consultations", "index", hub_pages.index)
bp.add_url_rule("/consultations/<slug>", "show", hub_pages.show)
bp.add_url_rule("/consultations/<slug>/results", "results", public_pages.results)
bp.add_url_rule("/consultations/<slug>/what-happened", "what_happened", public_pages.what_happened)


@bp.get("/consultations/<slug>/respond")
@public
def start(slug: str) -> Answer:
    """The first page of questions."""
    asked = _asked(slug)
    if asked.phase is not Phase.OPEN:
        return _not_open(asked, Walk(), 200)
    with reading() as session:
        if invitations.only(session, slug):
            return redirect(url_for(".visits.invited", slug=slug), 303)
    return _draw(asked, _with_receipt(Turn(asked.document.pages[0].code, Walk())))


@bp.post("/consultations/<slug>/respond")
@public
@limited(LIMIT, inside=True)
def respond(slug: str) -> Answer:
    """One turn: merge the page that was sent, store where asked to, show what comes next."""
    asked = _asked(slug)
    walk, note = answering.opened(slug, request.form.get(FIELD))
    turn = answering.turn(asked.document, walk, note, request.form, geography())
    turn = _with_receipt(turn)
    try:
        return _send(asked, turn.walk) if turn.show == SENT else _keep_and_draw(asked, turn)
    except (NotYetOpen, ConsultationClosed):
        return _not_open(asked, turn.walk, 409)
    except InvitationNeeded:
        return code_page(asked, invited_way(slug), turn.walk, "Type your invitation code.", 403)
    except ResponseWithdrawn:
        return render_template("consultations/withdrawn.html", asked=asked), 409


@bp.get("/consultations/<slug>/resume")
@public
def resume(slug: str) -> Answer:
    """Where a receipt is typed."""
    no_store()
    return render_template("consultations/resume.html", asked=_asked(slug), form=ResumeForm())


@bp.post("/consultations/<slug>/resume")
@public
@limited("consultation.resume")
def resumed(slug: str) -> Answer:
    """What the receipt finds; from here the respondent goes on, changes or withdraws."""
    no_store()
    asked = _asked(slug)
    if request.form.get("go") == "withdraw":
        return _withdraw(asked)
    form = ResumeForm()
    fits = form.validate()
    words = receipts.parse(form.phrase())
    phrase = receipts.phrase(words) if words else form.phrase()
    with reading() as session:
        kept = queries.kept(session, slug, _keys(phrase))
    if not fits or kept is None:
        form.receipt.errors = ["We know no such receipt here. Check the seven words and their spelling."]
        return render_template("consultations/resume.html", asked=asked, form=form), 422
    return _found(asked, kept, phrase)


def _asked(slug: str) -> Asked:
    with reading() as session:
        return queries.asked(session, slug, now=now())


def _keys(phrase: str) -> ReceiptKeys:
    return ReceiptKeys.from_phrase(phrase, settings().lookup_key)


def _with_receipt(turn: Turn) -> Turn:
    """From the first page on the receipt travels, so that the browser's Back from the end finds the same."""
    walk = turn.walk if turn.walk.seed else replace(turn.walk, seed=new_id())
    if not walk.receipt:
        walk = replace(walk, receipt=receipts.phrase(choose(receipts.WORDS, receipts.COUNT)))
    return replace(turn, walk=walk)


def _send(asked: Asked, walk: Walk) -> Answer:
    keys = _keys(walk.receipt)
    seals = Seals.of(settings())
    with transaction() as session:
        sent = service.answer(
            session, asked.slug, walk.answers, receipt=keys, seals=seals, partnership=current(), now=now()
        )
        if sent.outcome is Outcome.NEW and not walk.saved:
            count_one(LIMIT)
    no_store()
    return render_template(
        "consultations/receipt.html", asked=asked, receipt=walk.receipt, outcome=sent.outcome
    )


def _keep_and_draw(asked: Asked, turn: Turn) -> Answer:
    if turn.walk.saved and turn.note is not Note.LOST:
        with transaction() as session:
            keys = _keys(turn.walk.receipt)
            if service.save(session, asked.slug, turn.walk.working(), receipt=keys, now=now()):
                count_one(LIMIT)
    elif asked.phase is not Phase.OPEN:
        raise ConsultationClosed()
    return _draw(asked, turn)


def _draw(asked: Asked, turn: Turn) -> Answer:
    common: dict[str, Any] = {
        "asked": asked,
        "walk": turn.walk,
        "note": turn.note,
        "state": _state(asked, turn.walk),
    }
    if turn.show == SAVED:
        no_store()
        return render_template("consultations/saved.html", form=WalkForm(formdata=None), **common)
    if turn.show == CHECK:
        found = check(asked.document, turn.walk)
        with reading() as session:
            calls = partnership_queries.helplines(session, helplines(found.dangers))
        form = WalkForm(formdata=None)
        page = render_template("consultations/check.html", form=form, check=found, calls=calls, **common)
        return page, turn.status
    page_asked = asked_on(asked.document, turn.walk, turn.show)
    assert page_asked is not None  # a turn shows a page there is
    form = turn.form or page_form(page_asked, turn.walk.typed_on(page_asked), geography())
    path = [page.code for page in asked.document.path(turn.walk.answers)]
    number = path.index(turn.show) + 1 if turn.show in path else 1
    common |= {"form": form, "page": page_asked, "number": number, "total": len(path)}
    return render_template("consultations/respond.html", **common), turn.status


def _state(asked: Asked, walk: Walk) -> str:
    return seal_state(answering.purpose(asked.slug), walk.to_values())


def _not_open(asked: Asked, walk: Walk, status: int) -> Answer:
    no_store()
    found = check(asked.document, walk)
    return render_template("consultations/not_open.html", asked=asked, check=found, walk=walk), status


def _found(asked: Asked, kept: queries.Kept, phrase: str) -> Answer:
    walk = replace(Walk.from_values(kept.working), receipt=phrase, saved=True)
    if kept.state is ResponseState.SENT and not walk.at:
        walk = replace(walk, at=CHECK, checking=True)
    return render_template(
        "consultations/found.html",
        asked=asked,
        kept=kept,
        form=WalkForm(formdata=None),
        state=_state(asked, walk),
        check=check(asked.document, walk),
        happened=_happened(asked),
    )


def _happened(asked: Asked) -> telling.Happened | None:
    if asked.phase is not Phase.CLOSED:
        return None
    with reading() as session:
        return telling.happened(session, asked.slug, now=now())


def _withdraw(asked: Asked) -> Answer:
    walk, note = answering.opened(asked.slug, request.form.get(FIELD))
    if note or not walk.receipt or not WalkForm().validate():
        return render_template("consultations/resume.html", asked=asked, form=ResumeForm(formdata=None)), 422
    try:
        with transaction() as session:
            service.withdraw(session, asked.slug, receipt=_keys(walk.receipt), now=now())
    except (NotFound, NotYetOpen, ConsultationClosed):
        return _not_open(asked, Walk(), 409)
    return render_template("consultations/withdrawn.html", asked=asked)
