"""Tables of how the partnership knows that its plan works: measures, and their figures day by day."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime

UNITS = "unit IN ('count', 'percent', 'number')"
DIRECTIONS = "direction IN ('less', 'more', 'come_forward', 'watch')"


class MeasureRow(Base):
    """A measure of the partnership plan."""

    __tablename__ = "plan_measures"
    __table_args__ = (
        CheckConstraint(UNITS, name="unit"),
        CheckConstraint(DIRECTIONS, name="direction"),
        Index("uq_plan_measures_year_name", "year", "name", unique=True),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the measure")
    year: Mapped[str] = mapped_column(String(7), comment="year of the plan it belongs to")
    position: Mapped[int] = mapped_column(Integer, comment="place in the list")
    priority: Mapped[str] = mapped_column(String(60), comment="short name of the priority it tells about")
    name: Mapped[str] = mapped_column(String(200), comment="what is measured")
    words: Mapped[str] = mapped_column(Text, comment="how it is counted")
    owner: Mapped[str] = mapped_column(String(20), comment="code of the group that answers for it")
    unit: Mapped[str] = mapped_column(String(10), comment="whether it is a count, per cent or another number")
    direction: Mapped[str] = mapped_column(String(20), comment="which way is good")
    target: Mapped[float | None] = mapped_column(Float, comment="the number aimed at")
    source: Mapped[str] = mapped_column(Text, comment="whose figures they are")
    illustration: Mapped[bool] = mapped_column(Boolean, comment="whether the measure is only an example")
    version: Mapped[int] = mapped_column(Integer, comment="how often the measure was changed")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the measure was last changed")


class ReadingRow(Base):
    """A figure of a measure on a day."""

    __tablename__ = "plan_readings"
    __table_args__ = (WITHOUT_ROWID,)

    measure_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("plan_measures.id"), primary_key=True, comment="random id of the measure"
    )
    as_of: Mapped[date] = mapped_column(Date, primary_key=True, comment="day of the figure")
    value: Mapped[float | None] = mapped_column(Float, comment="the figure, where there is a number")
    note: Mapped[str] = mapped_column(Text, comment="what is behind the figure")
