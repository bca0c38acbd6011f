"""Reading a group's room: its meetings, one meeting as a page shows it, and the days it could meet next.

Refuses another group's id with the answer for an id nobody gave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from portal.adapters.holidays import england
from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.meetings import (
    actions,
    agenda,
    dates,
    decisions,
    gathering,
    room,
    rules,
    service,
    task_groups,
)
from portal.meetings.action_models import Action, ActionReview
from portal.meetings.decisions import Decided
from portal.meetings.kinds import ActionState, Channel, MeetingState, Presence, Source
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.reported import Reported, read_all
from portal.meetings.rules import Quorum
from portal.meetings.task_groups import Task
from portal.partnership.rules import Group, Partnership
from portal.web.listing import PAGE_ROWS, Page, paged


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting in a list. `late`: working days its papers are late, or were."""

    id: str
    group: str
    group_name: str
    held_on: date
    starts: str
    place: str
    public: bool
    notes: str
    state: MeetingState
    reason: str
    circulate_by: date
    circulated_on: date | None
    circulated_how: Channel | None
    late: int
    version: int

    @property
    def planned(self) -> bool:
        """Whether it is not over and not cancelled."""
        return self.state is MeetingState.PLANNED


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item with what was decided and given. `leaves`: whether it may be read outside the room.

    `asked`: the question it is about, read where it is kept.
    """

    id: str
    meeting_id: str
    title: str
    paper: str
    closed: bool
    source: Source
    source_id: str
    source_agency: str
    approved: str
    approved_on: date | None
    note: str
    version: int
    decisions: tuple[Decided, ...]
    public_title: str
    asked: str

    @property
    def leaves(self) -> bool:
        """Whether it may be read outside the room."""
        approved = bool(self.approved)
        return rules.may_leave(closed=self.closed, source_agency=self.source_agency, approved=approved)


@dataclass(frozen=True, slots=True)
class Came:
    """Whether a service was there."""

    seat: str
    service: str
    came: Presence


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one meeting. `due`: actions to report on; `given`: those given at it."""

    line: Line
    items: tuple[Item, ...]
    due: tuple[Reported, ...]
    given: tuple[Reported, ...]
    tasks: tuple[Task, ...]
    silent: frozenset[str]
    came: tuple[Came, ...]
    quorum: Quorum
    chairs: bool


def group_page(
    session: Session,
    actor: Actor,
    code: str,
    *,
    partnership: Partnership,
    now: datetime,
    after: str | None = None,
) -> Page[Line]:
    """A group's meetings, the latest day first. Raises `NotFound`."""
    group = room.enter(actor, code, partnership)
    query = select(Meeting).where(Meeting.group_code == group.code)
    query = query.order_by(Meeting.held_on.desc(), Meeting.id.desc())
    last = session.get(Meeting, after) if after else None
    if last is not None and last.group_code == group.code:
        query = query.where(
            tuple_(Meeting.held_on, Meeting.id) < tuple_(literal(last.held_on), literal(last.id))
        )
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    lines = [_line(row, partnership, now) for row in rows]
    return paged(lines, [row.id for row in rows])


def upcoming(session: Session, group: Group, *, partnership: Partnership, now: datetime) -> tuple[Line, ...]:
    """Meetings that were planned and are not closed, the soonest first."""
    query = select(Meeting).where(Meeting.group_code == group.code, Meeting.state == MeetingState.PLANNED)
    rows = session.scalars(query.order_by(Meeting.held_on, Meeting.id))
    return tuple(_line(row, partnership, now) for row in rows)


def proposed(session: Session, group: Group, *, now: datetime) -> tuple[date, ...]:
    """The next days in the group's rhythm, after its last meeting that was planned or held."""
    query = select(Meeting.held_on).where(
        Meeting.group_code == group.code, Meeting.state != MeetingState.CANCELLED
    )
    last = session.scalar(query.order_by(Meeting.held_on.desc()).limit(1))
    today = london_date(now)
    return dates.next_dates(
        last,
        months=group.rhythm.months,
        weeks=group.rhythm.weeks,
        today=max(today, last) if last else today,
        holidays=england(),
    )


def line(session: Session, actor: Actor, meeting_id: str, *, partnership: Partnership, now: datetime) -> Line:
    """One meeting without what is on its table. Raises `NotFound`."""
    row = session.get(Meeting, meeting_id)
    if row is None or not rules.reads(actor, row.group_code, room.tops(partnership)):
        raise NotFound(kind="meeting", value=meeting_id)
    return _line(row, partnership, now)


def sheet(
    session: Session, actor: Actor, meeting_id: str, *, partnership: Partnership, now: datetime
) -> Sheet:
    """One meeting with everything on its table. Raises `NotFound`."""
    head = line(session, actor, meeting_id, partnership=partnership, now=now)
    row = session.get_one(Meeting, meeting_id)
    group = partnership.group(row.group_code)
    last = service.last_held(session, group.code, before=row.held_on)
    tasks = task_groups.of(session, group.code, running=True)
    came, quorum = _who_came(session, row, group, partnership)
    return Sheet(
        line=head,
        items=items(session, meeting_id),
        due=_due(session, row, now),
        given=_given(session, row, now),
        tasks=tasks,
        silent=frozenset(task.id for task in tasks if task.silent_since(last)),
        came=came,
        quorum=quorum,
        chairs=rules.runs(actor, group.code),
    )


def items(session: Session, meeting_id: str) -> tuple[Item, ...]:
    """The agenda in its order."""
    rows = agenda.of(session, meeting_id)
    decided = decisions.of(session, [row.id for row in rows])
    return tuple(_item(session, row, decided.get(row.id, ())) for row in rows)


def item(
    session: Session, actor: Actor, item_id: str, *, partnership: Partnership, now: datetime
) -> tuple[Item, Line]:
    """One agenda item and its meeting. Raises `NotFound`."""
    row = session.get(AgendaItem, item_id)
    if row is None:
        raise NotFound(kind="item", value=item_id)
    head = line(session, actor, row.meeting_id, partnership=partnership, now=now)
    return _item(session, row, decisions.of(session, [row.id]).get(row.id, ())), head


def _due(session: Session, row: Meeting, now: datetime) -> tuple[Reported, ...]:
    """What is to be reported on: live before the meeting, as it stood then afterwards."""
    if row.state == MeetingState.PLANNED:
        return read_all(session, actions.up_for_report(session, row), now=now)
    query = select(Action, ActionReview).join(ActionReview, ActionReview.action_id == Action.id)
    query = query.where(ActionReview.meeting_id == row.id).order_by(Action.due_on, Action.id)
    found = session.execute(query).all()
    then = {review.action_id: (ActionState(review.state), review.carried) for _, review in found}
    return read_all(session, [action for action, _ in found], now=now, then=then)


def _given(session: Session, row: Meeting, now: datetime) -> tuple[Reported, ...]:
    query = select(Action).where(Action.meeting_id == row.id).order_by(Action.due_on, Action.id)
    return read_all(session, list(session.scalars(query)), now=now)


def _who_came(
    session: Session, row: Meeting, group: Group, partnership: Partnership
) -> tuple[tuple[Came, ...], Quorum]:
    noted = [
        Came(each.seat, each.service, Presence(each.came)) for each in service.attendance(session, row.id)
    ]
    return tuple(noted), service.quorum(session, row, group, partnership)


def _item(session: Session, row: AgendaItem, decided: Sequence[Decided]) -> Item:
    return Item(
        id=row.id,
        meeting_id=row.meeting_id,
        title=row.title,
        paper=row.paper,
        closed=row.closed,
        source=Source(row.source),
        source_id=row.source_id,
        source_agency=row.source_agency,
        approved=row.approved,
        approved_on=row.approved_on,
        note=row.note,
        version=row.version,
        decisions=tuple(decided),
        public_title=row.public_title,
        asked=gathering.asked(session, Source(row.source), row.source_id),
    )


def _line(row: Meeting, partnership: Partnership, now: datetime) -> Line:
    due = dates.circulate_by(
        row.held_on,
        working_days=partnership.clocks.circulate_working_days,
        clear=partnership.meeting_rules.clear_days,
        holidays=england(),
    )
    return Line(
        id=row.id,
        group=row.group_code,
        group_name=partnership.group(row.group_code).name,
        held_on=row.held_on,
        starts=row.starts,
        place=row.place,
        public=row.public,
        notes=row.notes,
        state=MeetingState(row.state),
        reason=row.reason,
        circulate_by=due,
        circulated_on=row.circulated_on,
        circulated_how=Channel(row.circulated_how) if row.circulated_how else None,
        late=dates.days_late(
            due, row.circulated_on, today=min(london_date(now), row.held_on), holidays=england()
        ),
        version=row.version,
    )
