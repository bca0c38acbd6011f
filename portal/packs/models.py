"""Frozen packs."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class Pack(Base):
    """One group's evidence for one period, as it was frozen."""

    __tablename__ = "packs"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="period"),
        Index(None, "group_code", "starts_on", "ends_on", "version", unique=True),
        Index(None, "made_at", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    group_code: Mapped[str] = mapped_column(String(40), comment="the group the pack is for")
    starts_on: Mapped[date] = mapped_column(Date, comment="first day of the pack's period")
    ends_on: Mapped[date] = mapped_column(Date, comment="day after the pack's period")
    version: Mapped[int] = mapped_column(Integer, comment="which pack for this group and period")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the pack was frozen")
    made_by: Mapped[str] = mapped_column(String(32), comment="random id of the staff account that froze it")
    content: Mapped[str] = mapped_column(Text, comment="the pack's tables, every number through the gate")
    digest: Mapped[str] = mapped_column(String(64), comment="hash of the pack's content")
