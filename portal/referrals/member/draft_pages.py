"""The pages of a councillor's draft: one part each, then a look through it, then it is sent.

Each page is kept when it is saved; nothing is lost when somebody was faster, or a page is left half done.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forms.once import OnceForm
from forms.referrals.drafting import FitForm, MatterForm, OutcomeForm, PartForm, PlaceForm, SendForm
from forms.referrals.steps import ThrowAwayForm
from portal.adapters.tokens import new_id
from portal.core.actors import Permission
from portal.core.errors import DomainError, NotFound, Stale
from portal.core.windows import london_date
from portal.partnership.current import current
from portal.referrals import bodies, service, ward_picture
from portal.referrals.matter import PARTS, Matter
from portal.referrals.member import words, writing
from portal.referrals.member.naming import by, for_matter, kinds, wards
from portal.referrals.member.writing import Written
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires

bp = Blueprint("drafts", __name__, url_prefix="/referrals")

Answer = str | tuple[str, int] | Response

FORMS: Mapping[str, type[PartForm]] = {
    "matter": MatterForm,
    "place": PlaceForm,
    "outcome": OutcomeForm,
    "fit": FitForm,
}
"""Parts that are one form each; what was tried and the evidence have pages of their own."""


@bp.post("")
@requires(Permission.REFERRAL_MAKE)
def begin() -> Answer:
    """Begin a draft for one's own ward."""
    form = OnceForm()
    if not form.validate_on_submit():
        return redirect(url_for("referrals_staff.member.index"), 303)
    with transaction() as session:
        empty, key = Matter(actor().ward or ""), form.id_of(new_id())
        referral_id = service.draft(session, empty, by=by(), now=now(), key=key)
    return redirect(url_for(".part", referral_id=referral_id, part="matter"), 303)


@bp.route("/<string:referral_id>/parts/<string:part>", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def part(referral_id: str, part: str) -> Answer:
    """Write one part."""
    if part not in FORMS:
        abort(404)
    found = look(referral_id)
    form = _form(part, found)
    if request.method == "GET":
        return _draw(part, found, form, 200)
    sound = form.validate_on_submit()
    if not (sound and (request.form.get("go") == "save" or form.whole())):
        return _draw(part, found, form, 422)
    try:
        with transaction() as session:
            kept = form.put(found.matter)
            service.amend(session, referral_id, kept, seen_version=form.seen(), by=by(), now=now())
    except NotFound:
        raise
    except DomainError as refused:
        return _refused(part, referral_id, form, refused)
    return onward(referral_id, part)


@bp.route("/<string:referral_id>/check", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def check(referral_id: str) -> Answer:
    """Look through it, then send it."""
    found = look(referral_id)
    if found.came_back:
        return redirect(url_for("referrals_staff.member.step", referral_id=referral_id, step="answer"), 303)
    form = SendForm(seen_version=found.version)
    if not form.validate_on_submit():
        return _check(found, form, 422 if request.method == "POST" else 200)
    try:
        reference = _send(referral_id, form)
    except NotFound:
        raise
    except DomainError as refused:
        return _check(look(referral_id), form, refused.status, words.told(refused))
    flash(f"It is with the committee. Its reference is {reference}.", "done")
    return redirect(url_for("referrals_staff.member.show", referral_id=referral_id), 303)


@bp.route("/<string:referral_id>/throw-away", methods=["GET", "POST"])
@requires(Permission.REFERRAL_MAKE)
def throw_away(referral_id: str) -> Answer:
    """Throw a draft away for good."""
    found = look(referral_id)
    form = ThrowAwayForm(seen_version=found.version)
    if found.came_back:
        raise NotFound(kind="draft", value=referral_id)
    if not form.validate_on_submit():
        return render_template("referrals/member/throw_away.html", referral=found, form=form, stale=False)
    try:
        with transaction() as session:
            service.discard(session, referral_id, seen_version=form.seen(), by=by(), now=now())
    except Stale as refused:
        found = look(referral_id)
        form.seen_version.data = str(found.version)
        page = render_template("referrals/member/throw_away.html", referral=found, form=form, stale=True)
        return page, refused.status
    flash("The draft is gone.", "done")
    return redirect(url_for("referrals_staff.member.index"), 303)


def look(referral_id: str) -> Written:
    """What the signed-in member is writing. Raises `NotFound`."""
    with reading() as session:
        return writing.of(session, referral_id, actor())


def onward(referral_id: str, part: str) -> Response:
    """The next page after one was kept, or the list of parts."""
    following = writing.page_after(part)
    if request.form.get("go") == "save":
        flash("Kept.", "done")
        return redirect(url_for("referrals_staff.member.show", referral_id=referral_id), 303)
    if following is None:
        return redirect(url_for("referrals_staff.drafts.check", referral_id=referral_id), 303)
    return redirect(url_for("referrals_staff.drafts.part", referral_id=referral_id, part=following), 303)


def _form(part: str, found: Written) -> PartForm:
    made: Any = FORMS[part]
    form: Any = made(data={**made.filled(found.matter), "seen_version": found.version})
    if part == "matter":
        form.offer(kinds())
    if part == "outcome":
        form.offer(bodies.answering(current()))
    return form


def _draw(part: str, found: Written, form: PartForm, status: int, *, stale: bool = False) -> Answer:
    page = render_template(
        f"referrals/member/{part}.html",
        referral=found,
        form=form,
        heading=writing.PAGES[part],
        stale=stale,
        ward_name=wards().get(found.matter.ward, ""),
    )
    return page, status


def _refused(part: str, referral_id: str, form: PartForm, refused: DomainError) -> Answer:
    """The page again with every word on it; somebody else's change is said, and can be replaced."""
    found = look(referral_id)
    if isinstance(refused, Stale):
        form.seen_version.data = str(found.version)
        return _draw(part, found, form, refused.status, stale=True)
    form.form_errors.append(words.told(refused))
    return _draw(part, found, form, refused.status)


def _send(referral_id: str, form: SendForm) -> str:
    """Freeze the ward's picture of this moment into the draft, and send it."""
    partnership, moment = current(), now()
    with transaction() as session:
        picture = ward_picture.of_ward(session, actor().ward or "", partnership=partnership, now=moment)
        evidence = ward_picture.evidence(picture, today=london_date(moment))
        version = service.freeze_evidence(
            session, referral_id, evidence, seen_version=form.seen(), by=by(), now=moment
        )
        return service.submit(
            session,
            referral_id,
            seen_version=version,
            by=by(),
            now=moment,
            looked_again=bool(form.looked_again.data),
        )


def _check(found: Written, form: SendForm, status: int, told: str = "") -> Answer:
    if status != 200:
        form.seen_version.data = str(found.version)
    return render_template(
        "referrals/member/check.html",
        referral=found,
        form=form,
        told=told,
        missing=[(page, writing.PAGES[page]) for page in writing.PAGES if page in found.to_do],
        pointing=[PARTS.get(part, writing.PAGES["place"].lower()) for part in found.pointing],
        days=current().clocks,
        **for_matter(found.matter),
    ), status
