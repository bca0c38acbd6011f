"""Tables of hotspots: where concerns gather, what is done about it, and what police recorded there."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.hotspots.rules import Level, Stage


def _one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class HotspotRow(Base):
    """One hotspot."""

    __tablename__ = "hotspots"
    __table_args__ = (
        _one_of("stage", Stage),
        _one_of("victims", Level),
        _one_of("communities", Level),
        _one_of("environment", Level),
        _one_of("likelihood", Level),
        _one_of("standing", Level),
        _one_of("capacity", Level),
        CheckConstraint(
            "theme IS NOT NULL OR area IS NOT NULL OR ward IS NOT NULL OR subtopic IS NOT NULL",
            name="is_somewhere",
        ),
        Index("ix_hotspots_listed", "changed_at", "id"),
        Index("ix_hotspots_name", "name", "id"),
        Index("ix_hotspots_owner", "owner", "changed_at", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the hotspot")
    name: Mapped[str] = mapped_column(String(100), comment="name of the hotspot")
    owner: Mapped[str] = mapped_column(String(60), comment="group that sees to the hotspot")
    theme: Mapped[str | None] = mapped_column(String(32), comment="theme whose reports gather there")
    area: Mapped[str | None] = mapped_column(String(20), comment="map area of the hotspot, never a point")
    ward: Mapped[str | None] = mapped_column(String(20), comment="ward of the hotspot")
    subtopic: Mapped[str | None] = mapped_column(String(60), comment="kind of concern that gathers there")
    stage: Mapped[str] = mapped_column(String(12), comment="where the work on the hotspot stands")
    victims: Mapped[str] = mapped_column(String(8), comment="judged harm to victims, as a level")
    communities: Mapped[str] = mapped_column(String(8), comment="judged harm to communities, as a level")
    environment: Mapped[str] = mapped_column(String(8), comment="judged harm to the environment, as a level")
    likelihood: Mapped[str] = mapped_column(
        String(8), comment="judged likelihood that it goes on, as a level"
    )
    standing: Mapped[str] = mapped_column(String(8), comment="judged weight for public trust, as a level")
    capacity: Mapped[str] = mapped_column(String(8), comment="judged means to deal with it, as a level")
    assessment: Mapped[str] = mapped_column(Text, comment="what stands behind the judgement")
    begun_on: Mapped[date] = mapped_column(Date, comment="day the hotspot was begun")
    version: Mapped[int] = mapped_column(Integer, comment="how often the hotspot was changed")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when staff last changed the hotspot")


class HotspotStep(Base):
    """One step of the work on a hotspot, and why it was taken."""

    __tablename__ = "hotspot_steps"
    __table_args__ = (_one_of("stage", Stage), WITHOUT_ROWID)

    hotspot_id: Mapped[str] = mapped_column(
        ForeignKey("hotspots.id", ondelete="CASCADE"), primary_key=True, comment="the hotspot"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the hotspot after the step"
    )
    stage: Mapped[str] = mapped_column(String(12), comment="where the work stood after the step")
    note: Mapped[str] = mapped_column(Text, comment="why the step was taken, without personal details")
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the step was taken")
    taken_by: Mapped[str] = mapped_column(String(32), comment="id of the account that took the step")


class HotspotResponse(Base):
    """What somebody does about a hotspot."""

    __tablename__ = "hotspot_responses"
    __table_args__ = (Index("ix_hotspot_responses_of", "hotspot_id", "starts_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the response")
    hotspot_id: Mapped[str] = mapped_column(
        ForeignKey("hotspots.id", ondelete="CASCADE"), comment="the hotspot"
    )
    what: Mapped[str] = mapped_column(Text, comment="who does what about the hotspot")
    starts_on: Mapped[date] = mapped_column(Date, comment="first day of the response")
    ends_on: Mapped[date | None] = mapped_column(Date, comment="last day of the response")


class RecordedCrime(Base):
    """How many crimes of one type police published for one map area and month; no single crime."""

    __tablename__ = "recorded_crimes"
    __table_args__ = (Index("ix_recorded_crimes_area", "area", "month", "crime_type"), WITHOUT_ROWID)

    month: Mapped[date] = mapped_column(Date, primary_key=True, comment="month police recorded it in")
    force: Mapped[str] = mapped_column(String(80), primary_key=True, comment="police force that published it")
    ward: Mapped[str] = mapped_column(String(20), primary_key=True, comment="ward it was published for")
    area: Mapped[str] = mapped_column(
        String(20), primary_key=True, comment="map area it was published for; empty for the ward alone"
    )
    crime_type: Mapped[str] = mapped_column(
        String(60), primary_key=True, comment="type of crime as police name it"
    )
    number: Mapped[int] = mapped_column(Integer, comment="how many of them police published")


class RecordedMonth(Base):
    """One month of one police force that was read in."""

    __tablename__ = "recorded_months"
    __table_args__ = (WITHOUT_ROWID,)

    month: Mapped[date] = mapped_column(Date, primary_key=True, comment="month police recorded it in")
    force: Mapped[str] = mapped_column(String(80), primary_key=True, comment="police force that published it")
    digest: Mapped[str] = mapped_column(String(64), comment="fingerprint of what was read")
    inside: Mapped[int] = mapped_column(Integer, comment="how many lines lay inside the partnership's area")
    outside: Mapped[int] = mapped_column(Integer, comment="how many lines lay outside it")
    without_place: Mapped[int] = mapped_column(Integer, comment="how many lines named no place")
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the month was read in")
