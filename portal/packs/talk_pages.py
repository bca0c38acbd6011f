"""One pack on its page, and what is done beside it: commented on, signed by the chair, told to the group."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms.packs import ActForm, CommentForm
from portal.adapters import pdf
from portal.adapters.tokens import new_id
from portal.core.actors import Permission, may
from portal.packs import queries, rules, service
from portal.packs.rules import PointsToSomebody
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("talk", __name__)

Answer = Response | tuple[str, int]
TAKE_OUT = "Take out what looks like a personal detail: nothing here points to a person"
AGAIN = "This form had waited too long. Look again, then press the button once more."


@bp.post("/packs/<pack>/comments")
@requires(Permission.PACK_READ)
def comment(pack: str) -> Answer:
    """Note something beside the pack."""
    form = CommentForm()
    comment_id = form.id_of(new_id())
    if not form.validate_on_submit():
        return draw(pack, form, ActForm(formdata=None)), 422
    try:
        with transaction() as session:
            words = form.words.data or ""
            service.comment(session, actor(), pack, words, comment_id=comment_id, now=now())
    except PointsToSomebody:
        form.words.errors = [TAKE_OUT]
        return draw(pack, form, ActForm(formdata=None)), 422
    flash("Your comment stands beside the pack.", "done")
    return _back(pack)


@bp.post("/packs/<pack>/sign-off")
@requires(Permission.PACK_SIGN)
def sign(pack: str) -> Answer:
    """The chair takes note of it."""
    if not ActForm().validate_on_submit():
        return _again(pack)
    with transaction() as session:
        new = service.sign(session, actor(), pack, now=now())
    flash("Signed off." if new else "It was signed off before; that stands.", "done")
    return _back(pack)


@bp.post("/packs/<pack>/sending")
@requires(Permission.PACK_MAKE)
def send(pack: str) -> Answer:
    """Tell the group that there is something to read."""
    if not ActForm().validate_on_submit():
        return _again(pack)
    with transaction() as session:
        told = service.send(session, actor(), pack, origin=settings().origin, now=now())
    if told is None:
        flash("The group was told before; no second mail goes out.", "done")
    else:
        flash(f"Told by a mail that says nothing of what is in it: {told}.", "done")
    return _back(pack)


def draw(pack: str, comment_form: CommentForm, act_form: ActForm) -> str:
    """The page of one pack. Raises `NotFound`."""
    comment_form.id_of(new_id())
    with reading() as session:
        view = queries.pack(session, actor(), pack)
        people = actor_names(session, view.people)
    return render_template(
        "packs/staff/show.html",
        pack=view,
        content=view.content,
        people=people,
        form=comment_form,
        act_form=act_form,
        may_sign=rules.may_sign(actor(), view.group),
        pdf=pdf.installed(),
        may_send=may(actor(), Permission.PACK_MAKE),
    )


def _again(pack: str) -> Answer:
    with reading() as session:
        queries.pack(session, actor(), pack)
    flash(AGAIN, "warning")
    return _back(pack)


def _back(pack: str) -> Response:
    return redirect(url_for("packs_staff.show", pack=pack), 303)
