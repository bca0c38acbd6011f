"""The tables of consultations. No column says who answered, from where, or when."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.consultations.rules import Audience, Channel, ResponseState, Risk, State, TextState, TextVerb


def _one_of(column: str, values: object) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Consultation(Base):
    """What the partnership asks, and between which dates."""

    __tablename__ = "consultations"
    __table_args__ = (
        _one_of("state", State),
        CheckConstraint("closes_at > opens_at", name="window"),
        Index(None, "state", "closes_at", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    slug: Mapped[str] = mapped_column(String(80), unique=True, comment="name in the address")
    title: Mapped[str] = mapped_column(String(200), comment="the consultation's question, as published")
    purpose: Mapped[str] = mapped_column(Text, comment="why we ask, as published")
    can_influence: Mapped[str] = mapped_column(Text, comment="what answers can change, as published")
    decided: Mapped[str] = mapped_column(Text, comment="what is decided already, as published")
    who_decides: Mapped[str] = mapped_column(Text, comment="who decides and by when, as published")
    opens_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the consultation opens")
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the consultation closes")
    state: Mapped[str] = mapped_column(String(20), comment="what staff decided about the consultation")
    document: Mapped[str] = mapped_column(Text, comment="pages and questions, as published")
    document_version: Mapped[int] = mapped_column(Integer, comment="version of the questions")
    dates_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why an officer changed the dates, as published"
    )
    dates_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )
    first_closes_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when it was to close at first, once more time was given"
    )
    withdrawn_on: Mapped[date | None] = mapped_column(Date, comment="day it was taken back")
    withdrawn_reason: Mapped[str] = mapped_column(
        Text, default="", comment="why it was taken back, as published"
    )
    withdrawn_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )
    closed_out_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when equality answers were cut loose after the close"
    )
    reported_on: Mapped[date | None] = mapped_column(
        Date, comment="day the partnership reported on the consultation"
    )
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often staff changed it")


class Response(Base):
    """One person's answers, found again by a receipt."""

    __tablename__ = "consultation_responses"
    __table_args__ = (
        _one_of("state", ResponseState),
        _one_of("channel", Channel),
        _one_of("audience", Audience),
        Index(None, "consultation_id", "state", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation that was answered"
    )
    lookup: Mapped[bytes] = mapped_column(
        LargeBinary(32), unique=True, comment="keyed hash of the receipt, to find the answers again"
    )
    receipt_public: Mapped[bytes] = mapped_column(
        LargeBinary(32),
        comment="public key made from the receipt, to which only the receipt holds the answer",
    )
    state: Mapped[str] = mapped_column(String(12), comment="saved but not sent, sent, or withdrawn")
    channel: Mapped[str] = mapped_column(String(12), comment="how the answers reached us, such as the web")
    document_version: Mapped[int] = mapped_column(
        Integer, comment="version of the questions that was answered"
    )
    answers: Mapped[str | None] = mapped_column(
        Text, comment="sent answers that were chosen from lists; nothing typed freely"
    )
    audience: Mapped[str | None] = mapped_column(String(12), comment="lives here, works here, or visits")
    ward: Mapped[str | None] = mapped_column(String(20), comment="ward that was chosen, never a postcode")
    own_copy: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="all answers encrypted under the receipt, which only the respondent can open"
    )
    digest: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="hash of what was sent, keyed with the receipt, to know a repeat"
    )
    equality_link: Mapped[str | None] = mapped_column(
        String(32), comment="random key to the equality answers, deleted when the consultation closes"
    )


class EqualityAnswer(Base):
    """One optional answer about a person, apart from all others."""

    __tablename__ = "consultation_equality_answers"
    __table_args__ = (Index(None, "consultation_id", "part"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation it was given in"
    )
    link: Mapped[str | None] = mapped_column(
        String(32),
        index=True,
        comment="random key to the other answers, deleted when the consultation closes",
    )
    part: Mapped[str] = mapped_column(String(20), comment="which optional question, such as age")
    choice: Mapped[str] = mapped_column(String(20), comment="the answer chosen, such as 35 to 44")


class WrittenAnswer(Base):
    """Something a respondent wrote: sealed, and looked at by an officer before anybody uses it."""

    __tablename__ = "consultation_texts"
    __table_args__ = (
        _one_of("state", TextState),
        _one_of("risk", Risk),
        Index(None, "state", "risk", "due_at", "id", "enters_at"),
        Index(None, "consultation_id", "state"),
        Index(None, "response_id", "question", unique=True),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), comment="the consultation it was written in"
    )
    response_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_responses.id"), comment="the answers it belongs to"
    )
    question: Mapped[str] = mapped_column(String(50), comment="which question was answered in writing")
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="the text, sealed to the partnership's working key"
    )
    sealed_recovery: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="the text, sealed to the recovery key that is kept offline"
    )
    digest: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="hash of the text, keyed with the receipt, to know an unchanged text"
    )
    signature: Mapped[bytes | None] = mapped_column(
        LargeBinary(516),
        comment="keyed hashes that show how much a text has in common with others, and nothing of what it "
        "says; emptied 30 days after the close, when its key is destroyed",
    )
    state: Mapped[str] = mapped_column(String(12), comment="waiting, cleared, declined or escalated")
    risk: Mapped[str] = mapped_column(String(10), comment="whether its words suggest danger")
    flags: Mapped[str] = mapped_column(String(200), default="", comment="kinds of danger its words suggest")
    enters_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        comment="from when officers see it: the close, or the whole hour when danger was suggested; "
        "only the month once decided",
    )
    due_at: Mapped[datetime] = mapped_column(
        UtcDateTime,
        comment="by when an officer should have looked, a whole staffed hour; only a month once decided",
    )
    sanitised: Mapped[str | None] = mapped_column(Text, comment="the officer's copy without personal details")
    decline_code: Mapped[str | None] = mapped_column(String(30), comment="why it was declined, as a code")
    decided_on: Mapped[date | None] = mapped_column(Date, comment="day of the officer's decision")
    second_for: Mapped[str | None] = mapped_column(
        String(32), comment="account whose decision on a named business waits for a second person"
    )
    lead_by: Mapped[datetime | None] = mapped_column(
        UtcDateTime,
        comment="whole hour by which a safeguarding lead has to open it; empty once one did",
    )
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often it was changed or decided")


class WrittenDecision(Base):
    """One decision of an officer about something written, with its reason."""

    __tablename__ = "consultation_text_decisions"
    __table_args__ = (_one_of("verb", TextVerb), WITHOUT_ROWID)

    text_id: Mapped[str] = mapped_column(
        ForeignKey("consultation_texts.id"), primary_key=True, comment="the text it was about"
    )
    version: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the text after the decision"
    )
    verb: Mapped[str] = mapped_column(String(20), comment="what was decided, as a code")
    reason: Mapped[str] = mapped_column(Text, comment="the officer's reason")
    taken_out: Mapped[str] = mapped_column(
        String(100), default="", comment="kinds of thing left out of the officer's copy, as codes"
    )
    waited: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="whether it waited for a second person"
    )
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of the reason"
    )
