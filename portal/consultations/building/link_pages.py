"""The staff page on which the link to a look at a draft is made, shown and stopped."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.building import PreviewForm
from portal.consultations.building import looking
from portal.consultations.building.list_pages import view_of
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import actor, requires

bp = Blueprint("links", __name__)

Answer = str | Response | tuple[str, int]


@bp.get("/consultations/<slug>/questions/preview")
@requires(Permission.CONSULTATION_EDIT)
def show(slug: str) -> Answer:
    """The link that works now, and how to make another."""
    return _page(slug, PreviewForm(formdata=None).offer(looking.DAYS), 200)


@bp.post("/consultations/<slug>/questions/preview")
@requires(Permission.CONSULTATION_EDIT)
def change(slug: str) -> Answer:
    """Make a link, or stop the one there is."""
    form = PreviewForm().offer(looking.DAYS)
    stops = request.form.get("go") == "stop"
    if stops:
        form.days.validators = []
    if not form.validate_on_submit() and not (stops and not form.csrf_token.errors):
        return _page(slug, form, 422)
    try:
        with transaction() as session:
            if stops:
                looking.stop(session, slug)
            else:
                days, key, who = int(form.days.data), settings().lookup_key, actor().id
                looking.make(session, slug, days, lookup_key=key, actor_id=who, now=now())
    except MoveNotAllowed:
        return _page(slug, form, 409, "It takes answers already: everybody can look at it.")
    flash("The link has stopped." if stops else "The link is made.", "done")
    return redirect(url_for(".show", slug=slug), 303)


def _page(slug: str, form: PreviewForm, status: int, refused: str = "") -> tuple[str, int]:
    view = view_of(slug)
    with reading() as session:
        link = looking.link(session, slug, lookup_key=settings().lookup_key, now=now())
    address = f"{settings().origin}/consultations/{slug}/preview/{link.key}" if link else ""
    values = {"view": view, "form": form, "link": link, "address": address, "refused": refused}
    return render_template("consultations/staff/building/preview.html", **values), status
