"""What pages show of consultations, as frozen views; counts come from `counting`."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.adapters.seal import CannotOpen, ReceiptKeys, from_bytes, unbox
from portal.consultations import rows, rules
from portal.consultations.channels.totals import WORDS, totals
from portal.consultations.models import Consultation, Response, WrittenAnswer
from portal.consultations.questions.registry import Document
from portal.consultations.rules import PUBLIC_STATES, Phase, ResponseState, State, TextState
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import Window

DUMMY = bytes(120)
"""Opened in place of answers that are not there: no key opens it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One consultation in a list."""

    slug: str
    title: str
    purpose: str
    phase: Phase
    window: Window


@dataclass(frozen=True, slots=True)
class Listing:
    """What the public may see: open ones by their close, upcoming by their opening, closed newest first."""

    open: tuple[Listed, ...]
    upcoming: tuple[Listed, ...]
    closed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation as its pages show it and its form asks it."""

    slug: str
    title: str
    purpose: str
    can_influence: str
    decided: str
    who_decides: str
    phase: Phase
    window: Window
    document: Document


@dataclass(frozen=True, slots=True)
class Kept:
    """What a receipt finds. `working` is the respondent's own copy, empty once the consultation closed."""

    state: ResponseState
    working: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One consultation in the officers' list; the counts are of work, for staff only."""

    slug: str
    title: str
    state: State
    phase: Phase
    window: Window
    sent: WorkCount


@dataclass(frozen=True, slots=True)
class StaffView:
    """One consultation as officers see it; `texts` counts what was written, by state."""

    row: StaffRow
    purpose: str
    saved: WorkCount
    withdrawn: WorkCount
    channels: tuple[tuple[str, WorkCount], ...]
    texts: tuple[tuple[TextState, WorkCount], ...]
    questions: int
    version: int
    dates_reason: str


def listing(session: Session, *, now: datetime) -> Listing:
    """The public list."""
    public = select(Consultation).where(Consultation.state.in_(PUBLIC_STATES))
    found = [_listed(each, now) for each in session.scalars(public)]

    def of(*phases: Phase) -> list[Listed]:
        return [each for each in found if each.phase in phases]

    closed = of(Phase.CLOSED, Phase.WITHDRAWN)
    return Listing(
        open=tuple(sorted(of(Phase.OPEN), key=lambda each: (each.window.closes_at, each.slug))),
        upcoming=tuple(sorted(of(Phase.UPCOMING), key=lambda each: (each.window.opens_at, each.slug))),
        closed=tuple(sorted(closed, key=lambda each: (each.window.closes_at, each.slug), reverse=True)),
    )


def asked(session: Session, slug: str, *, now: datetime) -> Asked:
    """One consultation. Raises `NotFound`, for a draft too."""
    found = rows.find(session, slug)
    phase = _phase(found, now)
    if phase is Phase.HIDDEN:
        raise NotFound(slug=slug)
    return as_asked(found, phase)


def as_asked(found: Consultation, phase: Phase) -> Asked:
    """A consultation as it is asked in this phase."""
    return Asked(
        slug=found.slug,
        title=found.title,
        purpose=found.purpose,
        can_influence=found.can_influence,
        decided=found.decided,
        who_decides=found.who_decides,
        phase=phase,
        window=rows.window_of(found),
        document=rows.document_of(found),
    )


def kept(session: Session, slug: str, receipt: ReceiptKeys) -> Kept | None:
    """What this receipt finds here; `None` for one we do not know. One look-up and one opening either way."""
    query = (
        select(Response)
        .join(Consultation, Consultation.id == Response.consultation_id)
        .where(Response.lookup == receipt.lookup, Consultation.slug == slug)
    )
    found = session.scalars(query).first()
    working = _open(receipt, (found.own_copy if found else None) or DUMMY)
    return Kept(ResponseState(found.state), working) if found else None


def staff_list(session: Session, *, now: datetime) -> tuple[StaffRow, ...]:
    """Every consultation, the last to close first."""
    ordered = select(Consultation).order_by(Consultation.closes_at.desc(), Consultation.slug)
    sent = dict(_by(session, Response.consultation_id, Response.state == ResponseState.SENT))
    return tuple(_staff_row(each, sent.get(each.id, 0), now) for each in session.scalars(ordered))


def staff_view(session: Session, slug: str, *, now: datetime) -> StaffView:
    """One consultation for officers. Raises `NotFound`."""
    found = rows.find(session, slug)
    states = dict(_by(session, Response.state, Response.consultation_id == found.id))
    sums = totals(session, found.id)
    by_channel = ((WORDS[each], WorkCount(number)) for each, number in sums.by_channel)
    texts = dict(_by(session, WrittenAnswer.state, WrittenAnswer.consultation_id == found.id))
    return StaffView(
        row=_staff_row(found, states.get(ResponseState.SENT, 0), now),
        purpose=found.purpose,
        saved=WorkCount(states.get(ResponseState.DRAFT, 0)),
        withdrawn=WorkCount(states.get(ResponseState.WITHDRAWN, 0)),
        channels=(*by_channel, ("All", WorkCount(sums.all))),
        texts=tuple((state, WorkCount(texts.get(state, 0))) for state in TextState),
        questions=sum(question.asks for question in rows.document_of(found).questions),
        version=found.version,
        dates_reason=found.dates_reason,
    )


def chosen_answers(session: Session, slug: str) -> list[dict[str, Any]]:
    """Every sent response's chosen answers, without order and without ids; for counting only."""
    query = (
        select(Response.answers)
        .join(Consultation, Consultation.id == Response.consultation_id)
        .where(Consultation.slug == slug, Response.state == ResponseState.SENT)
    )
    return [json.loads(stored) for stored in session.scalars(query) if stored]


def _by(session: Session, column: Any, *where: Any) -> list[tuple[str, int]]:
    query = select(column, func.count()).where(*where).group_by(column)
    return [(value, count) for value, count in session.execute(query)]


def _staff_row(found: Consultation, sent: int, now: datetime) -> StaffRow:
    return StaffRow(
        found.slug,
        found.title,
        State(found.state),
        _phase(found, now),
        rows.window_of(found),
        WorkCount(sent),
    )


def _listed(found: Consultation, now: datetime) -> Listed:
    return Listed(found.slug, found.title, found.purpose, _phase(found, now), rows.window_of(found))


def _phase(found: Consultation, now: datetime) -> Phase:
    return rules.phase(State(found.state), rows.window_of(found), now)


def _open(receipt: ReceiptKeys, sealed: bytes) -> dict[str, Any]:
    try:
        opened: dict[str, Any] = from_bytes(unbox(receipt.symmetric, sealed))
    except CannotOpen:
        return {}
    return opened
