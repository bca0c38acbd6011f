"""What councillors say about a draft plan, and what was done with it."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


class PlanCommentRow(Base):
    """One councillor's comment on one part of one edition."""

    __tablename__ = "plan_comments"
    __table_args__ = (
        CheckConstraint("letter IN ('a', 'b', 'c', 'd', 'e', 'f')", name="letter"),
        Index(None, "plan_id", "author_id", "letter", unique=True),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, comment="random id")
    plan_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("plans.id"), comment="the edition of the plan it is about"
    )
    letter: Mapped[str] = mapped_column(String(1), comment="which part, a to f")
    author_id: Mapped[str] = mapped_column(String(32), comment="account of the councillor")
    body: Mapped[str] = mapped_column(Text, comment="what the councillor says, for signed-in members only")
    saved_on: Mapped[date] = mapped_column(Date, comment="day of the last change")
    answer: Mapped[str] = mapped_column(Text, default="", comment="what was done with it")
    answer_salt: Mapped[bytes | None] = mapped_column(
        LargeBinary(32), comment="random bytes mixed into the ledger's hash of that answer"
    )
    version: Mapped[int] = mapped_column(Integer, default=1, comment="how often it was changed or answered")
