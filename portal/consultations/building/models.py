"""The tables of writing questions: their versions, those kept for another time, the link to a look."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base, UtcDateTime
from portal.consultations.building.versions import Done

DONE = ", ".join(f"'{done}'" for done in Done)


class DocumentVersion(Base):
    """A consultation's questions as they stood once."""

    __tablename__ = "consultation_versions"
    __table_args__ = (CheckConstraint(f"done IN ({DONE})", name="done"), WITHOUT_ROWID)

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation whose questions they are"
    )
    number: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="version of the questions"
    )
    document: Mapped[str] = mapped_column(Text, comment="pages and questions as they stood in this version")
    done: Mapped[str] = mapped_column(String(20), comment="what an officer did to reach it, as a code")
    made_on: Mapped[date] = mapped_column(Date, comment="day on which an officer made this version")
    reason: Mapped[str] = mapped_column(
        Text, default="", comment="the officer's reason for correcting published words"
    )
    salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that reason"
    )


class KeptQuestion(Base):
    """A question officers keep to ask it again elsewhere."""

    __tablename__ = "kept_questions"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    title: Mapped[str] = mapped_column(
        Text, unique=True, comment="the question's words, as officers wrote them"
    )
    question: Mapped[str] = mapped_column(Text, comment="its kind and answers, as officers wrote them")
    kept_on: Mapped[date] = mapped_column(Date, comment="day on which an officer kept it")


class Preview(Base):
    """A link under which a draft can be looked at without an account."""

    __tablename__ = "consultation_previews"
    __table_args__ = (WITHOUT_ROWID,)

    consultation_id: Mapped[str] = mapped_column(
        ForeignKey("consultations.id"), primary_key=True, comment="the consultation that can be looked at"
    )
    salt: Mapped[bytes] = mapped_column(
        LargeBinary(32), comment="random bytes from which, with a key kept elsewhere, the link is made"
    )
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="until when the link works")
