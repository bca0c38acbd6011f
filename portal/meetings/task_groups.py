"""Task and finish groups: set up for one issue, heard at every meeting, finished with a result.

Refuses an update to a group that is finished, and to finish one without saying what came of it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.meetings import room, rules
from portal.meetings.group_models import TaskGroup, TaskUpdate
from portal.partnership.rules import Partnership

FIRST = 1


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a chair writes when a task group is set up."""

    name: str
    purpose: str
    lead: str
    ends_by: date
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One update; `by` is an account's id."""

    words: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Task:
    """One task and finish group; `told` the newest first."""

    id: str
    group: str
    name: str
    purpose: str
    lead: str
    begun_on: date
    ends_by: date
    finished_on: date | None
    result: str
    version: int
    told: tuple[Told, ...]
    closed: bool

    def silent_since(self, last: date | None) -> bool:
        """Whether it runs and has not been heard after that day (ever, where there is none)."""
        heard = any(last is None or each.on > last for each in self.told)
        return self.finished_on is None and not heard


def begin(
    session: Session, actor: Actor, group_code: str, new: NewTask, *, key: str = "", now: datetime
) -> str:
    """Set one up; its id. Raises `NotFound`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    room.chair(actor, group_code)
    name = rules.clean("name", " ".join(new.name.split()), rules.MAX_TITLE)
    purpose = rules.clean("purpose", new.purpose, rules.MAX_WORDS)
    lead = rules.clean("lead", new.lead, rules.MAX_POST, plain=False)
    rules.within("ends_by", new.ends_by)
    task_id = room.id_for(key, actor.id, group_code, new)
    if session.get(TaskGroup, task_id) is not None:
        return task_id
    row = TaskGroup(
        id=task_id,
        group_code=group_code,
        name=name,
        closed=new.closed,
        purpose=purpose,
        lead=lead,
        begun_on=london_date(now),
        ends_by=new.ends_by,
        finished_on=None,
        result="",
        version=FIRST,
    )
    session.add(row)
    room.record(session, actor, "task.begun", f"task:{row.id}", now)
    return row.id


def report(session: Session, actor: Actor, task_id: str, words: str, *, key: str = "", now: datetime) -> None:
    """Say how far it has come. Raises `NotFound`, `MoveNotAllowed` and what `rules.clean` raises."""
    row = _get(session, task_id)
    room.belong(actor, row.group_code)
    if row.finished_on is not None:
        raise MoveNotAllowed(state="finished", verb="report")
    kept = rules.clean("words", words, rules.MAX_WORDS)
    update_id = room.id_for(key, actor.id, row.id, kept)
    if session.get(TaskUpdate, update_id) is None:
        session.add(
            TaskUpdate(
                id=update_id,
                task_group_id=row.id,
                words=kept,
                written_on=london_date(now),
                written_by=actor.id,
            )
        )
        room.record(session, actor, "task.reported", f"task:{row.id}", now)


def finish(
    session: Session, actor: Actor, task_id: str, result: str, *, seen_version: int, now: datetime
) -> None:
    """It is finished. Raises `NotFound`, `Stale`, `MoveNotAllowed` and what `rules.clean` raises."""
    row = _get(session, task_id)
    room.chair(actor, row.group_code)
    room.fresh(row, seen_version)
    if row.finished_on is not None:
        raise MoveNotAllowed(state="finished", verb="finish")
    row.result = rules.clean("result", result, rules.MAX_WORDS)
    row.finished_on = london_date(now)
    row.version += 1
    room.record(session, actor, "task.finished", f"task:{row.id}", now)


def of(session: Session, group_code: str, *, running: bool = False) -> tuple[Task, ...]:
    """The task groups of a group, those that run first, by their last day."""
    query = select(TaskGroup).where(TaskGroup.group_code == group_code)
    if running:
        query = query.where(TaskGroup.finished_on.is_(None))
    order = (TaskGroup.finished_on.is_not(None), TaskGroup.ends_by, TaskGroup.id)
    return tuple(_task(session, row) for row in session.scalars(query.order_by(*order)).all())


def one(session: Session, actor: Actor, task_id: str, *, partnership: Partnership) -> Task:
    """One of them, for somebody who may read the group's room. Raises `NotFound`."""
    row = session.get(TaskGroup, task_id)
    if row is None or not rules.reads(actor, row.group_code, room.tops(partnership)):
        raise NotFound(kind="task", value=task_id)
    return _task(session, row)


def _get(session: Session, task_id: str) -> TaskGroup:
    row = session.get(TaskGroup, task_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="task", value=task_id)
    return row


def _task(session: Session, row: TaskGroup) -> Task:
    query = select(TaskUpdate).where(TaskUpdate.task_group_id == row.id)
    told = session.scalars(query.order_by(TaskUpdate.written_on.desc(), TaskUpdate.id))
    return Task(
        id=row.id,
        group=row.group_code,
        name=row.name,
        purpose=row.purpose,
        lead=row.lead,
        begun_on=row.begun_on,
        ends_by=row.ends_by,
        finished_on=row.finished_on,
        result=row.result,
        version=row.version,
        told=tuple(Told(each.words, each.written_on, each.written_by) for each in told),
        closed=row.closed,
    )
