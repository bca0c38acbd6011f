"""Tables of a group's meetings: who came, the agenda, what was decided and who still has to agree."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.meetings.kinds import Agreement, Channel, MeetingState, Presence, Source
from portal.meetings.rules import may_leave


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """A constraint that the column holds one of these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Meeting(Base):
    """One meeting of one group."""

    __tablename__ = "group_meetings"
    __table_args__ = (
        one_of("state", MeetingState),
        one_of("circulated_how", ("", *Channel)),
        Index("ix_group_meetings_listed", "group_code", "held_on", "id"),
        Index("ix_group_meetings_public", "public", "held_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the meeting")
    group_code: Mapped[str] = mapped_column(String(60), comment="group that meets")
    held_on: Mapped[date] = mapped_column(Date, comment="day of the meeting")
    starts: Mapped[str] = mapped_column(String(5), comment="time of day at which it begins")
    place: Mapped[str] = mapped_column(String(200), comment="where the group meets")
    public: Mapped[bool] = mapped_column(Boolean, comment="whether anybody may come")
    notes: Mapped[str] = mapped_column(Text, comment="what was talked about, for everybody to read")
    state: Mapped[str] = mapped_column(String(12), comment="planned, held or cancelled")
    reason: Mapped[str] = mapped_column(Text, comment="why the meeting was cancelled")
    circulated_on: Mapped[date | None] = mapped_column(Date, comment="day the papers first went out")
    circulated_how: Mapped[str] = mapped_column(String(8), comment="whether they went by mail or on paper")
    members_then: Mapped[int | None] = mapped_column(Integer, comment="standing services when it was held")
    quorum_then: Mapped[int | None] = mapped_column(Integer, comment="services needed to decide, then")
    version: Mapped[int] = mapped_column(Integer, comment="how often the meeting was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff last changed the meeting")


class Attendance(Base):
    """Whether a service was there; posts, never names."""

    __tablename__ = "group_meeting_attendance"
    __table_args__ = (one_of("came", Presence), WITHOUT_ROWID)

    meeting_id: Mapped[str] = mapped_column(
        ForeignKey("group_meetings.id", ondelete="CASCADE"), primary_key=True, comment="the meeting"
    )
    seat: Mapped[str] = mapped_column(String(100), primary_key=True, comment="the service, as a code")
    service: Mapped[str] = mapped_column(String(100), comment="what the service was called then")
    came: Mapped[str] = mapped_column(String(12), comment="whether somebody came for the service")


class AgendaItem(Base):
    """One item of an agenda."""

    __tablename__ = "group_agenda_items"
    __table_args__ = (
        one_of("source", Source),
        Index("ix_group_agenda_items_of", "meeting_id", "place", "id"),
        Index("ix_group_agenda_items_about", "source", "source_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the item")
    meeting_id: Mapped[str] = mapped_column(
        ForeignKey("group_meetings.id", ondelete="CASCADE"), comment="the meeting it is for"
    )
    place: Mapped[int] = mapped_column(Integer, comment="where it stands on the agenda")
    title: Mapped[str] = mapped_column(String(160), comment="title of the item")
    public_title: Mapped[str] = mapped_column(
        String(160), comment="title the chair released for everybody; empty for none"
    )
    paper: Mapped[str] = mapped_column(Text, comment="what the group reads about it beforehand")
    closed: Mapped[bool] = mapped_column(Boolean, comment="whether it stays in the room")
    source: Mapped[str] = mapped_column(String(16), comment="where the item came from")
    source_id: Mapped[str] = mapped_column(String(80), comment="which theme, consultation or the like")
    source_agency: Mapped[str] = mapped_column(String(100), comment="other agency that told it, if one did")
    approved: Mapped[str] = mapped_column(String(100), comment="post at that agency that said yes to re-use")
    approved_on: Mapped[date | None] = mapped_column(Date, comment="day that agency said yes")
    note: Mapped[str] = mapped_column(Text, comment="what came of the item, not word for word")
    version: Mapped[int] = mapped_column(Integer, comment="how often the item was changed")

    @property
    def leaves(self) -> bool:
        """Whether it may be read outside the room."""
        return may_leave(closed=self.closed, source_agency=self.source_agency, approved=bool(self.approved))


class Decision(Base):
    """What a group decided about an item."""

    __tablename__ = "group_decisions"
    __table_args__ = (
        Index("ix_group_decisions_of", "item_id", "id"),
        Index("ix_group_decisions_told", "outcome_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the decision")
    item_id: Mapped[str] = mapped_column(
        ForeignKey("group_agenda_items.id", ondelete="CASCADE"), comment="the item it was about"
    )
    words: Mapped[str] = mapped_column(Text, comment="what was decided")
    decided_on: Mapped[date] = mapped_column(Date, comment="day of the decision")
    outcome_id: Mapped[str] = mapped_column(String(32), comment="outcome that tells everybody, if one does")


class DecisionAgreement(Base):
    """What one service that a decision binds said to it."""

    __tablename__ = "group_decision_agreements"
    __table_args__ = (one_of("state", Agreement), WITHOUT_ROWID)

    decision_id: Mapped[str] = mapped_column(
        ForeignKey("group_decisions.id", ondelete="CASCADE"), primary_key=True, comment="the decision"
    )
    seat: Mapped[str] = mapped_column(String(100), primary_key=True, comment="service it binds, as a code")
    service: Mapped[str] = mapped_column(String(100), comment="what the service was called then")
    state: Mapped[str] = mapped_column(String(8), comment="whether the service agreed")
    settled_on: Mapped[date | None] = mapped_column(Date, comment="day the service said so")
    by_presence: Mapped[bool] = mapped_column(Boolean, comment="whether it agreed by being there")
