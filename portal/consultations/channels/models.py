"""The tables of answers that did not come by the web: how an answer came, and nothing of who gave it."""

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base
from portal.consultations.channels.rules import BatchState, InvitedKind, Which


def _one_of(column: str, values: object) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Batch(Base):
    """A pile of papers that is typed in together."""

    __tablename__ = "consultation_batches"
    __table_args__ = (
        _one_of("state", BatchState),
        Index(None, "consultation_id", "number", unique=True),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation the papers answer"
    )
    number: Mapped[int] = mapped_column(Integer, comment="number of the pile within the consultation")
    name: Mapped[str] = mapped_column(String(80), comment="where the pile came from, such as a library")
    state: Mapped[str] = mapped_column(String(12), comment="being typed, being checked, or counted")
    released_why: Mapped[str] = mapped_column(
        Text, default="", comment="why it counts without its second typing, as published"
    )
    released_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )


class Sheet(Base):
    """One paper of a pile, and how its second typing went."""

    __tablename__ = "consultation_sheets"
    __table_args__ = (Index(None, "batch_id", "number", unique=True), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    batch_id: Mapped[str] = mapped_column(ForeignKey("consultation_batches.id"), comment="its pile")
    number: Mapped[int] = mapped_column(Integer, comment="number written on the paper, within its pile")
    response_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_responses.id"), unique=True, comment="the answers on it"
    )
    left_out: Mapped[str] = mapped_column(
        Text, default="", comment="questions that had to be answered and were not, as codes"
    )
    unclear: Mapped[str] = mapped_column(
        Text, default="", comment="questions whose answer could not be read or did not fit, as codes"
    )
    sampled: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="whether it is to be typed a second time"
    )
    second_by: Mapped[str | None] = mapped_column(
        String(32), comment="account that typed it the second time; emptied after the report"
    )
    checked: Mapped[bool] = mapped_column(Boolean, default=False, comment="whether it was typed twice")
    fields: Mapped[int] = mapped_column(Integer, default=0, comment="how many fields were compared")
    different: Mapped[int] = mapped_column(Integer, default=0, comment="how many of them differed")


class SheetDifference(Base):
    """One answer that two officers typed differently; the second wording goes once one was chosen."""

    __tablename__ = "consultation_sheet_differences"
    __table_args__ = (_one_of("chosen", Which), WITHOUT_ROWID)

    sheet_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_sheets.id"), primary_key=True, comment="the paper it is on"
    )
    part: Mapped[str] = mapped_column(
        String(60), primary_key=True, comment="question it is the answer to, as a code"
    )
    second: Mapped[str | None] = mapped_column(
        Text, comment="what was typed the second time, where it was chosen from a list"
    )
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="what was typed freely the second time, sealed to the working key"
    )
    sealed_recovery: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="what was typed freely the second time, sealed to the recovery key"
    )
    chosen: Mapped[str | None] = mapped_column(String(8), comment="which typing the paper says")


class Event(Base):
    """A place and days on which people answer on a screen of ours, or by a link shown there."""

    __tablename__ = "consultation_events"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        Index(None, "consultation_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation that is answered there"
    )
    code: Mapped[str] = mapped_column(String(8), unique=True, comment="public code in the event's link")
    name: Mapped[str] = mapped_column(String(80), comment="what the event is called")
    place: Mapped[str] = mapped_column(String(120), comment="where it is")
    first_day: Mapped[date] = mapped_column(Date, comment="its first day")
    last_day: Mapped[date] = mapped_column(Date, comment="its last day")
    clear_after: Mapped[int] = mapped_column(Integer, comment="seconds until a left screen is cleared")
    stopped: Mapped[bool] = mapped_column(Boolean, default=False, comment="whether it was stopped early")


class InvitationBatch(Base):
    """Invitation codes that were made together for one purpose."""

    __tablename__ = "consultation_invitation_batches"
    __table_args__ = (_one_of("kind", InvitedKind), Index(None, "consultation_id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation they open"
    )
    name: Mapped[str] = mapped_column(String(80), comment="what the codes are for")
    kind: Mapped[str] = mapped_column(String(12), comment="for groups or for households")
    number: Mapped[int] = mapped_column(Integer, comment="how many codes were made")
    made_on: Mapped[date] = mapped_column(Date, comment="day they were made")


class Invitation(Base):
    """One invitation code, as a hash; nothing joins it to the answers it opened."""

    __tablename__ = "consultation_invitations"
    __table_args__ = (Index(None, "batch_id", "used"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    batch_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_invitation_batches.id"), comment="the codes it was made with"
    )
    lookup: Mapped[bytes] = mapped_column(
        LargeBinary(32), unique=True, comment="keyed hash of the code, to know it again"
    )
    used: Mapped[bool] = mapped_column(Boolean, default=False, comment="whether somebody answered with it")


class Arrival(Base):
    """How one respondent's answers reached us, where it was not by the web alone."""

    __tablename__ = "consultation_arrivals"
    __table_args__ = (Index(None, "event_id"), Index(None, "invitation_batch_id"), WITHOUT_ROWID)

    response_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_responses.id", ondelete="CASCADE"), primary_key=True, comment="the answers"
    )
    batch_id: Mapped[str | None] = mapped_column(
        ForeignKey("consultation_batches.id"), comment="the pile of paper they came in"
    )
    event_id: Mapped[str | None] = mapped_column(
        ForeignKey("consultation_events.id"), comment="the event they were given at"
    )
    invitation_batch_id: Mapped[str | None] = mapped_column(
        ForeignKey("consultation_invitation_batches.id"),
        comment="the set of invitations they came by; never which one",
    )
    entered_by: Mapped[str | None] = mapped_column(
        String(32), comment="account of the officer who typed them in; emptied after the report"
    )


class InvitedOnly(Base):
    """A consultation that takes answers by invitation alone."""

    __tablename__ = "consultation_invited_only"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation"
    )
