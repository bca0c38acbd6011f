"""Where officers write what was decided about what was heard, and let everybody read it."""

from datetime import date
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.outcomes import OutcomeForm, PublishForm, WithdrawForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.front import subjects
from portal.front.subjects import Gathered, Ground
from portal.meetings import told
from portal.outcomes import queries, service
from portal.outcomes.queries import Outcome
from portal.outcomes.rules import (
    PROGRESS_WORDS,
    REFUSAL_WORDS,
    DecidedInFuture,
    Kind,
    MayNotPublish,
    PointsToSomebody,
    State,
)
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after
from portal.web.sorting import order

bp = Blueprint("outcomes", __name__, url_prefix="/outcomes")

Answer = str | tuple[str, int] | Response
REFUSALS = (PointsToSomebody, DecidedInFuture, MoveNotAllowed, MayNotPublish, Stale)


@bp.get("")
@requires(Permission.OUTCOME_EDIT)
def index() -> str:
    """Every outcome, and what one can be written about."""
    chosen = order(queries.COLUMNS, queries.LAST_CHANGED)
    with reading() as session:
        page = queries.page(session, order=chosen, after=after())
        offered = subjects.offered(_ground(session))
    return render_template("outcomes/staff/index.html", page=page, order=chosen, offered=offered)


@bp.route("/about/<string:kind>/<string:subject>", methods=["GET", "POST"])
@requires(Permission.OUTCOME_EDIT)
def new(kind: str, subject: str) -> Answer:
    """Write an outcome; nobody outside reads it yet."""
    with reading() as session:
        found = subjects.gather(_ground(session), _kind(kind), subject)
    form = _offered(OutcomeForm())
    kept = form.id_of(new_id())
    if not form.validate_on_submit():
        return _edit(form, found, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            words, by = form.to_words(), actor().id
            outcome_id = service.record(
                session, found.subject, words, actor_id=by, now=now(), outcome_id=kept
            )
    except REFUSALS as refused:
        return _explained(form, found, refused)
    flash("Kept. Look at it below, then let everybody read it.", "done")
    return redirect(url_for(".show", outcome_id=outcome_id), 303)


@bp.get("/<string:outcome_id>")
@requires(Permission.OUTCOME_EDIT)
def show(outcome_id: str) -> Answer:
    """One outcome as everybody would read it, and the next step."""
    return _show(outcome_id, 200)


@bp.route("/<string:outcome_id>/words", methods=["GET", "POST"])
@requires(Permission.OUTCOME_EDIT)
def edit(outcome_id: str) -> Answer:
    """Change the words, or say how far it has come."""
    outcome, found = _read(outcome_id)
    form = _offered(OutcomeForm(data=_filled(outcome)))
    if not form.validate_on_submit():
        return _edit(form, found, 422 if request.method == "POST" else 200, outcome)
    facts, words = found.facts(proceedings=False), form.to_words()
    try:
        with transaction() as session:
            seen = form.seen()
            service.update(
                session, outcome_id, words, facts, seen_version=seen, actor_id=actor().id, now=now()
            )
    except REFUSALS as refused:
        return _explained(form, found, refused, outcome_id)
    flash("Saved.", "done")
    return redirect(url_for(".show", outcome_id=outcome_id), 303)


@bp.post("/<string:outcome_id>/publication")
@requires(Permission.OUTCOME_EDIT)
def publish(outcome_id: str) -> Answer:
    """Let everybody read it, where that tells on nobody."""
    form = PublishForm()
    if not form.validate_on_submit():
        return _show(outcome_id, 422, publish_form=form)
    _, found = _read(outcome_id)
    facts = found.facts(proceedings=form.proceedings.data != "no")
    publishing = partial(service.publish, seen_version=form.seen(), actor_id=actor().id)
    try:
        with transaction() as session:
            publishing(session, outcome_id, facts, now=now(), subject=found.subject)
    except REFUSALS as refused:
        return _show(outcome_id, refused.status, refused)
    flash("Published. The public page shows it within ten seconds.", "done")
    return redirect(url_for(".show", outcome_id=outcome_id), 303)


@bp.post("/<string:outcome_id>/withdrawal")
@requires(Permission.OUTCOME_EDIT)
def withdraw(outcome_id: str) -> Answer:
    """Take it off the public pages."""
    form = WithdrawForm()
    if not form.validate_on_submit():
        return _show(outcome_id, 422, withdraw_form=form)
    try:
        with transaction() as session:
            why, seen = form.why.data, form.seen()
            service.withdraw(session, outcome_id, why, seen_version=seen, actor_id=actor().id, now=now())
    except REFUSALS as refused:
        return _show(outcome_id, refused.status, refused)
    flash("Taken back. Nobody outside reads it any more.", "done")
    return redirect(url_for(".show", outcome_id=outcome_id), 303)


def _read(outcome_id: str) -> tuple[Outcome, Gathered]:
    """The outcome, and its subject as it stands now; what is left of a subject that is gone is its name."""
    with reading() as session:
        outcome = queries.one(session, outcome_id)
        try:
            found = subjects.gather(_ground(session), outcome.kind, outcome.subject_id)
        except NotFound:
            found = subjects.gone(outcome.kind, outcome.subject_id, outcome.subject_name)
    return outcome, found


def _show(
    outcome_id: str,
    status: int,
    refused: DomainError | None = None,
    *,
    publish_form: PublishForm | None = None,
    withdraw_form: WithdrawForm | None = None,
) -> tuple[str, int]:
    outcome, found = _read(outcome_id)
    with reading() as session:
        behind = told.for_staff(session, actor(), outcome_id, partnership=current())
    form = publish_form or withdraw_form
    html = render_template(
        "outcomes/staff/show.html",
        outcome=outcome,
        found=found,
        behind=behind,
        owner=dict(_groups()).get(outcome.owner, ""),
        form=form,
        publish_form=publish_form or PublishForm(formdata=None, seen_version=outcome.version),
        withdraw_form=withdraw_form or WithdrawForm(formdata=None, seen_version=outcome.version),
        refused=_words_of(refused),
        published=outcome.state is State.PUBLISHED,
    )
    return html, status


def _explained(
    form: OutcomeForm, found: Gathered, refused: DomainError, outcome_id: str | None = None
) -> tuple[str, int]:
    """The form again, with why it was refused, and after somebody else's save what stands now."""
    outcome = _read(outcome_id)[0] if outcome_id else None
    if isinstance(refused, PointsToSomebody):
        form[refused.part].errors = ["Take out what looks like a personal detail: nothing here names anybody"]
    elif isinstance(refused, DecidedInFuture):
        form.decided_on.errors = ["Write a day that has come already"]
    elif isinstance(refused, MoveNotAllowed) and outcome:
        before = PROGRESS_WORDS[outcome.progress].lower()
        form.progress.errors = [f"It is {before} now and cannot go back to this"]
    elif isinstance(refused, Stale) and outcome:
        form.seen_version.data = str(outcome.version)
    stale = isinstance(refused, Stale)
    told = _words_of(refused) if isinstance(refused, MayNotPublish) else ""
    return _edit(form, found, refused.status, outcome, stale=stale, told=told)


def _edit(
    form: OutcomeForm,
    found: Gathered,
    status: int,
    outcome: Outcome | None = None,
    *,
    stale: bool = False,
    told: str = "",
) -> tuple[str, int]:
    page = render_template(
        "outcomes/staff/words.html", form=form, found=found, outcome=outcome, stale=stale, told=told
    )
    return page, status


def _words_of(refused: DomainError | None) -> str:
    if isinstance(refused, MayNotPublish):
        return f"Nothing was published. {REFUSAL_WORDS[refused.reason]}"
    return "Somebody changed this outcome since you opened it, so nothing was done." if refused else ""


def _filled(outcome: Outcome) -> dict[str, str | date | int]:
    return {
        "line": outcome.line,
        "decision": outcome.decision,
        "reason": outcome.reason,
        "action": outcome.action,
        "owner": outcome.owner,
        "progress": outcome.progress.value,
        "ending": outcome.ending.value if outcome.ending else "",
        "decided_on": outcome.decided_on,
        "seen_version": outcome.version,
    }


def _offered(form: OutcomeForm) -> OutcomeForm:
    return form.offer(_groups())


def _groups() -> list[tuple[str, str]]:
    return [(group.code, group.name) for group in current().groups if not group.sits_outside]


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        abort(404)
    return Kind(text)


def _ground(session: Session) -> Ground:
    return Ground(session, current(), now())
