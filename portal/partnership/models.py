"""Tables of what a partnership says and may change: helplines, and what it puts first in which years."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime


class HelplineRow(Base):
    """A way to get help, as everybody can read it."""

    __tablename__ = "helplines"
    __table_args__ = (WITHOUT_ROWID,)

    code: Mapped[str] = mapped_column(String(60), primary_key=True, comment="short name of the helpline")
    position: Mapped[int] = mapped_column(Integer, comment="place in the list")
    name: Mapped[str] = mapped_column(String(120), comment="name of the helpline")
    number: Mapped[str] = mapped_column(String(60), comment="its telephone number")
    text_number: Mapped[str] = mapped_column(String(60), comment="its number for text messages")
    url: Mapped[str] = mapped_column(String(300), comment="its web address")
    hours: Mapped[str] = mapped_column(String(200), comment="when somebody answers")
    words: Mapped[str] = mapped_column(Text, comment="what it is for")
    audience: Mapped[str] = mapped_column(String(20), comment="whom it is for")
    source: Mapped[str] = mapped_column(Text, comment="where the entry was found")
    always: Mapped[bool] = mapped_column(
        Boolean, comment="whether it stands first wherever helplines are shown"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the entry was saved")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when an officer last saved it")
    verified_on: Mapped[date | None] = mapped_column(Date, comment="day an officer checked the entry")
    verified_by: Mapped[str | None] = mapped_column(String(32), comment="random id of that officer's account")


class PrioritySetRow(Base):
    """The years for which the partnership set its priorities."""

    __tablename__ = "priority_sets"
    __table_args__ = (WITHOUT_ROWID,)

    year: Mapped[str] = mapped_column(String(7), primary_key=True, comment="the years, such as 2022-25")
    heading: Mapped[str] = mapped_column(String(200), comment="heading of the list")
    source: Mapped[str] = mapped_column(Text, comment="where the priorities were published")
    illustration: Mapped[bool] = mapped_column(Boolean, comment="whether the list is only an example")
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often the list was saved")


class PriorityRow(Base):
    """One thing the partnership puts first in those years."""

    __tablename__ = "priorities"
    __table_args__ = (WITHOUT_ROWID,)

    year: Mapped[str] = mapped_column(
        String(7), ForeignKey("priority_sets.year"), primary_key=True, comment="the years it belongs to"
    )
    code: Mapped[str] = mapped_column(String(60), primary_key=True, comment="short name of the priority")
    position: Mapped[int] = mapped_column(Integer, comment="place in the list")
    name: Mapped[str] = mapped_column(String(200), comment="name of the priority")
    words: Mapped[str] = mapped_column(Text, comment="what it means")
    groups: Mapped[list[Any]] = mapped_column(JSON, comment="codes of the groups that lead on it")


class EasyReadRow(Base):
    """An Easy Read version of one of our pages."""

    __tablename__ = "easy_reads"
    __table_args__ = (WITHOUT_ROWID,)

    key: Mapped[str] = mapped_column(String(120), primary_key=True, comment="page it is a version of")
    id: Mapped[str] = mapped_column(String(32), unique=True, comment="random id of the version")
    words: Mapped[str] = mapped_column(Text, comment="its lines, one thought each")
    made_by: Mapped[str] = mapped_column(String(200), comment="who made it, as published")
    checked_by: Mapped[str] = mapped_column(String(200), comment="group that checked it, as published")
    checked_on: Mapped[date] = mapped_column(Date, comment="day it was checked")
    version: Mapped[int] = mapped_column(Integer, comment="how often it was saved")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when it was last saved")
