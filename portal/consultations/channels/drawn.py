"""Draws the pages of one way of answering: question pages, the check, what was saved, the receipt."""

from typing import Any

from flask import make_response, render_template, url_for
from werkzeug.wrappers import Response

from forms.consultations.invited import CodeForm
from forms.consultations.pages import WalkForm, page_form
from portal.consultations.answering import Turn
from portal.consultations.channels.visiting import Way
from portal.consultations.queries import Asked
from portal.consultations.walk import CHECK, SAVED, Walk, asked_on, check
from portal.core.words import helplines
from portal.partnership import queries as partnership_queries
from portal.partnership.current import geography
from portal.web.context import reading
from portal.web.headers import no_store

Answer = str | Response | tuple[str, int]

MORE_TIME = 5
"""Pressing "more time" gives so many times the seconds of before."""


def turn_page(asked: Asked, way: Way, turn: Turn) -> Answer:
    """What comes next."""
    no_store()
    walk = turn.walk
    common: dict[str, Any] = {"asked": asked, "way": way, "walk": walk, "note": turn.note}
    common["state"] = way.seal(walk)
    if turn.show == SAVED:
        return render_template("consultations/saved.html", form=WalkForm(formdata=None), **common)
    if turn.show == CHECK:
        found = check(asked.document, walk)
        with reading() as session:
            calls = partnership_queries.helplines(session, helplines(found.dangers))
        common |= {"form": WalkForm(formdata=None), "check": found, "calls": calls}
        return render_template("consultations/check.html", **common), turn.status
    page = asked_on(asked.document, walk, turn.show) or asked.document.pages[0]
    form = turn.form or page_form(page, walk.typed_on(page), geography())
    path = [each.code for each in asked.document.path(walk.answers)]
    number = path.index(page.code) + 1 if page.code in path else 1
    common |= {"form": form, "page": page, "number": number, "total": len(path)}
    return render_template("consultations/respond.html", **common), turn.status


def not_open_page(asked: Asked, walk: Walk, status: int) -> Answer:
    """It takes no answers now; what was written is shown once."""
    no_store()
    found = check(asked.document, walk)
    return render_template("consultations/not_open.html", asked=asked, check=found, walk=walk), status


def code_page(asked: Asked, way: Way, walk: Walk, words: str = "", status: int = 200) -> Answer:
    """Where an invitation code is typed; what was answered so far travels on."""
    no_store()
    form = CodeForm(formdata=None)
    if words:
        form.code.errors = [words]
    values = {"asked": asked, "form": form, "state": way.seal(walk), "begun": bool(walk.answers)}
    return render_template("consultations/invited.html", **values), status


def invited_way(slug: str) -> Way:
    """The way by invitation, before a code was typed."""
    action = url_for("consultations.visits.invited", slug=slug)
    return Way(action=action, purpose=f"invited:{slug}", start=action)


def kiosk_receipt(asked: Asked, way: Way, walk: Walk, *, shown: bool, more: bool) -> Answer:
    """The receipt at an event; the page clears itself, with or without JavaScript; `shown`: with words."""
    no_store()
    assert way.event is not None  # only events come here
    seconds = way.event.clear_after * (MORE_TIME if more else 1)
    values = {"asked": asked, "way": way, "seconds": seconds, "receipt": walk.receipt if shown else ""}
    values |= {"state": way.seal(walk), "form": WalkForm(formdata=None)}
    response = make_response(render_template("consultations/kiosk_receipt.html", **values))
    response.headers["Refresh"] = f"{seconds}; url={way.start}"
    return response
