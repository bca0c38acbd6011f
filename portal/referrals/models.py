"""Tables of referrals: the matter, each step with its note, what was attached, what was asked for."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Boolean,
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

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.referrals.rules import State, Verb


def one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    """A column that holds one of a closed set."""
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Referral(Base):
    """A local crime and disorder matter that a councillor refers to the scrutiny committee."""

    __tablename__ = "referrals"
    __table_args__ = (
        one_of("state", State),
        UniqueConstraint("reference"),
        Index("ix_referrals_state", "state", "submitted_on", "id"),
        Index("ix_referrals_ward", "ward", "state", "id"),
        Index("ix_referrals_member", "member_id", "changed_at", "id"),
        Index("ix_referrals_listed", "changed_at", "id"),
        Index("ix_referrals_sitting", "sitting_id", "id"),
        Index("ix_referrals_ended", "ended_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the referral")
    reference: Mapped[str | None] = mapped_column(
        String(16), comment="public reference of the referral, given when it is sent"
    )
    member_id: Mapped[str] = mapped_column(String(32), comment="id of the councillor's account")
    on_committee: Mapped[bool] = mapped_column(
        Boolean, comment="whether the councillor sat on the committee when sending it"
    )
    state: Mapped[str] = mapped_column(String(24), comment="where the referral stands")
    ward: Mapped[str] = mapped_column(String(20), comment="ward the councillor is elected for")
    title: Mapped[str] = mapped_column(String(120), comment="what the matter is called on an agenda")
    subtopic: Mapped[str] = mapped_column(String(60), comment="kind of matter, as a code")
    sensitive: Mapped[bool] = mapped_column(
        Boolean, comment="whether the public register only counts the referral"
    )
    about: Mapped[str] = mapped_column(Text, comment="what the matter is, in the councillor's words")
    part: Mapped[str] = mapped_column(
        String(300), comment="part of the ward it is about, empty for all of it"
    )
    raised_by: Mapped[str] = mapped_column(
        String(12), comment="whether whoever raised it lives or works there, never who it was"
    )
    efforts: Mapped[str] = mapped_column(Text, comment="what was tried before, with whom and when")
    outcome: Mapped[str] = mapped_column(Text, comment="what the councillor wants to come of it")
    authorities: Mapped[str] = mapped_column(String(300), comment="authorities it concerns, as codes")
    exclusions: Mapped[str] = mapped_column(
        String(200), comment="reasons that may speak against it, as codes the councillor ticked"
    )
    exclusions_read: Mapped[bool] = mapped_column(
        Boolean, comment="whether the councillor read what speaks against a referral"
    )
    evidence: Mapped[str] = mapped_column(
        Text, comment="the ward's printed figures and officers' notes as they stood on one day"
    )
    begun_on: Mapped[date] = mapped_column(Date, comment="day the draft was begun")
    submitted_on: Mapped[date | None] = mapped_column(Date, comment="day the referral was sent")
    advice_from: Mapped[date | None] = mapped_column(
        Date, comment="day from which the time for officers' advice is counted"
    )
    listed_on: Mapped[date | None] = mapped_column(
        Date, comment="day the matter was put on the agenda it stands on now"
    )
    first_listed_on: Mapped[date | None] = mapped_column(
        Date, comment="day the matter was first put on an agenda"
    )
    insisted: Mapped[bool] = mapped_column(
        Boolean, comment="whether the councillor insisted against officers' advice"
    )
    sitting_id: Mapped[str | None] = mapped_column(
        String(32), comment="sitting of the committee that it is listed for; empty: the next one"
    )
    considered_on: Mapped[date | None] = mapped_column(Date, comment="day the committee considered it")
    resumed_on: Mapped[date | None] = mapped_column(
        Date, comment="day the committee took it up again after asking for information"
    )
    decided_on: Mapped[date | None] = mapped_column(Date, comment="day the committee decided on it")
    body: Mapped[str] = mapped_column(String(60), comment="body or group the committee sent it to, as a code")
    monitored_from: Mapped[date | None] = mapped_column(
        Date, comment="day from which what was promised is watched"
    )
    member_left_on: Mapped[date | None] = mapped_column(
        Date, comment="day on which it was known that the councillor it waits for had left"
    )
    ended_on: Mapped[date | None] = mapped_column(
        Date, comment="day the referral was closed, withdrawn or ended because its councillor had left"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the referral was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the referral was last changed")

    def __repr__(self) -> str:
        return f"<Referral {self.reference or self.id} {self.state}>"


class ReferralEvent(Base):
    """One step of a referral: who took it, and the note that was left."""

    __tablename__ = "referral_events"
    __table_args__ = (one_of("verb", Verb), one_of("state", State), WITHOUT_ROWID)

    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), primary_key=True, comment="the referral"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the referral after the step"
    )
    verb: Mapped[str] = mapped_column(String(24), comment="what was done")
    state: Mapped[str] = mapped_column(String(24), comment="where the referral stood after the step")
    actor_id: Mapped[str] = mapped_column(
        String(32), comment="id of the account that took the step, or that the clock did"
    )
    body: Mapped[str] = mapped_column(String(500), comment="bodies or the group the step names, as codes")
    sitting_id: Mapped[str | None] = mapped_column(
        String(32), comment="sitting of the committee that the step belongs to"
    )
    note: Mapped[str] = mapped_column(Text, comment="reasons, advice or representations that were written")
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random salt of the note's hash in the ledger"
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the step was taken")


class ReferralAttachment(Base):
    """A paper that a councillor attached to a referral."""

    __tablename__ = "referral_attachments"
    __table_args__ = (UniqueConstraint("referral_id", "digest"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the paper")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    name: Mapped[str] = mapped_column(String(120), comment="name of the file, as staff see it")
    kind: Mapped[str] = mapped_column(String(8), comment="kind of file, found by its content")
    size: Mapped[int] = mapped_column(Integer, comment="length of the file in bytes")
    digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="keyed digest of the content, to know the same paper again"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the file, sealed to the officers' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    added_on: Mapped[date] = mapped_column(Date, comment="day the paper was attached")
    added_by: Mapped[str] = mapped_column(String(32), comment="id of the account that attached it")


class InformationRequest(Base):
    """Information that the committee asked a body for, and what came."""

    __tablename__ = "referral_information_requests"
    __table_args__ = (
        Index("ix_referral_information_requests_of", "referral_id", "due_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the request")
    referral_id: Mapped[str] = mapped_column(
        ForeignKey("referrals.id", ondelete="CASCADE"), comment="the referral it belongs to"
    )
    body: Mapped[str] = mapped_column(String(60), comment="the body that was asked, as a code")
    asked: Mapped[str] = mapped_column(Text, comment="what the committee asked for")
    asked_on: Mapped[date] = mapped_column(Date, comment="day of the request")
    due_on: Mapped[date] = mapped_column(Date, comment="day the request names for the answer")
    answer: Mapped[str] = mapped_column(Text, comment="what came, in words that point to nobody")
    depersonalised: Mapped[bool] = mapped_column(Boolean, comment="whether what came points to nobody")
    personal_reason: Mapped[str] = mapped_column(
        Text, comment="why information that points to somebody was needed"
    )
    answered_on: Mapped[date | None] = mapped_column(Date, comment="day the information came")
