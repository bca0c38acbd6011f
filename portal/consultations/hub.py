"""The public list: what is open, what comes, what was asked, narrowed down by what it is about.

Closed ones are read page by page along their close. Knows no draft; a filter that names no code of ours finds
what addresses everybody.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from portal.adapters.db import UtcDateTime
from portal.consultations import rows, rules
from portal.consultations.models import Consultation
from portal.consultations.opening import queries
from portal.consultations.opening.days import today_in
from portal.consultations.opening.facts import LabelKind
from portal.consultations.opening.models import ConsultationLabel
from portal.consultations.rules import Phase, State
from portal.core.windows import Window, london_date
from portal.outcomes import queries as outcomes
from portal.outcomes.rules import Kind
from portal.web.listing import Page, paged

CLOSED_ROWS = 20  # on one page: each is read, not skimmed
SHOWN = (State.READY, State.REPORTED, State.ANSWERED, State.WITHDRAWN)
OVER = (State.REPORTED, State.ANSWERED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed down by, as codes; empty means everything."""

    family: str = ""
    ward: str = ""
    audience: str = ""

    @property
    def chosen(self) -> tuple[tuple[LabelKind, str], ...]:
        """Every chosen one as kind and code."""
        pairs = (
            (LabelKind.FAMILY, self.family),
            (LabelKind.WARD, self.ward),
            (LabelKind.AUDIENCE, self.audience),
        )
        return tuple((kind, code) for kind, code in pairs if code)


@dataclass(frozen=True, slots=True)
class Listed:
    """One consultation of the list. `left` says in words how much time there is; `came` what came of it."""

    slug: str
    title: str
    purpose: str
    phase: Phase
    window: Window
    left: str
    came: tuple[str, ...]
    withdrawn_reason: str
    families: tuple[str, ...]
    wards: tuple[str, ...]
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hub:
    """Open ones by their close, upcoming by their opening, closed the newest first and page by page."""

    open: tuple[Listed, ...]
    upcoming: tuple[Listed, ...]
    closed: Page[Listed]


def hub(session: Session, filters: Filters, *, after: str | None, now: datetime) -> Hub:
    """The public list as it stands at this moment."""
    public = select(Consultation).where(*_fitting(filters))
    ready = Consultation.state == State.READY
    is_open = and_(ready, Consultation.opens_at <= now, Consultation.closes_at >= now)
    upcoming = and_(ready, Consultation.opens_at > now)
    by_close = public.where(is_open).order_by(Consultation.closes_at, Consultation.slug)
    by_opening = public.where(upcoming).order_by(Consultation.opens_at, Consultation.slug)
    return Hub(
        open=_listed(session, list(session.scalars(by_close)), now),
        upcoming=_listed(session, list(session.scalars(by_opening)), now),
        closed=_closed(session, filters, after, now),
    )


def _closed(session: Session, filters: Filters, after: str | None, now: datetime) -> Page[Listed]:
    order = (Consultation.closes_at, Consultation.id)
    over = or_(
        and_(Consultation.state == State.READY, Consultation.closes_at < now), Consultation.state.in_(OVER)
    )
    query = select(Consultation).where(over, *_fitting(filters))
    last = _parsed(after)
    if last is not None:
        query = query.where(tuple_(*order) < tuple_(literal(last[0], UtcDateTime()), literal(last[1])))
    query = query.order_by(*(column.desc() for column in order)).limit(CLOSED_ROWS + 1)
    found = list(session.scalars(query))
    return paged(list(_listed(session, found, now)), [_key(each) for each in found], CLOSED_ROWS)


def _key(found: Consultation) -> str:
    since = found.closes_at - datetime.fromtimestamp(0, UTC)
    return f"{since // timedelta(microseconds=1)}-{found.id}"


def _parsed(after: str | None) -> tuple[datetime, str] | None:
    """The close and the id a key stands for; None for what is no key of ours."""
    number, _, row_id = (after or "").partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 17 and row_id):
        return None
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(number)), row_id
    except OverflowError:
        return None


def _fitting(filters: Filters) -> list[ColumnElement[bool]]:
    """About what was chosen, or about everything of that kind."""
    where: list[ColumnElement[bool]] = [Consultation.state.in_(SHOWN)]
    for kind, code in filters.chosen:
        mine: tuple[Any, ...] = (
            ConsultationLabel.consultation_id == Consultation.id,
            ConsultationLabel.kind == kind,
        )
        where.append(or_(exists().where(*mine, ConsultationLabel.code == code), ~exists().where(*mine)))
    return where


def _listed(session: Session, found: list[Consultation], now: datetime) -> tuple[Listed, ...]:
    codes = queries.labels(session, [each.id for each in found])
    return tuple(_one(session, each, codes[each.id], now) for each in found)


def _one(
    session: Session, found: Consultation, codes: dict[LabelKind, tuple[str, ...]], now: datetime
) -> Listed:
    window = rows.window_of(found)
    phase = rules.phase(State(found.state), window, now)
    over = phase in (Phase.CLOSED, Phase.WITHDRAWN)
    told = outcomes.for_subject(session, Kind.CONSULTATION, found.slug) if over else ()
    return Listed(
        slug=found.slug,
        title=found.title,
        purpose=found.purpose,
        phase=phase,
        window=window,
        left="" if over else today_in(window, london_date(now)),
        came=tuple(each.line for each in told),
        withdrawn_reason=found.withdrawn_reason,
        families=codes.get(LabelKind.FAMILY, ()),
        wards=codes.get(LabelKind.WARD, ()),
        audiences=codes.get(LabelKind.AUDIENCE, ()),
    )
