"""What closed consultations say, as plain tables for a group's pack; every number has passed the gate."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.consultations import queries
from portal.consultations.after import frozen
from portal.consultations.after.frozen import Frozen, NotCounted
from portal.consultations.counting.figures import Figure
from portal.consultations.counting.parties import EVERYBODY
from portal.consultations.counting.results import CAVEAT
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
    counted = ((each, _counted(session, each.slug, now)) for each in found)
    return tuple(Evidence(each.slug, each.title, _tables(figures)) for each, figures in counted if figures)


def _counted(session: Session, slug: str, now: datetime) -> Frozen | None:
    """The figures; None while papers are still typed in."""
    try:
        return frozen.read(session, slug, now=now)
    except NotCounted:
        return None


def _tables(found: Frozen) -> tuple[EvidenceTable, ...]:
    """Question by question, residents apart from everybody else."""
    parties = found.settled.parties
    return tuple(
        _table(question.title, "" if party.code == EVERYBODY else party.name, each.figure)
        for place in range(len(parties[0].questions))
        for party in parties
        for question in (party.questions[place],)
        for each in question.figures
    )


def _table(asked: str, who: str, figure: Figure) -> EvidenceTable:
    caption = " – ".join(part for part in (asked, figure.title, who) if part)
    rows = tuple(EvidenceRow(row.label, row.share, row.count.words) for row in figure.rows)
    return EvidenceTable(caption, f"{figure.definition} {CAVEAT}", _base(figure.base), rows)


def _base(base: Published) -> str:
    return f"{base.words} people who answered this question"
