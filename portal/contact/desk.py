"""Questions to the board as the one queue meets them: see what waits, open one, decide.

Refuses other kinds of case, which have a page of their own, and an escalated question outside its room.
"""

import heapq
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, literal, select, true, tuple_
from sqlalchemy.orm import Session

from portal.adapters.db import UtcDateTime
from portal.adapters.seal import Opener
from portal.contact import cases
from portal.contact.cases import By
from portal.contact.models import ContactCase
from portal.contact.opened import Opened, Waiting, line_of
from portal.contact.rules import LEADS_ONLY, Decision, Kind, State
from portal.core.errors import NotFound
from portal.core.queue import EVERYTHING, MOST_COUNTED, ROWS, Position, Show, Wanted
from portal.partnership.clocks import Clocks


def waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[State, ...] = (State.HELD,),
    wanted: Wanted = EVERYTHING,
    after: Position | None = None,
) -> tuple[Waiting, ...]:
    """Questions that wait, one row more than a page; `after` is the place of the last line seen.

    Officers also see what no lead opened in time. Decided questions with an unread message stand there too:
    with `State.ESCALATED` among `states` those that leads dealt with, with `State.HELD` all others.
    """
    every = select(ContactCase).order_by(ContactCase.due_at, ContactCase.id).limit(ROWS)
    parts = []
    for risk in wanted.risks(after):
        query = every.where(ContactCase.risk == risk, *_asked(states, wanted, now))
        if after is not None and after.risk == risk:
            seen = tuple_(literal(after.due_at, UtcDateTime()), literal(after.id))
            query = query.where(tuple_(ContactCase.due_at, ContactCase.id) > seen)
        parts.append(session.scalars(query))
    rows = heapq.merge(*parts, key=lambda row: (row.risk, row.due_at, row.id))
    return tuple(line_of(row, now) for row in islice(rows, ROWS))


def count_waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[State, ...] = (State.HELD,),
    wanted: Wanted = EVERYTHING,
) -> int:
    """How many questions `waiting` would go through, `MOST_COUNTED` at most."""
    risk = (ContactCase.risk == wanted.risk,) if wanted.risk else ()
    some = select(ContactCase.id).where(*_asked(states, wanted, now), *risk).limit(MOST_COUNTED)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def look(session: Session, case_id: str, *, now: datetime) -> Waiting:
    """One question without opening it. Raises `NotFound`, for other kinds of case too."""
    found = cases.look(session, case_id, now=now)
    if found.kind is not Kind.QUESTION:
        raise NotFound(kind="question", value=case_id)
    return found


def open(
    session: Session, case_id: str, *, opener: Opener, actor_id: str, clocks: Clocks, now: datetime
) -> Opened:
    """Open one question; the ledger says so. Raises `NotFound`, `CannotOpen`."""
    look(session, case_id, now=now)
    return cases.open(session, case_id, opener=opener, actor_id=actor_id, clocks=clocks, now=now)


def decide(
    session: Session, case_id: str, decision: Decision, *, seen_version: int, by: By, now: datetime
) -> Waiting:
    """Accept, decline, escalate, return or reopen. Raises what `cases.decide` raises."""
    look(session, case_id, now=now)
    return cases.decide(session, case_id, decision, seen_version=seen_version, by=by, now=now)


def seen_by_lead(session: Session, case_id: str) -> None:
    """A lead has opened it: officers no longer see it. Raises `NotFound`."""
    cases.find(session, case_id).lead_by = None


def _asked(states: tuple[State, ...], wanted: Wanted, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The filters; a question has neither topic nor ward, so none is found where one is asked for."""
    first, unread = ContactCase.state.in_(states), ContactCase.message_waiting == true()
    which: ColumnElement[bool] = first
    if State.HELD in states:
        which |= and_(unread, ContactCase.state.not_in(LEADS_ONLY))
        which |= and_(ContactCase.state.in_(LEADS_ONLY), ContactCase.lead_by < now)
    if State.ESCALATED in states:
        which |= and_(unread, ContactCase.state.in_(LEADS_ONLY))
    if wanted.show is Show.MESSAGE:
        which = and_(which, unread)
    elif wanted.show is Show.WAITS:
        which = and_(first, ~unread)
    asked: list[ColumnElement[bool]] = [ContactCase.kind == Kind.QUESTION, which]
    if wanted.topic or wanted.ward or wanted.show is Show.SURGE:
        asked.append(literal(False))
    if wanted.due_from is not None:
        asked.append(ContactCase.due_at >= wanted.due_from)
    if wanted.due_until is not None:
        asked.append(ContactCase.due_at < wanted.due_until)
    if wanted.only is not None:
        asked.append(ContactCase.id.in_(wanted.only))
    if wanted.without:
        asked.append(ContactCase.id.not_in(wanted.without))
    return tuple(asked)
