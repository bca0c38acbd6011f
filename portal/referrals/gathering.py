"""A referral's row and all that hangs on it, gathered into the values that pages and clocks read."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.partnership.referring import Referring
from portal.partnership.rules import Partnership
from portal.referrals import owing, running, standing, trail
from portal.referrals.clocks import Asked, Due, OwedNotice, Picture, Promised
from portal.referrals.counted import is_sensitive
from portal.referrals.models import InformationRequest, Referral, ReferralEvent
from portal.referrals.noticing import NoticeState
from portal.referrals.owing import NoticeRow
from portal.referrals.report_models import Notice, Recipient, Recommendation, Response, Review
from portal.referrals.rules import AnswerKind, State, Verb
from portal.referrals.standing import Calendar
from portal.referrals.views import (
    EventLine,
    InformationLine,
    RecipientLine,
    RecommendationLine,
    ReferralLine,
    ResponseLine,
    ReviewLine,
)
from portal.staff.rules import THE_PORTAL


def line(
    row: Referral, calendar: Calendar, *, partnership: Partnership, today: date, next_due: Due | None = None
) -> ReferralLine:
    """The row as it stands today, whether or not the clock's command has run."""
    stands = standing.as_of(trail.standing_of(row), calendar, today=today)
    return ReferralLine(
        id=row.id,
        reference=row.reference or "",
        title=row.title,
        ward=row.ward,
        subtopic=row.subtopic,
        member_id=row.member_id,
        state=stands.state,
        sensitive=is_sensitive(row, partnership),
        insisted=row.insisted,
        on_committee=row.on_committee,
        begun_on=row.begun_on,
        submitted_on=row.submitted_on,
        sitting=calendar.sitting(stands.sitting_id),
        ended_on=row.ended_on,
        version=row.version,
        next_due=next_due,
    )


def dues(
    session: Session, rows: Sequence[Referral], calendar: Calendar, terms: Referring, *, today: date
) -> dict[str, tuple[Due, ...]]:
    """Everything that is due of each referral, by its id, the earliest first."""
    found = _Hanging(session, [row.id for row in rows])
    return {row.id: running.dues(_picture(row, found, calendar, today), calendar, terms) for row in rows}


class _Hanging:
    """What hangs on some referrals, read in one go for all of them."""

    def __init__(self, session: Session, ids: list[str]) -> None:
        def of(table: Any, *which: Any) -> dict[str, list[Any]]:
            return _by_referral(session.scalars(select(table).where(table.referral_id.in_(ids), *which)))

        self.notices = of(Notice, Notice.state == NoticeState.OWED)
        self.information = of(InformationRequest)
        self.recipients = of(Recipient)
        self.reviews = of(Review)
        self.promised = _promised(session, ids)


def _picture(row: Referral, found: _Hanging, calendar: Calendar, today: date) -> Picture:
    return Picture(
        standing=standing.as_of(trail.standing_of(row), calendar, today=today),
        today=today,
        submitted_on=row.submitted_on,
        considered_on=row.considered_on,
        resumed_on=row.resumed_on,
        decided_on=row.decided_on,
        monitored_from=row.monitored_from,
        reviewed_on=tuple(each.on for each in found.reviews.get(row.id, ())),
        notices=tuple(_owed(each) for each in found.notices.get(row.id, ())),
        information=tuple(
            Asked(each.body, each.asked_on, each.due_on, None, each.answered_on)
            for each in found.information.get(row.id, ())
        ),
        recipients=tuple(
            Asked(each.body, each.report_on, each.due_on, each.expected_on, each.answered_on)
            for each in found.recipients.get(row.id, ())
        ),
        promised=tuple(found.promised.get(row.id, ())),
    )


def events(session: Session, referral_id: str) -> tuple[EventLine, ...]:
    """Every step that was taken, the oldest first."""
    query = select(ReferralEvent).where(ReferralEvent.referral_id == referral_id)
    return tuple(
        EventLine(
            version=row.version,
            verb=Verb(row.verb),
            state=State(row.state),
            actor_id=row.actor_id,
            by_clock=row.actor_id == THE_PORTAL,
            bodies=tuple(row.body.split()),
            sitting_id=row.sitting_id,
            note=row.note,
            at=row.at,
        )
        for row in session.scalars(query.order_by(ReferralEvent.version))
    )


def notices(session: Session, referral_id: str) -> tuple[NoticeRow, ...]:
    """Every notice it owes, issued or had overtaken, by the day it was owed."""
    query = select(Notice).where(Notice.referral_id == referral_id)
    return tuple(owing.view(row) for row in session.scalars(query.order_by(Notice.owed_by, Notice.id)))


def information(session: Session, referral_id: str) -> tuple[InformationLine, ...]:
    """What was asked for, and what came."""
    query = select(InformationRequest).where(InformationRequest.referral_id == referral_id)
    return tuple(
        InformationLine(
            id=row.id,
            body=row.body,
            asked=row.asked,
            asked_on=row.asked_on,
            due_on=row.due_on,
            answer=row.answer,
            depersonalised=row.depersonalised,
            personal_reason=row.personal_reason,
            answered_on=row.answered_on,
        )
        for row in session.scalars(query.order_by(InformationRequest.asked_on, InformationRequest.body))
    )


def report(
    session: Session, referral_id: str
) -> tuple[tuple[RecommendationLine, ...], tuple[RecipientLine, ...]]:
    """The recommendations with their answers, and who has to answer what still."""
    recommended = session.scalars(
        select(Recommendation)
        .where(Recommendation.referral_id == referral_id)
        .order_by(Recommendation.number)
    ).all()
    told = session.scalars(
        select(Recipient).where(Recipient.referral_id == referral_id).order_by(Recipient.body)
    ).all()
    of = {row.id: row.body for row in told}
    came = [response(row, of[row.recipient_id]) for row in _responses(session, list(of))]
    answered = {(each.body, each.recommendation_id) for each in came}
    lines = tuple(
        RecommendationLine(
            row.id, row.number, row.words, tuple(each for each in came if each.recommendation_id == row.id)
        )
        for row in recommended
    )
    return lines, tuple(
        RecipientLine(
            body=row.body,
            report_on=row.report_on,
            due_on=row.due_on,
            later_reason=row.later_reason,
            expected_on=row.expected_on,
            answered_on=row.answered_on,
            waits_for=tuple(each.id for each in recommended if (row.body, each.id) not in answered),
        )
        for row in told
    )


def reviews(session: Session, referral_id: str) -> tuple[ReviewLine, ...]:
    """Every look at what became of the report, the oldest first."""
    query = select(Review).where(Review.referral_id == referral_id).order_by(Review.on, Review.id)
    return tuple(ReviewLine(row.on, row.sitting_id, row.found) for row in session.scalars(query))


def response(row: Response, body: str) -> ResponseLine:
    """One answer as a value."""
    return ResponseLine(
        body=body,
        recommendation_id=row.recommendation_id,
        answer=AnswerKind(row.answer),
        action=row.action,
        by_on=row.by_on,
        given_on=row.given_on,
        progress=row.progress,
        progress_on=row.progress_on,
        done_on=row.done_on,
    )


def _responses(session: Session, recipients: list[str]) -> Sequence[Response]:
    query = select(Response).where(Response.recipient_id.in_(recipients))
    return session.scalars(query.order_by(Response.given_on, Response.recipient_id)).all()


def _promised(session: Session, ids: list[str]) -> dict[str, list[Promised]]:
    query = (
        select(Recipient.referral_id, Recipient.body, Response.given_on, Response.by_on)
        .join(Response, Response.recipient_id == Recipient.id)
        .where(Recipient.referral_id.in_(ids), Response.by_on.is_not(None), Response.done_on.is_(None))
    )
    found: dict[str, list[Promised]] = {}
    for referral_id, body, given_on, by_on in session.execute(query):
        if by_on is not None:
            found.setdefault(referral_id, []).append(Promised(body, given_on, by_on))
    return found


def _owed(row: Notice) -> OwedNotice:
    told = owing.view(row)
    return OwedNotice(told.id, told.kind, told.told, told.owed_on, told.due_on)


def _by_referral(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.referral_id, []).append(row)
    return found
