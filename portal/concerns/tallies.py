"""Whom we hear from, counted by quarter and joined to no report.

Refuses an answer that was not offered, and to show a quarter that is not over: two looks with one report
between them would tell its answers. Every new report rewrites every row of its quarter, whether it holds
answers or not, so that neither a row nor the database's own marks of the last change tell which were raised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.concerns import equality
from portal.concerns.equality import QUESTIONS
from portal.concerns.tally_models import EqualityTally
from portal.core.disclosure import EQUALITY_FLOOR, SafeTable, safe_table


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question in one quarter, without any number under ten."""

    code: str
    title: str
    short: str
    table: SafeTable


def count(session: Session, answers: Mapping[str, str], *, on: date) -> None:
    """Add the answers of one new report to its quarter. Raises `UnknownAnswer`.

    In the transaction that keeps the report, so that a repeat counts nothing and a failure loses nothing.
    """
    equality.check(answers)
    quarter = equality.quarter_of(on)
    mine = EqualityTally.quarter == quarter
    _complete(session, quarter)
    given = [
        and_(EqualityTally.question == question, EqualityTally.answer == answer)
        for question, answer in sorted(answers.items())
    ]
    raised = case((or_(*given), 1), else_=0) if given else 0
    session.execute(update(EqualityTally).where(mine).values(number=EqualityTally.number + raised))


def of(session: Session, quarter: date) -> tuple[Tally, ...]:
    """What staff may see of one quarter: every question as a table that hides numbers under ten."""
    query = select(EqualityTally).where(EqualityTally.quarter == quarter)
    numbers = {(row.question, row.answer): row.number for row in session.scalars(query)}
    return tuple(
        Tally(
            question.code,
            question.title,
            question.short,
            safe_table(
                [(words, numbers.get((question.code, code), 0)) for code, words in question.answers],
                floor=EQUALITY_FLOOR,
            ),
        )
        for question in QUESTIONS
    )


def quarters(session: Session, *, today: date) -> tuple[date, ...]:
    """The quarters that are over and hold answers, the newest first."""
    over = EqualityTally.quarter < equality.quarter_of(today)
    query = select(EqualityTally.quarter).where(over, EqualityTally.number > 0).distinct()
    return tuple(session.scalars(query.order_by(EqualityTally.quarter.desc())))


def due(session: Session, *, until: date) -> int:
    """How many quarters began on or before `until`."""
    return session.scalar(select(func.count(EqualityTally.quarter.distinct())).where(_old(until))) or 0


def forget(session: Session, *, until: date) -> int:
    """Delete them; answers how many."""
    number = due(session, until=until)
    session.execute(delete(EqualityTally).where(_old(until)))
    return number


def _complete(session: Session, quarter: date) -> None:
    """Lock the rows of a quarter in their order, and add those that are not there yet."""
    key = (EqualityTally.question, EqualityTally.answer)
    locked = select(*key).where(EqualityTally.quarter == quarter).order_by(*key).with_for_update()
    there = {tuple(row) for row in session.execute(locked)}
    offered = {(question.code, code) for question in QUESTIONS for code, _ in question.answers}
    for question, answer in sorted(offered - there):
        row = {"quarter": quarter, "question": question, "answer": answer, "number": 0}
        try:
            with session.begin_nested():
                session.execute(insert(EqualityTally).values(row))
        except IntegrityError:
            continue  # somebody else added it a moment ago


def _old(until: date) -> ColumnElement[bool]:
    return EqualityTally.quarter <= until
