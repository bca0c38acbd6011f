"""The table of answers to the optional questions about who writes: numbers that lead to no report."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.adapters.db import WITHOUT_ROWID, Base


class EqualityTally(Base):
    """How often one answer about themselves was given by writers of reports in one quarter of a year."""

    __tablename__ = "concern_equality_tallies"
    __table_args__ = (CheckConstraint("number >= 0", name="number_not_negative"), WITHOUT_ROWID)

    quarter: Mapped[date] = mapped_column(
        Date, primary_key=True, comment="first day of the quarter, not the day of a report"
    )
    question: Mapped[str] = mapped_column(
        String(20), primary_key=True, comment="what was asked, such as the age"
    )
    answer: Mapped[str] = mapped_column(
        String(20), primary_key=True, comment="one of the answers offered, such as an age band"
    )
    number: Mapped[int] = mapped_column(
        Integer, comment="how many writers gave it; a report is in no way joined to this number"
    )
