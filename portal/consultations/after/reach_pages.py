"""Whom we hear too little from today, and where we went out to them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms.consultations.after import WentOutForm
from portal.adapters.tokens import new_code
from portal.consultations.after import reach, refusals
from portal.consultations.after.bodies import bodies
from portal.consultations.after.reach import WAYS_OUT, WentOut
from portal.core.actors import Permission, may
from portal.core.errors import DomainError
from portal.partnership.current import current
from portal.partnership.margins import margins
from portal.web.context import now, reading, settings, transaction
from portal.web.guard import actor, requires

bp = Blueprint("reach", __name__)

Answer = str | Response | tuple[str, int]


@bp.get("/consultations/<slug>/reach")
@requires(Permission.REACH_READ)
def show(slug: str) -> Answer:
    """Who is heard, beside who lives here."""
    return _page(slug, WentOutForm(formdata=None, once=new_code()), 200)


@bp.post("/consultations/<slug>/outreach")
@requires(Permission.CONSULTATION_EDIT)
def go_out(slug: str) -> Answer:
    """Write down that we went out to people."""
    form = _offered(slug, WentOutForm())
    if not form.validate_on_submit():
        return _page(slug, form, 422)
    went = WentOut(
        form.done_on.data,
        form.place.data or "",
        form.ward.data,
        form.channel.data,
        form.body.data,
        form.aimed_at.data,
    )
    codes = [code for code, _ in bodies(current())]
    try:
        with transaction() as session:
            reach.go_out(
                session,
                slug,
                went,
                partnership=current(),
                bodies=codes,
                actor_id=actor().id,
                now=now(),
                once=form.once.data or "",
            )
    except DomainError as refused:
        return _page(slug, form, refusals.explain(form, refused))
    flash("Noted.", "done")
    return redirect(url_for(".show", slug=slug), 303)


def _offered(slug: str, form: WentOutForm) -> WentOutForm:
    with reading() as session:
        aims = reach.aims(session, slug, current())
    return form.offer(
        wards=[(ward.code, ward.name) for ward in current().wards],
        ways=list(WAYS_OUT.items()),
        bodies=bodies(current()),
        aims=aims,
    )


def _page(slug: str, form: WentOutForm, status: int) -> tuple[str, int]:
    population = margins(settings().partnership)
    with reading() as session:
        found = reach.reach(session, slug, partnership=current(), margins=population, now=now())
        names = dict(reach.aims(session, slug, current()))
    page = render_template(
        "consultations/staff/reach.html",
        found=found,
        form=_offered(slug, form),
        names=names,
        bodies=dict(bodies(current())),
        ways=WAYS_OUT,
        may_note=may(actor(), Permission.CONSULTATION_EDIT),
        wards={ward.code: ward.name for ward in current().wards},
    )
    return page, status
