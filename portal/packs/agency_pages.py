"""What agencies told a group, on staff pages: written down by officers, used again only once it is agreed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.packs import AgencyNoteForm, ApprovalForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import Stale
from portal.packs import agencies
from portal.packs.agencies import DayAhead, Told
from portal.packs.rules import PointsToSomebody
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("agencies", __name__, url_prefix="/packs/agency-notes")

Answer = str | tuple[str, int] | Response
TAKE_OUT = "Take out what looks like a personal detail: nothing here points to a person"
STALE = "Somebody changed this note since you opened it, so nothing was done. It stands above as it is now."


@bp.get("")
@requires(Permission.PACK_MAKE)
def index() -> str:
    """Every note, those that wait for their agency first."""
    with reading() as session:
        notes = agencies.listing(session)
    return render_template("packs/staff/agency_notes.html", notes=notes, names=_agencies(), groups=_groups())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PACK_MAKE)
def new() -> Answer:
    """Write down what an agency told."""
    form = AgencyNoteForm().offer(list(_groups().items()), list(_agencies().items()))
    note_id = form.id_of(new_id())
    if not form.validate_on_submit():
        status = 422 if request.method == "POST" else 200
        return render_template("packs/staff/agency_note_new.html", form=form), status
    told = Told(form.group.data, form.agency.data, form.words.data or "", form.received_on.data)
    try:
        with transaction() as session:
            agencies.write(
                session, told, partnership=current(), note_id=note_id, actor_id=actor().id, now=now()
            )
    except (PointsToSomebody, DayAhead) as refused:
        _explain(form, refused)
        return render_template("packs/staff/agency_note_new.html", form=form), 422
    flash("Kept. It stays out of every pack until the agency agrees.", "done")
    return redirect(url_for("packs_staff.agencies.index"), 303)


@bp.route("/<string:note>", methods=["GET", "POST"])
@requires(Permission.PACK_MAKE)
def approve(note: str) -> Answer:
    """One note, and that its agency agreed."""
    with reading() as session:
        found = agencies.one(session, note)
    form = ApprovalForm(seen_version=found.version)
    if not form.validate_on_submit():
        return _approve(note, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            post, on, seen = form.post.data or "", form.on.data, form.seen()
            agencies.approve(session, note, post, on, seen_version=seen, actor_id=actor().id, now=now())
    except (PointsToSomebody, DayAhead) as refused:
        _explain(form, refused)
        return _approve(note, form, 422)
    except Stale:
        return _approve(note, ApprovalForm(formdata=None), 409, told=STALE)
    flash("Noted. The next pack of this period holds it.", "done")
    return redirect(url_for("packs_staff.agencies.index"), 303)


def _approve(note: str, form: ApprovalForm, status: int, *, told: str = "") -> tuple[str, int]:
    with reading() as session:
        found = agencies.one(session, note)
    form.seen_version.data = form.seen_version.data or str(found.version)
    page = render_template(
        "packs/staff/agency_note.html",
        note=found,
        form=form,
        told=told,
        agency=_agencies().get(found.agency, found.agency),
        group=_groups().get(found.group, found.group),
    )
    return page, status


def _explain(form: AgencyNoteForm | ApprovalForm, refused: PointsToSomebody | DayAhead) -> None:
    if isinstance(refused, DayAhead):
        form[refused.part].errors = ["Choose a day that has come, not before the agency told it"]
    else:
        form["words" if "words" in form else "post"].errors = [TAKE_OUT]


def _agencies() -> dict[str, str]:
    return {authority.code: authority.name for authority in current().authorities}


def _groups() -> dict[str, str]:
    return {group.code: group.name for group in current().groups if not group.sits_outside}
