"""The staff pages of the question bank: looking at it, keeping a question, taking one over."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.consultations.building import BankForm, MoveForm
from portal.consultations.building import bank, edits, service
from portal.consultations.building.list_pages import view_of
from portal.consultations.building.queries import Building
from portal.consultations.building.said import PUBLISHED, REFUSALS, refusal
from portal.consultations.building.versions import Done, block_of
from portal.consultations.questions.registry import Document
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.partnership import queries as partnership_queries
from portal.partnership.current import current
from portal.partnership.queries import PrioritiesView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("bank", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/consultations/bank", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def index() -> Answer:
    """Everything in the bank; one of our own can be taken out."""
    form = MoveForm()
    verb, _, code = request.form.get("go", "").partition(":")
    if form.validate_on_submit() and verb == "drop":
        with transaction() as session:
            bank.drop(session, code.removeprefix(f"{bank.OWN}."), actor_id=actor().id, now=now())
        flash("Taken out. Where it is asked it stays.", "done")
        return redirect(url_for(".index"), 303)
    with reading() as session:
        values = {
            "own": bank.own(session, current()),
            "shipped": bank.shipped(current(), _priorities(session)),
        }
    status = 422 if request.method == "POST" else 200
    return render_template("consultations/staff/building/bank.html", form=form, **values), status


@bp.route("/consultations/<slug>/questions/question/<code>/bank", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def keep(slug: str, code: str) -> Answer:
    """Keep one question for another consultation."""
    view = view_of(slug)
    question = edits.question_of(view.document, code)
    form = MoveForm()
    if not form.validate_on_submit():
        values = {"view": view, "form": form, "block": block_of(question)}
        status = 422 if request.method == "POST" else 200
        return render_template("consultations/staff/building/keep.html", **values), status
    with transaction() as session:
        bank.keep(session, question, actor_id=actor().id, now=now())
    flash("It is in the question bank.", "done")
    return redirect(url_for("consultations_staff.questions.index", slug=slug), 303)


@bp.route("/consultations/<slug>/questions/bank", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def choose(slug: str) -> Answer:
    """Take one over into a draft."""
    view = view_of(slug)
    with reading() as session:
        entries = bank.everything(session, current(), _priorities(session))
    form = BankForm(page=request.args.get("page"), seen_version=view.version)
    form.offer(
        [(each.code, f"{each.title} ({each.kind})") for each in entries],
        [(leaf.code, leaf.title) for leaf in view.leaves],
    )
    if not form.validate_on_submit():
        return _page(view, form, 422 if request.method == "POST" else 200)

    def edit(document: Document) -> Document:
        return edits.add_question(document, form.page.data, bank.found(entries, form.entry.data))

    return _take(view, form, edit)


def _take(view: Building, form: BankForm, edit: edits.Edit) -> Answer:
    try:
        with transaction() as session:
            seen, who, done = form.seen(), actor().id, Done.QUESTION_ADDED
            service.change(session, view.slug, edit, done, seen=seen, actor_id=who, now=now())
    except REFUSALS as refused:
        fresh = view_of(view.slug)
        form.look_again(fresh.version)
        return _page(fresh, form, 409, refusal(refused))
    flash("The question is there. Change its words if you need to.", "done")
    return redirect(url_for("consultations_staff.questions.index", slug=view.slug), 303)


def _page(view: Building, form: BankForm, status: int, refused: str = "") -> tuple[str, int]:
    values = {"view": view, "form": form, "refused": refused, "published": PUBLISHED}
    return render_template("consultations/staff/building/choose.html", **values), status


def _priorities(session: Session) -> PrioritiesView | None:
    return partnership_queries.priorities_now(session, london_date(now()))
