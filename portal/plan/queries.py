"""Reading plans: what is published for everybody, and every edition for those who write and approve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.sanitise import to_html, to_text
from portal.core import years
from portal.core.errors import NotFound
from portal.plan import rules
from portal.plan.models import PlanRow, PlanSectionRow
from portal.plan.rules import PUBLIC, PlanState

plain = lru_cache(maxsize=100)(to_text)
"""The words alone; kept, because every search reads the plan in force."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """One of the six parts: `html` to read, `body` (Markdown) to edit."""

    letter: str
    heading: str
    body: str
    html: Markup


@dataclass(frozen=True, slots=True)
class PlanView:
    """One edition of a plan. `year` is "2022-23", `year_words` "2022 to 2023"; days may be None."""

    id: str
    year: str
    year_words: str
    edition: int
    title: str
    summary: str
    summary_html: Markup
    note: str
    illustration: bool
    state: PlanState
    starts_on: date
    ends_on: date
    consulted_on: date | None
    consulted_words: str
    voluntary_words: str
    approved_on: date | None
    approved_by: str
    sent_on: date | None
    published_on: date | None
    superseded_on: date | None
    version: int
    sections: tuple[SectionView, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Letters of the parts that say nothing yet."""
        return rules.missing({part.letter: part.body for part in self.sections})

    @property
    def may_edit(self) -> bool:
        """Whether the text may still change."""
        return self.state in rules.EDITABLE

    @property
    def copy_owed(self) -> bool:
        """Whether it is published and no copy to the elected policing body is on record."""
        return self.state is PlanState.PUBLISHED and self.sent_on is None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list."""

    year: str
    year_words: str
    edition: int
    title: str
    state: PlanState
    illustration: bool
    saved_at: datetime


def published(session: Session) -> PlanView | None:
    """The plan in force, or None while none is published."""
    row = session.scalars(select(PlanRow).where(PlanRow.state == PlanState.PUBLISHED.value)).first()
    return None if row is None else _view(session, row)


def published_line(session: Session) -> PlanLine | None:
    """The plan in force without its text, for a link; None while none is published."""
    row = session.scalars(select(PlanRow).where(PlanRow.state == PlanState.PUBLISHED.value)).first()
    return None if row is None else _line(row)


def of_year(session: Session, year: str) -> PlanView:
    """What anybody may read for a year: its published edition, else the newest superseded one.

    Raises `NotAYear`, `NotFound`; a draft is not found.
    """
    years.parse(year)
    shown = [state.value for state in PUBLIC]
    query = (
        select(PlanRow).where(PlanRow.year == year, PlanRow.state.in_(shown)).order_by(PlanRow.edition.desc())
    )
    row = session.scalars(query).first()
    if row is None:
        raise NotFound(kind="plan", value=year)
    return _view(session, row)


def public_lines(session: Session) -> tuple[PlanLine, ...]:
    """The years anybody may read about, newest first, one line each."""
    shown = [state.value for state in PUBLIC]
    return _newest_of_each_year(session.scalars(select(PlanRow).where(PlanRow.state.in_(shown))))


def every_line(session: Session) -> tuple[PlanLine, ...]:
    """The newest edition of each year, drafts too, newest first."""
    return _newest_of_each_year(session.scalars(select(PlanRow)))


def newest_edition(session: Session, year: str) -> PlanView:
    """The newest edition of a year, whatever its state. Raises `NotAYear`, `NotFound`."""
    years.parse(year)
    row = session.scalars(
        select(PlanRow).where(PlanRow.year == year).order_by(PlanRow.edition.desc())
    ).first()
    if row is None:
        raise NotFound(kind="plan", value=year)
    return _view(session, row)


def of_edition(session: Session, year: str, edition: int) -> PlanView:
    """One edition of a year that anybody may read. Raises `NotAYear`, `NotFound`; a draft is not found."""
    years.parse(year)
    found = next((row for row in _public_rows(session) if (row.year, row.edition) == (year, edition)), None)
    if found is None:
        raise NotFound(kind="plan", value=f"{year} {edition}")
    return _view(session, found)


def editions(session: Session, year: str) -> tuple[PlanLine, ...]:
    """The editions of a year that anybody may read, newest first."""
    return tuple(_line(row) for row in _public_rows(session) if row.year == year)


def before(session: Session, plan: PlanView) -> PlanView | None:
    """What anybody could read before this edition: the year's earlier one, else that of a year before."""
    rows = _public_rows(session)
    found = next((row for row in rows if (row.year, row.edition) < (plan.year, plan.edition)), None)
    return None if found is None else _view(session, found)


def _public_rows(session: Session) -> tuple[PlanRow, ...]:
    shown = [state.value for state in PUBLIC]
    query = select(PlanRow).where(PlanRow.state.in_(shown))
    return tuple(session.scalars(query.order_by(PlanRow.year.desc(), PlanRow.edition.desc())))


def words_of(plan: PlanView) -> tuple[tuple[str, str], ...]:
    """Heading and plain words of each part, for search."""
    return tuple((part.heading, plain(part.body)) for part in plan.sections)


def _newest_of_each_year(rows: Iterable[PlanRow]) -> tuple[PlanLine, ...]:
    newest: dict[str, PlanRow] = {}
    for row in rows:
        if row.year not in newest or newest[row.year].edition < row.edition:
            newest[row.year] = row
    return tuple(_line(newest[year]) for year in sorted(newest, reverse=True))


def _line(row: PlanRow) -> PlanLine:
    return PlanLine(
        year=row.year,
        year_words=years.parse(row.year).words,
        edition=row.edition,
        title=row.title,
        state=PlanState(row.state),
        illustration=row.illustration,
        saved_at=row.saved_at,
    )


def _view(session: Session, row: PlanRow) -> PlanView:
    query = select(PlanSectionRow).where(PlanSectionRow.plan_id == row.id).order_by(PlanSectionRow.letter)
    parts = tuple(SectionView(p.letter, p.heading, p.body, to_html(p.body)) for p in session.scalars(query))
    return PlanView(
        id=row.id,
        year=row.year,
        year_words=years.parse(row.year).words,
        edition=row.edition,
        title=row.title,
        summary=row.summary,
        summary_html=to_html(row.summary),
        note=row.note,
        illustration=row.illustration,
        state=PlanState(row.state),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        consulted_on=row.consulted_on,
        consulted_words=row.consulted_words,
        voluntary_words=row.voluntary_words,
        approved_on=row.approved_on,
        approved_by=row.approved_by,
        sent_on=row.sent_on,
        published_on=row.published_on,
        superseded_on=row.superseded_on,
        version=row.version,
        sections=parts,
    )
