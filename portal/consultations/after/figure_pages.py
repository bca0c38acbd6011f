"""Where officers have the figures counted, and say beside them what turned out wrong."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from forms.consultations.after import CountForm, NoteForm
from portal.consultations import queries, rows
from portal.consultations.after import frozen, refusals
from portal.consultations.after.frozen import Frozen, NotCounted, StillCounting
from portal.core.actors import Permission
from portal.core.errors import DomainError
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("figures", __name__)

Answer = Response | tuple[str, int]


@bp.route("/consultations/<slug>/results-notes", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def note(slug: str) -> Answer:
    """Say something beside the published figures; the figures stay."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(slug, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            frozen.note(session, slug, form.words.data or "", actor_id=actor().id, now=now())
    except DomainError as refused:
        return _page(slug, form, refusals.explain(form, refused))
    flash("Published beside the figures.", "done")
    return redirect(url_for(".note", slug=slug), 303)


@bp.post("/consultations/<slug>/counting")
@requires(Permission.CONSULTATION_EDIT)
def count(slug: str) -> Answer:
    """Every paper is typed: count, once and for all."""
    form = CountForm()
    if not form.validate_on_submit():
        return _page(slug, form, 422)
    try:
        with reading() as session:
            ready = frozen.ahead(session, slug, now=now(), all_typed=True)
        with transaction() as session:
            frozen.freeze(session, slug, now=now(), all_typed=True, ready=ready)
    except DomainError as refused:
        return _page(slug, form, refusals.explain(form, refused))
    flash("Counted. The figures do not change any more.", "done")
    return redirect(url_for(".note", slug=slug), 303)


def _page(slug: str, form: FlaskForm, status: int) -> tuple[str, int]:
    found, first = _look(slug)
    with reading() as session:
        title = queries.asked(session, slug, now=now()).title
        many = frozen.many(session, rows.find(session, slug).id)
    page = render_template(
        "consultations/staff/results_notes.html",
        slug=slug,
        title=title,
        many=many,
        found=found,
        first=first,
        form=form,
        note_form=form if isinstance(form, NoteForm) else NoteForm(formdata=None),
        count_form=form if isinstance(form, CountForm) else CountForm(formdata=None),
    )
    return page, status


def _look(slug: str) -> tuple[Frozen | None, date | None]:
    """The figures, or the day from which they can be counted."""
    with reading() as session:
        try:
            return frozen.read(session, slug, now=now()), None
        except StillCounting:
            return None, None
        except NotCounted as waits:
            return None, waits.first
