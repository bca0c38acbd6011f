"""Events and kiosks: a public code in a link, days on which it works, and screens that clear themselves.

The code is no secret: it says where an answer was given, and opens nothing that is not open to all.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.adapters.tokens import choose, new_id
from portal.consultations import rows, rules
from portal.consultations.channels.models import Arrival, Event
from portal.consultations.channels.rules import EventOver, check_event
from portal.consultations.models import Consultation, Response
from portal.consultations.rules import Phase, ResponseState, State
from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.windows import WindowBackwards, london_date
from portal.ledger.service import record

ALPHABET = tuple("bcdfghjkmnpqrstvwxz23456789")
"""No vowels, so that no code is a word, and nothing that looks like something else."""

CODE_LETTERS = 5


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as an officer fills it in; `clear_after` in seconds."""

    name: str
    place: str
    first_day: date
    last_day: date
    clear_after: int


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as officers see it; `sent`: answers given there."""

    id: str
    code: str
    name: str
    place: str
    first_day: date
    last_day: date
    clear_after: int
    on: bool
    over: bool
    sent: WorkCount


@dataclass(frozen=True, slots=True)
class Setting:
    """What the pages at an event need to know."""

    id: str
    code: str
    name: str
    place: str
    clear_after: int


def begin(session: Session, slug: str, new: NewEvent, *, actor_id: str, now: datetime) -> str:
    """Make an event; answers its public code. Raises `NotFound`, `WindowBackwards`."""
    if new.last_day < new.first_day:
        raise WindowBackwards(first=new.first_day, last=new.last_day)
    consultation = rows.find(session, slug)
    wanted = {name: getattr(new, name) for name in NewEvent.__slots__}
    same = select(Event).filter_by(consultation_id=consultation.id, stopped=False, **wanted)
    known = session.scalars(same).first()
    if known is not None:
        return known.code
    event = _with_code(session, consultation, new)
    subject = f"consultation:{consultation.id}"
    record(session, actor_id=actor_id, action="event.begun", subject=subject, now=now, code=event.code)
    return event.code


def stop(session: Session, slug: str, code: str, *, actor_id: str, now: datetime) -> None:
    """End an event before its last day; twice is no mistake. Raises `NotFound`."""
    consultation, event = _find(session, slug, code)
    if event.stopped:
        return
    event.stopped = True
    subject = f"consultation:{consultation.id}"
    record(session, actor_id=actor_id, action="event.stopped", subject=subject, now=now, code=code)
    session.flush()


def at(session: Session, slug: str, code: str, *, now: datetime) -> Setting:
    """The event of this code while it is on. Raises `NotFound`, `EventOver`."""
    _, event = _find(session, slug, code)
    check_event(event.first_day, event.last_day, stopped=event.stopped, now=now)
    return Setting(event.id, event.code, event.name, event.place, event.clear_after)


def view(session: Session, slug: str, code: str, *, now: datetime) -> EventView:
    """One event. Raises `NotFound`."""
    consultation, event = _find(session, slug, code)
    return _view(event, _sent(session, consultation).get(event.id, 0), now)


def listing(session: Session, consultation_id: str, *, now: datetime) -> tuple[EventView, ...]:
    """Every event of a consultation, the last to begin first."""
    consultation = session.get(Consultation, consultation_id)
    if consultation is None:
        raise NotFound(kind="consultation")
    sent = _sent(session, consultation)
    mine = select(Event).where(Event.consultation_id == consultation_id)
    ordered = mine.order_by(Event.first_day.desc(), Event.name, Event.id)
    return tuple(_view(each, sent.get(each.id, 0), now) for each in session.scalars(ordered))


def opens(session: Session, slug: str, *, now: datetime) -> bool:
    """Whether the consultation takes answers. Raises `NotFound`."""
    found = rows.find(session, slug)
    return rules.phase(State(found.state), rows.window_of(found), now) is Phase.OPEN


def _with_code(session: Session, consultation: Consultation, new: NewEvent) -> Event:
    while True:
        event = Event(
            id=new_id(),
            consultation_id=consultation.id,
            code="".join(choose(ALPHABET, CODE_LETTERS)),
            name=new.name,
            place=new.place,
            first_day=new.first_day,
            last_day=new.last_day,
            clear_after=new.clear_after,
            stopped=False,
        )
        try:
            with session.begin_nested():
                session.add(event)
        except IntegrityError:
            continue
        return event


def _find(session: Session, slug: str, code: str) -> tuple[Consultation, Event]:
    consultation = rows.find(session, slug)
    mine = (Event.code == code, Event.consultation_id == consultation.id)
    event = session.scalars(select(Event).where(*mine)).first()
    if event is None:
        raise NotFound(slug=slug)
    return consultation, event


def _sent(session: Session, consultation: Consultation) -> dict[str, int]:
    query = (
        select(Arrival.event_id, func.count())
        .join(Response, Response.id == Arrival.response_id)
        .where(Response.consultation_id == consultation.id, Response.state == ResponseState.SENT)
        .where(Arrival.event_id.is_not(None))
        .group_by(Arrival.event_id)
    )
    return {row[0]: row[1] for row in session.execute(query) if row[0]}


def _view(event: Event, sent: int, now: datetime) -> EventView:
    try:
        check_event(event.first_day, event.last_day, stopped=event.stopped, now=now)
        on = True
    except EventOver:
        on = False
    return EventView(
        event.id,
        event.code,
        event.name,
        event.place,
        event.first_day,
        event.last_day,
        event.clear_after,
        on,
        event.stopped or london_date(now) > event.last_day,
        WorkCount(sent),
    )
