"""The pages on which councillors comment on a draft plan and officers answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.plan_comments import CommentAnswerForm, CommentForm, UntilForm
from portal.adapters.sheets import to_csv
from portal.core.actors import Permission, may
from portal.core.errors import DomainError, NotFound, Stale
from portal.plan import comments, queries
from portal.plan.comments import NEW, Comment, CommentsClosed, DayPassed, Standing
from portal.plan.queries import PlanView
from portal.plan.rules import SECTIONS
from portal.web.context import now, reading, transaction
from portal.web.filters import day
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("comments", __name__)

Answer = str | Response | tuple[str, int]
HEAD = ("Part", "Heading", "Councillor", "Comment", "Last changed", "What we did with it")


@bp.get("/plan/<string:year>/comments")
@requires(Permission.PLAN_READ_COMMENTS)
def index(year: str) -> Answer:
    """A councillor's own comments by part; for officers, everybody's."""
    return _index(year, 200)


@bp.post("/plan/<string:year>/comments")
@requires(Permission.PLAN_EDIT)
def ask(year: str) -> Answer:
    """Put the draft to councillors until a day, or change the day."""
    form = UntilForm()
    if not form.validate_on_submit():
        return _index(year, 422, form)
    try:
        with transaction() as session:
            plan, until, seen = queries.newest_edition(session, year), form.until.data, form.seen()
            comments.ask(session, plan.id, until, seen_version=seen, actor_id=actor().id, now=now())
    except DayPassed:
        form.until.errors = ["Choose a day that lies ahead"]
        return _index(year, 422, form)
    except (Stale, CommentsClosed):
        form.until.errors = ["Somebody changed the plan meanwhile. Look again, then choose the day"]
        return _index(year, 409, form)
    flash(f"Councillors can comment until the end of {day(until)}.", "done")
    return redirect(url_for(".index", year=year), 303)


@bp.route("/plan/<string:year>/comments/<string:letter>", methods=["GET", "POST"])
@requires(Permission.PLAN_COMMENT)
def say(year: str, letter: str) -> Answer:
    """Write or change one's own comment on one part."""
    plan, stands, mine = _mine(year, letter)
    words = {"body": mine.body, "seen_version": mine.version} if mine else {"seen_version": NEW}
    form = CommentForm(data=words)
    if not form.validate_on_submit():
        return _part(form, plan, letter, stands, mine, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            body, seen = form.body.data, form.seen()
            comments.say(session, plan.id, letter, body, seen_version=seen, actor_id=actor().id, now=now())
    except (Stale, CommentsClosed) as refused:
        plan, stands, mine = _mine(year, letter)
        form.seen_version.data = str(mine.version if mine else NEW)
        return _part(form, plan, letter, stands, mine, 409, refused)
    flash(f"Your comment on part {letter} is kept.", "done")
    return redirect(url_for(".index", year=year), 303)


@bp.route("/plan/<string:year>/comments/answers/<string:comment>", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def answer(year: str, comment: str) -> Answer:
    """Say what was done with one comment."""
    plan, found = _found(year, comment)
    form = CommentAnswerForm(data={"answer": found.answer, "seen_version": found.version})
    if not form.validate_on_submit():
        return _answer(form, plan, found, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            words, seen = form.answer.data, form.seen()
            comments.answer(session, comment, words, seen_version=seen, actor_id=actor().id, now=now())
    except Stale:
        plan, found = _found(year, comment)
        form.seen_version.data = str(found.version)
        return _answer(form, plan, found, 409, stale=True)
    flash("The answer is kept. The councillor reads it beside the comment.", "done")
    return redirect(url_for(".index", year=year), 303)


@bp.get("/plan/<string:year>/comments.csv")
@requires(Permission.PLAN_EDIT)
def export(year: str) -> Response:
    """Every comment with its answer, for a spreadsheet."""
    with reading() as session:
        plan = queries.newest_edition(session, year)
        found = comments.every(session, plan.id)
        names = actor_names(session, {each.author_id for each in found})
    headings = {part.letter: part.heading for part in plan.sections}
    rows = [
        (
            each.letter,
            headings.get(each.letter, ""),
            names.get(each.author_id, ""),
            each.body,
            each.saved_on.isoformat(),
            each.answer,
        )
        for each in found
    ]
    name = f"attachment; filename=plan-comments-{plan.year}.csv"
    return Response(to_csv(HEAD, rows), mimetype="text/csv", headers={"Content-Disposition": name})


def _index(year: str, status: int, form: UntilForm | None = None) -> tuple[str, int]:
    officer, councillor = may(actor(), Permission.PLAN_EDIT), may(actor(), Permission.PLAN_COMMENT)
    with reading() as session:
        plan = queries.newest_edition(session, year)
        stands = comments.standing(session, plan.id, now=now())
        found = comments.every(session, plan.id) if officer else ()
        mine = comments.own(session, plan.id, actor().id) if councillor else {}
        names = actor_names(session, {each.author_id for each in found})
    shown = form or UntilForm(formdata=None, until=stands.until, seen_version=stands.version)
    if form is not None:
        form.seen_version.data = str(stands.version)
    page = render_template(
        "plan/staff/comments.html",
        plan=plan,
        stands=stands,
        found=found,
        mine=mine,
        names=names,
        form=shown,
        officer=officer,
        councillor=councillor,
    )
    return page, status


def _mine(year: str, letter: str) -> tuple[PlanView, Standing, Comment | None]:
    if letter not in SECTIONS:
        raise NotFound(kind="part", value=letter)
    with reading() as session:
        plan = queries.newest_edition(session, year)
        stands = comments.standing(session, plan.id, now=now())
        return plan, stands, comments.own(session, plan.id, actor().id).get(letter)


def _found(year: str, comment_id: str) -> tuple[PlanView, Comment]:
    with reading() as session:
        plan = queries.newest_edition(session, year)
        every = comments.every(session, plan.id)
    found = next((each for each in every if each.id == comment_id), None)
    if found is None:
        raise NotFound(kind="comment", value=comment_id)
    return plan, found


def _part(
    form: CommentForm,
    plan: PlanView,
    letter: str,
    stands: Standing,
    mine: Comment | None,
    status: int,
    refused: DomainError | None = None,
) -> tuple[str, int]:
    part = next(each for each in plan.sections if each.letter == letter)
    page = render_template(
        "plan/staff/comment.html",
        form=form,
        plan=plan,
        part=part,
        stands=stands,
        mine=mine,
        refused=refused.code if refused else "",
    )
    return page, status


def _answer(
    form: CommentAnswerForm, plan: PlanView, found: Comment, status: int, *, stale: bool = False
) -> tuple[str, int]:
    page = render_template("plan/staff/comment_answer.html", form=form, plan=plan, comment=found, stale=stale)
    return page, status
