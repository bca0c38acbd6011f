"""The staff page on which officers say whether reports are taken, and see what the public is told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.opening import OpeningForm
from portal.concerns import opening
from portal.concerns.opening import EndMissing, Opening, ReasonMissing, Service, TooSoon, Wanted
from portal.core.actors import Permission
from portal.core.errors import DomainError, Stale
from portal.core.windows import LONDON
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("service", __name__)

Answer = str | Response | tuple[str, int]

OPENINGS = (
    (Opening.OPEN.value, "Open: reports are taken and read as promised"),
    (Opening.SLOWED.value, "Slowed: reports are taken, reading takes longer"),
    (Opening.PAUSED.value, "Paused: no new report is begun; one that is being written may be finished"),
)


@bp.route("/service", methods=["GET", "POST"])
@requires(Permission.SERVICE_CHANGE)
def edit() -> Answer:
    """See and set whether reports are taken."""
    with reading() as session:
        stands = opening.state(session, now=now(), partnership=current())
    form = OpeningForm(data=_filled(stands)).offer(OPENINGS)
    if not form.validate_on_submit():
        return _page(form, stands, 422 if request.method == "POST" else 200)
    try:
        _change(form)
    except (ReasonMissing, EndMissing, TooSoon) as refused:
        return _refused(form, stands, refused)
    except Stale:
        form.seen_version.data = str(stands.version)
        return _page(form, stands, 409, stale=True)
    flash("Set. The public pages say so within ten seconds.", "done")
    return redirect(url_for("concerns_staff.service.edit"), 303)


def _change(form: OpeningForm) -> None:
    wanted = Wanted(
        Opening(form.opening.data), form.reason.data or "", form.to_until(), form.to_reading_days()
    )
    with transaction() as session:
        opening.change(
            session, wanted, partnership=current(), seen_version=form.seen(), actor_id=actor().id, now=now()
        )


def _filled(stands: Service) -> dict[str, object]:
    until = stands.until.astimezone(LONDON) if stands.until else None
    return {
        "opening": stands.opening.value,
        "reason": stands.reason,
        "until_on": until.date() if until else None,
        "until_hour": str(until.hour) if until else "9",
        "reading_days": str(stands.reading_days) if stands.slowed else "",
        "seen_version": stands.version,
    }


def _refused(form: OpeningForm, stands: Service, refused: DomainError) -> Answer:
    if isinstance(refused, ReasonMissing):
        form.reason.errors = ["Write the reason: everybody reads it"]
    elif isinstance(refused, EndMissing):
        form.until_on.errors = ["Choose an end that is ahead, within three months"]
    elif isinstance(refused, TooSoon):
        form.reading_days.errors = [f"Choose a number from {refused.least} to {refused.most}"]
    return _page(form, stands, 422)


def _page(form: OpeningForm, stands: Service, status: int, *, stale: bool = False) -> tuple[str, int]:
    usual = current().clocks.moderation_working_days
    page = render_template("concerns/staff/service.html", form=form, opening=stands, usual=usual, stale=stale)
    return page, status
