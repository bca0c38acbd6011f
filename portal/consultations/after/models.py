"""Tables of what happens after the close, and of whom we went out to. No respondent is in them."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


def _of(comment: str = "the consultation it belongs to", *, key: bool = False) -> Mapped[str]:
    return mapped_column(ForeignKey("consultations.id"), primary_key=key, comment=comment)


class FrozenResults(Base):
    """The figures of a consultation as they were counted once, after its close."""

    __tablename__ = "consultation_results"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = _of("the consultation that was counted", key=True)
    content: Mapped[str] = mapped_column(Text, comment="published figures, with small numbers left out")
    digest: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the figures, so that none changes")
    frozen_on: Mapped[date] = mapped_column(Date, comment="day on which the figures were counted")


class ResultNote(Base):
    """What officers said later about published figures; the figures themselves stay."""

    __tablename__ = "consultation_result_notes"
    __table_args__ = (Index(None, "consultation_id", "noted_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = _of()
    noted_on: Mapped[date] = mapped_column(Date, comment="day of the note")
    words: Mapped[str] = mapped_column(Text, comment="the note about the figures, as published")


class Afterwards(Base):
    """Where our answer to a consultation stands."""

    __tablename__ = "consultation_afterwards"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = _of("the consultation we answer", key=True)
    answered_on: Mapped[date | None] = mapped_column(Date, comment="day on which our answer was complete")
    late_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why our answer takes longer, as published"
    )
    late_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )
    promised_on: Mapped[date | None] = mapped_column(
        Date, comment="day by which we promise our answer when it is late"
    )
    reminded: Mapped[str] = mapped_column(
        String(60), default="", comment="which reminders about the answer were written to officers, as codes"
    )
    version: Mapped[int] = mapped_column(Integer, default=0, comment="how often officers changed it")


class Finding(Base):
    """One thing people said, and the outcome that says what we did with it."""

    __tablename__ = "consultation_findings"
    __table_args__ = (
        CheckConstraint("verdict IN ('accepted', 'partly', 'rejected')", name="verdict"),
        Index(None, "consultation_id", "number", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = _of()
    number: Mapped[int] = mapped_column(Integer, comment="its place among the findings")
    said: Mapped[str] = mapped_column(Text, comment="what people said, in an officer's words, as published")
    question: Mapped[str] = mapped_column(
        String(50), default="", comment="question whose figures stand behind it; empty for none"
    )
    verdict: Mapped[str] = mapped_column(
        String(12), comment="whether we do what was said, partly do it, or do not"
    )
    outcome_id: Mapped[str] = mapped_column(
        ForeignKey("outcomes.id"), unique=True, comment="the outcome with decision, reason and action"
    )
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often officers changed it")


class Considered(Base):
    """A body looked at results, and what it changed."""

    __tablename__ = "consultation_considered"
    __table_args__ = (Index(None, "consultation_id", "considered_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = _of()
    considered_on: Mapped[date] = mapped_column(Date, comment="day on which the body looked at the results")
    body: Mapped[str] = mapped_column(String(60), comment="the body or role that looked, never a person")
    what: Mapped[str] = mapped_column(Text, comment="which results it looked at")
    changed: Mapped[str] = mapped_column(Text, comment="what changed because of it, or that nothing did")


class Outreach(Base):
    """We went out to people who are heard too little."""

    __tablename__ = "consultation_outreach"
    __table_args__ = (Index(None, "consultation_id", "done_on", "id"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = _of()
    done_on: Mapped[date] = mapped_column(Date, comment="day on which we went out to people")
    place: Mapped[str] = mapped_column(String(200), comment="where we went out to people, in words")
    ward: Mapped[str] = mapped_column(String(20), default="", comment="ward of that place; empty for several")
    channel: Mapped[str] = mapped_column(String(20), comment="how people could answer there")
    body: Mapped[str] = mapped_column(String(60), comment="the body or role that went, never a person")
    aimed_at: Mapped[str] = mapped_column(
        String(40), default="", comment="group of people it was for, as a code; empty for everybody"
    )
