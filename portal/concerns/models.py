"""Tables of what visitors report. What they typed and the exact point lie here sealed, never open."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime, where
from portal.concerns.report import Before, Connection, HowMuch, HowOften, TimeOfDay, When
from portal.concerns.rules import SURGE, DeclineCode, Risk, State, Verb


def _one_of(column: str, codes: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{code.value}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


UNREAD = where("message_waiting = 1", postgresql="message_waiting")
UNOPENED = where("lead_by IS NOT NULL")
THEMED = where("theme IS NOT NULL")
"""The few rows among very many that some pages ask for: indexes of their own hold no others."""


class Concern(Base):
    """One report. Without its sealed text it is a topic, a map area and a few ticks."""

    __tablename__ = "concerns"
    __table_args__ = (
        _one_of("state", State),
        _one_of("risk", Risk),
        _one_of("happened", When),
        _one_of("how_often", HowOften),
        _one_of("time_of_day", TimeOfDay),
        _one_of("happened_before", Before),
        _one_of("impact_people", HowMuch),
        _one_of("impact_community", HowMuch),
        _one_of("impact_environment", HowMuch),
        _one_of("connection", Connection),
        _one_of("decline_code", DeclineCode),
        CheckConstraint("(state = 'declined') = (decline_code IS NOT NULL)", name="declined_says_why"),
        UniqueConstraint("lookup"),
        Index("ix_concerns_queue", "state", "risk", "due_at", "id"),
        Index("ix_concerns_queue_topic", "topic", "state", "risk", "due_at", "id"),
        Index("ix_concerns_queue_ward", "ward", "state", "risk", "due_at", "id"),
        Index("ix_concerns_queue_topic_ward", "topic", "ward", "state", "risk", "due_at", "id"),
        Index("ix_concerns_surge", "surge", "state", "risk", "due_at", "id"),
        Index("ix_concerns_message", "message_waiting", "risk", "due_at", "id", "state", **UNREAD),
        Index("ix_concerns_message_state", "message_waiting", "state", "risk", "due_at", "id", **UNREAD),
        Index("ix_concerns_lead", "state", "risk", "due_at", "id", "lead_by", **UNOPENED),
        Index("ix_concerns_release", "state", "release_id", "received_on"),
        Index("ix_concerns_decided", "state", "decided_on"),
        Index("ix_concerns_sealed", "decided_on", **where("sealed_working IS NOT NULL")),
        Index("ix_concerns_copied", "decided_on", **where("sanitised IS NOT NULL")),
        Index("ix_concerns_month", "state", "received_on", "id"),
        Index("ix_concerns_figures", "state", "received_on", "topic", "subtopic", "ward"),
        Index("ix_concerns_area", "area"),
        Index("ix_concerns_theme", "theme", "state", "received_on", "id"),
        Index("ix_concerns_themed", "state", "duplicate_of", "theme", "subtopic", "received_on", **THEMED),
        Index("ix_concerns_places", "state", "duplicate_of", "received_on", "area", "theme", "subtopic"),
        Index("ix_concerns_topic", "topic", "state", "received_on", "id"),
        Index("ix_concerns_ward", "ward", "state", "received_on", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the report")
    lookup: Mapped[bytes] = mapped_column(LargeBinary(32), comment="keyed digest of the receipt")
    writer_public: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="public key that only the receipt opens"
    )
    content_digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="digest of what was sent, keyed with the receipt, to know a repeat"
    )
    topic: Mapped[str] = mapped_column(String(60), comment="topic that was ticked")
    subtopic: Mapped[str] = mapped_column(String(60), comment="kind of concern that was ticked")
    area: Mapped[str | None] = mapped_column(String(20), comment="map area, never a point")
    ward: Mapped[str] = mapped_column(String(20), comment="ward of the map area")
    happened: Mapped[str] = mapped_column(String(20), comment="when it happened, as a band")
    how_often: Mapped[str] = mapped_column(String(20), comment="how often it happens, as a band")
    time_of_day: Mapped[str] = mapped_column(String(20), comment="time of day, as a band")
    happened_before: Mapped[str] = mapped_column(String(20), comment="whether it happened before, as a band")
    unsafe: Mapped[str] = mapped_column(
        String(200), default="", comment="reasons ticked why the place feels unsafe, as codes of a fixed list"
    )
    impact_people: Mapped[str | None] = mapped_column(
        String(20), comment="how much it affects the people it happens to, as a band"
    )
    impact_community: Mapped[str | None] = mapped_column(
        String(20), comment="how much it affects those who live around, as a band"
    )
    impact_environment: Mapped[str | None] = mapped_column(
        String(20), comment="how much it affects the place itself, as a band"
    )
    connection: Mapped[str | None] = mapped_column(
        String(20), comment="what ties the writer to the place (lives, works, visits ...), as a band"
    )
    received_on: Mapped[date] = mapped_column(
        Date, comment="day the report came; only its month once somebody has decided"
    )
    due_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        comment="whole hour by which somebody should have read it; a month once somebody has decided",
    )
    state: Mapped[str] = mapped_column(String(30), comment="where the report stands")
    risk: Mapped[str] = mapped_column(String(10), comment="whether it had to be read within hours")
    flags: Mapped[str] = mapped_column(
        String(400), comment="kinds of danger and of personal details found in the text, as codes"
    )
    surge: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="whether it came among unusually many and nobody has looked yet"
    )
    sealed_working: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="what was typed and the exact point, sealed to the moderators' key"
    )
    sealed_recovery: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    sealed_for_writer: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="the day of writing, sealed to the receipt"
    )
    sanitised: Mapped[str | None] = mapped_column(Text, comment="an officer's copy without personal details")
    decline_code: Mapped[str | None] = mapped_column(
        String(20), comment="why the report was not taken up, as a code"
    )
    theme: Mapped[str | None] = mapped_column(String(60), comment="theme an officer put the report under")
    message_waiting: Mapped[bool] = mapped_column(
        Boolean, comment="whether a message of the writer is unread"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often the report was changed or decided")
    decided_on: Mapped[date | None] = mapped_column(Date, comment="day of the last decision")
    duplicate_of: Mapped[str | None] = mapped_column(
        String(32), comment="another report of the same event, which is counted in place of this one"
    )
    second_for: Mapped[str | None] = mapped_column(
        String(32), comment="account whose decision on a named business waits for a second person"
    )
    lead_by: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="whole hour by which a safeguarding lead has to open it; empty once one did",
    )
    taken_back: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="whether its writer took it back; it may still stand in figures"
    )
    release_id: Mapped[str | None] = mapped_column(
        String(32), comment="publication in which the report was counted"
    )

    @validates("flags")
    def _keep_surge_in_step(self, _key: str, flags: str) -> str:
        """The surge mark has a column of its own, by which the queue is searched."""
        self.surge = SURGE in flags.split()
        return flags

    def __repr__(self) -> str:
        return f"<Concern {self.id} {self.state}>"


class ConcernMessage(Base):
    """What the writer added to a report with the same receipt."""

    __tablename__ = "concern_messages"
    __table_args__ = (UniqueConstraint("concern_id", "digest"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the message")
    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), comment="the report it belongs to"
    )
    question_id: Mapped[str | None] = mapped_column(
        ForeignKey("concern_questions.id", ondelete="CASCADE"), comment="the question it answers, if any"
    )
    turn: Mapped[int] = mapped_column(Integer, comment="place in the conversation, from 1")
    digest: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="digest of the message, keyed with the receipt, to know a repeat"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="what was typed and the exact point, sealed to the moderators' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    written_on: Mapped[date] = mapped_column(Date, comment="day the message came")


class ConcernDecision(Base):
    """Why something was decided; the words stand here, the ledger keeps only their hash."""

    __tablename__ = "concern_decisions"
    __table_args__ = (_one_of("verb", Verb), WITHOUT_ROWID)

    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), primary_key=True, comment="the report that was decided"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the report after the decision"
    )
    verb: Mapped[str] = mapped_column(String(30), comment="what was decided")
    reason: Mapped[str] = mapped_column(Text, comment="the officer's reason")
    taken_out: Mapped[str] = mapped_column(
        String(100), default="", comment="kinds of thing left out of the officer's copy, as codes"
    )
    waited: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="whether it waited for a second person"
    )
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random salt of the reason's hash in the ledger"
    )


class ReportingService(Base):
    """Whether reports are taken now, as an officer set it and as everybody is told."""

    __tablename__ = "reporting_service"
    __table_args__ = (
        CheckConstraint("opening IN ('open', 'slowed', 'paused')", name="opening_known"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(20), primary_key=True, comment="name of the one row")
    opening: Mapped[str] = mapped_column(String(10), comment="whether reports are taken, slowed or paused")
    reason: Mapped[str] = mapped_column(String(300), comment="the reason, as published")
    until: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="until when, as published")
    reading_days: Mapped[int | None] = mapped_column(
        Integer, comment="working days within which reports are read meanwhile, as published"
    )
    version: Mapped[int] = mapped_column(Integer, comment="how often staff changed it")
