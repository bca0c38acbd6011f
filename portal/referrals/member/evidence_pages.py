"""What backs a draft: what was tried, entry by entry; the ward's picture; papers, one at a time.

A paper is known by its content and sent as a file to keep, never shown in a page.
"""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.base import StaffForm
from forms.referrals.drafting import EffortForm
from forms.referrals.papers import PaperForm
from portal.adapters import attachments
from portal.adapters.attachments import REFUSALS, BadAttachment
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.partnership.current import current
from portal.referrals import attaching, papers, service, ward_picture
from portal.referrals.matter import Matter
from portal.referrals.member import words, writing
from portal.referrals.member.draft_pages import look, onward
from portal.referrals.member.naming import by
from portal.referrals.member.writing import Written
from portal.referrals.papers import MOST_BYTES, TooManyPapers
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, limited, requires

bp = Blueprint("evidence", __name__, url_prefix="/referrals")

Answer = str | tuple[str, int] | Response

REMOVE = "remove-"


@bp.route("/<string:referral_id>/parts/efforts", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def efforts(referral_id: str) -> Answer:
    """What was tried already: add an entry, take one out, go on."""
    found = look(referral_id)
    form = EffortForm(seen_version=found.version)
    if request.method == "GET":
        return _efforts(found, form, 200)
    sound, go = form.validate_on_submit(), request.form.get("go", "")
    wanted = _after(found.matter, form, go)
    if wanted is None or not sound:
        return _efforts(found, form, 422)
    try:
        _keep(referral_id, wanted, form)
    except NotFound:
        raise
    except DomainError as refused:
        return _refused(referral_id, form, refused)
    if go == "add" or go.startswith(REMOVE):
        return redirect(url_for(".efforts", referral_id=referral_id), 303)
    return onward(referral_id, "efforts")


@bp.get("/<string:referral_id>/parts/evidence")
@requires(Permission.REFERRAL_MAKE)
def evidence(referral_id: str) -> Answer:
    """What will be frozen into it when it is sent, and the papers so far."""
    return _evidence(look(referral_id), PaperForm(formdata=None), 200)


@bp.post("/<string:referral_id>/papers")
@requires(Permission.REFERRAL_MAKE)
@limited("referral.paper")
def attach(referral_id: str) -> Answer:
    """Attach a paper."""
    request.max_content_length = MOST_BYTES
    found, form = look(referral_id), PaperForm()
    if not form.validate_on_submit():
        return _evidence(found, form, 422)
    try:
        attaching.attach(referral_id, attachments.accept(form.content()), form.name.data or "")
    except BadAttachment as refused:
        form.file.errors = [REFUSALS[refused.trouble] + "."]
        return _evidence(found, form, refused.status)
    except TooManyPapers as refused:
        form.file.errors = [f"There are {refused.most} papers already. Take one out first."]
        return _evidence(found, form, refused.status)
    flash("The paper is attached.", "done")
    return redirect(url_for(".evidence", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/papers/<string:paper_id>/removal")
@requires(Permission.REFERRAL_MAKE)
def detach(referral_id: str, paper_id: str) -> Answer:
    """Take a paper out of a draft."""
    found = look(referral_id)
    if StaffForm().validate_on_submit() and not found.came_back:
        with transaction() as session:
            papers.remove(session, referral_id, paper_id, actor_id=actor().id, now=now())
        flash("The paper is taken out.", "done")
    return redirect(url_for(".evidence", referral_id=referral_id), 303)


def _after(matter: Matter, form: EffortForm, go: str) -> Matter | None:
    """The matter after a press; None where what was written is not whole."""
    if go.startswith(REMOVE):
        gone = go.removeprefix(REMOVE)
        kept = tuple(each for at, each in enumerate(matter.efforts) if str(at) != gone)
        return replace(matter, efforts=kept)
    if go == "add" or form.begun:
        return form.put(matter) if form.whole() else None
    if go == "next" and not matter.efforts:
        form.refuse("with_whom", "Add at least one thing that was tried, or save for later.")
        return None
    return matter


def _keep(referral_id: str, wanted: Matter, form: EffortForm) -> None:
    with transaction() as session:
        service.amend(session, referral_id, wanted, seen_version=form.seen(), by=by(), now=now())


def _efforts(found: Written, form: EffortForm, status: int, *, stale: bool = False) -> Answer:
    page = render_template(
        "referrals/member/efforts.html",
        referral=found,
        matter=found.matter,
        form=form,
        heading=writing.PAGES["efforts"],
        stale=stale,
    )
    return page, status


def _refused(referral_id: str, form: EffortForm, refused: DomainError) -> Answer:
    found = look(referral_id)
    if isinstance(refused, Stale):
        form.seen_version.data = str(found.version)
    else:
        form.refuse(words.field_of(refused), words.told(refused))
    return _efforts(found, form, refused.status, stale=isinstance(refused, Stale))


def _evidence(found: Written, form: PaperForm, status: int) -> Answer:
    with reading() as session:
        picture = ward_picture.of_ward(session, actor().ward or "", partnership=current(), now=now())
        attached = papers.of_referral(session, found.id)
    page = render_template(
        "referrals/member/evidence.html",
        referral=found,
        form=form,
        bare=StaffForm(formdata=None),
        heading=writing.PAGES["evidence"],
        picture=picture,
        papers=attached,
        most=papers.MOST_PAPERS,
    )
    return page, status
