"""Officers keep advice and helplines here: write, preview, save; confirm that a number is right."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.advice import AdviceForm, ConfirmForm, HelplineForm
from portal.adapters.sanitise import to_html
from portal.advice import queries, service
from portal.advice.rules import AUDIENCES, TitleTaken
from portal.core.actors import Permission
from portal.core.errors import Stale
from portal.core.windows import london_date
from portal.partnership import queries as partnership_queries
from portal.partnership import service as partnership_service
from portal.partnership.current import current
from portal.partnership.helplines import HelplineView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("advice_staff", __name__, url_prefix="/staff")

Answer = str | Response | tuple[str, int]


@bp.get("/advice")
@requires(Permission.ADVICE_EDIT)
def index() -> str:
    """Every page of advice, those nobody checked for too long marked."""
    with reading() as session:
        lines = queries.lines(session, today=london_date(now()), months=current().clocks.advice_review_months)
    return render_template("advice/staff/index.html", lines=lines)


@bp.route("/advice/new", methods=["GET", "POST"])
@requires(Permission.ADVICE_EDIT)
def new() -> Answer:
    """Write a new page of advice; a preview keeps nothing."""
    with reading() as session:
        known = partnership_queries.all_helplines(session)
    form = AdviceForm(seen_version=0).offer([(h.code, h.name) for h in known], tuple(AUDIENCES.items()))
    if not form.validate_on_submit():
        return _edit_page(form, None, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _edit_page(form, None, 200, preview=True)
    try:
        with transaction() as session:
            service.add(session, form.to_words(), actor_id=actor().id, now=now())
    except TitleTaken as refused:
        form.title.errors = ["There is a page of that title with other words. Choose another title"]
        return _edit_page(form, None, refused.status)
    flash("Added. The public list shows it within ten seconds.", "done")
    return redirect(url_for(".index"), 303)


@bp.route("/advice/<string:code>", methods=["GET", "POST"])
@requires(Permission.ADVICE_EDIT)
def edit(code: str) -> Answer:
    """Change one page of advice; a preview keeps nothing."""
    with reading() as session:
        stored, known = queries.draft(session, code), partnership_queries.all_helplines(session)
    form = AdviceForm(data=_filled(stored)).offer([(h.code, h.name) for h in known], tuple(AUDIENCES.items()))
    if not form.validate_on_submit():
        return _edit_page(form, stored, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _edit_page(form, stored, 200, preview=True)
    try:
        with transaction() as session:
            words = form.to_words()
            service.save(session, code, words, seen_version=form.seen(), actor_id=actor().id, now=now())
    except Stale:
        return _stale_page(form, code)
    flash("Saved. The public page shows it within ten seconds.", "done")
    return redirect(url_for(".index"), 303)


@bp.get("/helplines")
@requires(Permission.HELPLINE_EDIT)
def helplines() -> str:
    """Every helpline, and which of them nobody has confirmed."""
    with reading() as session:
        lines = partnership_queries.all_helplines(session)
    return render_template("advice/staff/helplines.html", lines=lines)


@bp.route("/helplines/<string:code>", methods=["GET", "POST"])
@requires(Permission.HELPLINE_EDIT)
def helpline(code: str) -> Answer:
    """Change one helpline wherever it shows."""
    with reading() as session:
        stored = partnership_queries.helpline(session, code)
    form = HelplineForm(obj=stored, seen_version=stored.version).offer(tuple(AUDIENCES.items()))
    if not form.validate_on_submit():
        return _helpline_page(form, stored, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            words = form.to_words()
            by = actor().id
            service.save_helpline(session, code, words, seen_version=form.seen(), actor_id=by, now=now())
    except Stale:
        return _stale_helpline(form, code)
    flash("Saved. It is changed wherever it shows.", "done")
    return redirect(url_for(".helplines"), 303)


@bp.route("/helplines/new", methods=["GET", "POST"])
@requires(Permission.HELPLINE_EDIT)
def new_helpline() -> Answer:
    """Add a helpline."""
    form = HelplineForm(seen_version=0).offer(tuple(AUDIENCES.items()))
    if not form.validate_on_submit():
        return _helpline_page(form, None, 422 if request.method == "POST" else 200)
    with transaction() as session:
        service.add_helpline(session, form.to_words(), actor_id=actor().id, now=now())
    flash("Added. Confirm it once you have called the number or opened the page.", "done")
    return redirect(url_for(".helplines"), 303)


@bp.post("/helplines/<string:code>/confirmation")
@requires(Permission.HELPLINE_EDIT)
def confirm(code: str) -> Answer:
    """Vouch for a helpline as it stands today."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return redirect(url_for(".helpline", code=code), 303)
    try:
        with transaction() as session:
            partnership_service.confirm_helpline(
                session, code, seen_version=form.seen(), actor_id=actor().id, now=now()
            )
    except Stale:
        flash("Somebody changed this helpline since you opened it. Look again, then confirm.", "warning")
        return redirect(url_for(".helpline", code=code), 303)
    flash("Confirmed as right today.", "done")
    return redirect(url_for(".helplines"), 303)


def _filled(stored: queries.AdviceDraft) -> dict[str, object]:
    names = ("title", "summary", "body", "report_to", "sources", "sensitive")
    filled: dict[str, object] = {name: getattr(stored, name) for name in names}
    lists = {"audience": list(stored.audience), "helplines": list(stored.helplines)}
    return filled | lists | {"seen_version": stored.version}


def _edit_page(
    form: AdviceForm,
    stored: queries.AdviceDraft | None,
    status: int,
    *,
    preview: bool = False,
    stale: bool = False,
) -> tuple[str, int]:
    shown = to_html(form.body.data or "") if preview else None
    told = to_html(form.report_to.data or "") if preview else None
    page = render_template(
        "advice/staff/edit.html", form=form, stored=stored, preview=shown, preview_told=told, stale=stale
    )
    return page, status


def _stale_page(form: AdviceForm, code: str) -> tuple[str, int]:
    with reading() as session:
        stored = queries.draft(session, code)
    form.seen_version.data = str(stored.version)
    return _edit_page(form, stored, 409, stale=True)


def _helpline_page(
    form: HelplineForm, stored: HelplineView | None, status: int, *, stale: bool = False
) -> tuple[str, int]:
    by = _name_of(stored.verified_by) if stored and stored.verified_by else ""
    page = render_template(
        "advice/staff/helpline.html", form=form, stored=stored, stale=stale, verified_by=by
    )
    return page, status


def _name_of(account_id: str) -> str:
    with reading() as session:
        return actor_names(session, (account_id,)).get(account_id, "")


def _stale_helpline(form: HelplineForm, code: str) -> tuple[str, int]:
    with reading() as session:
        stored = partnership_queries.helpline(session, code)
    form.seen_version.data = str(stored.version)
    return _helpline_page(form, stored, 409, stale=True)
