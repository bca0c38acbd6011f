"""The committee's year: its work programme, what became of its recommendations, its members, its report."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.referrals.sittings import AgreeForm, ProgrammeForm, SeatsForm
from portal.adapters.documents import MIME, file_name, to_docx
from portal.core.actors import Permission, Role
from portal.core.errors import DomainError, NotFound
from portal.core.windows import london_date
from portal.core.years import Years, parse, year_of
from portal.partnership.current import current
from portal.referrals import bodies, committee_queries, service
from portal.referrals.committee import words, year_report
from portal.referrals.committee.case_pages import by
from portal.referrals.committee.year_report import YearReport
from portal.referrals.rules import ANSWER_WORDS
from portal.staff import queries as staff
from portal.staff.rules import AccountState
from portal.web.context import now, reading, transaction
from portal.web.guard import requires

bp = Blueprint("work", __name__)

Answer = str | tuple[str, int] | AnyResponse


@bp.route("/programme", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def programme() -> Answer:
    """What the committee means to look at, year by year; write a year's."""
    form = ProgrammeForm().offer(_years())
    if not form.validate_on_submit():
        return _programme(form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            year, items = form.year.data, form.note.data or ""
            service.save_programme(session, year, items, seen_version=form.seen(), by=by(), now=now())
    except DomainError as refused:
        words.explain(form, refused)
        return _programme(form, refused.status)
    flash("Kept. Now ask the partners, and note the day on which they agree.", "done")
    return redirect(url_for(".programme"), 303)


@bp.get("/programme/<string:programme_id>/words")
@requires(Permission.COMMITTEE_RUN)
def rewrite(programme_id: str) -> Answer:
    """A year's programme, to be changed."""
    with reading() as session:
        held = committee_queries.programme(session, programme_id)
    filled = {"year": held.year, "note": "\n".join(held.items), "seen_version": held.version}
    form = ProgrammeForm(formdata=None, data=filled).offer([(held.year, held.year)])
    return _programme(form, 200)


@bp.route("/programme/<string:programme_id>/agreement", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def agree(programme_id: str) -> Answer:
    """Note when the partners were asked, and when they agreed."""
    with reading() as session:
        held = committee_queries.programme(session, programme_id)
    form = AgreeForm(seen_version=held.version).offer([(a.code, a.name) for a in current().authorities])
    if request.method == "GET" or not form.validate_on_submit() or not _has_day(form):
        page = render_template("referrals/committee/agreement.html", programme=held, form=form)
        return page, 422 if request.method == "POST" else 200
    try:
        _agree(programme_id, form)
    except NotFound:
        raise
    except DomainError as refused:
        words.explain(form, refused)
        form.seen_version.data = str(held.version)
        page = render_template("referrals/committee/agreement.html", programme=held, form=form)
        return page, refused.status
    flash("Noted.", "done")
    return redirect(url_for(".programme"), 303)


@bp.get("/recommendations")
@requires(Permission.COMMITTEE_RUN)
def recommendations() -> str:
    """What became of each recommendation: open ones, or all."""
    every = request.args.get("show") == "all"
    with reading() as session:
        tracked = committee_queries.tracker(session, open_only=not every)
    return render_template(
        "referrals/committee/recommendations.html",
        tracked=tracked,
        every=every,
        names=bodies.names(current()),
        answers=ANSWER_WORDS,
        today=london_date(now()),
    )


@bp.get("/years/<string:year>")
@requires(Permission.COMMITTEE_RUN)
def year(year: str) -> str:
    """A year of the committee in figures."""
    found = _report(parse(year))
    return render_template(
        "referrals/committee/year.html",
        report=found,
        years=_begun(),
        committee=current().scrutiny_committee,
    )


@bp.get("/years/<string:year>.docx")
@requires(Permission.COMMITTEE_RUN)
def year_document(year: str) -> Response:
    """The same as a Word document."""
    found, partnership = _report(parse(year)), current()
    made = year_report.document(
        found, committee=partnership.scrutiny_committee, council=partnership.council_name
    )
    disposition = f'attachment; filename="{file_name("scrutiny", year)}"'
    content = to_docx(made, made_at=now())
    return Response(content, mimetype=MIME, headers={"Content-Disposition": disposition})


@bp.route("/members", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def members() -> Answer:
    """Which councillors sit on the committee."""
    councillors, seated = _councillors()
    form = SeatsForm(seated=sorted(seated), seen=" ".join(sorted(seated))).offer(councillors)
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("referrals/committee/members.html", form=form, some=bool(councillors)), status
    with transaction() as session:
        for account_id, sits in form.changes().items():
            service.seat(session, account_id, sits=sits, by=by(), now=now())
    flash("Kept.", "done")
    return redirect(url_for(".members"), 303)


def _has_day(form: AgreeForm) -> bool:
    if form.on.data is None:
        form.on.errors = ["Write the day on which they agreed"]
    return form.on.data is not None


def _agree(programme_id: str, form: AgreeForm) -> None:
    with transaction() as session:
        service.agree_programme(
            session,
            programme_id,
            tuple(form.bodies.data or ()),
            form.on.data,
            consulted_on=form.consulted_on.data,
            seen_version=form.seen(),
            by=by(),
            now=now(),
        )


def _programme(form: ProgrammeForm, status: int) -> Answer:
    with reading() as session:
        held = committee_queries.programmes(session)
    if not form.seen_version.data:
        form.seen_version.data = "0"
    page = render_template(
        "referrals/committee/programme.html", programmes=held, form=form, names=bodies.names(current())
    )
    return page, status


def _years() -> list[tuple[str, str]]:
    """The year before, this one and the next, as codes and words."""
    this = year_of(london_date(now()))
    around = (Years(first, first + 1) for first in (this.first + 1, this.first, this.first - 1))
    return [(str(each), str(each)) for each in around]


def _begun() -> list[str]:
    """Every year from the first that anything is known of to this one, the latest first."""
    today = london_date(now())
    with reading() as session:
        first = committee_queries.first_day(session)
    oldest, this = year_of(min(first or today, today)).first, year_of(today).first
    return [str(Years(each, each + 1)) for each in range(this, oldest - 1, -1)]


def _report(years: Years) -> YearReport:
    today = london_date(now())
    if years.last - years.first != 1 or years.starts_on > today:
        raise NotFound(kind="year", value=str(years))
    with reading() as session:
        return year_report.of(session, years, partnership=current(), today=today)


def _councillors() -> tuple[list[tuple[str, str]], frozenset[str]]:
    """Councillors' accounts in use, and the ids of those who sit on the committee."""
    wards = {ward.code: ward.name for ward in current().wards}
    with reading() as session:
        rows = staff.accounts(session)
        seated = committee_queries.seated(session)
    held = [row for row in rows if Role.COUNCILLOR in row.roles and row.state is AccountState.ACTIVE]
    return [(row.id, f"{row.name}, {wards.get(row.ward or '', 'no ward')}") for row in held], seated
