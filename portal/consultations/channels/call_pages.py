"""The staff page of telephone calls: typed while talking, counted at once, the receipt read out."""

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from forms.consultations.entry import EntryForm
from portal.consultations.channels import paper
from portal.consultations.channels.typing import (
    Paper,
    asking,
    filled,
    fresh,
    opened,
    paper_form,
    sealed,
    typist,
)
from portal.consultations.rules import ConsultationClosed, NotYetOpen, ResponseWithdrawn
from portal.consultations.service import Outcome
from portal.core.actors import Permission
from portal.core.words import danger
from portal.web.context import now, transaction
from portal.web.guard import requires
from portal.web.hidden_state import FIELD

bp = Blueprint("calls", __name__)

Answer = str | Response | tuple[str, int]


@bp.get("/consultations/<slug>/telephone")
@requires(Permission.CONSULTATION_EDIT)
def enter(slug: str) -> Answer:
    """The questions in their order, to read out and type."""
    return _form(slug, paper_form(asking(slug), strict=True), fresh())


@bp.post("/consultations/<slug>/telephone")
@requires(Permission.CONSULTATION_EDIT)
def keep(slug: str) -> Answer:
    """Count the answers and show the receipt to read out."""
    asked = asking(slug)
    form = paper_form(asked, strict=True)
    carried = opened(f"call:{slug}", request.form.get(FIELD))
    if not form.validate_on_submit() or carried.lost:
        return _form(slug, form, carried, 422)
    try:
        with transaction() as session:
            sent = paper.call(session, slug, filled(form), typist(carried.receipt), now=now())
    except (NotYetOpen, ConsultationClosed, ResponseWithdrawn):
        said = "It takes no answers now, so nothing was kept. What you typed is still here."
        return _form(slug, form, carried, 409, refused=said)
    told = [each for each in asked.document.questions if each.code in form.answers]
    written = [text for each in told for text in each.texts(form.answers[each.code]).values()]
    values: dict[str, Any] = {"asked": asked, "receipt": carried.receipt}
    values |= {"repeat": sent.outcome is Outcome.REPEAT, "danger": any(danger(text) for text in written)}
    return render_template("consultations/staff/call_receipt.html", **values)


def _form(
    slug: str, form: EntryForm, carried: Paper, status: int = 200, *, refused: str = ""
) -> tuple[str, int]:
    values: dict[str, Any] = {"asked": asking(slug), "form": form, "refused": refused, "lost": carried.lost}
    values["state"] = sealed(f"call:{slug}", carried)
    return render_template("consultations/staff/call_entry.html", **values), status
