"""One group's room as a page shows it: meetings, services, work plan, task groups, what it owes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.windows import london_date
from portal.meetings import decisions, marks, queries, room, rules, seats, service, task_groups, work_plan
from portal.meetings.decisions import Decided
from portal.meetings.queries import Line
from portal.meetings.rules import Seat
from portal.meetings.task_groups import Task
from portal.meetings.work_plan import Planned
from portal.partnership.rules import Group, Partnership
from portal.partnership.tiers import link_of
from portal.web.listing import Page


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """Everything on a group's page. `needed`: services for a quorum; `silent`: task groups not heard of."""

    group: Group
    link: str
    chairs: bool
    belongs: bool
    page: Page[Line]
    proposed: tuple[date, ...]
    seats: tuple[Seat, ...]
    needed: int | None
    plan: tuple[Planned, ...]
    tasks: tuple[Task, ...]
    silent: frozenset[str]
    awaiting: tuple[Decided, ...]
    owed: marks.Line


def read(
    session: Session,
    actor: Actor,
    link: str,
    *,
    partnership: Partnership,
    now: datetime,
    after: str | None = None,
) -> GroupRoom:
    """The room behind this address. Raises `NotFound`."""
    code = next((each.code for each in partnership.groups if link_of(each) == link), "")
    group, today = room.enter(actor, code, partnership), london_date(now)
    sitting, tasks = seats.of(session, group), task_groups.of(session, code)
    last = service.last_held(session, code, before=today)
    return GroupRoom(
        group=group,
        link=link,
        chairs=rules.runs(actor, code),
        belongs=code in actor.groups,
        page=queries.group_page(session, actor, code, partnership=partnership, now=now, after=after),
        proposed=queries.proposed(session, group, now=now),
        seats=sitting,
        needed=seats.needed(group, len(sitting), partnership),
        plan=work_plan.of(session, code),
        tasks=tasks,
        silent=frozenset(task.id for task in tasks if task.silent_since(last)),
        awaiting=decisions.awaiting(session, code),
        owed=marks.line(session, group, partnership=partnership, today=today),
    )
