"""Tables of what is to be done: actions, what was reported, which meeting looked at them, links."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.meetings.kinds import ActionState
from portal.meetings.models import one_of


class Action(Base):
    """What one service is to do."""

    __tablename__ = "group_actions"
    __table_args__ = (
        one_of("state", ActionState),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_when"),
        CheckConstraint("carried >= 0", name="carried"),
        Index("ix_group_actions_listed", "group_code", "state", "due_on", "id"),
        Index("ix_group_actions_given", "meeting_id", "due_on", "id"),
        Index("ix_group_actions_service", "group_code", "state", "service", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the action")
    group_code: Mapped[str] = mapped_column(String(60), comment="group that gave the action")
    meeting_id: Mapped[str] = mapped_column(String(32), comment="meeting at which it was given")
    item_id: Mapped[str] = mapped_column(String(32), comment="agenda item it came from, if it did")
    given_on: Mapped[date] = mapped_column(Date, comment="day it was given")
    what: Mapped[str] = mapped_column(Text, comment="what is to be done")
    owner: Mapped[str] = mapped_column(String(100), comment="service that is to do it, as a code")
    service: Mapped[str] = mapped_column(String(100), comment="what that service was called then")
    due_on: Mapped[date] = mapped_column(Date, comment="day by which it is to be done")
    closed: Mapped[bool] = mapped_column(Boolean, comment="whether it stays in the room")
    state: Mapped[str] = mapped_column(String(8), comment="open, done or dropped")
    reason: Mapped[str] = mapped_column(Text, comment="how it ended")
    settled_on: Mapped[date | None] = mapped_column(Date, comment="day it was done or dropped")
    carried: Mapped[int] = mapped_column(Integer, comment="how many meetings it was carried over")
    version: Mapped[int] = mapped_column(Integer, comment="how often the action was changed")


class ActionUpdate(Base):
    """What a service reported about an action."""

    __tablename__ = "group_action_updates"
    __table_args__ = (Index("ix_group_action_updates_of", "action_id", "written_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the update")
    action_id: Mapped[str] = mapped_column(
        ForeignKey("group_actions.id", ondelete="CASCADE"), comment="the action"
    )
    words: Mapped[str] = mapped_column(Text, comment="what was reported")
    written_on: Mapped[date] = mapped_column(Date, comment="day it was reported")
    written_by: Mapped[str] = mapped_column(String(32), comment="staff account, or empty for a link")


class ActionReview(Base):
    """That a meeting looked at an action, and how it stood then."""

    __tablename__ = "group_action_reviews"
    __table_args__ = (one_of("state", ActionState), WITHOUT_ROWID)

    action_id: Mapped[str] = mapped_column(
        ForeignKey("group_actions.id", ondelete="CASCADE"), primary_key=True, comment="the action"
    )
    meeting_id: Mapped[str] = mapped_column(
        ForeignKey("group_meetings.id", ondelete="CASCADE"), primary_key=True, comment="the meeting"
    )
    state: Mapped[str] = mapped_column(String(8), comment="how the action stood at the meeting")
    carried: Mapped[int] = mapped_column(Integer, comment="how often it had been carried over by its end")


class UpdateLink(Base):
    """A link by which somebody without an account reports for a service before one meeting."""

    __tablename__ = "group_update_links"
    __table_args__ = (Index(None, "until"), WITHOUT_ROWID)

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, comment="keyed hash of the link")
    meeting_id: Mapped[str] = mapped_column(
        ForeignKey("group_meetings.id", ondelete="CASCADE"), comment="meeting the updates are for"
    )
    seat: Mapped[str] = mapped_column(String(100), comment="service that reports, as a code")
    until: Mapped[date] = mapped_column(Date, comment="last day on which the link opens")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff made the link")
