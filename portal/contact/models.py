"""Tables of what people ask of us. What they wrote, how to reach them and our letters lie here sealed."""

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
from portal.contact.rules import Kind, Risk, State, Verb


def _one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class ContactCase(Base):
    """A question to the board, a complaint, or somebody's request about themselves."""

    __tablename__ = "contact_cases"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("state", State),
        _one_of("risk", Risk),
        UniqueConstraint("lookup"),
        Index("ix_contact_cases_queue", "state", "risk", "due_at", "id"),
        Index("ix_contact_cases_ended", "ended_on"),
        Index("ix_contact_cases_due", "due_at", "id"),
        Index("ix_contact_cases_received", "received_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the case")
    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), comment="keyed digest of the receipt")
    writer_public: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="public key that only the receipt opens"
    )
    digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="digest of what was sent, keyed with the receipt, to know a repeat"
    )
    kind: Mapped[str] = mapped_column(
        String(12), comment="whether it is a question, a complaint, or about the writer"
    )
    wants: Mapped[str] = mapped_column(String(60), comment="what the writer wants done, as codes")
    agency: Mapped[str] = mapped_column(
        String(60), comment="the organisation it is about or went to, as a code"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="what was written and how to reach the writer, sealed to the officers' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    sealed_for_writer: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the day of writing, sealed to the receipt"
    )
    state: Mapped[str] = mapped_column(String(20), comment="where the case stands")
    risk: Mapped[str] = mapped_column(String(10), comment="whether its words suggest danger")
    flags: Mapped[str] = mapped_column(String(300), comment="kinds of danger its words suggest, as codes")
    received_on: Mapped[date] = mapped_column(Date, comment="day the case came")
    due_at: Mapped[datetime] = mapped_column(
        UtcDateTime, comment="end of the day, or the whole hour, by which the next step is due"
    )
    extended: Mapped[bool] = mapped_column(Boolean, comment="whether the time to answer was extended")
    acknowledged_on: Mapped[date | None] = mapped_column(Date, comment="day we said that we have it")
    message_waiting: Mapped[bool] = mapped_column(
        Boolean, comment="whether a message of the writer is unread"
    )
    copy: Mapped[str | None] = mapped_column(
        Text, comment="an accepted question in an officer's words, without personal details"
    )
    code: Mapped[str | None] = mapped_column(String(20), comment="why it was refused or declined, as a code")
    lead_by: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="whole hour by which a safeguarding lead has to open it; empty once one did",
    )
    answer: Mapped[str | None] = mapped_column(Text, comment="the board's answer as everybody can read it")
    answered_on: Mapped[date | None] = mapped_column(Date, comment="day of the board's answer")
    ended_on: Mapped[date | None] = mapped_column(Date, comment="day the case ended")
    version: Mapped[int] = mapped_column(Integer, comment="how often the case was changed or decided")

    def __repr__(self) -> str:
        return f"<ContactCase {self.id} {self.kind} {self.state}>"


class ContactMessage(Base):
    """What the writer of a case added with the same receipt."""

    __tablename__ = "contact_messages"
    __table_args__ = (UniqueConstraint("case_id", "digest"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the message")
    case_id: Mapped[str] = mapped_column(
        ForeignKey("contact_cases.id", ondelete="CASCADE"), comment="the case it belongs to"
    )
    digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="digest of the message, keyed with the receipt, to know a repeat"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="what was written, sealed to the officers' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    written_on: Mapped[date] = mapped_column(Date, comment="day the message came")


class ContactStep(Base):
    """One step of an officer in a case: the reason, and the letter it sent."""

    __tablename__ = "contact_steps"
    __table_args__ = (_one_of("verb", Verb), WITHOUT_ROWID)

    case_id: Mapped[str] = mapped_column(
        ForeignKey("contact_cases.id", ondelete="CASCADE"), primary_key=True, comment="the case"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the case after the step"
    )
    verb: Mapped[str] = mapped_column(String(20), comment="what was done")
    done_on: Mapped[date] = mapped_column(Date, comment="day of the step")
    reason: Mapped[str] = mapped_column(Text, comment="the officer's reason")
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random salt of the reason's hash in the ledger"
    )
    letter_for_writer: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="our letter, sealed to the receipt"
    )
    letter_working: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="our letter, sealed to the officers' key"
    )
    letter_recovery: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="our letter, sealed to a recovery key that is kept offline"
    )
