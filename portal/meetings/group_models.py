"""Tables of what a group keeps between meetings: services, work plan, task groups, returns, briefs."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.meetings.kinds import Mark, ReturnKind, ReturnStep
from portal.meetings.models import one_of


class SeatRow(Base):
    """A standing service of a group, and who speaks for it: posts, never names."""

    __tablename__ = "group_seats"
    __table_args__ = (WITHOUT_ROWID,)

    group_code: Mapped[str] = mapped_column(String(60), primary_key=True, comment="the group")
    seat: Mapped[str] = mapped_column(String(100), primary_key=True, comment="the service, as a code")
    service: Mapped[str] = mapped_column(String(100), comment="what the service is called")
    representative: Mapped[str] = mapped_column(String(100), comment="post that speaks for the service")
    deputy: Mapped[str] = mapped_column(String(100), comment="post that stands in")
    representative_account: Mapped[str] = mapped_column(String(32), comment="staff account of that post")
    deputy_account: Mapped[str] = mapped_column(String(32), comment="staff account of the deputy's post")
    gone: Mapped[bool] = mapped_column(Boolean, comment="whether the service no longer sits on the group")
    version: Mapped[int] = mapped_column(Integer, comment="how often the seat was changed")


class WorkItem(Base):
    """What a group means to take up, and when."""

    __tablename__ = "group_work_items"
    __table_args__ = (Index("ix_group_work_items_listed", "group_code", "due_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the item")
    group_code: Mapped[str] = mapped_column(String(60), comment="the group")
    title: Mapped[str] = mapped_column(String(160), comment="what the group means to take up")
    due_on: Mapped[date] = mapped_column(Date, comment="from which day on it belongs on an agenda")
    yearly: Mapped[bool] = mapped_column(Boolean, comment="whether it comes back every year")
    taken_on: Mapped[date | None] = mapped_column(Date, comment="day of the meeting that last took it up")


class TaskGroup(Base):
    """A task and finish group."""

    __tablename__ = "group_task_groups"
    __table_args__ = (Index("ix_group_task_groups_listed", "group_code", "ends_by", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the task group")
    group_code: Mapped[str] = mapped_column(String(60), comment="group that set it up")
    name: Mapped[str] = mapped_column(String(160), comment="name of the task group")
    closed: Mapped[bool] = mapped_column(Boolean, comment="whether it stays in the room")
    purpose: Mapped[str] = mapped_column(Text, comment="the one issue it works on")
    lead: Mapped[str] = mapped_column(String(100), comment="post that leads it")
    begun_on: Mapped[date] = mapped_column(Date, comment="day it was set up")
    ends_by: Mapped[date] = mapped_column(Date, comment="day by which it is to be finished")
    finished_on: Mapped[date | None] = mapped_column(Date, comment="day it was finished")
    result: Mapped[str] = mapped_column(Text, comment="what came of it")
    version: Mapped[int] = mapped_column(Integer, comment="how often the task group was changed")


class TaskUpdate(Base):
    """What a task and finish group told the group that set it up."""

    __tablename__ = "group_task_updates"
    __table_args__ = (Index("ix_group_task_updates_of", "task_group_id", "written_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the update")
    task_group_id: Mapped[str] = mapped_column(
        ForeignKey("group_task_groups.id", ondelete="CASCADE"), comment="the task group"
    )
    words: Mapped[str] = mapped_column(Text, comment="how far it has come")
    written_on: Mapped[date] = mapped_column(Date, comment="day of the update")
    written_by: Mapped[str] = mapped_column(String(32), comment="staff account that wrote it")


class GroupMark(Base):
    """That a group gave the board an update, or looked at its terms of reference."""

    __tablename__ = "group_marks"
    __table_args__ = (one_of("kind", Mark), WITHOUT_ROWID)

    group_code: Mapped[str] = mapped_column(String(60), primary_key=True, comment="the group")
    kind: Mapped[str] = mapped_column(String(8), primary_key=True, comment="update or review")
    done_on: Mapped[date] = mapped_column(Date, primary_key=True, comment="day it was done")
    words: Mapped[str] = mapped_column(Text, comment="what came of it")
    written_by: Mapped[str] = mapped_column(String(32), comment="staff account that noted it")
    version: Mapped[int] = mapped_column(Integer, comment="how often the mark was changed")


class GroupReturn(Base):
    """What a group passes on: a lesson, a risk, a shortfall, a training need, a success."""

    __tablename__ = "group_returns"
    __table_args__ = (
        one_of("kind", ReturnKind),
        Index("ix_group_returns_at", "at_group", "answered", "raised_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the return")
    from_group: Mapped[str] = mapped_column(String(60), comment="group that raised it")
    at_group: Mapped[str] = mapped_column(String(60), comment="group that has it now")
    kind: Mapped[str] = mapped_column(String(12), comment="lesson, risk, shortfall, training or success")
    title: Mapped[str] = mapped_column(String(160), comment="what it is, in one line")
    words: Mapped[str] = mapped_column(Text, comment="what the group passes on")
    source_agency: Mapped[str] = mapped_column(String(100), comment="other agency that told it, if one did")
    approved: Mapped[str] = mapped_column(String(100), comment="post at that agency that said yes to re-use")
    answered: Mapped[bool] = mapped_column(Boolean, comment="whether a group answered it")
    raised_on: Mapped[date] = mapped_column(Date, comment="day it was raised")
    version: Mapped[int] = mapped_column(Integer, comment="how often it was taken on")


class ReturnTrail(Base):
    """One step of a return: who did what, and which group had it then."""

    __tablename__ = "group_return_steps"
    __table_args__ = (
        one_of("step", ReturnStep),
        Index("ix_group_return_steps_group", "group_code", "return_id"),
        WITHOUT_ROWID,
    )

    return_id: Mapped[str] = mapped_column(
        ForeignKey("group_returns.id", ondelete="CASCADE"), primary_key=True, comment="the return"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the return after the step"
    )
    step: Mapped[str] = mapped_column(String(12), comment="what was done with it")
    group_code: Mapped[str] = mapped_column(String(60), comment="group that had it after the step")
    words: Mapped[str] = mapped_column(Text, comment="why, or what the answer is")
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the step was taken")
    taken_by: Mapped[str] = mapped_column(String(32), comment="staff account that took it")


class Brief(Base):
    """A group's quarterly brief."""

    __tablename__ = "group_briefs"
    __table_args__ = (
        CheckConstraint("(signed_on IS NULL) = (signed_by = '')", name="signed_by_somebody"),
        Index("ix_group_briefs_quarter", "group_code", "quarter", unique=True),
        Index("ix_group_briefs_listed", "quarter", "id"),
        Index("ix_group_briefs_signed", "signed_on"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the brief")
    group_code: Mapped[str] = mapped_column(String(60), comment="the group")
    quarter: Mapped[date] = mapped_column(Date, comment="first day of the three months it is about")
    activities: Mapped[str] = mapped_column(Text, comment="what the group did")
    progress: Mapped[str] = mapped_column(Text, comment="how far it has come")
    challenges: Mapped[str] = mapped_column(Text, comment="what stands in the way")
    signed_on: Mapped[date | None] = mapped_column(Date, comment="day the chair signed it off")
    signed_by: Mapped[str] = mapped_column(String(32), comment="staff account of that chair")
    digest: Mapped[str] = mapped_column(String(64), comment="hash of the signed brief")
    salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into that hash: the ledger's copy tells no words"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the brief was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff last changed the brief")
