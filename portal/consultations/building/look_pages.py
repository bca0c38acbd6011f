"""The public pages of a look at a draft: all questions as people will see them; nothing is stored."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.pages import WalkForm, page_form
from portal.adapters.tokens import new_id
from portal.consultations import answering
from portal.consultations.answering import SENT, Note, Turn
from portal.consultations.building import looking
from portal.consultations.queries import Asked
from portal.consultations.walk import CHECK, SAVED, Walk, asked_on, check
from portal.core.errors import NotFound
from portal.partnership.current import geography
from portal.web.context import now, reading, settings
from portal.web.guard import limited, public
from portal.web.headers import no_store
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

bp = Blueprint("look", __name__)

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One look: where its forms go and what opens its state. Nobody comes back to it later."""

    action: str
    start: str
    purpose: str
    ends_at: datetime
    event: None = None
    saves: bool = False


@bp.get("/consultations/<slug>/preview/<key>")
@public
def start(slug: str, key: str) -> Answer:
    """The first page, as people will see it."""
    no_store()
    try:
        asked, look = _look(slug, key)
    except NotFound:
        return _over()
    return _draw(asked, look, Turn(asked.document.pages[0].code, Walk(seed=new_id())))


@bp.post("/consultations/<slug>/preview/<key>")
@public
@limited("consultation.preview")
def go_on(slug: str, key: str) -> Answer:
    """The page that follows."""
    no_store()
    try:
        asked, look = _look(slug, key)
    except NotFound:
        return _over()
    walk, note = _opened(look, request.form.get(FIELD))
    turn = answering.turn(asked.document, walk, note, request.form, geography())
    if turn.show == SENT:
        return render_template("consultations/look/sent.html", asked=asked, look=look)
    if turn.show == SAVED:
        turn = replace(turn, show=turn.walk.at, walk=replace(turn.walk, saved=False))
    return _draw(asked, look, turn)


def _look(slug: str, key: str) -> tuple[Asked, Look]:
    with reading() as session:
        asked, until = looking.looked_at(session, slug, key, lookup_key=settings().lookup_key, now=now())
    action = url_for(".go_on", slug=slug, key=key)
    return asked, Look(action, action, f"preview:{slug}", until)


def _over() -> tuple[str, int]:
    return render_template("consultations/look/over.html"), 404


def _opened(look: Look, state: str | None) -> tuple[Walk, Note]:
    try:
        found = open_state(look.purpose, state)
    except (StateExpired, StateForged):
        return Walk(seed=new_id()), Note.LOST
    return Walk.from_values(found.values), Note.AGED if found.aged else Note.NONE


def _draw(asked: Asked, look: Look, turn: Turn) -> Answer:
    walk = turn.walk
    common: dict[str, Any] = {"asked": asked, "way": look, "look": look, "walk": walk, "note": turn.note}
    common["state"] = seal_state(look.purpose, walk.to_values())
    if turn.show == CHECK:
        common |= {"form": WalkForm(formdata=None), "check": check(asked.document, walk), "calls": ()}
        return render_template("consultations/look/check.html", **common), turn.status
    page = asked_on(asked.document, walk, turn.show) or asked.document.pages[0]
    form = turn.form or page_form(page, walk.typed_on(page), geography())
    path = [each.code for each in asked.document.path(walk.answers)]
    number = path.index(page.code) + 1 if page.code in path else 1
    common |= {"form": form, "page": page, "number": number, "total": len(path)}
    return render_template("consultations/look/page.html", **common), turn.status
