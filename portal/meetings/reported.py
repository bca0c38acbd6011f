"""Actions as pages show them, with what was reported and how late they are, and the list of them.

Refuses another group's action with the answer for one that is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.meetings import actions, room, rules
from portal.meetings.action_models import Action, ActionUpdate
from portal.meetings.kinds import ActionState
from portal.partnership.rules import Partnership
from portal.web.listing import PAGE_ROWS, Page, paged
from portal.web.sorting import Order, along

Then = Mapping[str, tuple[ActionState, int]]
"""How actions (by id) stood at a meeting: state, and times carried over."""

COLUMNS = {"due": (Action.due_on, Action.id), "who": (Action.service, Action.id)}
"""What the list can be sorted by."""

BY_DUE = Order("due")


@dataclass(frozen=True, slots=True)
class Update:
    """What was reported; `by` an account's id, empty where it came by a link."""

    words: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Reported:
    """One action; `updates` the newest first, `leaves` whether it may be read outside the room."""

    id: str
    group: str
    meeting_id: str
    given_on: date
    what: str
    owner: str
    service: str
    due_on: date
    closed: bool
    leaves: bool
    state: ActionState
    reason: str
    settled_on: date | None
    carried: int
    late: bool
    version: int
    updates: tuple[Update, ...]

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is ActionState.OPEN

    @property
    def newest(self) -> Update | None:
        """What was reported last."""
        return self.updates[0] if self.updates else None


def read_all(
    session: Session, rows: Sequence[Action], *, now: datetime, then: Then | None = None
) -> tuple[Reported, ...]:
    """These actions in their order; with `then`, as they stood at a meeting."""
    told: dict[str, list[Update]] = {}
    query = select(ActionUpdate).where(ActionUpdate.action_id.in_([row.id for row in rows]))
    for each in session.scalars(query.order_by(ActionUpdate.written_on.desc(), ActionUpdate.id)):
        told.setdefault(each.action_id, []).append(Update(each.words, each.written_on, each.written_by))
    look = _Look(london_date(now), told, actions.staying(session, rows), then or {})
    return tuple(_reported(row, look) for row in rows)


def one(
    session: Session, actor: Actor, action_id: str, *, partnership: Partnership, now: datetime
) -> Reported:
    """One action. Raises `NotFound`."""
    row = session.get(Action, action_id)
    if row is None or not rules.reads(actor, row.group_code, room.tops(partnership)):
        raise NotFound(kind="action", value=action_id)
    return read_all(session, [row], now=now)[0]


def page(
    session: Session,
    actor: Actor,
    *,
    partnership: Partnership,
    now: datetime,
    state: ActionState = ActionState.OPEN,
    order: Order = BY_DUE,
    after: str | None = None,
) -> Page[Reported]:
    """The actions of one's groups in a state, in this order: the soonest due first."""
    mine = [group.code for group in room.groups(actor, partnership)]
    query = select(Action).where(Action.group_code.in_(mine), Action.state == state)
    last = session.get(Action, after) if after else None
    seen = last if last is not None and last.group_code in mine else None
    query = along(query, COLUMNS[order.code], seen, falling=order.falling)
    rows = list(session.scalars(query.limit(PAGE_ROWS + 1)))
    return paged(list(read_all(session, rows, now=now)), [row.id for row in rows])


def number_late(session: Session, actor: Actor, *, partnership: Partnership, now: datetime) -> int:
    """How many actions of one's groups are past their day: a count of our own work."""
    mine = [group.code for group in room.groups(actor, partnership)]
    query = select(Action.id).where(
        Action.group_code.in_(mine), Action.state == ActionState.OPEN, Action.due_on < london_date(now)
    )
    return len(session.scalars(query).all())


@dataclass(frozen=True, slots=True)
class _Look:
    """What is known beside the rows."""

    today: date
    told: Mapping[str, list[Update]]
    stays: frozenset[str]
    then: Then


def _reported(row: Action, look: _Look) -> Reported:
    state, carried = look.then.get(row.id, (ActionState(row.state), row.carried))
    return Reported(
        id=row.id,
        group=row.group_code,
        meeting_id=row.meeting_id,
        given_on=row.given_on,
        what=row.what,
        owner=row.owner,
        service=row.service,
        due_on=row.due_on,
        closed=row.closed,
        leaves=row.id not in look.stays,
        state=state,
        reason=row.reason,
        settled_on=row.settled_on,
        carried=carried,
        late=state is ActionState.OPEN and row.due_on < look.today,
        version=row.version,
        updates=tuple(look.told.get(row.id, ())),
    )
