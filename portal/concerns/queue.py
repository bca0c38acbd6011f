"""Which reports wait, in the order of the one queue: risk, then due, then id.

A decided report stands there too while something its writer added is unread. Every part of the list is read
along an index, whatever it is filtered by, so that a flood of reports does not slow the officers down.
"""

import heapq
from collections.abc import Iterator
from datetime import datetime
from itertools import islice, product

from sqlalchemy import ColumnElement, Select, false, func, literal, select, true, tuple_
from sqlalchemy.orm import Session, load_only

from portal.adapters.db import UtcDateTime
from portal.concerns.models import Concern
from portal.concerns.opened import Waiting, line_of
from portal.concerns.rules import LEADS_ONLY, State
from portal.core.queue import EVERYTHING, MOST_COUNTED, ROWS, Position, Show, Wanted

LINE = (
    *(Concern.id, Concern.topic, Concern.subtopic, Concern.area, Concern.ward, Concern.state, Concern.risk),
    *(Concern.flags, Concern.received_on, Concern.due_at, Concern.message_waiting, Concern.version),
    *(Concern.second_for, Concern.lead_by, Concern.release_id),
)
"""The columns of a line; the sealed words stay on the disk."""

Where = tuple[ColumnElement[bool], ...]


def waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[State, ...] = (State.HELD,),
    wanted: Wanted = EVERYTHING,
    after: Position | None = None,
) -> tuple[Waiting, ...]:
    """What waits, one row more than a page; `after` is the place of the last line seen.

    Officers also see what no lead opened in time. Decided reports with an unread message stand there too:
    with `State.ESCALATED` among `states` those that leads dealt with, with `State.HELD` all others.
    """
    parts = [session.scalars(query) for query in queries(states, wanted, after, now)]
    rows = heapq.merge(*parts, key=lambda row: (row.risk, row.due_at, row.id))
    return tuple(line_of(row, now) for row in islice(rows, ROWS))


def count_waiting(
    session: Session,
    *,
    now: datetime,
    states: tuple[State, ...] = (State.HELD,),
    wanted: Wanted = EVERYTHING,
) -> int:
    """How many reports `waiting` would go through, of each kind `MOST_COUNTED` at most."""
    return sum(session.scalar(query) or 0 for query in counts(states, wanted, now))


def queries(
    states: tuple[State, ...], wanted: Wanted, after: Position | None, now: datetime
) -> Iterator[Select[Concern]]:
    """One question for each kind of line and each risk: together they give the page, each along an index."""
    every = select(Concern).options(load_only(*LINE)).order_by(Concern.due_at, Concern.id).limit(ROWS)
    for kind, risk in product(_kinds(states, wanted.show, now), wanted.risks(after)):
        query = every.where(*kind, Concern.risk == risk, *_asked(wanted))
        if after is not None and after.risk == risk:
            seen = tuple_(literal(after.due_at, UtcDateTime()), literal(after.id))
            query = query.where(tuple_(Concern.due_at, Concern.id) > seen)
        yield query


def counts(states: tuple[State, ...], wanted: Wanted, now: datetime) -> Iterator[Select[int]]:
    """One bounded count for each kind of line."""
    for kind in _kinds(states, wanted.show, now):
        risk = (Concern.risk == wanted.risk,) if wanted.risk else ()
        some = select(Concern.id).where(*kind, *risk, *_asked(wanted)).limit(MOST_COUNTED)
        yield select(func.count()).select_from(some.subquery())


def _kinds(states: tuple[State, ...], show: Show | None, now: datetime) -> tuple[Where, ...]:
    """What stands in the queue, in kinds that share no report."""
    first: tuple[Where, ...] = tuple((Concern.state == state,) for state in states)
    if show is Show.SURGE:
        return tuple((*kind, Concern.surge == true()) for kind in first)
    unread = Concern.message_waiting == true()
    if show is Show.WAITS:
        return tuple((*kind, Concern.message_waiting == false()) for kind in first)
    held = () if show is Show.MESSAGE else states
    added: list[Where] = []
    if State.HELD in states and show is None:
        added += [(Concern.state == state, Concern.lead_by < now) for state in sorted(LEADS_ONLY)]
    if State.HELD in states:
        added.append((unread, Concern.state.not_in({*held, *LEADS_ONLY})))
    if State.ESCALATED in states:
        added.append((unread, Concern.state.in_(LEADS_ONLY - {*held})))
    return (*added,) if show is Show.MESSAGE else (*first, *added)


def _asked(wanted: Wanted) -> Where:
    """The filters that any kind of line may be under."""
    asked: list[ColumnElement[bool]] = []
    if wanted.topic:
        asked.append(Concern.topic == wanted.topic)
    if wanted.ward:
        asked.append(Concern.ward == wanted.ward)
    if wanted.due_from is not None:
        asked.append(Concern.due_at >= wanted.due_from)
    if wanted.due_until is not None:
        asked.append(Concern.due_at < wanted.due_until)
    if wanted.only is not None:
        asked.append(Concern.id.in_(wanted.only))
    if wanted.without:
        asked.append(Concern.id.not_in(wanted.without))
    return tuple(asked)
