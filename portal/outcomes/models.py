"""Tables of outcomes: what was decided about what was heard, and how the action went on."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.outcomes.rules import Ending, Kind, Progress, State


def _one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class OutcomeRow(Base):
    """One outcome."""

    __tablename__ = "outcomes"
    __table_args__ = (
        _one_of("kind", Kind),
        _one_of("progress", Progress),
        _one_of("ending", Ending),
        _one_of("state", State),
        CheckConstraint("(progress = 'not-done') = (ending IS NOT NULL)", name="end_says_why"),
        CheckConstraint("state = 'draft' OR published_on IS NOT NULL", name="published_has_a_day"),
        Index("ix_outcomes_subject", "kind", "subject_id", "state"),
        Index("ix_outcomes_public", "state", "published_on", "id"),
        Index("ix_outcomes_topic", "state", "topic", "published_on", "id"),
        Index("ix_outcomes_saved", "saved_at", "id"),
        Index("ix_outcomes_line", "line", "id"),
        Index("ix_outcomes_about", "subject_name", "id"),
        Index("ix_outcomes_state", "state", "saved_at", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the outcome")
    kind: Mapped[str] = mapped_column(String(20), comment="what kind of thing the outcome is about")
    subject_id: Mapped[str] = mapped_column(String(60), comment="id of what the outcome is about")
    subject_name: Mapped[str] = mapped_column(String(200), comment="what the outcome is about, as printed")
    topic: Mapped[str] = mapped_column(String(60), comment="topic the outcome is about; empty for several")
    heard_on: Mapped[date | None] = mapped_column(
        Date, comment="month in which the first report came, or the day a consultation closed"
    )
    line: Mapped[str] = mapped_column(String(200), comment="the outcome in one line")
    decision: Mapped[str] = mapped_column(Text, comment="what was decided")
    reason: Mapped[str] = mapped_column(Text, comment="why it was decided so")
    action: Mapped[str] = mapped_column(Text, comment="what is done about it")
    owner: Mapped[str] = mapped_column(String(60), comment="group that sees to the action")
    progress: Mapped[str] = mapped_column(String(12), comment="how far the action has come")
    ending: Mapped[str | None] = mapped_column(String(20), comment="why nothing was changed, as a code")
    decided_on: Mapped[date] = mapped_column(Date, comment="day of the decision")
    state: Mapped[str] = mapped_column(String(12), comment="draft, published or withdrawn")
    published_on: Mapped[date | None] = mapped_column(Date, comment="day the outcome was first published")
    why_withdrawn: Mapped[str] = mapped_column(Text, comment="why an officer took the outcome back")
    held_back: Mapped[bool] = mapped_column(
        Boolean, comment="whether the group that decided it holds it back"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the outcome was changed")
    saved_at: Mapped[datetime] = mapped_column(
        UtcDateTime, comment="when an officer last changed the outcome"
    )


class OutcomeStep(Base):
    """One step in how the action went on."""

    __tablename__ = "outcome_steps"
    __table_args__ = (_one_of("progress", Progress), _one_of("ending", Ending), WITHOUT_ROWID)

    outcome_id: Mapped[str] = mapped_column(
        ForeignKey("outcomes.id", ondelete="CASCADE"), primary_key=True, comment="the outcome"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the outcome after the step"
    )
    progress: Mapped[str] = mapped_column(String(12), comment="how far the action had come")
    ending: Mapped[str | None] = mapped_column(String(20), comment="why nothing was changed, as a code")
    taken_on: Mapped[date] = mapped_column(Date, comment="day an officer noted the step")
