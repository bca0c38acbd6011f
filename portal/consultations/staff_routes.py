"""Officers see every consultation, how many answered by which channel, and change its dates with a reason."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.consultations.dates import DatesForm
from portal.consultations import facts_pages, gate_pages, others_pages, queries, reported_page, service
from portal.consultations.after import answer_pages, copied_pages, export_pages, figure_pages, reach_pages
from portal.consultations.building import (
    bank_pages,
    copy_pages,
    link_pages,
    list_pages,
    question_pages,
    route_pages,
    version_pages,
)
from portal.consultations.channels import call_pages, offer_pages, paper_pages, release_pages, second_pages
from portal.consultations.opening.findings import Finding, GateBlocked
from portal.consultations.opening.moving import DatesUnread
from portal.consultations.queries import StaffView
from portal.core.actors import Permission
from portal.core.errors import MoveNotAllowed, Stale
from portal.core.windows import Window, WindowBackwards
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("consultations_staff", __name__, url_prefix="/staff")
for arriving in (paper_pages, second_pages, release_pages, call_pages, offer_pages):
    bp.register_blueprint(arriving.bp)
for pages in (reported_page, facts_pages, gate_pages, others_pages):
    bp.register_blueprint(pages.bp)
for writing in (list_pages, question_pages, route_pages, version_pages, link_pages, bank_pages, copy_pages):
    bp.register_blueprint(writing.bp)
for following in (reach_pages, figure_pages, answer_pages, export_pages, copied_pages):
    bp.register_blueprint(following.bp)

Answer = str | Response | tuple[str, int]
NOT_POSSIBLE = (
    "Choose dates that lie ahead, the close after the opening and two weeks between them; "
    "what is open stays open until the day that was said, or longer."
)


@bp.get("/consultations")
@requires(Permission.CONSULTATION_EDIT)
def index() -> Answer:
    """Every consultation, the last to close first."""
    with reading() as session:
        found = queries.staff_list(session, now=now())
    return render_template("consultations/staff/index.html", rows=found)


@bp.get("/consultations/<slug>")
@requires(Permission.CONSULTATION_EDIT)
def show(slug: str) -> Answer:
    """One consultation: dates, answers by channel, what was written by state."""
    view = _view(slug)
    window = view.row.window
    form = DatesForm(formdata=None, opens_on=window.first_day, closes_on=window.last_day, seen=view.version)
    return _page(slug, form, 200)


@bp.post("/consultations/<slug>")
@requires(Permission.CONSULTATION_EDIT)
def reschedule(slug: str) -> Answer:
    """Change the dates, with a reason."""
    form = DatesForm()
    if not form.validate_on_submit():
        return _page(slug, form, 422)
    try:
        _reschedule(slug, form)
    except (WindowBackwards, MoveNotAllowed):
        form.closes_on.errors = [NOT_POSSIBLE]
        return _page(slug, form, 422)
    except (GateBlocked, DatesUnread) as found:
        return _page(slug, form, found.status, findings=found.findings)
    except Stale:
        view = _view(slug)
        form.seen.data = form.seen.raw_data = None
        form.seen.process(None, view.version)
        return _page(slug, form, 409, stale=True)
    flash("The dates are changed.", "done")
    return redirect(url_for(".show", slug=slug), 303)


def _page(
    slug: str, form: DatesForm, status: int, *, stale: bool = False, findings: tuple[Finding, ...] = ()
) -> tuple[str, int]:
    """`findings`: what the gate has against the new dates; `stale`: somebody else changed them."""
    values = {"view": _view(slug), "form": form, "stale": stale, "findings": findings}
    return render_template("consultations/staff/show.html", **values), status


def _view(slug: str) -> StaffView:
    with reading() as session:
        return queries.staff_view(session, slug, now=now())


def _reschedule(slug: str, form: DatesForm) -> None:
    first, last = form.to_days()
    with transaction() as session:
        before = queries.staff_view(session, slug, now=now()).row.window
        wanted = Window.of_days(first, last)
        if first == before.first_day:
            wanted = Window(before.opens_at, wanted.closes_at)
        service.reschedule(
            session,
            slug,
            wanted,
            seen_version=form.seen_version(),
            reason=form.reason.data,
            actor_id=actor().id,
            partnership=current(),
            now=now(),
            read=request.form.getlist("read"),
        )
