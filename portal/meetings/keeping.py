"""How long a group's room is kept: what ended long enough ago, and its deletion for good.

Leaves alone what is still open, however old it is, and what is held; a held meeting keeps its actions.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session

from portal.adapters.db import Base
from portal.meetings.action_models import Action
from portal.meetings.group_models import Brief, GroupMark, GroupReturn, TaskGroup, WorkItem
from portal.meetings.kinds import MeetingState
from portal.meetings.models import Meeting

Held = Select[str] | Collection[str]
"""Ids of what stays of a room, or a question that answers with them."""

HOLDABLE: tuple[type[Base], ...] = (Meeting, Action, TaskGroup, GroupReturn, WorkItem, Brief)


def exists(session: Session, record_id: str) -> bool:
    """Whether something in a group's room has this id."""
    return any(session.get(table, record_id) is not None for table in HOLDABLE)


def due(session: Session, *, until: date, held: Held = ()) -> int:
    """How many meetings, actions, task groups, returns, briefs and marks ended on or before `until`."""
    return sum(
        session.scalar(select(func.count()).select_from(table).where(*ended)) or 0
        for table, _, ended in _kinds(until, held)
    )


def forget(session: Session, *, until: date, held: Held = (), at_most: int) -> int:
    """Delete some of them with everything that hangs on them; how many."""
    number = 0
    for table, key, ended in _kinds(until, held):
        if number >= at_most:
            break
        keys = list(session.scalars(select(key).where(*ended).limit(at_most - number)))
        session.execute(delete(table).where(key.in_(keys), *ended))
        number += len(keys)
    return number


def _kinds(until: date, held: Held) -> Sequence[tuple[type[Base], Any, tuple[ColumnElement[bool], ...]]]:
    """Tables, their key, and when a row of theirs has ended."""
    ended: tuple[tuple[Any, tuple[ColumnElement[bool], ...]], ...] = (
        (Meeting, (Meeting.held_on <= until, Meeting.state != MeetingState.PLANNED)),
        (Action, (Action.settled_on <= until, Action.meeting_id.not_in(held))),
        (TaskGroup, (TaskGroup.finished_on <= until,)),
        (GroupReturn, (GroupReturn.raised_on <= until, GroupReturn.answered.is_(True))),
        (WorkItem, (WorkItem.taken_on <= until, WorkItem.yearly.is_(False))),
        (Brief, (Brief.signed_on <= until,)),
    )
    named = [(table, table.id, (*when, table.id.not_in(held))) for table, when in ended]
    return (*named, (GroupMark, GroupMark.done_on, (GroupMark.done_on <= until,)))
