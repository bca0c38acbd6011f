"""The work on a hotspot: begin it, rename it, take it to another stage, note what is done, judge it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.hotspots import AssessmentForm, BeginForm, EndForm, ResponseForm, StageForm, WordsForm
from portal.adapters.tokens import new_id
from portal.concerns import themes
from portal.core.actors import Permission
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.hotspots import page, queries, service
from portal.hotspots.page import STALE, Forms
from portal.hotspots.queries import Hotspot
from portal.hotspots.rules import ASPECTS, EndsBeforeItBegins, Place, PointsToSomebody, Stage
from portal.partnership.current import current, geography
from portal.partnership.rules import UnknownCode
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("work", __name__)

Answer = str | tuple[str, int] | Response
TAKE_OUT = "Take out what looks like a personal detail: nothing here points to a person"


@bp.route("/hotspots/about/<string:kind>/<string:code>", methods=["GET", "POST"])
@requires(Permission.HOTSPOT_EDIT)
def new(kind: str, code: str) -> Answer:
    """Begin a hotspot of a map area, a ward or a theme."""
    place, name = _place(kind, code)
    form = BeginForm(data={"name": name[:90]}).offer(list(page.groups().items()), _kinds())
    kept = form.id_of(new_id())
    with reading() as session:
        there = queries.there_already(session, place)
    if not form.validate_on_submit():
        return _begin(form, name, there, 422 if request.method == "POST" else 200)
    words = form.to_words(theme=place.theme, area=place.area, ward=place.ward)
    try:
        with transaction() as session:
            by = actor().id
            hotspot_id = service.begin(session, words, actor_id=by, now=now(), hotspot_id=kept)
    except PointsToSomebody as refused:
        form[refused.part].errors = [TAKE_OUT]
        return _begin(form, name, there, 422)
    flash("The hotspot is there, in its first stage.", "done")
    return redirect(url_for("hotspots_staff.show", hotspot_id=hotspot_id), 303)


@bp.route("/hotspots/<string:hotspot_id>/words", methods=["GET", "POST"])
@requires(Permission.HOTSPOT_EDIT)
def edit(hotspot_id: str) -> Answer:
    """Change the name, or the group that sees to it."""
    found = _read(hotspot_id)
    filled = {"name": found.name, "owner": found.owner, "seen_version": found.version}
    form = WordsForm(data=filled).offer(list(page.groups().items()))

    def act(session: Session) -> None:
        name, owner, seen = form.name.data, form.owner.data, form.seen()
        service.save(
            session, hotspot_id, name=name, owner=owner, seen_version=seen, actor_id=actor().id, now=now()
        )

    return _written("hotspots/staff/words.html", form, hotspot_id, act)


@bp.route("/hotspots/<string:hotspot_id>/assessment", methods=["GET", "POST"])
@requires(Permission.HOTSPOT_EDIT)
def assess(hotspot_id: str) -> Answer:
    """Judge harm, likelihood, trust and means."""
    found = _read(hotspot_id)
    levels = {aspect: level.value for aspect, level in found.levels.items()}
    form = AssessmentForm(data={**levels, "words": found.assessment, "seen_version": found.version})

    def act(session: Session) -> None:
        judged, seen = form.to_assessment(), form.seen()
        service.assess(session, hotspot_id, judged, seen_version=seen, actor_id=actor().id, now=now())

    return _written("hotspots/staff/assessment.html", form, hotspot_id, act, aspects=tuple(ASPECTS))


@bp.post("/hotspots/<string:hotspot_id>/stages")
@requires(Permission.HOTSPOT_EDIT)
def move(hotspot_id: str) -> Answer:
    """Take the work to another stage."""
    form = page.offered(StageForm(), _read(hotspot_id))

    def act(session: Session) -> None:
        wanted, note, seen = Stage(form.stage.data), form.note.data, form.seen()
        service.move(session, hotspot_id, wanted, note, seen_version=seen, actor_id=actor().id, now=now())

    return _stepped(hotspot_id, form, Forms(stage=form), act, "The work stands in its next stage.")


@bp.post("/hotspots/<string:hotspot_id>/responses")
@requires(Permission.HOTSPOT_EDIT)
def respond(hotspot_id: str) -> Answer:
    """Note what somebody does about it."""
    form = ResponseForm()

    def act(session: Session) -> None:
        given, seen = form.to_response(), form.seen()
        service.respond(session, hotspot_id, given, seen_version=seen, actor_id=actor().id, now=now())

    return _stepped(hotspot_id, form, Forms(response=form), act, "Noted.")


@bp.route("/hotspots/<string:hotspot_id>/responses/<string:response_id>/end", methods=["GET", "POST"])
@requires(Permission.HOTSPOT_EDIT)
def end(hotspot_id: str, response_id: str) -> Answer:
    """Note the last day of what was done."""
    hotspot = _read(hotspot_id)
    found = next((each for each in hotspot.responses if each.id == response_id), None)
    if found is None:
        abort(404)
    form = EndForm(seen_version=hotspot.version)

    def act(session: Session) -> None:
        day, seen, who = form.ends_on.data, form.seen(), actor().id
        service.end_response(
            session, hotspot_id, response_id, day, seen_version=seen, actor_id=who, now=now()
        )

    return _written("hotspots/staff/end.html", form, hotspot_id, act, response=found)


def _stepped(hotspot_id: str, form: Any, forms: Forms, act: Callable[[Session], None], told: str) -> Answer:
    """Take a step, or show the hotspot again with what was typed and why it was refused."""
    _read(hotspot_id)
    if not form.validate_on_submit():
        return page.draw(hotspot_id, 422, forms=forms)
    try:
        with transaction() as session:
            act(session)
    except (Stale, MoveNotAllowed) as refused:
        return page.draw(hotspot_id, refused.status, told=STALE)
    except (PointsToSomebody, EndsBeforeItBegins) as refused:
        _explain(form, refused)
        return page.draw(hotspot_id, 422, forms=forms)
    flash(told, "done")
    return redirect(url_for("hotspots_staff.show", hotspot_id=hotspot_id), 303)


def _written(
    template: str, form: Any, hotspot_id: str, act: Callable[[Session], None], **more: Any
) -> Answer:
    """A page of its own with one form: draw it, or write and go back to the hotspot."""
    status, stale = 422 if request.method == "POST" else 200, False
    if form.validate_on_submit():
        try:
            with transaction() as session:
                act(session)
            flash("Saved.", "done")
            return redirect(url_for("hotspots_staff.show", hotspot_id=hotspot_id), 303)
        except (PointsToSomebody, EndsBeforeItBegins) as refused:
            status = refused.status
            _explain(form, refused)
        except Stale as refused:
            status, stale = refused.status, True
            form.seen_version.data = str(_read(hotspot_id).version)
    return render_template(template, form=form, hotspot=_read(hotspot_id), stale=stale, **more), status


def _explain(form: Any, refused: DomainError) -> None:
    if isinstance(refused, PointsToSomebody):
        form[refused.part].errors = [TAKE_OUT]
    else:
        form.ends_on.errors = ["Write a last day that is not before the first"]


def _read(hotspot_id: str) -> Hotspot:
    with reading() as session:
        return queries.one(session, actor(), hotspot_id, partnership=current())


def _place(kind: str, code: str) -> tuple[Place, str]:
    """What was chosen, and its name. A code that is not there answers 404."""
    try:
        if kind == "area":
            return Place(area=code), geography().area(code).label
        if kind == "ward":
            return Place(ward=code), geography().ward_name(code)
    except UnknownCode:
        abort(404)
    if kind != "theme":
        abort(404)
    with reading() as session:
        return Place(theme=code), themes.of(session, code).name


def _kinds() -> list[tuple[str, str]]:
    return [
        (kind.code, f"{topic.name}: {kind.name}")
        for topic in current().topics
        if topic.takes_reports
        for kind in topic.subtopics
    ]


def _begin(form: BeginForm, name: str, there: str | None, status: int) -> tuple[str, int]:
    return render_template("hotspots/staff/new.html", form=form, name=name, there=there), status
