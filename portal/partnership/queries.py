"""Reading helplines and priorities, for every page that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.core.years import Years, parse, year_of
from portal.ledger.models import LedgerLine
from portal.partnership.content import Audience, Helpline
from portal.partnership.helplines import HelplineView, view_of
from portal.partnership.models import HelplineRow, PriorityRow, PrioritySetRow


@dataclass(frozen=True, slots=True)
class PriorityView:
    """One thing the partnership puts first; `groups` are codes."""

    code: str
    name: str
    words: str
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrioritiesView:
    """What comes first in these years, in order."""

    years: Years
    heading: str
    source: str
    illustration: bool
    priorities: tuple[PriorityView, ...]
    version: int


def all_helplines(session: Session) -> tuple[HelplineView, ...]:
    """Every helpline, those that always show first."""
    query = select(HelplineRow).order_by(HelplineRow.always.desc(), HelplineRow.position, HelplineRow.code)
    return tuple(_view(row) for row in session.scalars(query))


def helplines(session: Session, codes: Iterable[str]) -> tuple[HelplineView, ...]:
    """The helplines with these codes, in the order asked for; unknown codes are left out."""
    wanted = list(dict.fromkeys(codes))
    rows = session.scalars(select(HelplineRow).where(HelplineRow.code.in_(wanted)))
    found = {row.code: _view(row) for row in rows}
    return tuple(found[code] for code in wanted if code in found)


def helpline(session: Session, code: str) -> HelplineView:
    """One helpline. Raises `NotFound`."""
    found = helplines(session, (code,))
    if not found:
        raise NotFound(kind="helpline", value=code)
    return found[0]


def unconfirmed(session: Session) -> tuple[str, ...]:
    """Names of the helplines that no officer has checked as they stand."""
    query = select(HelplineRow.name).where(HelplineRow.verified_on.is_(None)).order_by(HelplineRow.position)
    return tuple(session.scalars(query))


def as_shipped(session: Session) -> tuple[str, ...]:
    """Names of the helplines that nobody here has confirmed or saved since they were loaded."""
    touched = select(LedgerLine.number).where(LedgerLine.subject == "helpline:" + HelplineRow.code)
    query = select(HelplineRow.name).where(HelplineRow.verified_on.is_(None), ~touched.exists())
    return tuple(session.scalars(query.order_by(HelplineRow.position)))


def priorities(session: Session, year: str) -> PrioritiesView | None:
    """What came first in this year ("2022-23"): the shortest set that covers it. Raises `NotAYear`."""
    asked = parse(year)
    covering = [years for years in _sets(session) if years.covers(asked)]
    return (
        _priorities(session, min(covering, key=lambda years: years.last - years.first)) if covering else None
    )


def every_priorities(session: Session) -> tuple[PrioritiesView, ...]:
    """Every set there is, the newest years first."""
    return tuple(_priorities(session, each) for each in sorted(_sets(session), reverse=True))


def priorities_of(session: Session, year: str) -> PrioritiesView:
    """The set of exactly these years. Raises `NotAYear`, `NotFound`."""
    asked = parse(year)
    if asked not in _sets(session):
        raise NotFound(kind="priorities", value=year)
    return _priorities(session, asked)


def priorities_now(session: Session, today: date) -> PrioritiesView | None:
    """What comes first today; where nothing was set for this year, the newest set that has begun."""
    begun = [years for years in _sets(session) if years.starts_on <= today]
    if not begun:
        return None
    covering = [years for years in begun if years.covers(year_of(today))]
    return _priorities(session, max(covering or begun))


def _sets(session: Session) -> list[Years]:
    return [parse(text) for text in session.scalars(select(PrioritySetRow.year))]


def _priorities(session: Session, years: Years) -> PrioritiesView:
    row = session.get_one(PrioritySetRow, str(years))
    query = select(PriorityRow).where(PriorityRow.year == str(years)).order_by(PriorityRow.position)
    lines = tuple(PriorityView(p.code, p.name, p.words, tuple(p.groups)) for p in session.scalars(query))
    return PrioritiesView(years, row.heading, row.source, row.illustration, lines, row.version)


def value_of(row: HelplineRow) -> Helpline:
    """The entry as the files would hold it."""
    return Helpline(
        code=row.code,
        name=row.name,
        number=row.number,
        text_number=row.text_number,
        url=row.url,
        hours=row.hours,
        words=row.words,
        audience=Audience(row.audience),
        source=row.source,
        always=row.always,
    )


def _view(row: HelplineRow) -> HelplineView:
    return view_of(value_of(row), version=row.version, verified_on=row.verified_on, by=row.verified_by)
