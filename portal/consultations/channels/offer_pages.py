"""The staff pages of events and invitation codes."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.entry import ButtonForm, EventForm, InvitationsForm, OnlyForm
from portal.adapters import qr
from portal.adapters.sheets import to_csv
from portal.adapters.tokens import new_code
from portal.consultations import rows
from portal.consultations.channels import events, invitations
from portal.consultations.channels.events import NewEvent
from portal.consultations.channels.invitations import Made
from portal.consultations.channels.rules import InvitedKind
from portal.consultations.channels.typing import asking
from portal.core.actors import Permission
from portal.core.windows import WindowBackwards
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import actor, requires
from portal.web.hidden_state import FIELD, StateExpired, StateForged, open_state, seal_state

bp = Blueprint("offers", __name__)

Answer = str | Response | tuple[str, int]


@bp.route("/consultations/<slug>/events", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def events_index(slug: str) -> Answer:
    """Events and kiosks, and a new one."""
    form = EventForm()
    if not form.validate_on_submit():
        return _events(slug, form, 422 if request.method == "POST" else 200)
    new = NewEvent(
        form.name.data, form.place.data, form.first_day.data, form.last_day.data, form.clear_after.data
    )
    try:
        with transaction() as session:
            code = events.begin(session, slug, new, actor_id=actor().id, now=now())
    except WindowBackwards:
        form.last_day.errors = ["Choose a last day that is not before the first."]
        return _events(slug, form, 422)
    return redirect(url_for(".event", slug=slug, code=code), 303)


@bp.get("/consultations/<slug>/events/<code>")
@requires(Permission.CONSULTATION_EDIT)
def event(slug: str, code: str) -> Answer:
    """The event's link, and a sheet with its square code to print."""
    with reading() as session:
        found = events.view(session, slug, code, now=now())
    link = f"{settings().origin}/consultations/{slug}/at/{code}"
    values: dict[str, Any] = {"asked": asking(slug), "event": found, "link": link}
    values |= {"picture": qr.picture(link, scale=8), "form": ButtonForm(formdata=None)}
    return render_template("consultations/staff/event.html", **values)


@bp.post("/consultations/<slug>/events/<code>/stop")
@requires(Permission.CONSULTATION_EDIT)
def stop(slug: str, code: str) -> Answer:
    """End an event before its last day."""
    if ButtonForm().validate_on_submit():
        with transaction() as session:
            events.stop(session, slug, code, actor_id=actor().id, now=now())
        flash("The event is stopped. Its link takes no answers any more.", "done")
    return redirect(url_for(".event", slug=slug, code=code), 303)


@bp.route("/consultations/<slug>/invitations", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def invitations_index(slug: str) -> Answer:
    """Sets of invitation codes, and a new one, shown once: to print, or as a file."""
    form = InvitationsForm()
    seed = _seed(slug)
    fits = form.validate_on_submit()
    if fits and not seed:
        form.form_errors.append("This page was open for too long. Look through it, then press once more.")
    if not fits or not seed:
        return _invitations(slug, form, 422 if request.method == "POST" else 200)
    kind = InvitedKind(form.kind.data)
    with transaction() as session:
        made = invitations.make(
            session,
            slug,
            form.name.data,
            kind,
            form.number.data,
            seed=seed,
            lookup_key=settings().lookup_key,
            actor_id=actor().id,
            now=now(),
        )
    return _file(made, slug) if request.form.get("go") == "file" else _sheet(made, slug)


@bp.post("/consultations/<slug>/invitations/only")
@requires(Permission.CONSULTATION_EDIT)
def only(slug: str) -> Answer:
    """Take answers by invitation alone, or from everybody."""
    form = OnlyForm()
    if form.validate_on_submit():
        with transaction() as session:
            wanted = form.only.data == "yes"
            invitations.set_only(session, slug, wanted, actor_id=actor().id, now=now())
        flash("Only people with a code may answer now." if wanted else "Everybody may answer now.", "done")
    return redirect(url_for(".invitations_index", slug=slug), 303)


def _events(slug: str, form: EventForm, status: int) -> tuple[str, int]:
    with reading() as session:
        found = events.listing(session, rows.find(session, slug).id, now=now())
    values: dict[str, Any] = {"asked": asking(slug), "events": found, "form": form}
    return render_template("consultations/staff/events.html", **values), status


def _invitations(slug: str, form: InvitationsForm, status: int) -> tuple[str, int]:
    with reading() as session:
        sets, alone = invitations.listing(session, slug), invitations.only(session, slug)
    only_form = OnlyForm(formdata=None, only="yes" if alone else "no")
    values: dict[str, Any] = {"asked": asking(slug), "sets": sets, "form": form, "only_form": only_form}
    values["state"] = seal_state(f"invitations:{slug}", {"seed": new_code()})
    return render_template("consultations/staff/invitations.html", **values), status


def _seed(slug: str) -> bytes:
    """What travels with the page, so that sending it twice makes one set; empty where it cannot be read."""
    try:
        seed: str = open_state(f"invitations:{slug}", request.form.get(FIELD)).values.get("seed", "")
    except (StateExpired, StateForged):
        return b""
    return seed.encode()


def _sheet(made: Made, slug: str) -> str:
    link = f"{settings().origin}/consultations/{slug}/invited"
    values: dict[str, Any] = {"asked": asking(slug), "made": made, "link": link}
    return render_template("consultations/staff/invitation_codes.html", **values)


def _file(made: Made, slug: str) -> Response:
    link = f"{settings().origin}/consultations/{slug}/invited"
    content = to_csv(("Code", "Where to type it"), ((code, link) for code in made.codes))
    name = f'attachment; filename="invitation-codes-{slug}.csv"'
    return Response(content, mimetype="text/csv", headers={"Content-Disposition": name})
