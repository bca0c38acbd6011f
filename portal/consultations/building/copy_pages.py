"""The staff act of copying a consultation: the same questions and facts, as a draft with new days."""

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import MoveForm
from portal.consultations.building import starting
from portal.core.actors import Permission
from portal.web.context import now, transaction
from portal.web.guard import actor, requires

bp = Blueprint("copies", __name__)


@bp.post("/consultations/<slug>/copies")
@requires(Permission.CONSULTATION_EDIT)
def copy(slug: str) -> Response:
    """Make the copy and go to its questions."""
    if not MoveForm().validate_on_submit():
        flash("Nothing was copied. Press the button again.", "error")
        return redirect(url_for("consultations_staff.questions.index", slug=slug), 303)
    with transaction() as session:
        made = starting.copy(session, slug, actor_id=actor().id, now=now())
    flash("The copy is a draft. Look at its question, its days and when it is decided.", "done")
    return redirect(url_for("consultations_staff.questions.index", slug=made), 303)
