"""Referrals as they lie in the tables, for stories of the public register that need no whole path."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.adapters.tokens import new_id
from portal.referrals.models import Referral
from portal.referrals.report_models import Recipient, Recommendation, Response
from portal.referrals.rules import AnswerKind, State

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def a_referral_row(session: Session, ward: str, **over: Any) -> Referral:
    """A referral that was listed on 12 November 2026, unless told otherwise."""
    number = over.pop("number", 1)
    values: dict[str, Any] = {
        "id": new_id(),
        "reference": f"R-2026-{number:03}",
        "member_id": "member",
        "on_committee": False,
        "state": State.LISTED,
        "ward": ward,
        "title": "Jane Smith of 12 High Street",
        "subtopic": "street-drinking",
        "sensitive": False,
        "about": "A secret about Jane Smith",
        "part": "",
        "raised_by": "lives",
        "efforts": "[]",
        "outcome": "Something",
        "authorities": "police",
        "exclusions": "",
        "exclusions_read": True,
        "evidence": "",
        "begun_on": date(2026, 11, 1),
        "submitted_on": date(2026, 11, 2),
        "advice_from": date(2026, 11, 2),
        "listed_on": date(2026, 11, 12),
        "first_listed_on": date(2026, 11, 12),
        "insisted": False,
        "sitting_id": None,
        "considered_on": None,
        "decided_on": None,
        "body": "",
        "monitored_from": None,
        "ended_on": None,
        "version": 1,
        "changed_at": AT,
    }
    row = Referral(**{**values, **over})
    session.add(row)
    session.flush()
    return row


def a_reported_row(session: Session, ward: str, **over: Any) -> tuple[Referral, Recommendation, Recipient]:
    """One whose report asks the fire authority for one thing, and got an answer of rough words."""
    days = {"considered_on": date(2026, 11, 16), "decided_on": date(2026, 11, 16)}
    row = a_referral_row(session, ward, **{"state": State.AWAITING_RESPONSES, **days, **over})
    wanted = Recommendation(id=new_id(), referral_id=row.id, number=1, words="Light the path for Jane Smith")
    asked = Recipient(
        id=new_id(),
        referral_id=row.id,
        body="fire",
        report_on=date(2026, 11, 16),
        due_on=date(2026, 12, 14),
        later_reason="",
    )
    session.add_all([wanted, asked])
    session.flush()
    session.add(
        Response(
            recommendation_id=wanted.id,
            recipient_id=asked.id,
            answer=AnswerKind.PARTLY,
            action="We told Jane Smith",
            by_on=date(2027, 3, 1),
            given_on=date(2026, 11, 20),
            progress="",
        )
    )
    session.flush()
    return row, wanted, asked
