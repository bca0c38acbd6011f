"""Officers write the plan, note who was asked and publish it; the executive approves it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.plan import ApproveForm, ConsultedForm, PlanForm, PublishForm, SentForm, StartForm, VersionedForm
from portal.adapters.sanitise import to_html
from portal.core.actors import Permission, may
from portal.core.errors import DomainError, MoveNotAllowed, Stale
from portal.partnership.current import current
from portal.partnership.rules import Tier
from portal.plan import changes, comments_pages, measure_pages, priority_pages, queries, service
from portal.plan.queries import PlanView
from portal.plan.rules import (
    SECTIONS,
    SENT_FROM,
    ApprovedInFuture,
    ApprovedTooSoon,
    AskedOutOfReach,
    EditionOpen,
    NotApproved,
    PlanState,
    SectionsMissing,
    SentOnWrongDay,
    VoluntaryNotAsked,
)
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("plan_staff", __name__, url_prefix="/staff")
bp.register_blueprint(comments_pages.bp)
bp.register_blueprint(measure_pages.bp)
bp.register_blueprint(priority_pages.bp)

Answer = str | Response | tuple[str, int]
REFUSALS = (
    Stale,
    MoveNotAllowed,
    SectionsMissing,
    NotApproved,
    ApprovedInFuture,
    ApprovedTooSoon,
    AskedOutOfReach,
    VoluntaryNotAsked,
    SentOnWrongDay,
)


@bp.get("/plan")
@requires(Permission.HOME_READ)
def index() -> Answer:
    """Every plan, the newest year first."""
    return _index(StartForm(formdata=None), 200)


@bp.post("/plan")
@requires(Permission.PLAN_EDIT)
def start() -> Answer:
    """Begin a draft for a year."""
    form = StartForm()
    if not form.validate_on_submit():
        return _index(form, 422)
    try:
        with transaction() as session:
            service.start(session, form.year.data, actor_id=actor().id, now=now())
    except EditionOpen:
        flash("There is a draft for that year already.", "warning")
    return redirect(url_for(".show", year=form.year.data), 303)


@bp.get("/plan/<string:year>")
@requires(Permission.HOME_READ)
def show(year: str) -> Answer:
    """One plan as it stands, and the next step for whoever may take it."""
    with reading() as session:
        plan = queries.newest_edition(session, year)
    return _show(plan, 200, _next_form(plan))


@bp.route("/plan/<string:year>/words", methods=["GET", "POST"])
@requires(Permission.PLAN_EDIT)
def edit(year: str) -> Answer:
    """Write the plan; a preview keeps nothing."""
    with reading() as session:
        plan = queries.newest_edition(session, year)
    form = PlanForm(data=_filled(plan))
    if not form.validate_on_submit():
        return _edit(form, plan, 422 if request.method == "POST" else 200)
    if request.form.get("go") == "preview":
        return _edit(form, plan, 200, preview=True)
    try:
        with transaction() as session:
            words = form.to_words()
            service.save(session, plan.id, words, seen_version=form.seen(), actor_id=actor().id, now=now())
    except (Stale, MoveNotAllowed) as refused:
        return _refused_words(form, year, refused)
    flash("Saved.", "done")
    return redirect(url_for(".show", year=year), 303)


@bp.post("/plan/<string:year>/consulted")
@requires(Permission.PLAN_EDIT)
def consulted(year: str) -> Answer:
    """Note, or correct, who was asked about the draft."""
    form = ConsultedForm()

    def act(session: Session, plan: PlanView) -> None:
        asked, seen = form.to_asked(), form.seen()
        service.record_consulted(session, plan.id, asked, seen_version=seen, actor_id=actor().id, now=now())

    return _step(year, form, act, "The plan now says who was asked.")


@bp.post("/plan/<string:year>/approval")
@requires(Permission.PLAN_APPROVE)
def approve(year: str) -> Answer:
    """Approve the text as it stands."""
    bodies = _bodies()
    form = ApproveForm().offer(bodies)

    def act(session: Session, plan: PlanView) -> None:
        approval, seen = form.to_approval(dict(bodies)), form.seen()
        service.approve(session, plan.id, approval, seen_version=seen, actor_id=actor().id, now=now())

    return _step(year, form, act, "Approved. An officer can publish it now.")


@bp.post("/plan/<string:year>/publication")
@requires(Permission.PLAN_EDIT)
def publish(year: str) -> Answer:
    """Show the plan to everybody."""
    form = PublishForm()

    def act(session: Session, plan: PlanView) -> None:
        service.publish(session, plan.id, seen_version=form.seen(), actor_id=actor().id, now=now())

    return _step(year, form, act, "Published. The public page shows it within ten seconds.")


@bp.post("/plan/<string:year>/copy")
@requires(Permission.PLAN_EDIT)
def sent(year: str) -> Answer:
    """Note that a copy went to the elected policing body."""
    form = SentForm()

    def act(session: Session, plan: PlanView) -> None:
        on, seen = form.sent_on.data, form.seen()
        service.record_sent(session, plan.id, on, seen_version=seen, actor_id=actor().id, now=now())

    return _step(year, form, act, "The day is noted.")


@bp.get("/plan/<string:year>/changes")
@requires(Permission.HOME_READ)
def what_changed(year: str) -> Answer:
    """What the newest edition changes in what anybody could read before it."""
    with reading() as session:
        plan = queries.newest_edition(session, year)
        before = queries.before(session, plan)
    found = changes.between(before, plan) if before else None
    return render_template("plan/staff/changes.html", plan=plan, changes=found)


def _index(form: StartForm, status: int) -> tuple[str, int]:
    with reading() as session:
        lines = queries.every_line(session)
    allowed = may(actor(), Permission.PLAN_EDIT)
    return render_template("plan/staff/index.html", lines=lines, form=form, may_edit=allowed), status


def _step(year: str, form: VersionedForm, act: Callable[[Session, PlanView], None], told: str) -> Answer:
    """Take one step, or show the plan again with what was typed and why it was refused."""
    with reading() as session:
        plan = queries.newest_edition(session, year)
    if not form.validate_on_submit():
        return _show(plan, 422, form)
    try:
        with transaction() as session:
            act(session, plan)
    except REFUSALS as refused:
        with reading() as session:
            plan = queries.newest_edition(session, year)
        form.seen_version.data = str(plan.version)
        return _show(plan, refused.status, form, refused)
    flash(told, "done")
    return redirect(url_for(".show", year=year), 303)


def _next_form(plan: PlanView) -> VersionedForm | None:
    """The form of the step that may come next from this state, for whoever may take it."""
    seen, who = plan.version, actor()
    if plan.state is PlanState.DRAFT and may(who, Permission.PLAN_EDIT):
        return ConsultedForm(formdata=None, seen_version=seen)
    if plan.state is PlanState.CONSULTED and may(who, Permission.PLAN_APPROVE):
        return ApproveForm(formdata=None, seen_version=seen).offer(_bodies())
    if plan.state is PlanState.APPROVED and may(who, Permission.PLAN_EDIT):
        return PublishForm(formdata=None, seen_version=seen)
    return None


def _beside(plan: PlanView) -> VersionedForm | None:
    """The form of what an officer may note or correct in this state without taking the next step."""
    if not may(actor(), Permission.PLAN_EDIT):
        return None
    if plan.state in SENT_FROM:
        return SentForm(formdata=None, sent_on=plan.sent_on, seen_version=plan.version)
    if plan.state is PlanState.CONSULTED:
        asked = {
            "asked": plan.consulted_words,
            "voluntary": plan.voluntary_words,
            "asked_by": plan.consulted_on,
        }
        return ConsultedForm(formdata=None, data=asked, seen_version=plan.version)
    return None


def _show(
    plan: PlanView, status: int, form: VersionedForm | None, refused: DomainError | None = None
) -> tuple[str, int]:
    beside, step = _beside(plan), form
    if beside and isinstance(form, type(beside)):
        beside, step = form, _next_form(plan)
    page = render_template(
        "plan/staff/show.html",
        plan=plan,
        form=form,
        beside=beside,
        beside_step=type(beside).__name__ if beside else "",
        step_form=step,
        step=type(step).__name__ if step else "",
        policing_body=current().policing_body,
        refused=refused.code if refused else "",
        may_edit=may(actor(), Permission.PLAN_EDIT),
        may_read_comments=may(actor(), Permission.PLAN_READ_COMMENTS),
    )
    return page, status


def _filled(plan: PlanView) -> dict[str, object]:
    filled: dict[str, object] = {
        "title": plan.title,
        "summary": plan.summary,
        "note": plan.note,
        "illustration": plan.illustration,
        "seen_version": plan.version,
    }
    for letter, heading in SECTIONS.items():
        filled[f"heading_{letter}"], filled[f"part_{letter}"] = heading, ""
    for part in plan.sections:
        filled[f"heading_{part.letter}"], filled[f"part_{part.letter}"] = part.heading, part.body
    return filled


def _edit(
    form: PlanForm, plan: PlanView, status: int, *, preview: bool = False, refused: str = ""
) -> tuple[str, int]:
    pairs = form.pairs()
    shown = tuple((heading.data, to_html(body.data or "")) for heading, body in pairs) if preview else ()
    page = render_template(
        "plan/staff/edit.html",
        form=form,
        plan=plan,
        pairs=pairs,
        preview=shown,
        preview_summary=to_html(form.summary.data or "") if preview else "",
        refused=refused,
    )
    return page, status


def _refused_words(form: PlanForm, year: str, refused: DomainError) -> tuple[str, int]:
    with reading() as session:
        plan = queries.newest_edition(session, year)
    form.seen_version.data = str(plan.version)
    return _edit(form, plan, 409, refused=refused.code)


def _bodies() -> tuple[tuple[str, str], ...]:
    """Bodies that may approve a plan: those on the highest tier of the partnership itself."""
    inside = [group for group in current().groups if group.tier in (Tier.BOARD, Tier.EXECUTIVE)]
    return tuple((group.code, group.name) for group in inside if not group.sits_outside)
