"""Officers write news, look at how it will read, publish it and take it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.news import NewsForm, PublishNewsForm, WithdrawForm
from portal.adapters.sanitise import to_html
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed, Stale
from portal.news import queries, service
from portal.news.queries import NewsView
from portal.news.rules import Verb
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.sorting import order

bp = Blueprint("news_staff", __name__, url_prefix="/staff")

Answer = str | Response | tuple[str, int]


@bp.get("/news")
@requires(Permission.NEWS_EDIT)
def index() -> str:
    """Every piece, the last changed first."""
    chosen = order(queries.COLUMNS, queries.LAST_CHANGED)
    with reading() as session:
        page = queries.every(session, order=chosen, after=after())
    return render_template("news/staff/index.html", page=page, order=chosen)


@bp.route("/news/new", methods=["GET", "POST"])
@requires(Permission.NEWS_EDIT)
def new() -> Answer:
    """Write a new piece."""
    form = NewsForm(data={"key": new_id(), "seen_version": 0})
    if not form.validate_on_submit():
        return _edit(form, None, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _edit(form, None, 200, preview=True)
    made = form.new_id() or new_id()
    try:
        with transaction() as session:
            service.begin(session, made, form.to_words(), actor_id=actor().id, now=now())
    except Stale:
        return redirect(url_for(".edit", news=made), 303)
    flash("Kept as a draft. Nobody outside sees it yet.", "done")
    return redirect(url_for(".show", news=made), 303)


@bp.get("/news/<string:news>")
@requires(Permission.NEWS_EDIT)
def show(news: str) -> Answer:
    """One piece as it will read, and the next step."""
    return _show(_found(news), 200)


@bp.route("/news/<string:news>/words", methods=["GET", "POST"])
@requires(Permission.NEWS_EDIT)
def edit(news: str) -> Answer:
    """Change a piece; a preview keeps nothing."""
    found = _found(news)
    form = NewsForm(data=_filled(found))
    if not form.validate_on_submit():
        return _edit(form, found, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _edit(form, found, 200, preview=True)
    try:
        with transaction() as session:
            words, seen = form.to_words(), form.seen()
            service.save(session, news, words, seen_version=seen, actor_id=actor().id, now=now())
    except Stale:
        return _stale(form, news)
    flash("Saved.", "done")
    return redirect(url_for(".show", news=news), 303)


@bp.post("/news/<string:news>/publication")
@requires(Permission.NEWS_EDIT)
def publish(news: str) -> Answer:
    """Show a piece to everybody."""
    form, found = PublishNewsForm(), _found(news)
    if not form.validate_on_submit():
        return _show(found, 422)
    try:
        with transaction() as session:
            service.publish(session, news, seen_version=form.seen(), actor_id=actor().id, now=now())
    except (Stale, MoveNotAllowed):
        return _show(_found(news), 409, refused=True)
    flash("Published. The public page shows it within ten seconds.", "done")
    return redirect(url_for(".show", news=news), 303)


@bp.post("/news/<string:news>/withdrawal")
@requires(Permission.NEWS_EDIT)
def withdraw(news: str) -> Answer:
    """Take a piece back."""
    form, found = WithdrawForm(), _found(news)
    if not form.validate_on_submit():
        return _show(found, 422, form)
    try:
        with transaction() as session:
            reason, seen = form.reason.data or "", form.seen()
            service.withdraw(session, news, reason, seen_version=seen, actor_id=actor().id, now=now())
    except (Stale, MoveNotAllowed):
        return _show(_found(news), 409, form, refused=True)
    flash("Withdrawn. Its address says so.", "done")
    return redirect(url_for(".show", news=news), 303)


def _found(news: str) -> NewsView:
    with reading() as session:
        return queries.one(session, news)


def _filled(found: NewsView) -> dict[str, object]:
    line = found.line
    return {
        "key": line.id,
        "title": line.title,
        "summary": line.summary,
        "body": found.source,
        "illustration": line.illustration,
        "seen_version": found.version,
    }


def _edit(
    form: NewsForm, found: NewsView | None, status: int, *, preview: bool = False, stale: bool = False
) -> tuple[str, int]:
    shown = to_html(form.body.data or "") if preview else None
    page = render_template("news/staff/edit.html", form=form, found=found, preview=shown, stale=stale)
    return page, status


def _stale(form: NewsForm, news: str) -> tuple[str, int]:
    found = _found(news)
    form.seen_version.data = str(found.version)
    return _edit(form, found, 409, stale=True)


def _show(
    found: NewsView, status: int, form: WithdrawForm | None = None, *, refused: bool = False
) -> tuple[str, int]:
    form = form or WithdrawForm(formdata=None)
    form.seen_version.data = str(found.version)
    page = render_template(
        "news/staff/show.html",
        found=found,
        form=form,
        go=PublishNewsForm(formdata=None, seen_version=found.version),
        may_publish=Verb.PUBLISH in found.steps,
        may_withdraw=Verb.WITHDRAW in found.steps,
        refused=refused,
    )
    return page, status
