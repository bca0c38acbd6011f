"""The staff pages of the register of other bodies' consultations."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.others import OtherForm
from forms.consultations.steps import SeenForm
from portal.consultations import others
from portal.consultations.others import Entry, OtherFacts
from portal.core.actors import Permission
from portal.core.errors import Stale
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import PAGE_ROWS, after
from portal.web.sorting import order

bp = Blueprint("others", __name__)

Answer = str | Response | tuple[str, int]
FIELDS = ("title", "body", "opens_on", "closes_on", "url", "family", "findings")


@bp.get("/consultations/others")
@requires(Permission.CONSULTATION_EDIT)
def index() -> Answer:
    """Every entry, the last to close first."""
    chosen = order(others.COLUMNS, others.LAST_TO_CLOSE)
    with reading() as session:
        page = others.listed(session, order=chosen, after=after(), size=PAGE_ROWS)
    return render_template("consultations/staff/others.html", page=page, order=chosen)


@bp.route("/consultations/others/new", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def new() -> Answer:
    """Enter one."""
    form = OtherForm().offer(_families())
    if not form.validate_on_submit():
        return _page(form, None, 422 if request.method == "POST" else 200)
    with transaction() as session:
        others.add(session, _facts(form), actor_id=actor().id, now=now())
    flash("Entered. The public list shows it within ten seconds.", "done")
    return redirect(url_for(".index"), 303)


@bp.route("/consultations/others/<entry>", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def edit(entry: str) -> Answer:
    """Put one right, or take it out."""
    found = _entry(entry)
    filled = {name: getattr(found.facts, name) for name in FIELDS}
    form = OtherForm(data={**filled, "seen_version": found.version}).offer(_families())
    if request.method == "POST" and request.form.get("go") == "remove":
        return _remove(found)
    if not form.validate_on_submit():
        return _page(form, found, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            who, seen = actor().id, form.seen()
            others.change(session, entry, _facts(form), seen_version=seen, actor_id=who, now=now())
    except Stale:
        return _look_again(form, entry)
    flash("Saved.", "done")
    return redirect(url_for(".index"), 303)


def _remove(found: Entry) -> Answer:
    sent = SeenForm()
    try:
        if not sent.validate():
            return _page(OtherForm().offer(_families()), found, 422)
        with transaction() as session:
            others.remove(session, found.id, seen_version=sent.seen(), actor_id=actor().id, now=now())
    except Stale:
        return _look_again(OtherForm().offer(_families()), found.id)
    flash("Taken out.", "done")
    return redirect(url_for(".index"), 303)


def _look_again(form: OtherForm, entry_id: str) -> tuple[str, int]:
    fresh = _entry(entry_id)
    form.look_again(fresh.version)
    return _page(form, fresh, 409, stale=True)


def _entry(entry_id: str) -> Entry:
    with reading() as session:
        return others.entry(session, entry_id)


def _families() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in current().families]


def _facts(form: OtherForm) -> OtherFacts:
    return OtherFacts(
        title=form.title.data or "",
        body=form.body.data or "",
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        url=form.url.data or "",
        family=form.family.data or "",
        findings=form.findings.data or "",
    )


def _page(form: OtherForm, entry: Entry | None, status: int, *, stale: bool = False) -> tuple[str, int]:
    page = render_template("consultations/staff/other.html", form=form, entry=entry, stale=stale)
    return page, status
