"""What the public register may say: words that wait for a second reader, and each part of one referral.

The committee's officers write. The second reader may be an officer who moderates, so that a council with one
scrutiny officer publishes too; who reads only sees the words that wait, and can change none.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.referrals.sittings import AgreeWordsForm, RegisterForm
from portal.core.actors import Permission, may
from portal.core.errors import DomainError, NotFound
from portal.partnership.current import current
from portal.referrals import bodies, queries, register, register_texts
from portal.referrals.committee import words
from portal.referrals.publishing import PART_WORDS, Part
from portal.referrals.register_texts import Words
from portal.referrals.rules import Verb
from portal.referrals.views import ReferralView
from portal.web.context import now, reading, transaction
from portal.web.guard import actor, requires
from portal.web.names import actor_names

bp = Blueprint("register", __name__, url_prefix="/register")

Answer = str | tuple[str, int] | Response
REASONS = (Verb.NO_REPORT, Verb.REDIRECT, Verb.SEND_TO_GROUP, Verb.MAKE_REPORT)


@dataclass(frozen=True, slots=True)
class Place:
    """One part that the register can tell: what, of which answer or recommendation, out of which words."""

    part: Part
    of: str
    name: str
    source: str
    written: Words | None


@bp.get("")
@requires(Permission.REGISTER_AGREE)
def index() -> str:
    """Referrals with words that wait for a second reader."""
    with reading() as session:
        waiting = register_texts.unread(session, partnership=current())
    return render_template("referrals/committee/unread.html", waiting=waiting, runs=_runs())


@bp.get("/<string:referral_id>/reading")
@requires(Permission.REGISTER_AGREE)
def read(referral_id: str) -> Answer:
    """The words of one referral that wait for a second reader, and nothing else of it."""
    return _read(referral_id, 200)


@bp.get("/<string:referral_id>")
@requires(Permission.COMMITTEE_RUN)
def show(referral_id: str) -> Answer:
    """Every part of one referral, with its words."""
    return _show(referral_id, 200)


@bp.route("/<string:referral_id>/<string:part>", methods=["GET", "POST"])
@requires(Permission.COMMITTEE_RUN)
def write(referral_id: str, part: str) -> Answer:
    """Write the words of one part; `of` says of which answer."""
    found, place = _place(referral_id, part, request.values.get("of", ""))
    kept = place.written
    form = RegisterForm(words=kept.words if kept else place.source, seen_version=kept.version if kept else 0)
    if not form.validate_on_submit():
        return _write(found, place, form, 422 if request.method == "POST" else 200)
    try:
        with transaction() as session:
            text, seen = form.words.data or "", form.seen()
            register_texts.write(
                session,
                referral_id,
                place.part,
                place.of,
                text,
                seen_version=seen,
                partnership=current(),
                actor_id=actor().id,
                now=now(),
            )
    except DomainError as refused:
        words.explain(form, refused)
        return _write(found, place, form, refused.status)
    flash("Kept. A colleague reads the words next; nobody outside sees them until then.", "done")
    return redirect(url_for(".show", referral_id=referral_id), 303)


@bp.post("/<string:referral_id>/words/<string:text_id>/agreement")
@requires(Permission.REGISTER_AGREE)
def agree(referral_id: str, text_id: str) -> Answer:
    """Publish what a colleague wrote."""
    form, shown = AgreeWordsForm(), _show if _runs() else _read
    if not form.validate_on_submit():
        return shown(referral_id, 422)
    try:
        _agree(text_id, form.seen())
    except NotFound:
        raise
    except DomainError as refused:
        return shown(referral_id, refused.status, words.told(refused)[1])
    flash("Published. The register shows it within ten seconds.", "done")
    return redirect(url_for(".show", referral_id=referral_id) if _runs() else url_for(".index"), 303)


def _agree(text_id: str, seen: int) -> None:
    with transaction() as session:
        register_texts.agree(
            session, text_id, seen_version=seen, partnership=current(), actor_id=actor().id, now=now()
        )


def _runs() -> bool:
    """Whether the reader works for the committee, and may see all of a referral."""
    return may(actor(), Permission.COMMITTEE_RUN)


def _read(referral_id: str, status: int, told: str = "") -> Answer:
    with reading() as session:
        try:
            reference, waiting = register_texts.waiting(session, referral_id, partnership=current())
        except NotFound:
            if not told:
                raise
            flash(told, "warning")  # a colleague was faster, and nothing waits any more
            return redirect(url_for(".index"), 303)
        people = actor_names(session, {each.written_by for each in waiting})
    page = render_template(
        "referrals/committee/second_reading.html",
        referral_id=referral_id,
        reference=reference,
        waiting=waiting,
        people=people,
        told=told,
        parts=PART_WORDS,
        me=actor().id,
        form_of=AgreeWordsForm,
    )
    return page, status


def _places(session: Session, found: ReferralView) -> list[Place]:
    """What the register can tell of it, in reading order."""
    names = bodies.names(current())
    kept = {(each.part, each.of): each for each in register_texts.of_referral(session, found.line.id)}
    offered: list[tuple[Part, str, str, str]] = [
        (Part.MATTER, "", PART_WORDS[Part.MATTER], found.matter.about)
    ]
    if found.decided_on:
        offered.append((Part.REASONS, "", PART_WORDS[Part.REASONS], found.note_of(*REASONS)))
    for each in found.recommendations:
        offered.append((Part.RECOMMENDATION, each.id, f"Recommendation {each.number}", each.words))
        for answer in each.responses:
            of = register.of_response(each.id, register.recipient_id(session, found.line.id, answer.body))
            name = f"Answer to recommendation {each.number}: {names.get(answer.body, answer.body)}"
            offered.append((Part.RESPONSE, of, name, answer.action))
    for late in (each for each in found.recipients if each.later_reason):
        of = register.recipient_id(session, found.line.id, late.body)
        name = f"Why later: {names.get(late.body, late.body)}"
        offered.append((Part.LATER, of, name, late.later_reason))
    if found.reviews:
        offered.append((Part.REVIEW, "", PART_WORDS[Part.REVIEW], found.reviews[-1].found))
    if found.note_of(Verb.CLOSE):
        offered.append((Part.CLOSING, "", PART_WORDS[Part.CLOSING], found.note_of(Verb.CLOSE)))
    return [Place(part, of, name, source, kept.get((part, of))) for part, of, name, source in offered]


def _place(referral_id: str, part: str, of: str) -> tuple[ReferralView, Place]:
    with reading() as session:
        found = queries.one(session, actor(), referral_id, partnership=current(), now=now())
        for place in _places(session, found):
            if (place.part.value, place.of) == (part, of):
                return found, place
    abort(404)


def _write(found: ReferralView, place: Place, form: RegisterForm, status: int) -> Answer:
    page = render_template("referrals/committee/register_words.html", found=found, place=place, form=form)
    return page, status


def _show(referral_id: str, status: int, told: str = "") -> Answer:
    with reading() as session:
        found = queries.one(session, actor(), referral_id, partnership=current(), now=now())
        places = _places(session, found)
        people = actor_names(session, {each.written.written_by for each in places if each.written})
    context: dict[str, Any] = {"found": found, "places": places, "people": people, "told": told}
    page = render_template(
        "referrals/committee/register.html", **context, me=actor().id, form_of=AgreeWordsForm
    )
    return page, status
