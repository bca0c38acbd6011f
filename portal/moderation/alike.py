"""The pages on which several items are decided together: look at the list once more, then do it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.together import TogetherForm
from portal.core.actors import Permission
from portal.moderation import together
from portal.moderation.taking import chosen, in_room
from portal.moderation.together import Alike, Done, Key, NoneLeft, NotAlike
from portal.moderation.words import OFFICERS
from portal.web.context import reading, transaction
from portal.web.guard import requires

bp = Blueprint("alike", __name__)

NOT_ALIKE = (
    "Tick items of one kind and one topic, none of them high risk, nor with something new from the writer."
)
NONE_LEFT = "Nothing was decided: somebody changed or decided all of them since you ticked them."
LONGEST_FORM = 50  # ticks


@bp.post("/moderation/together")
@requires(Permission.MODERATION_DECIDE)
def decide_together() -> Any:
    """The ticked items once more with what may be done to all; then, with `go`, do it."""
    keys = together.read_keys(request.form.getlist("chosen")[:LONGEST_FORM])
    try:
        with reading() as session:
            found = together.alike(session, keys, in_room(OFFICERS))
    except NotAlike as refused:
        return _back(refused)
    decides = request.form.get("go") == "decide"
    form = TogetherForm(formdata=request.form if decides else None)
    form.offer(together.offers(found.desk, found.lines))
    if not (decides and form.validate_on_submit()):
        return _page(found, form), 422 if decides else 200
    return _decide(keys, form)


def _decide(keys: tuple[Key, ...], form: TogetherForm) -> Response:
    try:
        with transaction() as session:
            done = together.decide(session, keys, form.what.data, form.reason.data, in_room(OFFICERS))
    except NotAlike as refused:
        return _back(refused)
    flash(_told(done), "warning" if done.left_out else "done")
    return _back()


def _told(done: Done) -> str:
    decided = f"{done.decided} decided." if done.decided else "Nothing was decided."
    if not done.left_out:
        return decided
    return f"{decided} {done.left_out} left out: somebody changed or decided them since you ticked them."


def _page(found: Alike, form: TogetherForm) -> str:
    return render_template("moderation/staff/together.html", found=found, form=form)


def _back(refused: NotAlike | None = None) -> Response:
    """To the list, with what was refused and what to do."""
    if refused is not None:
        flash(NONE_LEFT if isinstance(refused, NoneLeft) else NOT_ALIKE, "warning")
    return redirect(url_for(OFFICERS.list) + chosen().kept, 303)
