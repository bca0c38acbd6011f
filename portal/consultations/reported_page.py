"""The staff page on which an officer notes when the partnership reported on a consultation."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.reported import ReportedForm
from portal.consultations import reported
from portal.consultations.reported import DayNotPossible, Reported
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed, Stale
from portal.web.context import now, reading, transaction
from portal.web.filters import day
from portal.web.guard import actor, requires

bp = Blueprint("reported", __name__)

Answer = Response | tuple[str, int]


@bp.route("/consultations/<slug>/report-day", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def edit(slug: str) -> Answer:
    """Note the day; from it on the time of keeping runs."""
    stands = _look(slug)
    form = ReportedForm(reported_on=stands.reported_on, seen_version=stands.version)
    if not form.validate_on_submit():
        return _page(slug, form, stands, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            on, seen = form.reported_on.data, form.seen()
            reported.report(session, slug, on, seen_version=seen, actor_id=actor().id, now=now())
    except DayNotPossible as refused:
        form.reported_on.errors = [f"Choose a day from {day(refused.first)} to {day(refused.last)}"]
        return _page(slug, form, stands, 422)
    except MoveNotAllowed:
        form.reported_on.errors = ["Wait for the close: only then is there something to report on"]
        return _page(slug, form, stands, 409)
    except Stale:
        form.seen_version.data = str(stands.version)
        form.reported_on.errors = [
            "Somebody changed this consultation meanwhile. Look again, then note the day"
        ]
        return _page(slug, form, stands, 409)
    flash("Noted. The day stands in the ledger.", "done")
    return redirect(url_for("consultations_staff.show", slug=slug), 303)


def _look(slug: str) -> Reported:
    with reading() as session:
        return reported.look(session, slug, now=now())


def _page(slug: str, form: ReportedForm, stands: Reported, status: int) -> tuple[str, int]:
    return render_template("consultations/staff/report_day.html", slug=slug, form=form, stands=stands), status
