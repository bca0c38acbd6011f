"""Which pages can have an Easy Read version: getting help, each plan, each consultation. Refuses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.consultations import queries as consultations
from portal.partnership import easy_read
from portal.plan import queries as plans


@dataclass(frozen=True, slots=True)
class EasyPage:
    """One page: its key, its title, its address."""

    key: str
    title: str
    href: str


HELP = EasyPage(easy_read.HELP_NOW, "Get help now", "/help-now")


def public_pages(session: Session, *, now: datetime) -> tuple[EasyPage, ...]:
    """What everybody can read already."""
    listing = consultations.listing(session, now=now)
    asked = (*listing.open, *listing.upcoming, *listing.closed)
    return (HELP, *_plans(plans.public_lines(session)), *_consultations(asked))


def every_page(session: Session, *, now: datetime) -> tuple[EasyPage, ...]:
    """The same, and the drafts, so that both versions can come out on one day."""
    return (
        HELP,
        *_plans(plans.every_line(session)),
        *_consultations(consultations.staff_list(session, now=now)),
    )


def _plans(lines: tuple[plans.PlanLine, ...]) -> Iterator[EasyPage]:
    for year in dict.fromkeys(line.year for line in lines):
        title = next(line.title for line in lines if line.year == year)
        yield EasyPage(easy_read.of_plan(year), title, f"/plan/{year}")


def _consultations(
    rows: tuple[consultations.Listed, ...] | tuple[consultations.StaffRow, ...],
) -> Iterator[EasyPage]:
    for row in rows:
        yield EasyPage(easy_read.of_consultation(row.slug), row.title, f"/consultations/{row.slug}")
