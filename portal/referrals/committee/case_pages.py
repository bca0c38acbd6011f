"""One referral before the scrutiny officer: all of it, the next step, its papers, what is public."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.base import StaffForm
from forms.referrals.committee import CommitteeForm, SensitiveForm
from forms.referrals.papers import PaperForm
from portal.adapters import attachments
from portal.adapters.attachments import BadAttachment
from portal.core.actors import Permission
from portal.core.errors import DomainError, MoveNotAllowed, NotFound, Stale
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.referrals import attaching, bodies, closed, papers, queries, service
from portal.referrals.committee import steps, words
from portal.referrals.committee.offering import offer
from portal.referrals.committee.steps import STEPS, Acting, Step
from portal.referrals.matter import EXCLUSION_WORDS, RAISED_BY_WORDS
from portal.referrals.papers import MOST_BYTES, TooManyPapers
from portal.referrals.publishing import STATE_WORDS, OnlyCounted
from portal.referrals.rules import ANSWER_WORDS, ENDED
from portal.referrals.trail import By
from portal.referrals.views import ReferralView
from portal.web.context import now, opener, reading, transaction
from portal.web.guard import actor, limited, requires
from portal.web.names import actor_names

bp = Blueprint("cases", __name__, url_prefix="/referrals")

Answer = str | tuple[str, int] | AnyResponse


@bp.get("/<string:referral_id>")
@requires(Permission.COMMITTEE_RUN)
def show(referral_id: str) -> Answer:
    """Everything about one referral, and what can be done with it."""
    return _show(referral_id, 200)


@bp.route("/<string:referral_id>/steps/<string:code>", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def step(referral_id: str, code: str) -> Answer:
    """Take one step; what was written stays when it is refused."""
    if code not in STEPS:
        abort(404)
    found, form = _form(referral_id, STEPS[code])
    if not STEPS[code].verbs & set(found.verbs) and request.method == "GET":
        raise MoveNotAllowed(state=found.line.state, verb=code)
    if not form.validate_on_submit():
        return _step(found, STEPS[code], form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            STEPS[code].act(Acting(session, referral_id, form.seen(), by(), now()), form)
    except NotFound:
        raise
    except DomainError as refused:
        return _refused(referral_id, STEPS[code], form, refused)
    flash(STEPS[code].done, "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/register-subject")
@requires(Permission.COMMITTEE_RUN)
def sensitive(referral_id: str) -> Answer:
    """Say whether the public register only counts it."""
    form = SensitiveForm()
    if not form.validate_on_submit():
        return _show(referral_id, 422, form)
    try:
        with transaction() as session:
            service.mark_sensitive(
                session,
                referral_id,
                form.sensitive.data == "yes",
                seen_version=form.seen(),
                by=by(),
                now=now(),
            )
    except (Stale, OnlyCounted) as refused:
        words.explain(form, refused)
        return _show(referral_id, refused.status, form)
    flash("Kept. The public register follows within ten seconds.", "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/papers")
@requires(Permission.COMMITTEE_RUN)
@limited("referral.paper")
def attach(referral_id: str) -> Answer:
    """Attach a paper for the committee: what officers found, a map, a letter."""
    request.max_content_length = MOST_BYTES
    form = PaperForm()
    _look(referral_id)
    if not form.validate_on_submit():
        return _show(referral_id, 422, paper=form)
    try:
        attaching.attach(referral_id, attachments.accept(form.content()), form.name.data or "")
    except (BadAttachment, TooManyPapers) as refused:
        form.file.errors = [f"{words.told(refused)[1]}."]
        return _show(referral_id, refused.status, paper=form)
    flash("The paper is attached. The councillor who referred it can open it too.", "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/papers/<string:paper_id>/removal")
@requires(Permission.COMMITTEE_RUN)
def take_back(referral_id: str, paper_id: str) -> Answer:
    """Take out what an officer attached by mistake."""
    _look(referral_id)
    if not StaffForm().validate_on_submit():
        return _show(referral_id, 422)
    with transaction() as session:
        papers.take_back(session, referral_id, paper_id, actor_id=actor().id, now=now())
    flash("The paper is taken out. Whoever opened it meanwhile may have kept it.", "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/papers/<string:paper_id>")
@requires(Permission.COMMITTEE_RUN)
def paper(referral_id: str, paper_id: str) -> Answer:
    """A paper as a file to keep; the ledger says who opened it."""
    if not StaffForm().validate_on_submit():
        return _show(referral_id, 422)
    with transaction() as session:
        queries.one(session, actor(), referral_id, partnership=current(), now=now())
        found, content = papers.open_one(
            session, referral_id, paper_id, opener=opener(), actor_id=actor().id, now=now()
        )
    name = f'attachment; filename="{found.file_name}"'
    return Response(content, mimetype=found.kind.mime, headers={"Content-Disposition": name})


def by() -> By:
    """The signed-in officer, for a step."""
    return By(actor(), current())


def _look(referral_id: str) -> ReferralView:
    with reading() as session:
        return queries.one(session, actor(), referral_id, partnership=current(), now=now())


def _form(referral_id: str, wanted: Step) -> tuple[ReferralView, CommitteeForm]:
    """The referral and the step's form with its choices."""
    with reading() as session:
        found = queries.one(session, actor(), referral_id, partnership=current(), now=now())
        form = wanted.form(seen_version=found.line.version)
        return found, offer(form, found, session, partnership=current(), now=now())


def _refused(referral_id: str, wanted: Step, form: CommitteeForm, refused: DomainError) -> Answer:
    words.explain(form, refused)
    found = _look(referral_id)
    form.seen_version.data = str(found.line.version)
    return _step(found, wanted, form, refused.status)


def _step(found: ReferralView, wanted: Step, form: CommitteeForm, status: int) -> Answer:
    page = render_template("referrals/committee/step.html", found=found, step=wanted, form=form, **_names())
    return page, status


def _show(
    referral_id: str, status: int, form: SensitiveForm | None = None, paper: PaperForm | None = None
) -> Answer:
    moment = now()
    with reading() as session:
        found = queries.one(session, actor(), referral_id, partnership=current(), now=moment)
        people = actor_names(session, {each.actor_id for each in found.events} | {found.line.member_id})
        attached = papers.of_referral(session, referral_id)
        behind_doors = closed.of_referral(session, referral_id)
    kept = "yes" if found.line.sensitive else "no"
    page = render_template(
        "referrals/committee/show.html",
        found=found,
        steps=steps.open_to(found.verbs),
        people=people,
        papers=attached,
        closed=behind_doors,
        today=london_date(moment),
        form=form or SensitiveForm(formdata=None, sensitive=kept, seen_version=found.line.version),
        paper=paper or PaperForm(formdata=None),
        attaches=found.line.state not in ENDED,
        bare=StaffForm(formdata=None),
        **_names(),
    )
    return page, status


def _names() -> dict[str, Any]:
    """What every code of a referral is called."""
    partnership = current()
    return {
        "states": STATE_WORDS,
        "kinds": {kind.code: kind.name for topic in partnership.topics for kind in topic.subtopics},
        "wards": {ward.code: ward.name for ward in partnership.wards},
        "bodies": bodies.addressees(partnership),
        "answers": ANSWER_WORDS,
        "notices": words.NOTICE_WORDS,
        "owners": words.OWNERS,
        "events": words.EVENT_WORDS,
        "raised_by": RAISED_BY_WORDS,
        "exclusions": EXCLUSION_WORDS,
        "reasons": {each.code: each.words for each in partnership.scrutiny.closed_reasons},
    }
