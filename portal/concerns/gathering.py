"""Where and when counted concerns come from, for those who look at places: raw counts by map area and month.

Counted in the database, so that a million reports cost what one quarter of them does. Nothing here is for a
template: whoever asks passes every number through the gate.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from portal.concerns.models import Concern
from portal.concerns.releases.figures import COUNTS


@dataclass(frozen=True, slots=True)
class Of:
    """Which concerns: under a theme, from an area or ward, of a kind; None where that does not matter."""

    theme: str | None = None
    area: str | None = None
    ward: str | None = None
    subtopic: str | None = None


def by_area(
    session: Session, months: Collection[date], *, subtopics: Collection[str] | None = None
) -> dict[str, int]:
    """How many counted concerns of these months came from each map area. `subtopics` None means all kinds."""
    query = (
        select(Concern.area, func.count())
        .where(*COUNTS, Concern.received_on.in_(months), Concern.area.is_not(None), *_of_kinds(subtopics))
        .group_by(Concern.area)
    )
    return {key: number for key, number in session.execute(query) if key is not None}


def by_theme(
    session: Session, months: Collection[date], *, subtopics: Collection[str] | None = None
) -> dict[str, int]:
    """How many counted concerns of these months stand under each theme."""
    query = (
        select(Concern.theme, func.count())
        .where(*COUNTS, Concern.received_on.in_(months), Concern.theme.is_not(None), *_of_kinds(subtopics))
        .group_by(Concern.theme)
    )
    return {key: number for key, number in session.execute(query) if key is not None}


def by_month(
    session: Session, of: Of, *, first: date, end: date, subtopics: Collection[str] | None = None
) -> dict[date, int]:
    """How many of them came in each month from `first` up to, not with, `end` (firsts of months)."""
    query = (
        select(Concern.received_on, func.count())
        .where(*COUNTS, Concern.received_on >= first, Concern.received_on < end)
        .where(*_wanted(of), *_of_kinds(subtopics))
        .group_by(Concern.received_on)
    )
    found: dict[date, int] = {}
    for day, number in session.execute(query):
        found[day.replace(day=1)] = found.get(day.replace(day=1), 0) + number
    return found


def first_month(session: Session) -> date | None:
    """The first month of which anything is counted; before it nobody could report here."""
    first = session.scalar(select(func.min(Concern.received_on)).where(*COUNTS))
    return first.replace(day=1) if first else None


def kinds(session: Session, of: Of) -> frozenset[str]:
    """Which kinds of concern are among them, over all time."""
    query = select(Concern.subtopic).where(*COUNTS, *_wanted(of)).distinct()
    return frozenset(session.scalars(query))


def _wanted(of: Of) -> Sequence[ColumnElement[bool]]:
    pairs = (
        (Concern.theme, of.theme),
        (Concern.area, of.area),
        (Concern.ward, of.ward),
        (Concern.subtopic, of.subtopic),
    )
    return [column == value for column, value in pairs if value is not None]


def _of_kinds(subtopics: Collection[str] | None) -> Sequence[ColumnElement[bool]]:
    return [] if subtopics is None else [Concern.subtopic.in_(subtopics)]
