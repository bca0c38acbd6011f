"""Tables of the partnership plan: one row for each edition, six for its parts."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime, where

STATES = "state IN ('draft', 'consulted', 'approved', 'published', 'superseded')"
APPROVED_FIRST = "state IN ('draft', 'consulted') OR (approved_on IS NOT NULL AND approved_by <> '')"


class PlanRow(Base):
    """An edition of the partnership plan."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint(STATES, name="state"),
        CheckConstraint(APPROVED_FIRST, name="approved_first"),
        Index("uq_plans_year_edition", "year", "edition", unique=True),
        Index("uq_plans_one_published", "state", unique=True, **where("state = 'published'")),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the edition")
    year: Mapped[str] = mapped_column(String(7), comment="year of the plan, such as 2022-23")
    edition: Mapped[int] = mapped_column(Integer, comment="which edition for that year")
    title: Mapped[str] = mapped_column(String(200), comment="title of the plan")
    summary: Mapped[str] = mapped_column(Text, comment="what the plan says, in short")
    note: Mapped[str] = mapped_column(Text, comment="what a reader should know about the plan")
    illustration: Mapped[bool] = mapped_column(Boolean, comment="whether the plan is only an example")
    state: Mapped[str] = mapped_column(
        String(12), comment="draft, consulted, approved, published or superseded"
    )
    starts_on: Mapped[date] = mapped_column(Date, comment="first day of the plan")
    ends_on: Mapped[date] = mapped_column(Date, comment="last day of the plan")
    consulted_on: Mapped[date | None] = mapped_column(Date, comment="day by which people were asked")
    consulted_words: Mapped[str] = mapped_column(Text, comment="who was asked about the draft")
    voluntary_words: Mapped[str] = mapped_column(
        Text, default="", comment="which voluntary and community groups were asked"
    )
    comments_until: Mapped[date | None] = mapped_column(
        Date, comment="last day on which councillors could comment on the draft"
    )
    approved_on: Mapped[date | None] = mapped_column(Date, comment="day the plan was approved")
    approved_by: Mapped[str] = mapped_column(String(200), comment="body that approved the plan")
    sent_on: Mapped[date | None] = mapped_column(Date, comment="day a copy went to the elected policing body")
    published_on: Mapped[date | None] = mapped_column(Date, comment="day the plan was published")
    superseded_on: Mapped[date | None] = mapped_column(Date, comment="day another plan took its place")
    version: Mapped[int] = mapped_column(Integer, comment="how often the edition was changed")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the edition was last changed")


class PlanSectionRow(Base):
    """One of the six parts of an edition of the plan."""

    __tablename__ = "plan_sections"
    __table_args__ = (WITHOUT_ROWID,)

    plan_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("plans.id"), primary_key=True, comment="random id of the edition"
    )
    letter: Mapped[str] = mapped_column(String(1), primary_key=True, comment="which part, a to f")
    heading: Mapped[str] = mapped_column(String(200), comment="heading of the part")
    body: Mapped[str] = mapped_column(Text, comment="text of the part")
