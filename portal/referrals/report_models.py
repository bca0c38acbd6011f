"""Tables of what the committee reports and tells: recommendations, answers, notices, words for the public."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base
from portal.referrals.models import one_of
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.rules import AnswerKind


class Recommendation(Base):
    """One recommendation of a report of the scrutiny committee."""

    __tablename__ = "referral_recommendations"
    __table_args__ = (UniqueConstraint("referral_id", "number"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the recommendation")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    number: Mapped[int] = mapped_column(Integer, comment="its number in the report")
    words: Mapped[str] = mapped_column(Text, comment="what the committee recommends")


class Recipient(Base):
    """A body that has to answer a report of the scrutiny committee."""

    __tablename__ = "referral_recipients"
    __table_args__ = (
        UniqueConstraint("referral_id", "body"),
        Index("ix_referral_recipients_due", "answered_on", "due_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of this line")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    body: Mapped[str] = mapped_column(String(60), comment="the body, as a code")
    report_on: Mapped[date] = mapped_column(
        Date, comment="date of the report, from which the days are counted"
    )
    due_on: Mapped[date] = mapped_column(Date, comment="day by which the body has to answer")
    later_reason: Mapped[str] = mapped_column(
        Text, comment="why an answer by then was not reasonably possible"
    )
    later_on: Mapped[date | None] = mapped_column(Date, comment="day on which the body said so")
    expected_on: Mapped[date | None] = mapped_column(
        Date, comment="day by which the body means to answer then"
    )
    answered_on: Mapped[date | None] = mapped_column(Date, comment="day of the last of its answers")


class Response(Base):
    """A body's answer to one recommendation, and how far it has come."""

    __tablename__ = "referral_responses"
    __table_args__ = (
        one_of("answer", AnswerKind),
        Index("ix_referral_responses_by", "done_on", "by_on"),
        WITHOUT_ROWID,
    )

    recommendation_id: Mapped[str] = mapped_column(
        ForeignKey("referral_recommendations.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the recommendation",
    )
    recipient_id: Mapped[str] = mapped_column(
        ForeignKey("referral_recipients.id", ondelete="CASCADE"), primary_key=True, comment="the body's line"
    )
    answer: Mapped[str] = mapped_column(String(8), comment="whether the body accepts it")
    action: Mapped[str] = mapped_column(Text, comment="what the body will do, or why not")
    by_on: Mapped[date | None] = mapped_column(Date, comment="day by which it will be done")
    given_on: Mapped[date] = mapped_column(Date, comment="day the answer came")
    progress: Mapped[str] = mapped_column(Text, comment="how far it has come, as the committee found")
    progress_on: Mapped[date | None] = mapped_column(Date, comment="day the committee found that")
    done_on: Mapped[date | None] = mapped_column(Date, comment="day it was found done")


class Review(Base):
    """A look of the scrutiny committee at what became of its report."""

    __tablename__ = "referral_reviews"
    __table_args__ = (Index("ix_referral_reviews_of", "referral_id", "on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the look")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    on: Mapped[date] = mapped_column(Date, comment="day the committee looked")
    sitting_id: Mapped[str | None] = mapped_column(String(32), comment="sitting at which it looked")
    found: Mapped[str] = mapped_column(Text, comment="what the committee found")


class Notice(Base):
    """A notice that a referral owes: to whom, by when, and its words once it went out."""

    __tablename__ = "referral_notices"
    __table_args__ = (
        one_of("kind", NoticeKind),
        one_of("state", NoticeState),
        CheckConstraint("(state = 'issued') = (issued_on IS NOT NULL)", name="issued_has_day"),
        Index("ix_referral_notices_of", "referral_id", "due_on", "id"),
        Index("ix_referral_notices_owed", "state", "due_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the notice")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    kind: Mapped[str] = mapped_column(String(20), comment="what it tells")
    told: Mapped[str] = mapped_column(
        String(60), comment="whom it tells: the councillor, or a body as a code"
    )
    owed_by: Mapped[int] = mapped_column(
        Integer, comment="version of the referral after the step that owes it"
    )
    owed_on: Mapped[date] = mapped_column(Date, comment="day from which it is owed")
    due_on: Mapped[date] = mapped_column(Date, comment="day by which it goes out")
    state: Mapped[str] = mapped_column(String(10), comment="whether it is owed, issued or overtaken")
    words: Mapped[str] = mapped_column(Text, comment="its words as they went out")
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), comment="salted fingerprint of its words")
    salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random salt of the fingerprint, which stands in the ledger too"
    )
    issued_on: Mapped[date | None] = mapped_column(Date, comment="day it went out")
    issued_by: Mapped[str] = mapped_column(String(32), comment="id of the account that issued it")


class RegisterText(Base):
    """Words of a referral for the public register, once two people have read them."""

    __tablename__ = "referral_register_texts"
    __table_args__ = (UniqueConstraint("referral_id", "part", "of"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the words")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral they belong to"
    )
    part: Mapped[str] = mapped_column(
        String(16), comment="what they tell: the matter, the decision, its reasons or an answer"
    )
    of: Mapped[str] = mapped_column(
        String(70), comment="which answer they tell of, as ids; empty for everything else"
    )
    words: Mapped[str] = mapped_column(Text, comment="words for the public, naming nobody")
    written_on: Mapped[date] = mapped_column(Date, comment="day they were written")
    written_by: Mapped[str] = mapped_column(String(32), comment="id of the account that wrote them")
    read_on: Mapped[date | None] = mapped_column(Date, comment="day a second person agreed to publish them")
    read_by: Mapped[str] = mapped_column(String(32), comment="id of the account that agreed")
    version: Mapped[int] = mapped_column(Integer, comment="how often the words were changed")
