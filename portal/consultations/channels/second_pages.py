"""The staff pages of the second typing, and of choosing where two typings differ."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.base import StaffForm
from forms.consultations.entry import ButtonForm, EntryForm, SettleForm
from portal.consultations.channels import batches, comparing
from portal.consultations.channels.comparing import Differing
from portal.consultations.channels.rules import NotNow, SamePerson, Which
from portal.consultations.channels.typing import (
    asking,
    choosing,
    filled,
    fresh,
    opened,
    paper_form,
    sealed,
    typist,
)
from portal.core.actors import Permission
from portal.core.errors import NotFound
from portal.ledger import service as ledger
from portal.web.context import now, opener, reading, transaction
from portal.web.guard import actor, requires
from portal.web.hidden_state import FIELD

bp = Blueprint("second", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/consultations/<slug>/paper/<pile>/again/<sheet>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def again(slug: str, pile: str, sheet: str) -> Answer:
    """Type a paper a second time, without seeing the first."""
    try:
        return _again(slug, pile, sheet)
    except SamePerson:
        flash("You typed this paper the first time. Somebody else types it the second time.", "error")
    except NotNow:
        flash("This paper needs no second typing now.", "warning")
    return redirect(url_for("consultations_staff.paper.enter", slug=slug, pile=pile), 303)


@bp.get("/consultations/<slug>/paper/<pile>/settle/<sheet>")
@requires(Permission.CONSULTATION_EDIT)
def settle(slug: str, pile: str, sheet: str) -> Answer:
    """A paper with differences, still shut: opening both typings is a step of its own."""
    return _settle_page(slug, pile, sheet, ButtonForm(formdata=None), None, 200)


@bp.post("/consultations/<slug>/paper/<pile>/settle/<sheet>")
@requires(Permission.CONSULTATION_EDIT)
def choose(slug: str, pile: str, sheet: str) -> Answer:
    """Open both typings, then choose what the paper says."""
    if not ButtonForm().validate_on_submit():
        return _settle_page(slug, pile, sheet, ButtonForm(formdata=None), None, 422)
    found = _differing(slug, pile, sheet)
    back = redirect(url_for("consultations_staff.paper.enter", slug=slug, pile=pile), 303)
    if not found:
        return back
    if request.form.get("go") == "open":
        return _settle_page(slug, pile, sheet, choosing(asking(slug), found, shown=True), found, 200)
    if request.form.getlist("part") != [each.part for each in found]:
        flash("Somebody chose meanwhile. What still differs is shown here.", "warning")
        return _settle_page(slug, pile, sheet, choosing(asking(slug), found, shown=True), found, 409)
    form = choosing(asking(slug), found)
    if not form.validate_on_submit():
        return _settle_page(slug, pile, sheet, form, found, 422)
    flash("Settled." + (" The pile counts now." if _chosen(pile, sheet, form) else ""), "done")
    return back


def _chosen(pile: str, sheet: str, form: SettleForm) -> bool:
    choices = {part: Which(which) for part, which in form.chosen().items()}
    who, third = typist(fresh().receipt), filled(form)
    with transaction() as session:
        return comparing.choose(session, pile, sheet, choices, who, opener=opener(), now=now(), third=third)


def _again(slug: str, pile: str, sheet: str) -> Answer:
    with reading() as session:
        view = batches.view(session, slug, pile, actor_id=actor().id)
        line = next((each for each in view.sheets if each.id == sheet), None)
        if not (request.method == "POST" and line and line.checked):
            comparing.check_second(session, pile, sheet, actor_id=actor().id)
    form = paper_form(asking(slug), twice=True)
    carried = opened(f"again:{sheet}", request.form.get(FIELD))
    if not form.validate_on_submit() or carried.lost:
        return _form(slug, pile, sheet, form, 422 if request.method == "POST" else 200)
    with transaction() as session:
        who = typist(carried.receipt)
        differ = comparing.again(session, pile, sheet, filled(form), who, opener=opener(), now=now())
    if differ:
        flash(f"Typed a second time. {differ} answers differ: look at the paper and choose.", "warning")
        return redirect(url_for(".settle", slug=slug, pile=pile, sheet=sheet), 303)
    flash("Typed a second time. Nothing differs.", "done")
    return redirect(url_for("consultations_staff.paper.enter", slug=slug, pile=pile), 303)


def _differing(slug: str, pile: str, sheet: str) -> tuple[Differing, ...]:
    """What differs; the ledger says that it was opened."""
    with transaction() as session:
        view = batches.view(session, slug, pile, actor_id=actor().id)
        found = comparing.differing(session, pile, sheet, opener=opener())
        line = next((each for each in view.sheets if each.id == sheet), None)
        if found and line:
            subject = f"batch:{pile}"
            who = actor().id
            ledger.record(
                session, actor_id=who, action="paper.opened", subject=subject, now=now(), number=line.number
            )
    return found


def _form(slug: str, pile: str, sheet: str, form: EntryForm, status: int) -> tuple[str, int]:
    with reading() as session:
        view = batches.view(session, slug, pile, actor_id=actor().id)
    number = next(each.number for each in view.sheets if each.id == sheet)
    values: dict[str, Any] = {"asked": asking(slug), "pile": view, "form": form, "number": number}
    values |= {"state": sealed(f"again:{sheet}", fresh(sheet)), "lost": False, "refused": ""}
    values |= {"action": url_for(".again", slug=slug, pile=pile, sheet=sheet), "button_form": None}
    return render_template("consultations/staff/paper_entry.html", **values), status


def _settle_page(
    slug: str, pile: str, sheet: str, form: StaffForm, found: tuple[Differing, ...] | None, status: int
) -> tuple[str, int]:
    with reading() as session:
        view = batches.view(session, slug, pile, actor_id=actor().id)
    number = next((each.number for each in view.sheets if each.id == sheet), None)
    if number is None:
        raise NotFound(kind="paper")
    values: dict[str, Any] = {"asked": asking(slug), "pile": view, "form": form, "number": number}
    return render_template("consultations/staff/paper_settle.html", found=found, **values), status
