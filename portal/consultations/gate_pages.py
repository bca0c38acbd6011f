"""The staff pages of the publish gate: what it found, publishing, setting aside, taking back."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.consultations.steps import ReasonForm, SeenForm, SetAsideForm
from portal.consultations.channels import batches
from portal.consultations.opening import queries, service
from portal.consultations.opening.findings import GateBlocked
from portal.consultations.opening.queries import GateView
from portal.consultations.rules import State
from portal.core.actors import Permission, may
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("gate", __name__)

Answer = str | Response | tuple[str, int]
REFUSALS = (Stale, MoveNotAllowed, GateBlocked, NotFound)


@bp.get("/consultations/<slug>/gate")
@requires(Permission.CONSULTATION_READ_GATE)
def show(slug: str) -> Answer:
    """What the gate says now, and the next step for whoever may take it."""
    return _page(slug, 200)


@bp.post("/consultations/<slug>/publication")
@requires(Permission.CONSULTATION_EDIT)
def publish(slug: str) -> Answer:
    """Publish it: it opens and closes by its dates."""

    def act(session: Session, form: SeenForm) -> None:
        seen, who = form.seen(), actor().id
        service.publish(session, slug, seen_version=seen, actor_id=who, partnership=current(), now=now())

    return _step(slug, SeenForm(), act, "Published. It opens and closes by its dates.")


@bp.post("/consultations/<slug>/draft")
@requires(Permission.CONSULTATION_EDIT)
def draft(slug: str) -> Answer:
    """Make it a draft again, while nobody has answered."""

    def act(session: Session, form: SeenForm) -> None:
        service.take_back_to_draft(session, slug, seen_version=form.seen(), actor_id=actor().id, now=now())

    return _step(slug, SeenForm(), act, "It is a draft again. Nobody outside sees it.")


@bp.post("/consultations/<slug>/gate")
@requires(Permission.CONSULTATION_SET_ASIDE)
def put_aside(slug: str) -> Answer:
    """Set one blocking finding aside, with a reason."""
    form = _aside_form(_view(slug))

    def act(session: Session, sent: SeenForm) -> None:
        service.put_aside(
            session,
            slug,
            form.finding.data,
            form.reason.data,
            seen_version=sent.seen(),
            actor_id=actor().id,
            partnership=current(),
            now=now(),
        )

    return _step(slug, form, act, "Set aside. The reason stands beside the finding.")


@bp.route("/consultations/<slug>/withdrawal", methods=["GET", "POST"])
@requires(Permission.CONSULTATION_EDIT)
def withdraw(slug: str) -> Answer:
    """Take a published consultation back, with a reason everybody reads."""
    view = _view(slug)
    form = ReasonForm(seen_version=view.draft.version)
    if not form.validate_on_submit():
        return _withdrawal(view, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            reason, seen = form.reason.data, form.seen()
            service.withdraw(session, slug, reason, seen_version=seen, actor_id=actor().id, now=now())
    except (Stale, MoveNotAllowed) as refused:
        fresh = _view(slug)
        form.look_again(fresh.draft.version)
        return _withdrawal(fresh, form, 409, refused.code)
    flash("Withdrawn. The public page says why.", "done")
    return redirect(url_for("consultations_staff.show", slug=slug), 303)


@bp.get("/consultations/waiting")
@requires(Permission.CONSULTATION_SET_ASIDE)
def waiting() -> Answer:
    """Drafts that somebody in charge has to decide about, and piles of papers that hold figures up."""
    with reading() as session:
        views = queries.blocked_drafts(session, partnership=current(), now=now())
        piles = batches.held_up(session, now=now())
    return render_template("consultations/staff/waiting.html", views=views, piles=piles)


def _view(slug: str) -> GateView:
    with reading() as session:
        return queries.gate_view(session, slug, partnership=current(), now=now())


def _open_findings(view: GateView) -> list[tuple[str, str]]:
    """Code and sentence of each finding that may still be set aside."""
    return [(each.finding.code, each.finding.sentence) for each in view.looked if queries.waits(each)]


def _aside_form(view: GateView, *, empty: bool = False) -> SetAsideForm:
    seen = view.draft.version
    form = SetAsideForm(formdata=None, seen_version=seen) if empty else SetAsideForm(seen_version=seen)
    return form.offer(_open_findings(view))


def _step(slug: str, form: SeenForm, act: Callable[[Session, SeenForm], None], told: str) -> Answer:
    """Take one step, or show the gate again with why it was refused."""
    if not form.validate_on_submit():
        return _page(slug, 422, form)
    try:
        with transaction() as session:
            act(session, form)
    except REFUSALS as refused:
        return _page(slug, 409, form, refused.code)
    flash(told, "done")
    return redirect(url_for(".show", slug=slug), 303)


def _page(slug: str, status: int, sent: SeenForm | None = None, refused: str = "") -> tuple[str, int]:
    view = _view(slug)
    aside = sent if isinstance(sent, SetAsideForm) else _aside_form(view, empty=True)
    if isinstance(sent, SetAsideForm):
        sent.look_again(view.draft.version)
        sent.offer(_open_findings(view))
    page = render_template(
        "consultations/staff/gate.html",
        view=view,
        step=SeenForm(formdata=None, seen_version=view.draft.version),
        aside=aside,
        may_edit=may(actor(), Permission.CONSULTATION_EDIT),
        may_put_aside=may(actor(), Permission.CONSULTATION_SET_ASIDE)
        and view.draft.state is State.DRAFT
        and bool(aside.finding.choices),
        refused=refused,
    )
    return page, status


def _withdrawal(view: GateView, form: ReasonForm, status: int, refused: str = "") -> tuple[str, int]:
    allowed = view.draft.state is State.READY
    page = render_template(
        "consultations/staff/withdrawal.html", draft=view.draft, form=form, may=allowed, refused=refused
    )
    return page, status
