"""Tables of packs: the frozen evidence, what was said beside it, and what agencies let a group use."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class Pack(Base):
    """One group's evidence for one period, as it was frozen."""

    __tablename__ = "packs"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint("(signed_at IS NULL) = (signed_by IS NULL)", name="signed_by_somebody"),
        CheckConstraint("(sent_at IS NULL) = (sent_by IS NULL)", name="sent_by_somebody"),
        Index(None, "group_code", "starts_on", "ends_on", "version", unique=True),
        Index(None, "made_at", "id"),
        Index(None, "group_code", "made_at", "id"),
        Index(None, "starts_on", "id"),
        Index(None, "group_code", "starts_on", "id"),
        Index(None, "ends_on", "id"),
        Index(None, "group_code", "ends_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the evidence pack")
    group_code: Mapped[str] = mapped_column(String(40), comment="the group the pack is for")
    starts_on: Mapped[date] = mapped_column(Date, comment="first day of the pack's period")
    ends_on: Mapped[date] = mapped_column(Date, comment="day after the pack's period")
    version: Mapped[int] = mapped_column(Integer, comment="which pack for this group and period")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the pack was frozen")
    made_by: Mapped[str] = mapped_column(String(32), comment="random id of the staff account that froze it")
    content: Mapped[str] = mapped_column(Text, comment="the pack's tables, every number through the gate")
    digest: Mapped[str] = mapped_column(String(64), comment="hash of the pack's content")
    sent_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when the group was told of the pack"
    )
    sent_by: Mapped[str | None] = mapped_column(
        String(32), comment="random id of the staff account that told the group"
    )
    signed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when the chair signed the pack off"
    )
    signed_by: Mapped[str | None] = mapped_column(
        String(32), comment="random id of the chair's account that signed the pack off"
    )


class PackComment(Base):
    """What a reader of a pack noted beside it."""

    __tablename__ = "pack_comments"
    __table_args__ = (Index(None, "pack_id", "written_at", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the comment")
    pack_id: Mapped[str] = mapped_column(
        ForeignKey("packs.id", ondelete="CASCADE"), comment="the pack the comment stands beside"
    )
    words: Mapped[str] = mapped_column(Text, comment="a staff member's comment, without personal details")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the comment was written")
    written_by: Mapped[str] = mapped_column(
        String(32), comment="random id of the staff account that wrote the comment"
    )


class AgencyNote(Base):
    """What an agency told a group, kept out of every pack until that agency lets the group use it again."""

    __tablename__ = "pack_agency_notes"
    __table_args__ = (
        CheckConstraint("(approved_on IS NULL) = (approved_words = '')", name="approved_by_somebody"),
        Index(None, "group_code", "received_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the agency's note")
    group_code: Mapped[str] = mapped_column(String(40), comment="the group the note is for")
    source_agency: Mapped[str] = mapped_column(String(60), comment="agency the information comes from")
    words: Mapped[str] = mapped_column(Text, comment="what the agency told, without personal details")
    received_on: Mapped[date] = mapped_column(Date, comment="day the agency told it")
    approved_on: Mapped[date | None] = mapped_column(
        Date, comment="day the agency agreed that the group may use it again"
    )
    approved_words: Mapped[str] = mapped_column(
        String(200), comment="which post at the agency agreed, no name"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the note was changed")
    written_by: Mapped[str] = mapped_column(
        String(32), comment="random id of the staff account that wrote the note down"
    )
