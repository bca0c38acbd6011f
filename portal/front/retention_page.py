"""How long things are kept, on staff pages, and what is held beyond that: by reference, not by its words."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.retention import HoldForm, LiftForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission, may
from portal.front import holds, kept
from portal.front.holds import EndNotAhead, LiftedAlready, NothingToHold, Wanted
from portal.front.models import HeldRecord
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("holds", __name__, url_prefix="/retention/holds")

Answer = str | Response | tuple[str, int]

RECORDS: dict[HeldRecord, str] = {
    HeldRecord.CONCERN: "A report of a concern",
    HeldRecord.ANSWER: "A written answer in a consultation",
    HeldRecord.CASE: "A complaint, a request or a question",
    HeldRecord.REFERRAL: "A councillor's referral",
    HeldRecord.MEETING: "A group's meeting, action, task group, return or brief",
    HeldRecord.PACK: "A group's evidence pack",
    HeldRecord.OUTCOME: "An outcome: what was decided",
}


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.RETENTION_HOLD)
def place() -> Answer:
    """Hold one record."""
    form = HoldForm().offer([(record.value, words) for record, words in RECORDS.items()])
    kept_as = form.id_of(new_id())
    if not form.validate_on_submit():
        return _place_page(form, 422 if request.method == "POST" else 200)
    record = HeldRecord(form.record.data)
    wanted = Wanted(record, (form.record_id.data or "").lower(), form.reason.data or "", form.until.data)
    try:
        with transaction() as session:
            holds.place(session, wanted, actor_id=actor().id, now=now(), hold_id=kept_as)
    except NothingToHold:
        form.record_id.errors = ["Nothing of this kind has this reference. Look at both again"]
        return _place_page(form, 422)
    except EndNotAhead:
        form.until.errors = ["Choose a day that is ahead, within three years"]
        return _place_page(form, 422)
    flash("Held. The clean-up leaves it alone until then.", "done")
    return redirect(url_for("front_staff.retention"), 303)


@bp.route("/<string:hold>", methods=["GET", "POST"])
@requires(Permission.RETENTION_HOLD)
def lift(hold: str) -> Answer:
    """One hold, and its end before its time."""
    with reading() as session:
        found = holds.find(session, hold, now=now())
    form = LiftForm()
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("front/staff/hold.html", hold=found, form=form, records=RECORDS), status
    try:
        with transaction() as session:
            holds.lift(session, hold, reason=form.reason.data or "", actor_id=actor().id, now=now())
    except LiftedAlready:
        form.reason.errors = ["This hold is over. Nothing is left to lift"]
        return render_template("front/staff/hold.html", hold=found, form=form, records=RECORDS), 409
    flash("Lifted. The record goes when its time has come.", "done")
    return redirect(url_for("front_staff.retention"), 303)


def draw() -> str:
    """How long each kind of record is kept, what is due to go, what is held."""
    with reading() as session:
        rows = kept.rows(session, current().retention, now=now())
        found = holds.listing(session, now=now())
    places = may(actor(), Permission.RETENTION_HOLD)
    return render_template(
        "front/staff/retention.html", rows=rows, holds=found, records=RECORDS, places=places
    )


def _place_page(form: HoldForm, status: int) -> tuple[str, int]:
    return render_template("front/staff/hold_new.html", form=form), status
