"""What a service is to do: given at a meeting, reported at the next, carried over until it is settled.

Refuses to give an action to a service that does not sit on the group, and to settle one twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.meetings import room, rules, seats
from portal.meetings.action_models import Action, ActionReview, ActionUpdate
from portal.meetings.kinds import SETTLED, ActionState
from portal.meetings.models import AgendaItem, Meeting
from portal.meetings.rules import ActionWords
from portal.partnership.rules import Group

FIRST = 1


def give(
    session: Session,
    actor: Actor,
    meeting_id: str,
    words: ActionWords,
    *,
    group: Group,
    item_id: str = "",
    key: str = "",
    now: datetime,
) -> str:
    """A new action; its id. What comes from a closed item is closed.

    Raises `NotFound`, `MoveNotAllowed`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`.
    """
    meeting = room.planned(session, actor, meeting_id)
    item = _item_of(session, meeting, item_id)
    what = rules.clean("what", words.what, rules.MAX_WORDS)
    rules.within("due_on", words.due_on)
    owner = seats.one(session, group, words.owner)
    action_id = room.id_for(key, actor.id, meeting.id, item_id, what, owner.code, words.due_on, words.closed)
    if session.get(Action, action_id) is not None:
        return action_id
    row = Action(
        id=action_id,
        group_code=meeting.group_code,
        meeting_id=meeting.id,
        item_id=item_id,
        given_on=meeting.held_on,
        what=what,
        owner=owner.code,
        service=owner.service,
        due_on=words.due_on,
        closed=words.closed or bool(item and item.closed),
        state=ActionState.OPEN,
        reason="",
        settled_on=None,
        carried=0,
        version=FIRST,
    )
    session.add(row)
    room.record(session, actor, "action.given", f"action:{row.id}", now)
    return row.id


def _item_of(session: Session, meeting: Meeting, item_id: str) -> AgendaItem | None:
    """The item an action comes from, which stands on this meeting's agenda. Raises `NotFound`."""
    item = session.get(AgendaItem, item_id) if item_id else None
    if item_id and (item is None or item.meeting_id != meeting.id):
        raise NotFound(kind="item", value=item_id)
    return item


def report(
    session: Session, actor: Actor, action_id: str, words: str, *, key: str = "", now: datetime
) -> None:
    """Say how far it has come. Raises `NotFound`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`."""
    row = get(session, action_id)
    room.belong(actor, row.group_code)
    written = room.id_for(key, actor.id, action_id, words)
    if say(session, row, words, update_id=written, by=actor.id, now=now):
        room.record(session, actor, "action.reported", f"action:{row.id}", now)


def say(session: Session, row: Action, words: str, *, update_id: str, by: str, now: datetime) -> bool:
    """Keep an update, once; whether it is new. Raises what `rules.clean` raises."""
    kept = rules.clean("words", words, rules.MAX_WORDS)
    if session.get(ActionUpdate, update_id) is not None:
        return False
    session.add(
        ActionUpdate(id=update_id, action_id=row.id, words=kept, written_on=london_date(now), written_by=by)
    )
    session.flush()
    return True


def settle(
    session: Session,
    actor: Actor,
    action_id: str,
    wanted: ActionState,
    reason: str,
    *,
    seen_version: int,
    now: datetime,
) -> None:
    """Done, dropped with its reason, or open again.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `WordsMissing`, `WordsTooLong`, `PointsToSomebody`.
    """
    row = get(session, action_id, lock=True)
    room.chair(actor, row.group_code)
    room.fresh(row, seen_version)
    row.state = rules.settled(ActionState(row.state), wanted)
    row.reason = rules.clean("reason", reason, rules.MAX_WORDS)
    row.settled_on = None if wanted is ActionState.OPEN else london_date(now)
    row.version += 1
    room.record(session, actor, "action.settled", f"action:{row.id}", now, state=wanted.value)


def get(session: Session, action_id: str, *, lock: bool = False) -> Action:
    """The row of an action. Raises `NotFound`."""
    row = session.get(Action, action_id, with_for_update=lock)
    if row is None:
        raise NotFound(kind="action", value=action_id)
    return row


def staying(session: Session, rows: Iterable[Action]) -> frozenset[str]:
    """The ids among these that stay in the room: closed, or of an item that may not leave it or is gone."""
    found = list(rows)
    query = select(AgendaItem).where(AgendaItem.id.in_({row.item_id for row in found if row.item_id}))
    items = {item.id: item for item in session.scalars(query)}
    return frozenset(row.id for row in found if row.closed or _stays(row, items))


def _stays(row: Action, items: Mapping[str, AgendaItem]) -> bool:
    """An item that went with its meeting no longer says that it may leave."""
    return bool(row.item_id) and (row.item_id not in items or not items[row.item_id].leaves)


def up_for_report(session: Session, meeting: Meeting) -> list[Action]:
    """What a meeting looks at: given at another before it, and open, or settled since one looked at it."""
    noted = (
        select(ActionReview.action_id)
        .join(Meeting, Meeting.id == ActionReview.meeting_id)
        .where(
            ActionReview.action_id == Action.id,
            ActionReview.state.in_(SETTLED),
            Meeting.held_on >= Action.settled_on,
        )
    )
    query = select(Action).where(
        Action.group_code == meeting.group_code,
        Action.meeting_id != meeting.id,
        Action.given_on <= meeting.held_on,
        or_(Action.state == ActionState.OPEN, ~noted.exists()),
    )
    return list(session.scalars(query.order_by(Action.due_on, Action.id)))


def carry(session: Session, meeting: Meeting) -> None:
    """The meeting is over: note how each action stood, and count one more carry-over for what is open."""
    for row in up_for_report(session, meeting):
        row.carried += row.state == ActionState.OPEN
        session.add(
            ActionReview(action_id=row.id, meeting_id=meeting.id, state=row.state, carried=row.carried)
        )
    session.flush()
