"""How long a group's room is kept: what ended long enough ago, and its deletion for good.

Leaves alone what is still open, however old it is.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from portal.adapters.db import Base
from portal.meetings.action_models import Action
from portal.meetings.group_models import Brief, GroupMark, GroupReturn, TaskGroup, WorkItem
from portal.meetings.kinds import MeetingState
from portal.meetings.models import Meeting


def due(session: Session, *, until: date) -> int:
    """How many meetings, actions, task groups, returns, briefs and marks ended on or before `until`."""
    return sum(
        session.scalar(select(func.count()).select_from(table).where(*ended)) or 0
        for table, _, ended in _kinds(until)
    )


def forget(session: Session, *, until: date, at_most: int) -> int:
    """Delete some of them with everything that hangs on them; how many."""
    number = 0
    for table, key, ended in _kinds(until):
        if number >= at_most:
            break
        keys = list(session.scalars(select(key).where(*ended).limit(at_most - number)))
        session.execute(delete(table).where(key.in_(keys), *ended))
        number += len(keys)
    return number


def _kinds(until: date) -> Sequence[tuple[type[Base], Any, tuple[ColumnElement[bool], ...]]]:
    """Tables, their key, and when a row of theirs has ended."""
    return (
        (Meeting, Meeting.id, (Meeting.held_on <= until, Meeting.state != MeetingState.PLANNED)),
        (Action, Action.id, (Action.settled_on <= until,)),
        (TaskGroup, TaskGroup.id, (TaskGroup.finished_on <= until,)),
        (GroupReturn, GroupReturn.id, (GroupReturn.raised_on <= until, GroupReturn.answered.is_(True))),
        (WorkItem, WorkItem.id, (WorkItem.taken_on <= until, WorkItem.yearly.is_(False))),
        (Brief, Brief.id, (Brief.signed_on <= until,)),
        (GroupMark, GroupMark.done_on, (GroupMark.done_on <= until,)),
    )
