"""The staff pages on which a consultation is begun and its facts are written, part by part."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.opening import (
    AboutForm,
    AssessmentsForm,
    DecisionForm,
    NewForm,
    PartForm,
    ReasonsForm,
    TimeForm,
)
from portal.consultations.building import starting
from portal.consultations.opening import queries, service
from portal.consultations.opening.gate import ENOUGH_DAYS
from portal.consultations.opening.queries import Draft
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("facts", __name__)

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the facts: its heading, what it is for, its form."""

    heading: str
    words: str
    form: type[PartForm]


PARTS: dict[str, Part] = {
    "about": Part("What we ask", "The question, why we ask it, and about what.", AboutForm),
    "decision": Part("What can change", "What is open, what is decided, who decides and when.", DecisionForm),
    "reasons": Part("Reasons and evidence", "Why, which papers, and who is affected most.", ReasonsForm),
    "time": Part("Time", "When it opens and closes, and why that is long enough.", TimeForm),
    "assessments": Part("Assessments", "Equality and data protection.", AssessmentsForm),
}
"""The parts in the order in which they are written."""


@bp.route("/consultations/new", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def new() -> Answer:
    """Begin a consultation as a draft."""
    with reading() as session:
        form = NewForm().offer(starting.offered(session))
    if request.method == "GET":
        form.suggest(london_date(now()), ENOUGH_DAYS)
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("consultations/staff/new.html", form=form), status
    with transaction() as session:
        document = starting.document(session, form.questions.data, current(), now=now())
        slug = service.start(session, form.to_facts(), document, actor_id=actor().id, now=now())
    flash("The draft is kept. Nobody outside sees it.", "done")
    return redirect(url_for(".index", slug=slug), 303)


@bp.get("/consultations/<slug>/facts")
@requires(Permission.CONSULTATION_EDIT)
def index(slug: str) -> Answer:
    """Every part of the facts as it stands."""
    return render_template("consultations/staff/facts.html", draft=_draft(slug), parts=PARTS, names=_names())


@bp.route("/consultations/<slug>/facts/<part>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def edit(slug: str, part: str) -> Answer:
    """Write one part."""
    if part not in PARTS:
        raise NotFound(kind="part", value=part)
    draft = _draft(slug)
    form = _form(part, draft)
    if not form.validate_on_submit():
        return _page(form, draft, part, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            facts = form.to_facts(queries.draft(session, slug, now=now()).facts)
            service.save(session, slug, facts, seen_version=form.seen(), actor_id=actor().id, now=now())
    except (Stale, MoveNotAllowed) as refused:
        fresh = _draft(slug)
        form.look_again(fresh.version)
        return _page(form, fresh, part, 409, refused.code)
    flash("Saved.", "done")
    return redirect(url_for(".index", slug=slug), 303)


def _draft(slug: str) -> Draft:
    with reading() as session:
        return queries.draft(session, slug, now=now())


def _form(part: str, draft: Draft) -> PartForm:
    kind = PARTS[part].form
    form = kind(data={**kind(formdata=None).filled(draft.facts), "seen_version": draft.version})
    if isinstance(form, AboutForm):
        partnership = current()
        form.offer(
            families=[(each.code, each.name) for each in partnership.families],
            audiences=[(each.code, each.name) for each in partnership.audiences],
            wards=[(each.code, each.name) for each in partnership.wards],
        )
    return form


def _names() -> dict[str, str]:
    """Names of families, wards and audiences by code."""
    partnership = current()
    names = {each.code: each.name for each in partnership.families}
    names |= {each.code: each.name for each in partnership.wards}
    return names | {each.code: each.name for each in partnership.audiences}


def _page(form: PartForm, draft: Draft, part: str, status: int, refused: str = "") -> tuple[str, int]:
    values: dict[str, Any] = {"form": form, "draft": draft, "part": PARTS[part], "refused": refused}
    return render_template("consultations/staff/facts_part.html", **values), status
