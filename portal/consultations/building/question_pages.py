"""The staff pages on which one question is written, in boxes made from what its kind can be set to."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import KIND_CHOICES, QuestionForm, question_form
from portal.consultations.building import edits, queries, service
from portal.consultations.building.boxes import Standard
from portal.consultations.building.edits import EditRefused, Why
from portal.consultations.building.list_pages import view_of
from portal.consultations.building.queries import Building
from portal.consultations.building.said import PUBLISHED, REFUSALS, refusal
from portal.consultations.building.settable import NAMES
from portal.consultations.building.versions import Block, Done, block_of
from portal.consultations.questions.base import Kind
from portal.consultations.questions.registry import Document
from portal.consultations.shipped import answers_of_the_area
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("question", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/consultations/<slug>/questions/new-question", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def add(slug: str) -> Answer:
    """Write a new question; its kind and its page stand in the address."""
    view = view_of(slug)
    page = request.args.get("page", "")
    stands_on = edits.page_of(view.document, page)
    if not request.args.get("kind"):
        return render_template(
            "consultations/staff/building/kinds.html", view=view, page=stands_on, kinds=KIND_CHOICES
        )
    kind = _kind(request.args["kind"])
    form = question_form(kind, _standard(), version=view.version, named=True)
    if not form.validate_on_submit():
        return _page(view, form, _status())

    def edit(document: Document) -> Document:
        return edits.add_question(document, page, form.question, form["name"].data or "")

    return _save(view, form, edit, Done.QUESTION_ADDED, "The question is there.")


@bp.route("/consultations/<slug>/questions/question/<code>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def change(slug: str, code: str) -> Answer:
    """Change one question, or move it to another page; it keeps its name and its conditions."""
    view = view_of(slug)
    before = edits.question_of(view.document, code)
    stands_on = edits.page_with(view.document, code).code
    pages = [(leaf.code, leaf.title) for leaf in view.leaves]
    more: dict[str, Any] = {"version": view.version, "pages": pages, "page": stands_on}
    form = question_form(before.kind, _standard(), before=before, **more)
    if not form.validate_on_submit():
        return _page(view, form, _status(), code)

    def edit(document: Document) -> Document:
        changed = edits.replace_question(document, form.question)
        page = form.goes_to()
        return edits.place_question(changed, code, page) if page else changed

    return _save(view, form, edit, Done.QUESTION_CHANGED, "Saved.", code)


def _kind(text: str) -> Kind:
    try:
        return Kind(text)
    except ValueError:
        raise NotFound(kind="kind", value=text) from None


def _standard() -> Standard:
    return answers_of_the_area(current())


def _status() -> int:
    return 422 if request.method == "POST" else 200


def _save(
    view: Building, form: QuestionForm, edit: edits.Edit, done: Done, told: str, code: str = ""
) -> Answer:
    try:
        with transaction() as session:
            seen, who = form.seen(), actor().id
            service.change(session, view.slug, edit, done, seen=seen, actor_id=who, now=now())
    except REFUSALS as refused:
        return _refused(view, form, refused, code)
    flash(told, "done")
    anchor = f"question-{code}" if code else None
    return redirect(url_for("consultations_staff.questions.index", slug=view.slug, _anchor=anchor), 303)


def _refused(view: Building, form: QuestionForm, refused: DomainError, code: str) -> Answer:
    """The form again, with everything typed; and what a colleague made of the question meanwhile."""
    if isinstance(refused, EditRefused) and refused.why is Why.NAME_TAKEN:
        form["name"].errors = [refusal(refused)]
        return _page(view, form, 422, code)
    theirs = None
    if isinstance(refused, Stale) and code:
        with reading() as session:
            found = queries.changed_meanwhile(session, view.slug, code, seen=form.seen())
        theirs = block_of(found) if found is not None else None
    fresh = view_of(view.slug)
    form.look_again(fresh.version)
    return _page(fresh, form, 409, code, refusal(refused), theirs)


def _page(
    view: Building,
    form: QuestionForm,
    status: int,
    code: str = "",
    refused: str = "",
    theirs: Block | None = None,
) -> tuple[str, int]:
    page = render_template(
        "consultations/staff/building/question.html",
        view=view,
        form=form,
        code=code,
        kind=NAMES[form.kind],
        refused=refused,
        theirs=theirs,
        published=PUBLISHED,
    )
    return page, status
