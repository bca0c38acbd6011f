"""The staff pages on which the pages and questions of a consultation are listed, moved and deleted."""

from collections.abc import Callable, Mapping
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import LeafForm, MoveForm
from portal.consultations.building import edits, queries, service
from portal.consultations.building.queries import Building
from portal.consultations.building.said import PUBLISHED, REFUSALS, refusal
from portal.consultations.building.versions import Done
from portal.consultations.questions.registry import Document
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("questions", __name__)

Answer = str | Response | tuple[str, int]
Act = Callable[[Document, str], Document]

BUTTONS: Mapping[str, tuple[Act, Done]] = {
    "page-up": (lambda document, code: edits.move_page(document, code, -1), Done.PAGE_MOVED),
    "page-down": (lambda document, code: edits.move_page(document, code, 1), Done.PAGE_MOVED),
    "page-drop": (edits.drop_page, Done.PAGE_DROPPED),
    "question-up": (lambda document, code: edits.move_question(document, code, -1), Done.QUESTION_MOVED),
    "question-down": (lambda document, code: edits.move_question(document, code, 1), Done.QUESTION_MOVED),
    "question-drop": (edits.drop_question, Done.QUESTION_DROPPED),
}
"""What the buttons of the list do; a button's value is its verb and the code, as "page-up:you"."""

TOLD = {Done.PAGE_MOVED: "Moved.", Done.QUESTION_MOVED: "Moved."}
DELETED = "Deleted. It can be brought back under “Versions”."


@bp.get("/consultations/<slug>/questions")
@requires(Permission.CONSULTATION_EDIT)
def index(slug: str) -> Answer:
    """Every page and question, and what can be done to each."""
    return _list(slug, 200)


@bp.post("/consultations/<slug>/questions")
@requires(Permission.CONSULTATION_EDIT)
def move(slug: str) -> Answer:
    """Move or delete one page or question."""
    form = MoveForm()
    verb, _, code = request.form.get("go", "").partition(":")
    if not form.validate_on_submit() or verb not in BUTTONS:
        return _list(slug, 422, "Nothing was done. Press a button of the list.")
    act, done = BUTTONS[verb]
    try:
        with transaction() as session:
            edit, who = partial(_act, act, code), actor().id
            service.change(session, slug, edit, done, seen=form.seen(), actor_id=who, now=now())
    except REFUSALS as refused:
        return _list(slug, 409, refusal(refused))
    flash(TOLD.get(done, DELETED), "done")
    anchor = None if verb.endswith("drop") else f"{verb.partition('-')[0]}-{code}"
    return redirect(url_for(".index", slug=slug, _anchor=anchor), 303)


@bp.route("/consultations/<slug>/questions/new-page", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def add(slug: str) -> Answer:
    """Add a page; its questions come next."""
    view = view_of(slug)
    form = LeafForm(seen_version=view.version)

    def edit(document: Document) -> Document:
        return edits.add_page(document, form.title.data or "", form.intro.data or "")

    return _leaf(view, form, edit, Done.PAGE_ADDED, "The page is there. Add its questions.")


@bp.route("/consultations/<slug>/questions/page/<code>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def change(slug: str, code: str) -> Answer:
    """Put a page under another heading."""
    view = view_of(slug)
    page = edits.page_of(view.document, code)
    form = LeafForm(title=page.title, intro=page.intro, seen_version=view.version)

    def edit(document: Document) -> Document:
        return edits.change_page(document, code, form.title.data or "", form.intro.data or "")

    return _leaf(view, form, edit, Done.PAGE_CHANGED, "Saved.", code)


def view_of(slug: str) -> Building:
    """The questions as they stand. Raises `NotFound`."""
    with reading() as session:
        return queries.building(session, slug, now=now())


def _act(act: Act, code: str, document: Document) -> Document:
    return act(document, code)


def _list(slug: str, status: int, refused: str = "") -> tuple[str, int]:
    view = view_of(slug)
    form = MoveForm(formdata=None, seen_version=view.version)
    values = {"view": view, "form": form, "refused": refused}
    return render_template("consultations/staff/building/index.html", **values), status


def _leaf(
    view: Building,
    form: LeafForm,
    edit: Callable[[Document], Document],
    done: Done,
    told: str,
    code: str = "",
) -> Answer:
    """Draw or save one page's heading."""
    values = {"view": view, "form": form, "code": code, "published": PUBLISHED}
    template = "consultations/staff/building/page.html"
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template(template, refused="", **values), status
    try:
        with transaction() as session:
            seen, who = form.seen(), actor().id
            service.change(session, view.slug, edit, done, seen=seen, actor_id=who, now=now())
    except NotFound:
        raise
    except REFUSALS as refused:
        form.look_again(view.version)
        return render_template(template, refused=refusal(refused), **values), 409
    flash(told, "done")
    return redirect(url_for("consultations_staff.questions.index", slug=view.slug), 303)
