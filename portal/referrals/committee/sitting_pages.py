"""The register of sittings: planned, moved, held, called off; what is on each agenda, and what is closed."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.base import StaffForm
from forms.referrals.sittings import (
    CallOffForm,
    ClosedItemForm,
    HoldSittingForm,
    MoveSittingForm,
    SatBeforeForm,
    SittingForm,
)
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.referrals import closed, committee_queries, sat_before, service
from portal.referrals.committee import agenda, words
from portal.referrals.committee.case_pages import by
from portal.referrals.service import SittingWords
from portal.referrals.sitting import SittingDayPast, SittingTwice
from portal.web.context import now, reading, transaction
from portal.web.guard import requires
from portal.web.listing import after

bp = Blueprint("sittings", __name__, url_prefix="/sittings")

Answer = str | tuple[str, int] | Response
FORMS = {"day": MoveSittingForm, "holding": HoldSittingForm, "calling-off": CallOffForm}
DONE = {
    "day": "The sitting is moved. Everybody with a matter on its agenda has to be told.",
    "holding": "Noted as held.",
    "calling-off": "Called off. Its matters go to the next sitting.",
}


@bp.route("", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def index() -> Answer:
    """Every sitting, and one more."""
    form = SittingForm()
    if not form.validate_on_submit():
        return _index(form, 422 if request.method == "POST" else 200)
    if form.on.data is None:
        form.on.errors = ["Write the day of the sitting"]
        return _index(form, 422)
    wanted = SittingWords(
        form.on.data, form.begins.data or "", form.place.data or "", bool(form.for_crime.data)
    )
    try:
        with transaction() as session:
            service.plan_sitting(session, wanted, by=by(), now=now())
    except DomainError as refused:
        words.explain(form, refused)
        return _index(form, refused.status)
    flash("Planned. What waited for a sitting is on its agenda.", "done")
    return redirect(url_for(".index"), 303)


@bp.post("/before")
@requires(Permission.COMMITTEE_RUN)
def before() -> Answer:
    """Note when the committee last sat, before this register began."""
    form = SatBeforeForm(prefix="before")
    if not form.validate_on_submit():
        return _index(SittingForm(formdata=None), 422, form)
    if form.on.data is None:
        form.on.errors = ["Write the day on which the committee sat"]
        return _index(SittingForm(formdata=None), 422, form)
    try:
        with transaction() as session:
            sat_before.note(session, form.on.data, by=by(), now=now())
    except (SittingDayPast, SittingTwice):
        form.on.errors = ["Write a day that is over, within the last two years, and not in the register yet"]
        return _index(SittingForm(formdata=None), 422, form)
    flash("Noted. The year is counted from it.", "done")
    return redirect(url_for(".index"), 303)


@bp.get("/<string:sitting_id>")
@requires(Permission.COMMITTEE_RUN)
def show(sitting_id: str) -> Answer:
    """One sitting with its agenda."""
    return _show(sitting_id, 200)


@bp.post("/<string:sitting_id>/<string:step>")
@requires(Permission.COMMITTEE_RUN)
def change(sitting_id: str, step: str) -> Answer:
    """Move it, note it as held, or call it off."""
    if step not in FORMS:
        abort(404)
    form: Any = FORMS[step](prefix=step)
    if not form.validate_on_submit():
        return _show(sitting_id, 422, {step: form})
    if step == "day" and form.on.data is None:
        form.on.errors = ["Write the new day of the sitting"]
        return _show(sitting_id, 422, {step: form})
    try:
        _change(sitting_id, step, form)
    except NotFound:
        raise
    except DomainError as refused:
        words.explain(form, refused)
        return _show(sitting_id, refused.status, {step: form})
    flash(DONE[step], "done")
    return redirect(url_for(".show", sitting_id=sitting_id), 303)


@bp.post("/<string:sitting_id>/closed-items")
@requires(Permission.COMMITTEE_RUN)
def close_item(sitting_id: str) -> Answer:
    """Keep the public out of one item, by the law's reason."""
    form = _closed_form(sitting_id)
    if not form.validate_on_submit():
        return _show(sitting_id, 422, {"closed": form})
    about, reason, why = form.referral.data, form.reason.data, form.note.data or ""
    try:
        with transaction() as session:
            closed.close_item(session, sitting_id, about, reason, why, by=by(), now=now())
    except Stale as refused:
        words.explain(form, refused)
        return _show(sitting_id, refused.status, {"closed": form})
    flash("Noted. The public is kept out of this item.", "done")
    return redirect(url_for(".show", sitting_id=sitting_id), 303)


@bp.post("/<string:sitting_id>/closed-items/<string:item_id>/opening")
@requires(Permission.COMMITTEE_RUN)
def open_item(sitting_id: str, item_id: str) -> Answer:
    """The public may listen after all."""
    if not StaffForm().validate_on_submit():
        return _show(sitting_id, 422)
    with transaction() as session:
        closed.open_item(session, item_id, by=by(), now=now())
    flash("The public may listen to this item.", "done")
    return redirect(url_for(".show", sitting_id=sitting_id), 303)


def _change(sitting_id: str, step: str, form: Any) -> None:
    note = form.note.data or ""
    seen: dict[str, Any] = {"seen_version": form.seen(), "by": by(), "now": now()}
    with transaction() as session:
        if step == "day":
            service.move_sitting(session, sitting_id, form.on.data, note, **seen)
        elif step == "holding":
            service.hold_sitting(session, sitting_id, note, **seen)
        else:
            service.call_off_sitting(session, sitting_id, note, **seen)


def _index(form: SittingForm, status: int, before: SatBeforeForm | None = None) -> Answer:
    partnership, moment = current(), now()
    with reading() as session:
        page = committee_queries.sittings(session, partnership=partnership, now=moment, after=after())
        yearly = committee_queries.yearly(session, partnership=partnership)
        since = committee_queries.days_since(session, now=moment)
    warns = committee_queries.yearly_warns(yearly, partnership=partnership, now=moment)
    drawn = render_template(
        "referrals/committee/sittings.html",
        page=page,
        yearly=yearly,
        warns=warns,
        form=form,
        wrong=before or form,
        before=before or SatBeforeForm(formdata=None, prefix="before"),
        since=since,
        today=london_date(moment),
    )
    return drawn, status


def _closed_form(sitting_id: str) -> ClosedItemForm:
    with reading() as session:
        lines = agenda.items(session, sitting_id, partnership=current(), now=now())
    items = [(line.id, f"{line.reference}: {line.title}") for line in lines]
    reasons = [(each.code, f"{each.words}. {each.source}") for each in current().scrutiny.closed_reasons]
    return ClosedItemForm(prefix="closed").offer(items, reasons)


def _show(sitting_id: str, status: int, forms: dict[str, Any] | None = None) -> Answer:
    moment, held = now(), forms or {}
    with reading() as session:
        sitting = committee_queries.sitting(session, sitting_id, partnership=current(), now=moment)
        lines = agenda.items(session, sitting_id, partnership=current(), now=moment)
        items = closed.of_sitting(session, sitting_id)
    for step, made in FORMS.items():
        held.setdefault(step, made(formdata=None, prefix=step, seen_version=sitting.version))
        if status != 200:
            held[step].seen_version.data = str(sitting.version)
    held.setdefault("closed", _closed_form(sitting_id))
    page = render_template(
        "referrals/committee/sitting.html",
        sitting=sitting,
        lines=lines,
        items=items,
        forms=held,
        form=next(iter(forms.values()), None) if forms else None,
        bare=StaffForm(formdata=None),
        today=london_date(moment),
        reasons={each.code: each for each in current().scrutiny.closed_reasons},
    )
    return page, status
