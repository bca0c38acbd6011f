"""Meetings for everybody: when the public may come, what was talked about; and the link of a deputy."""

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.meetings.actions import UpdateForm, update_form
from portal.meetings import links, public, rules, told
from portal.meetings.links import Opened
from portal.meetings.writing import TAKE_OUT
from portal.partnership.current import current
from portal.referrals import untold
from portal.web import guard
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import limited
from portal.web.headers import no_store
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("meetings", __name__)


@bp.get("/meetings")
@guard.public
@whole_page_reading("after")
def index() -> str:
    """Public meetings: those to come, and those that were."""
    with reading() as session:
        coming = public.upcoming(session, partnership=current(), now=now())
        page = public.past(session, partnership=current(), after=after())
    return render_template("meetings/index.html", coming=coming, page=page)


@bp.get("/meetings/<string:meeting_id>")
@guard.public
@whole_page
def show(meeting_id: str) -> str:
    """One public meeting."""
    with reading() as session:
        found = public.one(session, meeting_id, partnership=current())
        without = untold.references(session, partnership=current())
        came = told.published(session, meeting_id, without=without)
    return render_template("meetings/show.html", meeting=found, came=came)


@bp.route("/meetings/updates/<string:code>", methods=["GET", "POST"])
@guard.public
@limited("meeting.update")
def update(code: str) -> tuple[str, int] | Response:
    """A deputy reports on the actions of their service, by a link."""
    no_store()
    with reading() as session:
        found = _opened(session, code)
    form = update_form([(each.id, each.what) for each in found.actions])
    if not form.validate_on_submit() or _wrong(form):
        return render_template("meetings/update.html", form=form, found=found), _status()
    with transaction() as session:
        links.report(session, code, form.reported(), lookup_key=settings().lookup_key, now=now())
    return redirect(url_for(".thanks", code=code), 303)


@bp.get("/meetings/updates/<string:code>/thanks")
@guard.public
def thanks(code: str) -> str:
    """The update is there."""
    no_store()
    with reading() as session:
        found = _opened(session, code)
    return render_template("meetings/thanks.html", found=found, code=code)


def _opened(session: Session, code: str) -> Opened:
    key = settings().lookup_key
    return links.opened(session, code, partnership=current(), lookup_key=key, now=now())


def _wrong(form: UpdateForm) -> bool:
    """Whether nothing was written, or something points to a person; said beside the box."""
    boxes = form.boxes()
    if not any((box.data or "").strip() for box in boxes):
        form.form_errors.append("Write about at least one action")
    for box in boxes:
        try:
            rules.clean("words", box.data or "", rules.MAX_WORDS, needed=False)
        except rules.PointsToSomebody:
            box.errors = [TAKE_OUT]
    return bool(form.errors)


def _status() -> int:
    return 422 if request.method == "POST" else 200
