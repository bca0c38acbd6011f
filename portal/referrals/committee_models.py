"""Tables of the scrutiny committee itself: its sittings, its work programme, which councillors sit on it."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.referrals.models import one_of
from portal.referrals.sitting import SittingState


class Sitting(Base):
    """A sitting of the scrutiny committee."""

    __tablename__ = "committee_sittings"
    __table_args__ = (
        one_of("state", SittingState),
        Index("ix_committee_sittings_day", "for_crime", "state", "on", "id"),
        Index("ix_committee_sittings_listed", "on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the sitting")
    on: Mapped[date] = mapped_column(Date, comment="day of the sitting")
    begins: Mapped[str] = mapped_column(String(5), comment="time it begins, as the notice says")
    place: Mapped[str] = mapped_column(String(200), comment="where the committee sits")
    for_crime: Mapped[bool] = mapped_column(
        Boolean, comment="whether it sits as the crime and disorder committee"
    )
    state: Mapped[str] = mapped_column(String(10), comment="whether it is planned, held or called off")
    moved_from: Mapped[date | None] = mapped_column(Date, comment="day it was to be held before it was moved")
    note: Mapped[str] = mapped_column(Text, comment="why it was moved or called off, or what was dealt with")
    version: Mapped[int] = mapped_column(Integer, comment="how often the sitting was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff last changed the sitting")


class Programme(Base):
    """The scrutiny committee's work programme of one year, and when the partners agreed to it."""

    __tablename__ = "committee_programmes"
    __table_args__ = (UniqueConstraint("year"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the programme")
    year: Mapped[str] = mapped_column(String(7), comment="the year, as 2026-27")
    items: Mapped[str] = mapped_column(Text, comment="what the committee means to look at, one a line")
    consulted_on: Mapped[date | None] = mapped_column(Date, comment="day the partners were asked")
    agreed_on: Mapped[date | None] = mapped_column(Date, comment="day the partners agreed to it")
    agreed_with: Mapped[str] = mapped_column(String(300), comment="authorities that agreed, as codes")
    version: Mapped[int] = mapped_column(Integer, comment="how often the programme was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff last changed the programme")


class CommitteeSeat(Base):
    """A councillor's account that sits on the scrutiny committee."""

    __tablename__ = "committee_seats"
    __table_args__ = (WITHOUT_ROWID,)

    account_id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="id of the account")
    since: Mapped[date] = mapped_column(Date, comment="day from which the councillor sits on it")
