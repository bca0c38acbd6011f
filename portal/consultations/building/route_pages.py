"""The staff pages on which a page or question is made to depend on earlier answers."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import ConditionForm, MoveForm
from portal.consultations.building import edits, queries, service
from portal.consultations.building.list_pages import view_of
from portal.consultations.building.queries import Building
from portal.consultations.building.said import REFUSALS, refusal
from portal.consultations.building.versions import Done
from portal.consultations.channels.booklet import numbers, said_if
from portal.consultations.questions.base import Question
from portal.consultations.questions.conditions import Condition
from portal.consultations.questions.registry import Document
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.web.context import now, transaction
from portal.web.guard import actor, requires

bp = Blueprint("conditions", __name__)

Answer = str | Response | tuple[str, int]
Conditions = tuple[Condition, ...]
PAGE, QUESTION = "page", "question"
MAX_DIGITS = 3  # of a button's number


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked on conditions: a page or a question, and the page it is or stands on."""

    what: str
    code: str
    title: str
    page: str
    only_if: Conditions

    def with_conditions(self, document: Document, conditions: Conditions) -> Document:
        """The document in which it is asked on these conditions."""
        edit = edits.ask_page_if if self.what == PAGE else edits.ask_question_if
        return edit(document, self.code, conditions)


@bp.get("/consultations/<slug>/questions/page/<code>/conditions", defaults={"what": PAGE})
@bp.get("/consultations/<slug>/questions/question/<code>/conditions", defaults={"what": QUESTION})
@requires(Permission.CONSULTATION_EDIT)
def show(slug: str, code: str, what: str) -> Answer:
    """The conditions as they stand; `on` in the address chooses the question for one more."""
    view = view_of(slug)
    return _draw(view, _target(view.document, what, code), 200)


@bp.post("/consultations/<slug>/questions/page/<code>/conditions", defaults={"what": PAGE})
@bp.post("/consultations/<slug>/questions/question/<code>/conditions", defaults={"what": QUESTION})
@requires(Permission.CONSULTATION_EDIT)
def change(slug: str, code: str, what: str) -> Answer:
    """Add one condition, or take one away."""
    view = view_of(slug)
    target = _target(view.document, what, code)
    verb, _, number = request.form.get("go", "").partition(":")
    if verb == "drop" and number.isdecimal() and len(number) <= MAX_DIGITS:
        return _save(view, target, MoveForm(), _without(int(number)), "Taken away.")
    form = _condition_form(view, target)
    if form is None:
        return _draw(view, target, 422, refused="Choose an earlier question first.")
    if not form.validate_on_submit():
        return _draw(view, target, 422, form=form)
    return _save(view, target, form, _with(form.to_condition()), "Saved.")


def _target(document: Document, what: str, code: str) -> Target:
    if what == PAGE:
        page = edits.page_of(document, code)
        return Target(PAGE, code, page.title, code, page.only_if)
    question = edits.question_of(document, code)
    stands_on = edits.page_with(document, code).code
    return Target(QUESTION, code, question.title, stands_on, question.only_if)


def _with(new: Condition) -> Callable[[Conditions], Conditions]:
    return lambda known: known if new in known else (*known, new)


def _without(number: int) -> Callable[[Conditions], Conditions]:
    return lambda known: (*known[:number], *known[number + 1 :])


def _condition_form(view: Building, target: Target) -> ConditionForm | None:
    """The form about the question that `on` in the address names; None where it names no earlier one."""
    code = request.args.get("on", "")
    asked = {each.code: each for each in queries.earlier(view.document, target.page)}
    if code not in asked:
        return None
    return ConditionForm(seen_version=view.version).offer(asked[code])


def _save(
    view: Building,
    target: Target,
    form: ConditionForm | MoveForm,
    make: Callable[[Conditions], Conditions],
    told: str,
) -> Answer:
    def edit(document: Document) -> Document:
        known = _target(document, target.what, target.code)
        return target.with_conditions(document, make(known.only_if))

    if not form.validate_on_submit():
        return _draw(view, target, 422, refused="Nothing was done. Press the button again.")
    try:
        with transaction() as session:
            seen, who = form.seen(), actor().id
            service.change(session, view.slug, edit, Done.ROUTE_CHANGED, seen=seen, actor_id=who, now=now())
    except REFUSALS as refused:
        return _again(view, target, form, refusal(refused))
    flash(told, "done")
    return redirect(url_for(".show", slug=view.slug, code=target.code, what=target.what), 303)


def _again(view: Building, target: Target, form: ConditionForm | MoveForm, refused: str) -> Answer:
    fresh = view_of(view.slug)
    form.look_again(fresh.version)
    try:
        known = _target(fresh.document, target.what, target.code)
    except NotFound:
        known = target
    return _draw(fresh, known, 409, form if isinstance(form, ConditionForm) else None, refused)


def _draw(
    view: Building, target: Target, status: int, form: ConditionForm | None = None, refused: str = ""
) -> tuple[str, int]:
    told = numbers(view.document)
    by_code: dict[str, Question] = {each.code: each for each in view.document.questions}
    page = render_template(
        "consultations/staff/building/conditions.html",
        view=view,
        target=target,
        conditions=[said_if(each, by_code, told) for each in target.only_if],
        earlier=[(each.code, f"Q{told[each.code]} {each.title}") for each in _earlier(view, target)],
        form=form or _condition_form(view, target),
        moves=MoveForm(formdata=None, seen_version=view.version),
        refused=refused,
    )
    return page, status


def _earlier(view: Building, target: Target) -> tuple[Question, ...]:
    if view.document.page(target.page) is None:
        return ()
    return queries.earlier(view.document, target.page)
