"""Whoever may set a finding aside releases a pile that nobody else can type a second time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.steps import ReasonForm
from portal.consultations import queries
from portal.consultations.after.rules import PointsToSomebody
from portal.consultations.channels import batches
from portal.consultations.channels.rules import NotNow
from portal.core.actors import Permission
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("release", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/consultations/<slug>/paper/<pile>/release", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_SET_ASIDE)
def release(slug: str, pile: str) -> Answer:
    """Give up the second typing of a pile, with a reason everybody reads."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(slug, pile, form, 422 if request.method == "POST" else 200)
    try:
        _release(slug, pile, form.reason.data or "")
    except PointsToSomebody:
        form.reason.errors = ["Take out what looks like a personal detail: everybody reads this"]
        return _page(slug, pile, form, 422)
    except NotNow:
        return _page(slug, pile, form, 409)
    flash("Released. The reason stands beside the results.", "done")
    return redirect(url_for("consultations_staff.gate.waiting"), 303)


def _release(slug: str, pile: str, reason: str) -> None:
    with transaction() as session:
        found = batches.view(session, slug, pile, actor_id=actor().id)
        batches.release(session, found.id, reason, actor_id=actor().id, now=now())


def _page(slug: str, pile: str, form: ReasonForm, status: int) -> tuple[str, int]:
    with reading() as session:
        asked = queries.staff_view(session, slug, now=now()).row
        found = batches.view(session, slug, pile, actor_id=actor().id)
    values = {"asked": asked, "pile": found, "form": form}
    return render_template("consultations/staff/paper_release.html", **values), status
