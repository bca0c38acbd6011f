"""A councillor's first page, one referral, and the steps a councillor takes in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from forms.base import StaffForm
from forms.once import OnceForm
from forms.referrals.steps import AnswerForm, InsistForm, RepresentForm, StepForm, WithdrawForm
from portal.adapters.documents import MIME, file_name, to_docx
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import DomainError, MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.referrals import committee_queries, notice_words, notices, papers, queries, service
from portal.referrals.member import words, writing
from portal.referrals.member.naming import by, for_matter, wards
from portal.referrals.member.surroundings import around
from portal.referrals.member.words import OFFICERS, STEPS, Step
from portal.referrals.member.writing import Written
from portal.referrals.notices import NoticePage
from portal.referrals.noticing import MEMBER, NoticeState
from portal.referrals.rules import MEMBERS_TURN, State
from portal.referrals.views import ReferralView
from portal.web.context import now, opener, reading, transaction
from portal.web.guard import actor, requires
from portal.web.listing import after

bp = Blueprint("member", __name__, url_prefix="/referrals")

Answer = str | tuple[str, int] | AnyResponse

OVERTAKEN = NoticeState.OVERTAKEN

FORMS: Mapping[str, type[StepForm]] = {
    "answer": AnswerForm,
    "insistence": InsistForm,
    "representations": RepresentForm,
    "withdrawal": WithdrawForm,
}
VERBS: Mapping[str, Callable[..., None]] = {
    "answer": service.answer_return,
    "insistence": service.insist,
    "representations": service.represent,
    "withdrawal": service.withdraw,
}
"""What each step does, by the last part of its address."""


@bp.get("")
@requires(Permission.REFERRAL_MAKE)
def index() -> str:
    """The ward as it stands, what I referred, what my colleagues did."""
    partnership, moment = current(), now()
    with reading() as session:
        found = queries.mine(session, actor(), partnership=partnership, now=moment)
        colleagues = queries.of_colleagues(session, actor(), partnership=partnership, now=moment)
        stands = around(session, actor().ward, partnership=partnership, now=moment)
        seated = service.sits_on_committee(session, actor().id)
    return render_template(
        "referrals/member/index.html",
        mine=found,
        colleagues=colleagues,
        around=stands,
        seated=seated,
        form=OnceForm(once=new_id()),
        ward_name=wards().get(actor().ward or "", ""),
        committee=partnership.scrutiny_committee,
        **_state_words(),
    )


@bp.get("/ended")
@requires(Permission.REFERRAL_MAKE)
def ended() -> str:
    """What is closed or was taken back, in the member's ward."""
    with reading() as session:
        page = queries.page(
            session, actor(), partnership=current(), now=now(), states=queries.OVER, after=after()
        )
    return render_template("referrals/member/ended.html", page=page, **_state_words())


@bp.get("/<string:referral_id>")
@requires(Permission.REFERRAL_MAKE)
def show(referral_id: str) -> str:
    """A draft as its list of parts; what was sent as it stands today."""
    with reading() as session:
        found = writing.draft(session, referral_id, actor())
    return _sent(_view(referral_id)) if found is None else _draft(found)


@bp.route("/<string:referral_id>/steps/<string:step>", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def step(referral_id: str, step: str) -> Answer:
    """Take a step: answer, insist, speak to it, take it back."""
    if step not in STEPS:
        abort(404)
    view, form = _view(referral_id), FORMS[step]()
    if request.method == "GET":
        form.seen_version.data = str(view.line.version)
        if STEPS[step].verb not in view.verbs:
            raise MoveNotAllowed(state=view.line.state, verb=STEPS[step].verb)
    if not form.validate_on_submit():
        return _step(view, step, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            VERBS[step](
                session, referral_id, form.note.data or "", seen_version=form.seen(), by=by(), now=now()
            )
    except NotFound:
        raise
    except DomainError as refused:
        return _step(_view(referral_id), step, form, refused.status, words.told(refused))
    flash(STEPS[step].done, "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.get("/<string:referral_id>/notices/<string:notice_id>")
@requires(Permission.REFERRAL_MAKE)
def notice(referral_id: str, notice_id: str) -> str:
    """A notice that went out to the member, as it was sent."""
    page = _notice(referral_id, notice_id)
    return render_template("referrals/member/notice.html", page=page, referral_id=referral_id)


@bp.get("/<string:referral_id>/notices/<string:notice_id>.docx")
@requires(Permission.REFERRAL_MAKE)
def document(referral_id: str, notice_id: str) -> Response:
    """The same as a Word document."""
    page = _notice(referral_id, notice_id)
    content = to_docx(notice_words.document(page.words), made_at=now())
    name = f'attachment; filename="{file_name(page.row.kind.value, page.reference, page.row.told)}"'
    return Response(content, mimetype=MIME, headers={"Content-Disposition": name})


@bp.post("/<string:referral_id>/papers/<string:paper_id>")
@requires(Permission.REFERRAL_MAKE)
def paper(referral_id: str, paper_id: str) -> AnyResponse:
    """One of the member's own papers, as a file to keep; the ledger says who opened it."""
    if not StaffForm().validate_on_submit():
        return redirect(url_for(".show", referral_id=referral_id), 303)
    with transaction() as session:
        writing.own(session, referral_id, actor())
        found, content = papers.open_one(
            session, referral_id, paper_id, opener=opener(), actor_id=actor().id, now=now()
        )
    name = f'attachment; filename="{found.file_name}"'
    return Response(content, mimetype=found.kind.mime, headers={"Content-Disposition": name})


def _state_words() -> dict[str, Any]:
    return {
        "states": words.STATE_WORDS,
        "turns": MEMBERS_TURN,
        "on_committee_words": words.ON_COMMITTEE,
        "today": london_date(now()),
    }


def _view(referral_id: str) -> ReferralView:
    """A referral that was sent. Raises `NotFound`, for a draft too."""
    with reading() as session:
        view = queries.one(session, actor(), referral_id, partnership=current(), now=now())
    if view.line.state is State.DRAFT:
        raise NotFound(kind="referral", value=referral_id)
    return view


def _notice(referral_id: str, notice_id: str) -> NoticePage:
    """A notice to the member of a referral this reader may read, once it went out. Raises `NotFound`."""
    with reading() as session:
        view = queries.one(session, actor(), referral_id, partnership=current(), now=now())
        page = notices.read(session, notice_id, partnership=current(), now=now())
    if not (page.issued and page.row.referral_id == view.line.id and page.row.told == MEMBER):
        raise NotFound(kind="notice", value=notice_id)
    return page


def _draft(found: Written) -> str:
    parts = [(code, said, code not in found.to_do) for code, said in writing.PAGES.items()]
    return render_template(
        "referrals/member/draft.html",
        referral=found,
        parts=parts,
        ward_name=wards().get(found.matter.ward, ""),
        days=current().retention_rule("referral_draft").days,
    )


def _sent(found: ReferralView) -> str:
    own, partnership, at = found.line.member_id == actor().id, current(), found.line.sitting
    told = found.information if own else tuple(each for each in found.information if each.depersonalised)
    view = replace(found, information=told)
    with reading() as session:
        attached = papers.of_referral(session, view.line.id)
        sitting = (
            committee_queries.sitting(session, at.id, partnership=partnership, now=now()) if at else None
        )
    return render_template(
        "referrals/member/show.html",
        view=view,
        own=own,
        notices=[each for each in view.notices if each.told == MEMBER and each.state is not OVERTAKEN],
        papers=attached,
        form=StaffForm(formdata=None),
        sitting=sitting,
        steps=[(code, each) for code, each in STEPS.items() if each.verb in view.verbs],
        means=words.MEANS,
        done=words.DONE,
        owners=words.OWNERS,
        notice_names=words.NOTICES,
        **_state_words(),
        **for_matter(view.matter),
    )


def _step(view: ReferralView, code: str, form: StepForm, status: int, told: str = "") -> tuple[str, int]:
    if told:
        form.seen_version.data = str(view.line.version)
    chosen: Step = STEPS[code]
    page = render_template(
        "referrals/member/step.html",
        line=view.line,
        step=chosen,
        form=form,
        told=told,
        advice=view.note_of(*OFFICERS) if code in ("answer", "insistence") else "",
    )
    return page, status
