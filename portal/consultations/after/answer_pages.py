"""Where officers write what came of a consultation: findings, our answer or its delay, who looked."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.consultations.after import AnsweredForm, DelayForm, FindingForm, LookForm, SaidForm
from portal.consultations import queries
from portal.consultations.after import considering, gunning, offers, reach, refusals, telling
from portal.consultations.after.bodies import bodies
from portal.consultations.after.considering import Consideration
from portal.consultations.after.telling import Happened, NewFinding
from portal.consultations.channels.published import INVITED_WORDS
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound
from portal.partnership.current import current
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("answer", __name__)

Answer = str | Response | tuple[str, int]
EDIT = Permission.CONSULTATION_EDIT


@bp.get("/consultations/<slug>/findings")
@requires(EDIT)
def index(slug: str) -> Answer:
    """Every finding, and by when we answer."""
    return _index(slug, 200)


@bp.route("/consultations/<slug>/findings/new", methods=["GET", "POST"])
@requires(EDIT)
def new(slug: str) -> Answer:
    """Write what people said and what was decided."""
    found = _working(slug)
    form = FindingForm().offer_questions(_questions(slug))
    form.offer([(group.code, group.name) for group in current().groups if not group.sits_outside])
    if not form.validate_on_submit():
        return _form("finding_new", form, found)
    finding = NewFinding(form.said.data or "", form.to_verdict(), form.question.data)
    try:
        with transaction() as session:
            telling.add(session, slug, finding, form.to_words(), actor_id=actor().id, now=now())
    except DomainError as refused:
        return _form("finding_new", form, found, refusals.explain(form, refused))
    flash("Kept. Look at it, then let everybody read it.", "done")
    return redirect(url_for(".index", slug=slug), 303)


@bp.route("/consultations/<slug>/findings/<string:finding>", methods=["GET", "POST"])
@requires(EDIT)
def edit(slug: str, finding: str) -> Answer:
    """Say otherwise what people said."""
    found = _working(slug)
    told = next((each for each in found.findings if each.id == finding), None)
    if told is None:
        raise NotFound(kind="finding", value=finding)
    data = {"said": told.said, "verdict": told.verdict.value, "question": told.code}
    form = SaidForm(data={**data, "seen_version": told.version}).offer_questions(_questions(slug))
    if not form.validate_on_submit():
        return _form("finding", form, found, told=told)
    changed = NewFinding(form.said.data or "", form.to_verdict(), form.question.data)
    try:
        with transaction() as session:
            seen = form.seen()
            telling.change(session, slug, finding, changed, seen_version=seen, actor_id=actor().id, now=now())
    except DomainError as refused:
        status = refusals.explain(form, refused, told.version)
        return _form("finding", form, found, status, told=told)
    flash("Saved.", "done")
    return redirect(url_for(".index", slug=slug), 303)


@bp.post("/consultations/<slug>/answered")
@requires(EDIT)
def answered(slug: str) -> Answer:
    """This is our whole answer."""
    form = AnsweredForm()

    def act(session: Session) -> None:
        telling.answered(session, slug, seen_version=form.seen(), actor_id=actor().id, now=now())

    return _step(slug, form, act, "Everybody reads now that this is our whole answer.", answered_form=form)


@bp.post("/consultations/<slug>/delay")
@requires(EDIT)
def delay(slug: str) -> Answer:
    """Say publicly why it takes longer."""
    form = DelayForm()

    def act(session: Session) -> None:
        reason, until = form.reason.data or "", form.promised_on.data
        seen = form.seen()
        telling.explain_delay(session, slug, reason, until, seen_version=seen, actor_id=actor().id, now=now())

    return _step(slug, form, act, "Everybody reads now why it takes longer.", delay_form=form)


@bp.route("/consultations/<slug>/considered", methods=["GET", "POST"])
@requires(EDIT)
def considered(slug: str) -> Answer:
    """Who looked at the results, when, and what changed."""
    found, form = _working(slug), LookForm().offer(bodies(current()))
    if not form.validate_on_submit():
        return _considered(found, form, 422 if request.method == "POST" else 200)
    what, changed = form.what.data or "", form.changed.data or ""
    look = Consideration(form.to_day(), form.body.data, what, changed)
    codes = [code for code, _ in bodies(current())]
    try:
        with transaction() as session:
            considering.record_look(session, slug, look, bodies=codes, actor_id=actor().id, now=now())
    except DomainError as refused:
        return _considered(found, form, refusals.explain(form, refused))
    flash("Noted.", "done")
    return redirect(url_for(".considered", slug=slug), 303)


@bp.get("/consultations/<slug>/evidence")
@requires(EDIT)
def evidence(slug: str) -> Answer:
    """The evidence that it was lawful, for print."""
    with reading() as session:
        found = gunning.lawful(session, slug, partnership=current(), now=now())
        aims = dict(reach.aims(session, slug, current()))
    return render_template(
        "consultations/staff/evidence.html",
        slug=slug,
        found=found,
        bodies=dict(bodies(current())),
        ways=reach.WAYS_OUT,
        aims=aims,
        kinds=INVITED_WORDS,
    )


@bp.get("/consultations/<slug>/offers")
@requires(EDIT)
def offered(slug: str) -> Answer:
    """What people offered to do, or wrote to another question: officers' copies."""
    with reading() as session:
        found = offers.offers(session, slug, request.args.get("question", ""), after=after())
    return render_template("consultations/staff/offers.html", found=found)


def _working(slug: str) -> Happened:
    with reading() as session:
        return telling.working(session, slug, now=now())


def _questions(slug: str) -> list[tuple[str, str]]:
    with reading() as session:
        asked = queries.asked(session, slug, now=now())
    return [(each.code, each.title) for each in asked.document.questions if each.asks and not each.apart]


def _form(
    name: str,
    form: FindingForm | SaidForm,
    found: Happened,
    status: int = 0,
    *,
    told: telling.Told | None = None,
) -> Answer:
    given = status or (422 if request.method == "POST" else 200)
    return render_template(f"consultations/staff/{name}.html", form=form, found=found, told=told), given


def _step(
    slug: str,
    form: AnsweredForm | DelayForm,
    act: Callable[[Session], None],
    done: str,
    *,
    answered_form: AnsweredForm | None = None,
    delay_form: DelayForm | None = None,
) -> Answer:
    if not form.validate_on_submit():
        return _index(slug, 422, answered_form, delay_form)
    try:
        with transaction() as session:
            act(session)
    except DomainError as refused:
        found = _working(slug)
        version = found.late_version if delay_form else found.version
        return _index(slug, refusals.explain(form, refused, version), answered_form, delay_form)
    flash(done, "done")
    return redirect(url_for(".index", slug=slug), 303)


def _index(
    slug: str, status: int, answered_form: AnsweredForm | None = None, delay_form: DelayForm | None = None
) -> tuple[str, int]:
    found = _working(slug)
    page = render_template(
        "consultations/staff/findings.html",
        found=found,
        form=answered_form or delay_form,
        answered_form=answered_form or AnsweredForm(formdata=None, seen_version=found.version),
        delay_form=delay_form or DelayForm(formdata=None, seen_version=found.late_version),
    )
    return page, status


def _considered(found: Happened, form: LookForm, status: int) -> tuple[str, int]:
    with reading() as session:
        looks = considering.looks(session, found.slug)
    names = dict(bodies(current()))
    page = render_template(
        "consultations/staff/considered.html", found=found, form=form, looks=looks, bodies=names
    )
    return page, status
