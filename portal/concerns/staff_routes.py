"""Concerns on staff pages: officers' copies to read, working figures, and publishing a picture."""

from collections import defaultdict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.releases import CopiesForm, FiguresForm, MakeForm, NoteForm
from portal.concerns import sanitised, service_page, tally_page, theme_staff_routes, themes
from portal.concerns.releases import making, picture_page, published, working_figures
from portal.concerns.releases.making import Home, Proposed
from portal.concerns.releases.picture_page import Choice
from portal.concerns.releases.published import Published, ReleaseLine
from portal.concerns.releases.release_map import drawn_picture
from portal.concerns.releases.working_figures import Asked
from portal.core.actors import Permission
from portal.core.errors import Stale
from portal.core.windows import london_date, months_on
from portal.partnership.current import current, geography
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("concerns_staff", __name__, url_prefix="/staff")
bp.register_blueprint(theme_staff_routes.bp)
bp.register_blueprint(service_page.bp)
bp.register_blueprint(tally_page.bp)

Answer = str | tuple[str, int] | Response
MONTHS_OFFERED = 24  # of working figures; older text is deleted by then anyway
YEAR = 12  # months shown at first


@bp.get("/concerns")
@requires(Permission.CONCERN_READ_SANITISED)
def index() -> str:
    """Officers' copies of counted concerns."""
    form = CopiesForm(request.args).offer(_topics(), _wards())
    with reading() as session:
        page = sanitised.copies(session, topic=form.topic.data, ward=form.ward.data, after=after())
        called = themes.names(session, {copy.theme for copy in page.rows if copy.theme})
    return render_template("concerns/staff/copies.html", page=page, form=form, names=_names(), themes=called)


@bp.route("/concerns/figures", methods=["GET", "POST"])
@requires(Permission.FIGURES_READ)
def figures() -> Answer:
    """Working figures; the ledger says that somebody looked, so they are asked for by a button."""
    form = _figures_form()
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("concerns/staff/figures.html", form=form, found=None), status
    asked = Asked(*form.months(), topic=form.topic.data, ward=form.ward.data)
    with transaction() as session:
        found = working_figures.read(session, asked, partnership=current(), actor_id=actor().id, now=now())
    this_month = london_date(now()).replace(day=1)
    return render_template("concerns/staff/figures.html", form=form, found=found, this_month=this_month)


@bp.get("/concerns/releases")
@requires(Permission.RELEASE_MAKE)
def releases_made() -> str:
    """What is published, and what is due."""
    with reading() as session:
        lines, due = published.lines(session), making.due(session, _home(), now=now())
    coming = picture_page.coming(lines, months=current().clocks.release_months, today=london_date(now()))
    return render_template("concerns/staff/releases.html", lines=lines, due=due, coming=coming)


@bp.get("/concerns/releases/next")
@requires(Permission.RELEASE_MAKE)
def preview() -> Answer:
    """Exactly what would be public."""
    return _preview(200)


@bp.get("/concerns/releases/next/map.js")
@requires(Permission.RELEASE_MAKE)
def preview_map() -> Response:
    """The script of the map that would be public."""
    with reading() as session:
        period = making.due(session, _home(), now=now())
        script = making.preview(session, _home(), period, now=now()).map.script if period else ""
    return Response(script, mimetype="text/javascript")


@bp.post("/concerns/releases")
@requires(Permission.RELEASE_MAKE)
def make() -> Answer:
    """Publish what was looked at."""
    form = MakeForm()
    if not form.validate_on_submit():
        return _preview(422)
    try:
        with transaction() as session:
            made = making.make_due(
                session, _home(), actor_id=actor().id, now=now(), seen_digest=form.seen_digest.data
            )
    except Stale:
        return _preview(409, stale=True)
    if made is None:
        return _nothing_due()
    flash("Published. The public page shows it within ten seconds.", "done")
    return redirect(url_for(".release", number=made.number), 303)


@bp.route("/concerns/releases/<int:number>", methods=["GET", "POST"])
@requires(Permission.RELEASE_MAKE)
def release(number: int) -> Answer:
    """One published picture and its notes; a note says what turned out wrong."""
    form = NoteForm()
    if form.validate_on_submit():
        with transaction() as session:
            making.note(session, number, form.words.data, actor_id=actor().id, now=now())
        flash("The note stands beside the picture now.", "done")
        return redirect(url_for(".release", number=number), 303)
    with reading() as session:
        found = published.numbered(session, number)
    status = 422 if request.method == "POST" else 200
    return render_template("concerns/staff/release.html", found=found, form=form), status


def _preview(status: int, *, stale: bool = False) -> Answer:
    with reading() as session:
        period = making.due(session, _home(), now=now())
        if period is None:
            return _nothing_due()
        proposed = making.preview(session, _home(), period, now=now())
    form = MakeForm(formdata=None, seen_digest=proposed.digest)
    page = picture_page.page_of(_as_published(proposed), Choice())
    html = render_template(
        "concerns/staff/preview.html",
        page=page,
        drawing=drawn_picture(proposed.picture, geography()),
        grid=picture_page.grid_of(proposed.picture),
        form=form,
        stale=stale,
        proposed=proposed,
    )
    return html, status


def _nothing_due() -> Response:
    flash("Nothing is due: every period that is over is published.", "warning")
    return redirect(url_for(".releases_made"), 303)


def _figures_form() -> FiguresForm:
    this_month = london_date(now()).replace(day=1)
    months = [months_on(this_month, -back) for back in range(MONTHS_OFFERED - 1, -1, -1)]
    form = FiguresForm(data={"first": months[-YEAR].isoformat(), "last": months[-1].isoformat()})
    return form.offer([(month.isoformat(), f"{month:%B %Y}") for month in months], _topics(), _wards())


def _as_published(proposed: Proposed) -> Published:
    """The proposal as the public page would read it."""
    line = ReleaseLine(
        "", proposed.picture.number, proposed.picture.period, now(), actor().id, proposed.digest
    )
    return Published(line, proposed.picture, proposed.content, proposed.map.digest, ())


def _home() -> Home:
    return Home(current(), geography())


def _topics() -> dict[str, str]:
    return {topic.code: topic.name for topic in current().topics if topic.takes_reports}


def _wards() -> dict[str, str]:
    return dict(sorted(((ward.code, ward.name) for ward in current().wards), key=lambda pair: pair[1]))


def _names() -> defaultdict[str, str]:
    """What every code of the partnership is called; empty for one that is no longer there."""
    kinds = {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
    areas = {area.id: area.label for area in geography().areas}
    return defaultdict(str, {**areas, **_wards(), **_topics(), **kinds})
