"""What the committee does with a matter: it considers it, and decides.

Refuses to consider a matter before its sitting, a body that neither is a responsible authority nor
co-operates, a group nobody knows, a request for information without its day, information about a person
without a reason, and to close what still owes a notice, or a report whose effects nobody looked at.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.core.errors import NotFound, Stale
from portal.core.windows import london_date
from portal.referrals import bodies, owing, reporting, sittings, standing, trail
from portal.referrals.answering import AnsweredAlready, ReviewMissing, accept_information
from portal.referrals.models import InformationRequest, Referral
from portal.referrals.report_models import Review
from portal.referrals.rules import (
    AnswerDayMissing,
    BodyUnknown,
    GroupUnknown,
    NoticesOwed,
    NotSatYet,
    ReasonsMissing,
    State,
    Verb,
)
from portal.referrals.sitting import SittingState
from portal.referrals.trail import By, Case, Step


def consider(
    session: Session,
    referral_id: str,
    note: str = "",
    *,
    seen_version: int,
    by: By,
    now: datetime,
    sitting_id: str | None = None,
) -> None:
    """The committee has discussed it, at the sitting it was listed for or at `sitting_id`; so that was held.

    The sitting is locked before the referral, as where a sitting is changed: two officers never wait for each
    other. Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NotSatYet`, `NoteTooLong`.
    """
    locked = sittings.lock(session, sitting_id or _listed_for(session, referral_id, by, now))
    case = _case(session, referral_id, Verb.CONSIDER, seen_version, by, now)
    at = case.calendar.sitting(sitting_id or case.row.sitting_id)
    if at is None and sitting_id:
        raise NotFound(kind="sitting", value=sitting_id)
    listed_on = case.row.first_listed_on
    if at is None or at.state is SittingState.CALLED_OFF or not at.for_crime:
        raise NotSatYet(on=None)
    if at.on > case.today or (listed_on is not None and at.on < listed_on):
        raise NotSatYet(on=at.on)
    if at.id != locked:  # it was listed elsewhere after we looked
        raise Stale(seen=seen_version, version=case.row.version)
    sittings.sat(session, at.id, by=by, now=now)
    case.row.considered_on, case.row.sitting_id = at.on, at.id
    trail.take(case, Step(Verb.CONSIDER, note, sitting_id=at.id))


def no_report(
    session: Session, referral_id: str, reasons: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """The committee makes no report; the member is told why (Police and Justice Act 2006, section 19(7)).

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.NO_REPORT, seen_version, by, now)
    _decide(case, Step(Verb.NO_REPORT, reasons))


def redirect(
    session: Session, referral_id: str, body: str, reasons: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """It is one authority's matter alone: it goes to the body that governs that authority.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `BodyUnknown`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.REDIRECT, seen_version, by, now)
    _check_bodies((body,), {each.code for each in by.partnership.authorities})
    case.row.body = body
    _decide(case, Step(Verb.REDIRECT, reasons, (body,)))


def send_to_group(
    session: Session,
    referral_id: str,
    group: str,
    note: str = "",
    *,
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """It goes to a group of the partnership, which takes it up at a meeting.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `GroupUnknown`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.SEND_TO_GROUP, seen_version, by, now)
    if group not in dict(bodies.groups(by.partnership)):
        raise GroupUnknown(group=group)
    case.row.body = group
    _decide(case, Step(Verb.SEND_TO_GROUP, note, (group,)))


def request_information(
    session: Session,
    referral_id: str,
    asked: str,
    body_codes: tuple[str, ...],
    due_on: date | None,
    *,
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """Ask bodies for information, by a day the request names (SI 2009/942, regulation 5).

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `BodyUnknown`, `AnswerDayMissing`,
    `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.REQUEST_INFORMATION, seen_version, by, now)
    body_codes = tuple(dict.fromkeys(body_codes))
    _check_bodies(body_codes, dict(bodies.answering(by.partnership)))
    if due_on is None or due_on <= case.today:
        raise AnswerDayMissing()
    if not asked.strip():
        raise ReasonsMissing()
    _decide(case, Step(Verb.REQUEST_INFORMATION, asked, body_codes))
    for body in body_codes:
        session.add(
            InformationRequest(
                id=new_id(),
                referral_id=referral_id,
                body=body,
                asked=asked.strip(),
                asked_on=case.today,
                due_on=due_on,
                answer="",
                depersonalised=False,
                personal_reason="",
            )
        )
    session.flush()


def answer_information(
    session: Session,
    referral_id: str,
    request_id: str,
    words: str,
    *,
    depersonalised: bool,
    reason: str = "",
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """Note what a body sent; what points to a person needs a reason, and is not written down here.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `AnsweredAlready`, `ActionMissing`,
    `InformationPersonal`, `InformationPoints`, `ReasonPoints`.
    """
    case = _case(session, referral_id, Verb.ANSWER_INFORMATION, seen_version, by, now)
    row = session.get(InformationRequest, request_id, with_for_update=True)
    if row is None or row.referral_id != referral_id:
        raise NotFound(kind="information request", value=request_id)
    if row.answered_on is not None:
        raise AnsweredAlready()
    kept = accept_information(words, depersonalised=depersonalised, reason=reason)
    row.answer, row.personal_reason = kept
    row.depersonalised = depersonalised
    row.answered_on = case.today
    trail.take(case, Step(Verb.ANSWER_INFORMATION, bodies=(row.body,)))


def resume(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """The committee takes the matter up again; without every answer this takes a reason.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.RESUME, seen_version, by, now)
    if _unanswered(session, referral_id) and not note.strip():
        raise ReasonsMissing()
    case.row.resumed_on, case.row.decided_on = case.today, None
    trail.take(case, Step(Verb.RESUME, note))


def close(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """Close it; the member is told what came of it.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NoteTooLong`, `NoticesOwed` while a notice has
    not gone out, `ReasonsMissing` where information never came or a report is not watched to its end, and
    `ReviewMissing` while nobody looked at what became of it.
    """
    case = _case(session, referral_id, Verb.CLOSE, seen_version, by, now)
    waits = owing.owed(session, referral_id)
    if waits:
        raise NoticesOwed(owed=tuple(dict.fromkeys(each.kind.value for each in waits)))
    asked = case.state is State.INFORMATION_REQUESTED and _unanswered(session, referral_id)
    if asked and not note.strip():
        raise ReasonsMissing()
    looked = session.scalars(select(Review.id).where(Review.referral_id == referral_id).limit(1)).first()
    if case.state is State.MONITORING and looked is None:
        raise ReviewMissing()
    if case.state is State.MONITORING and reporting.unfinished(case) and not note.strip():
        raise ReasonsMissing()
    trail.take(case, Step(Verb.CLOSE, note))


def _listed_for(session: Session, referral_id: str, by: By, now: datetime) -> str | None:
    """The sitting it is listed for today, read without a lock. Raises `NotFound`."""
    row = session.get(Referral, referral_id)
    if row is None:
        raise NotFound(kind="referral", value=referral_id)
    days = trail.calendar(session, by.partnership)
    return standing.as_of(trail.standing_of(row), days, today=london_date(now)).sitting_id


def _decide(case: Case, step: Step) -> None:
    case.row.decided_on = london_date(case.now)
    trail.take(case, step)


def _check_bodies(codes: Collection[str], known: Collection[str]) -> None:
    for code in codes or ("",):
        if code not in known:
            raise BodyUnknown(body=code)


def _unanswered(session: Session, referral_id: str) -> bool:
    query = select(InformationRequest.id).where(
        InformationRequest.referral_id == referral_id, InformationRequest.answered_on.is_(None)
    )
    return session.scalars(query.limit(1)).first() is not None


def _case(session: Session, referral_id: str, verb: Verb, seen_version: int, by: By, now: datetime) -> Case:
    return trail.open_case(session, referral_id, verb, seen_version=seen_version, by=by, now=now)
