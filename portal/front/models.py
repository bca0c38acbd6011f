"""The table of what must not go yet, whatever kind of record it is."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


class HeldRecord(StrEnum):
    """What can be held."""

    CONCERN = "concern"
    ANSWER = "answer"
    CASE = "case"
    REFERRAL = "referral"
    MEETING = "meeting"
    PACK = "pack"
    OUTCOME = "outcome"


_LISTED = ", ".join(f"'{record.value}'" for record in HeldRecord)


class RetentionHold(Base):
    """A court or a lawful request keeps one record beyond its time."""

    __tablename__ = "retention_holds"
    __table_args__ = (
        CheckConstraint(f"record IN ({_LISTED})", name="record_known"),
        Index("ix_retention_holds_record", "record", "record_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the hold")
    record: Mapped[str] = mapped_column(String(10), comment="which kind of record is held")
    record_id: Mapped[str] = mapped_column(String(32), comment="random id of the record that is held")
    reason: Mapped[str] = mapped_column(Text, comment="why it is held, as the administrator wrote it")
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random salt of the reason's hash in the ledger"
    )
    placed_on: Mapped[date] = mapped_column(Date, comment="day the hold was placed")
    until: Mapped[date] = mapped_column(Date, comment="last day of the hold")
    lifted_on: Mapped[date | None] = mapped_column(Date, comment="day the hold was lifted before its time")
    lifted_reason: Mapped[str] = mapped_column(Text, comment="why it was lifted")
    lifted_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random salt of that reason's hash in the ledger"
    )
