"""What closed consultations say, as plain tables for a group's pack; every number has passed the gate."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.consultations import queries
from portal.consultations.counting.plain import Figure, QuestionResult
from portal.consultations.counting.results import CAVEAT, results
from portal.consultations.rules import Phase
from portal.core.disclosure import Published
from portal.core.windows import london_date
from portal.partnership.rules import Partnership


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One answer: its share of the base in whole per cent where it may be seen, and the number in words."""

    label: str
    share: int | None
    words: str


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """One question, or one way of counting it; `base` says in words of how many."""

    caption: str
    definition: str
    base: str
    rows: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One closed consultation."""

    slug: str
    title: str
    tables: tuple[EvidenceTable, ...]


def closed_between(
    session: Session, *, partnership: Partnership, start: date, end: date, now: datetime
) -> tuple[Evidence, ...]:
    """The consultations that closed from `start` until before `end` (days in London), oldest first.

    Closed means closed at `now`: one that is still open is never among them.
    """
    listed = queries.listing(session, now=now).closed
    found = [
        each
        for each in reversed(listed)
        if each.phase is Phase.CLOSED and start <= london_date(each.window.closes_at) < end
    ]
    return tuple(
        Evidence(each.slug, each.title, _tables(results(session, each.slug, now=now).questions))
        for each in found
    )


def _tables(questions: tuple[QuestionResult, ...]) -> tuple[EvidenceTable, ...]:
    return tuple(_table(question, figure) for question in questions for figure in question.figures)


def _table(question: QuestionResult, figure: Figure) -> EvidenceTable:
    caption = f"{question.title} – {figure.title}" if figure.title else question.title
    rows = tuple(EvidenceRow(row.label, row.share, row.count.words) for row in figure.rows)
    return EvidenceTable(caption, f"{figure.definition} {CAVEAT}", _base(figure.base), rows)


def _base(base: Published) -> str:
    return f"{base.words} people who answered this question"
