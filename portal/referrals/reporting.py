"""The committee's report: made, sent with what the law asks of its recipients, answered, watched.

Recipients have to consider it, answer within 28 days of its date and have regard to it (Police and Justice
Act 2006, section 19; SI 2009/942, regulation 7). Refuses a report without recommendations or recipients, one
sent before its notices are out, a second answer, and going on without answers, or later ones, unexplained.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.contact.clocks import month_later
from portal.core.errors import NotFound
from portal.core.words import tidy
from portal.referrals import bodies, owing, trail
from portal.referrals.answering import (
    Answer,
    AnsweredAlready,
    NotARecipient,
    RecipientsMissing,
    ResponsesWait,
    accept_answer,
    accept_recommendations,
)
from portal.referrals.noticing import REMINDERS, NoticeKind
from portal.referrals.report_models import Recipient, Recommendation, Response, Review
from portal.referrals.rules import AnswerDayMissing, BodyUnknown, NoticesOwed, Verb
from portal.referrals.trail import By, Case, Step


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a body has come with one recommendation, as the committee found."""

    body: str
    recommendation_id: str
    words: str
    done: bool = False


def make_report(
    session: Session,
    referral_id: str,
    recommendations: Sequence[str],
    recipients: Sequence[str],
    note: str = "",
    *,
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """Make a report, dated today, with what it recommends and who has to answer.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `RecommendationsMissing`, `RecipientsMissing`,
    `BodyUnknown`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.MAKE_REPORT, seen_version, by, now)
    words, told = accept_recommendations(tuple(recommendations)), tuple(dict.fromkeys(recipients))
    _check_recipients(told, by)
    for number, each in enumerate(words, start=1):
        session.add(Recommendation(id=new_id(), referral_id=referral_id, number=number, words=each))
    days = timedelta(days=by.partnership.clocks.response_days)
    for body in told:
        session.add(
            Recipient(
                id=new_id(),
                referral_id=referral_id,
                body=body,
                report_on=case.today,
                due_on=case.today + days,
                later_reason="",
            )
        )
    case.row.decided_on = case.today
    trail.take(case, Step(Verb.MAKE_REPORT, note, told))


def send_report(session: Session, referral_id: str, *, seen_version: int, by: By, now: datetime) -> None:
    """Every copy and every notice of the duty to answer is out: now answers are awaited.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NoticesOwed`.
    """
    case = _case(session, referral_id, Verb.SEND_REPORT, seen_version, by, now)
    waits = owing.owed(session, referral_id, (NoticeKind.DUTY, NoticeKind.REPORT_COPY))
    if waits:
        raise NoticesOwed(owed=tuple(dict.fromkeys(each.kind.value for each in waits)))
    trail.take(case, Step(Verb.SEND_REPORT))


def respond(
    session: Session,
    referral_id: str,
    body: str,
    recommendation_id: str,
    answer: Answer,
    *,
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """Note a body's answer to one recommendation.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NotARecipient`, `AnsweredAlready`,
    `ActionMissing`, `ActionTooLong`, `ByDateMissing`.
    """
    case = _case(session, referral_id, Verb.RESPOND, seen_version, by, now)
    kept, recipient = accept_answer(answer), _recipient(session, referral_id, body)
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None or recommendation.referral_id != referral_id:
        raise NotARecipient()
    if session.get(Response, (recommendation_id, recipient.id)) is not None:
        raise AnsweredAlready()
    session.add(
        Response(
            recommendation_id=recommendation_id,
            recipient_id=recipient.id,
            answer=kept.kind,
            action=kept.action,
            by_on=kept.by,
            given_on=case.today,
            progress="",
        )
    )
    session.flush()
    if _answered(session, recipient.id) == _recommended(session, referral_id):
        recipient.answered_on = case.today
        owing.overtake(session, referral_id, REMINDERS, told=body)
    trail.take(case, Step(Verb.RESPOND, bodies=(body,)))


def not_reasonably_possible(
    session: Session,
    referral_id: str,
    body: str,
    reason: str,
    expected_on: date | None,
    *,
    seen_version: int,
    by: By,
    now: datetime,
) -> None:
    """A body says that it cannot reasonably answer in time, why, and by when it will.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NotARecipient`, `AnsweredAlready`,
    `AnswerDayMissing`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.NOT_POSSIBLE, seen_version, by, now)
    recipient = _recipient(session, referral_id, body)
    if recipient.answered_on is not None:
        raise AnsweredAlready()
    if expected_on is None or expected_on <= case.today:
        raise AnswerDayMissing()
    trail.take(case, Step(Verb.NOT_POSSIBLE, reason, (body,)))
    recipient.later_reason, recipient.later_on, recipient.expected_on = tidy(reason), case.today, expected_on
    session.flush()


def monitor(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """Answers are in, or the committee goes on without some of them and says why: now it watches.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ResponsesWait`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.MONITOR, seen_version, by, now)
    query = select(Recipient.body).where(
        Recipient.referral_id == referral_id, Recipient.answered_on.is_(None)
    )
    waits = tuple(session.scalars(query.order_by(Recipient.body)))
    if waits and not note.strip():
        raise ResponsesWait(bodies=waits)
    case.row.monitored_from = case.today
    trail.take(case, Step(Verb.MONITOR, note))


def review(
    session: Session,
    referral_id: str,
    found: str,
    progress: Sequence[Progress] = (),
    *,
    seen_version: int,
    by: By,
    now: datetime,
    sitting_id: str | None = None,
) -> None:
    """Note what the committee found when it looked at what became of its report.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NotARecipient`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.REVIEW, seen_version, by, now)
    if sitting_id is not None and case.calendar.sitting(sitting_id) is None:
        raise NotFound(kind="sitting", value=sitting_id)
    trail.take(case, Step(Verb.REVIEW, found, sitting_id=sitting_id))
    session.add(
        Review(id=new_id(), referral_id=referral_id, on=case.today, sitting_id=sitting_id, found=tidy(found))
    )
    for each in progress:
        row = session.get(Response, (each.recommendation_id, _recipient(session, referral_id, each.body).id))
        if row is None:
            raise NotARecipient()
        row.progress, row.progress_on = tidy(each.words), case.today
        row.done_on = case.today if each.done else None
    session.flush()


def unfinished(case: Case) -> bool:
    """Whether it was watched for less than its time, or an answer or what was promised has not come."""
    since, months = case.row.monitored_from, case.calendar.clocks.monitoring_months
    if since is not None and case.today < month_later(since, months):
        return True
    waits = select(Recipient.id).outerjoin(Response, Response.recipient_id == Recipient.id)
    waits = waits.where(
        Recipient.referral_id == case.row.id,
        Recipient.answered_on.is_(None) | (Response.by_on.is_not(None) & Response.done_on.is_(None)),
    )
    return case.session.scalars(waits.limit(1)).first() is not None


def _check_recipients(told: Sequence[str], by: By) -> None:
    if not told:
        raise RecipientsMissing()
    known = dict(bodies.answering(by.partnership))
    for body in told:
        if body not in known:
            raise BodyUnknown(body=body)


def _recipient(session: Session, referral_id: str, body: str) -> Recipient:
    query = select(Recipient).where(Recipient.referral_id == referral_id, Recipient.body == body)
    row = session.scalars(query.with_for_update()).first()
    if row is None:
        raise NotARecipient()
    return row


def _answered(session: Session, recipient_id: str) -> int:
    query = select(func.count()).select_from(Response).where(Response.recipient_id == recipient_id)
    return session.scalar(query) or 0


def _recommended(session: Session, referral_id: str) -> int:
    query = select(func.count()).select_from(Recommendation)
    return session.scalar(query.where(Recommendation.referral_id == referral_id)) or 0


def _case(session: Session, referral_id: str, verb: Verb, seen_version: int, by: By, now: datetime) -> Case:
    return trail.open_case(session, referral_id, verb, seen_version=seen_version, by=by, now=now)
