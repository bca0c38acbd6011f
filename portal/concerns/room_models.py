"""Tables of the safeguarding room: who was told about a report, and what one lead hands to the next."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base
from portal.concerns.rules import Purpose

_PURPOSES = ", ".join(f"'{purpose.value}'" for purpose in Purpose)


class ConcernTold(Base):
    """An agency that was told about a report, and for which purpose."""

    __tablename__ = "concern_told"
    __table_args__ = (
        CheckConstraint(f"purpose IN ({_PURPOSES})", name="purpose_known"),
        Index("ix_concern_told_concern", "concern_id", "told_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), comment="the report it was about"
    )
    agency: Mapped[str] = mapped_column(String(60), comment="which agency was told, as a code")
    purpose: Mapped[str] = mapped_column(String(30), comment="for which purpose, as a code")
    told_on: Mapped[date] = mapped_column(Date, comment="day it was written down")


class ConcernHandover(Base):
    """A note from one safeguarding lead to the next; it may be about people, so it lies here sealed."""

    __tablename__ = "concern_handovers"
    __table_args__ = (UniqueConstraint("key"), WITHOUT_ROWID)

    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), primary_key=True, comment="the report it is about"
    )
    turn: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="place among the notes, from 1"
    )
    key: Mapped[str] = mapped_column(
        String(32), comment="random id the page was made with, to know a page sent twice"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the note, sealed to the moderators' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    written_on: Mapped[date] = mapped_column(Date, comment="day of the note")
