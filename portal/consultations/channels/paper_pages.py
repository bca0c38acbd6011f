"""The staff pages of paper: piles, fast typing by keyboard, and finishing a pile."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.entry import ButtonForm, EntryForm, NameForm
from portal.consultations import rows
from portal.consultations.channels import batches, paper, published
from portal.consultations.channels.batches import BatchView
from portal.consultations.channels.paper import Entered
from portal.consultations.channels.rules import BatchState, NotNow
from portal.consultations.channels.totals import totals
from portal.consultations.channels.typing import (
    Asking,
    Paper,
    asking,
    filled,
    fresh,
    opened,
    paper_form,
    sealed,
    typist,
)
from portal.consultations.rules import ConsultationClosed, NotYetOpen
from portal.consultations.service import Outcome
from portal.core.actors import Permission
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.hidden_state import FIELD

bp = Blueprint("paper", __name__)

Answer = str | Response | tuple[str, int]
NOT_TAKEN = "Papers are typed while it is open, and after the close until we reported on it."


@bp.route("/consultations/<slug>/paper", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def index(slug: str) -> Answer:
    """The piles of a consultation, and a new one."""
    form = NameForm()
    if not form.validate_on_submit():
        return _piles(slug, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            pile = batches.begin(session, slug, form.name.data, actor_id=actor().id, now=now())
    except (NotYetOpen, ConsultationClosed):
        form.name.errors = [NOT_TAKEN]
        return _piles(slug, form, 409)
    return redirect(url_for(".enter", slug=slug, pile=pile), 303)


@bp.get("/consultations/<slug>/paper/<pile>")
@requires(Permission.CONSULTATION_EDIT)
def enter(slug: str, pile: str) -> Answer:
    """The next paper of a pile; once it is finished, what has still to be checked."""
    view = _view(slug, pile)
    if view.state is not BatchState.OPEN:
        return _checking(slug, view)
    return _form(slug, view, paper_form(asking(slug)), fresh())


@bp.post("/consultations/<slug>/paper/<pile>")
@requires(Permission.CONSULTATION_EDIT)
def keep(slug: str, pile: str) -> Answer:
    """Keep one paper and show the next at once; what does not fit stays as it was typed."""
    view = _view(slug, pile)
    form = paper_form(asking(slug))
    carried = opened(_purpose(pile), request.form.get(FIELD))
    if not form.validate_on_submit() or carried.lost:
        return _form(slug, view, form, carried, 422)
    try:
        with transaction() as session:
            who = typist(carried.receipt)
            entered = paper.enter(session, pile, carried.sheet, filled(form), who, now=now())
    except (NotYetOpen, ConsultationClosed):
        return _form(slug, view, form, carried, 409, refused=NOT_TAKEN)
    except NotNow:
        said = "This pile was finished meanwhile. Begin a new pile for this paper."
        return _form(slug, view, form, carried, 409, refused=said)
    _tell(view, entered, len(form.unclear))
    return redirect(url_for(".enter", slug=slug, pile=pile), 303)


@bp.get("/consultations/<slug>/paper/<pile>/retype/<sheet>")
@requires(Permission.CONSULTATION_EDIT)
def retype(slug: str, pile: str, sheet: str) -> Answer:
    """Type a paper of an open pile anew; what is kept then takes the place of the first."""
    view = _view(slug, pile)
    line = next((each for each in view.sheets if each.id == sheet), None)
    if line is None or view.state is not BatchState.OPEN:
        return redirect(url_for(".enter", slug=slug, pile=pile), 303)
    return _form(slug, view, paper_form(asking(slug)), fresh(sheet), number=line.number)


@bp.post("/consultations/<slug>/paper/<pile>/finish")
@requires(Permission.CONSULTATION_EDIT)
def finish(slug: str, pile: str) -> Answer:
    """No more papers in this pile: the sample to type twice is drawn."""
    view = _view(slug, pile)
    if ButtonForm().validate_on_submit():
        try:
            with transaction() as session:
                batches.finish(session, view.id, actor_id=actor().id, now=now())
        except NotNow:
            flash("There is no paper in this pile yet.", "error")
    return redirect(url_for(".enter", slug=slug, pile=pile), 303)


def _purpose(pile: str) -> str:
    return f"paper:{pile}"


def _view(slug: str, pile: str) -> BatchView:
    with reading() as session:
        return batches.view(session, slug, pile, actor_id=actor().id)


def _tell(view: BatchView, entered: Entered, unclear: int) -> None:
    said = {Outcome.NEW: "Kept", Outcome.EDITED: "Changed", Outcome.REPEAT: "Kept already"}
    left = f" Left out though we ask everybody: {len(entered.left_out)}." if entered.left_out else ""
    marked = f" Marked as not readable: {unclear}." if unclear else ""
    aside = f" Not counted, as this person is not asked: {len(entered.aside)}." if entered.aside else ""
    number = f"{view.number}/{entered.number}"
    flash(f"{said[entered.outcome]}: write {number} on this paper.{left}{marked}{aside}", "done")


def _form(
    slug: str,
    view: BatchView,
    form: EntryForm,
    carried: Paper,
    status: int = 200,
    *,
    refused: str = "",
    number: int | None = None,
) -> tuple[str, int]:
    asked: Asking = asking(slug)
    values: dict[str, Any] = {"asked": asked, "pile": view, "form": form, "number": number}
    values |= {"state": sealed(_purpose(view.id), carried), "lost": carried.lost, "refused": refused}
    values |= {"action": url_for(".keep", slug=slug, pile=view.id), "button_form": ButtonForm(formdata=None)}
    return render_template("consultations/staff/paper_entry.html", **values), status


def _piles(slug: str, form: NameForm, status: int) -> tuple[str, int]:
    asked = asking(slug)
    with reading() as session:
        consultation_id = rows.find(session, slug).id
        values = {
            "asked": asked,
            "piles": batches.listing(session, consultation_id, actor_id=actor().id),
            "totals": totals(session, consultation_id),
            "rate": published.error_rate(session, consultation_id),
        }
    return render_template("consultations/staff/paper.html", form=form, **values), status


def _checking(slug: str, view: BatchView) -> str:
    return render_template("consultations/staff/paper_pile.html", asked=asking(slug), pile=view)
