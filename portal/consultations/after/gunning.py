"""The evidence that a consultation was lawful, gathered on one page from what the portal holds.

By the four Gunning principles (R v Brent ex p Gunning 1985; Moseley v Haringey 2014 UKSC 56) and regulation
12 of SI 2007/1830. Computes nothing new and holds no respondent.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.consultations import queries, rows
from portal.consultations.after import considering, frozen, reach, telling
from portal.consultations.after.considering import Consideration
from portal.consultations.after.reach import WentOut
from portal.consultations.after.telling import Happened
from portal.consultations.building import queries as building
from portal.consultations.building.queries import VersionRow
from portal.consultations.channels import invitations
from portal.consultations.channels.invitations import SetView
from portal.consultations.channels.rules import ErrorRate
from portal.consultations.counting.campaigns import Campaigned
from portal.consultations.counting.figures import FigureRow
from portal.consultations.opening import queries as opening
from portal.consultations.opening.models import OtherConsultation, SetAside
from portal.consultations.opening.queries import GateView, Told
from portal.consultations.queries import Asked
from portal.consultations.rules import Phase
from portal.core.disclosure import Published
from portal.partnership.rules import Partnership

REGARD_FOR = timedelta(days=365)
"""Other bodies' consultations that ended within a year before ours are worth regard (regulation 12(3))."""


@dataclass(frozen=True, slots=True)
class Regarded:
    """Another body's consultation."""

    title: str
    body: str
    opens_on: date
    closes_on: date
    findings: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding of the publish gate that somebody in charge set aside."""

    code: str
    sentence: str
    reason: str
    set_on: date


@dataclass(frozen=True, slots=True)
class Heard:
    """Who answered, in numbers that may be printed."""

    responses: Published
    channels: tuple[FigureRow, ...]
    parties: tuple[tuple[str, Published], ...]
    digest_words: str
    frozen_on: date | None
    campaigned: Campaigned | None
    typed: ErrorRate
    sets: tuple[SetView, ...]
    released: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lawful:
    """Everything on the page. `heard` is None before the figures are counted."""

    asked: Asked
    told: Told
    gate: GateView
    asides: tuple[Aside, ...]
    days_open: int
    heard: Heard | None
    others: tuple[Regarded, ...]
    corrections: tuple[VersionRow, ...]
    log: tuple[WentOut, ...]
    looks: tuple[Consideration, ...]
    happened: Happened


def lawful(session: Session, slug: str, *, partnership: Partnership, now: datetime) -> Lawful:
    """The evidence as it stands. Raises `NotFound`, for a draft too."""
    asked = queries.asked(session, slug, now=now)
    window = asked.window
    return Lawful(
        asked=asked,
        told=opening.told(session, slug),
        gate=opening.gate_view(session, slug, partnership=partnership, now=now),
        asides=_asides(session, slug),
        days_open=(window.last_day - window.first_day).days + 1,
        heard=_heard(session, slug, now) if asked.phase is Phase.CLOSED else None,
        others=_others(session, window.first_day, window.last_day),
        corrections=building.corrections(session, slug),
        log=tuple(reversed(reach.went_out(session, slug))),
        looks=considering.looks(session, slug),
        happened=telling.working(session, slug, now=now),
    )


def _heard(session: Session, slug: str, now: datetime) -> Heard | None:
    try:
        found = frozen.read(session, slug, now=now)
    except frozen.NotCounted:
        return None
    parties = tuple((party.name, party.base) for party in found.settled.parties)
    settled = found.settled
    return Heard(
        settled.responses,
        settled.channels,
        parties,
        found.digest_words,
        found.frozen_on,
        settled.campaigned,
        settled.typed,
        invitations.listing(session, slug),
        found.released,
    )


def _asides(session: Session, slug: str) -> tuple[Aside, ...]:
    mine = SetAside.consultation_id == rows.find(session, slug).id
    found = session.scalars(select(SetAside).where(mine).order_by(SetAside.set_on, SetAside.code))
    return tuple(Aside(each.code, each.sentence, each.reason, each.set_on) for each in found)


def _others(session: Session, first: date, last: date) -> tuple[Regarded, ...]:
    query = select(OtherConsultation).where(
        OtherConsultation.opens_on <= last, OtherConsultation.closes_on >= first - REGARD_FOR
    )
    found = session.scalars(query.order_by(OtherConsultation.closes_on, OtherConsultation.id))
    return tuple(
        Regarded(each.title, each.body, each.opens_on, each.closes_on, each.findings) for each in found
    )
