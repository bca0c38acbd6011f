"""The table of what officers asked. The words lie here sealed, to the receipt and to the partnership."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


class ConcernQuestion(Base):
    """What an officer asked the writer of a report."""

    __tablename__ = "concern_questions"
    __table_args__ = (Index("ix_concern_questions_concern", "concern_id", "turn"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id of the question")
    concern_id: Mapped[str] = mapped_column(
        ForeignKey("concerns.id", ondelete="CASCADE"), comment="the report it belongs to"
    )
    turn: Mapped[int] = mapped_column(Integer, comment="place in the conversation, from 1")
    sealed_for_writer: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the officer's words, sealed to the receipt"
    )
    sealed_working: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the officer's words, sealed to the moderators' key"
    )
    sealed_recovery: Mapped[bytes] = mapped_column(
        LargeBinary, comment="the same, sealed to a recovery key that is kept offline"
    )
    asked_on: Mapped[date] = mapped_column(Date, comment="day the question was asked")
