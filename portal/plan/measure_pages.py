"""The pages on which officers keep the plan's measures and note their figures."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.measures import DIRECTION_WORDS, ButtonForm, MeasureForm, ReadingForm
from portal.core import years
from portal.core.actors import Permission
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.plan import measures, progress
from portal.plan.measure_rules import HasReadings, NameTaken, ReadingInFuture, SaysNothing
from portal.plan.measure_words import STANDINGS
from portal.plan.progress import MeasureView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("measures", __name__)

Answer = str | Response | tuple[str, int]
CHANGED = (
    "Somebody changed this measure since you opened it. What stands now is below; what you typed is kept"
)


@bp.get("/plan/<string:year>/measures")
@requires(Permission.PLAN_EDIT)
def index(year: str) -> Answer:
    """Every measure of a year by priority."""
    with reading() as session:
        found = progress.of_year(session, year, partnership=current(), today=london_date(now()))
    return render_template("plan/staff/measures.html", found=found, standings=STANDINGS)


@bp.route("/plan/<string:year>/measures/new", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def new(year: str) -> Answer:
    """Add a measure."""
    span = years.parse(year)
    form = _offered(MeasureForm(seen_version=0), year)
    if not form.validate_on_submit():
        return _form(form, str(span), None, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            made = measures.add(session, year, form.to_words(), actor_id=actor().id, now=now())
    except NameTaken:
        form.name.errors = ["This year has a measure of that name. Choose another"]
        return _form(form, year, None, 409)
    flash("The measure is kept. Note its first figure here.", "done")
    return redirect(url_for(".show", year=year, measure=made), 303)


@bp.get("/plan/<string:year>/measures/<string:measure>")
@requires(Permission.PLAN_EDIT)
def show(year: str, measure: str) -> Answer:
    """One measure, its figures, and a new one."""
    found = _found(year, measure)
    return _show(found, ReadingForm(formdata=None, seen_version=found.version), 200)


@bp.route("/plan/<string:year>/measures/<string:measure>/words", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def edit(year: str, measure: str) -> Answer:
    """Change what a measure says."""
    found = _found(year, measure)
    filled = asdict(found.words) | {"target": found.target.rstrip("%"), "seen_version": found.version}
    form = _offered(MeasureForm(data=filled), year)
    if not form.validate_on_submit():
        return _form(form, year, found, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            words, seen = form.to_words(), form.seen()
            measures.save(session, measure, words, seen_version=seen, actor_id=actor().id, now=now())
    except (Stale, NameTaken) as refused:
        found = _found(year, measure)
        form.seen_version.data = str(found.version)
        told = (
            CHANGED if isinstance(refused, Stale) else "This year has a measure of that name. Choose another"
        )
        form.name.errors = [told]
        return _form(form, year, found, 409)
    flash("Saved.", "done")
    return redirect(url_for(".show", year=year, measure=measure), 303)


@bp.post("/plan/<string:year>/measures/<string:measure>/figures")
@requires(Permission.PLAN_EDIT)
def note(year: str, measure: str) -> Answer:
    """Note a figure, or correct one."""
    form, found = ReadingForm(), _found(year, measure)
    if not form.validate_on_submit():
        return _show(found, form, 422)
    try:
        with transaction() as session:
            value, seen = form.to_reading(), form.seen()
            measures.note(session, measure, value, seen_version=seen, actor_id=actor().id, now=now())
    except (Stale, SaysNothing, ReadingInFuture) as refused:
        return _refused(year, measure, form, refused)
    flash("The figure is noted. The public page shows it within ten seconds.", "done")
    return redirect(url_for(".show", year=year, measure=measure), 303)


@bp.post("/plan/<string:year>/measures/<string:measure>/figures/<string:day>/removal")
@requires(Permission.PLAN_EDIT)
def take_back(year: str, measure: str, day: str) -> Answer:
    """Take back a figure noted for the wrong day."""
    form, found = ButtonForm(), _found(year, measure)
    as_of = _day(day)
    if not form.validate_on_submit():
        return redirect(url_for(".show", year=year, measure=measure), 303)
    try:
        with transaction() as session:
            measures.take_back(
                session, found.id, as_of, seen_version=form.seen(), actor_id=actor().id, now=now()
            )
    except Stale:
        flash(CHANGED, "warning")
    except NotFound:
        flash("That figure is gone already.", "warning")
    return redirect(url_for(".show", year=year, measure=measure), 303)


@bp.post("/plan/<string:year>/measures/<string:measure>/removal")
@requires(Permission.PLAN_EDIT)
def remove(year: str, measure: str) -> Answer:
    """Take away a measure without figures."""
    form, found = ButtonForm(), _found(year, measure)
    if not form.validate_on_submit():
        return redirect(url_for(".show", year=year, measure=measure), 303)
    try:
        with transaction() as session:
            measures.remove(session, found.id, seen_version=form.seen(), actor_id=actor().id, now=now())
    except (Stale, HasReadings):
        flash("It has figures, or somebody changed it meanwhile. It stays.", "warning")
        return redirect(url_for(".show", year=year, measure=measure), 303)
    flash("The measure is gone.", "done")
    return redirect(url_for(".index", year=year), 303)


def _found(year: str, measure: str) -> MeasureView:
    with reading() as session:
        found = progress.measure(session, measure, partnership=current(), today=london_date(now()))
    if found.year != year:
        raise NotFound(kind="measure", value=measure)
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotFound(kind="reading", value=text) from wrong


def _offered(form: MeasureForm, year: str) -> MeasureForm:
    with reading() as session:
        first = partnership_queries.priorities(session, year)
    listed = [(one.code, one.name) for one in first.priorities] if first else []
    return form.offer([*listed, ("other", "Another one")], [(g.code, g.name) for g in current().groups])


def _form(form: MeasureForm, year: str, found: MeasureView | None, status: int) -> tuple[str, int]:
    page = render_template("plan/staff/measure_edit.html", form=form, year=year, found=found)
    return page, status


def _show(found: MeasureView, form: ReadingForm, status: int) -> tuple[str, int]:
    page = render_template(
        "plan/staff/measure.html",
        found=found,
        form=form,
        gone=ButtonForm(formdata=None, seen_version=found.version),
        direction=DIRECTION_WORDS[found.words.direction],
        standings=STANDINGS,
    )
    return page, status


def _refused(year: str, measure: str, form: ReadingForm, refused: Exception) -> tuple[str, int]:
    found = _found(year, measure)
    if isinstance(refused, SaysNothing):
        form.value.errors = ["Write a figure, or say in words what is behind it"]
    elif isinstance(refused, ReadingInFuture):
        form.as_of.errors = ["Choose a day that has come"]
    else:
        form.seen_version.data = str(found.version)
        form.as_of.errors = [CHANGED]
    return _show(found, form, 409 if isinstance(refused, Stale) else 422)
