"""The door of a group's room: whoever does not belong to the group finds nothing, as if it were not there.

Every read and every write goes through here. Refuses another group's id with the same answer as an id that
nobody ever gave.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.tokens import once
from portal.core.actors import Actor
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger import service as ledger
from portal.meetings import rules
from portal.meetings.kinds import MeetingState
from portal.meetings.models import AgendaItem, Meeting
from portal.partnership.rules import Group, Partnership, Tier

TOPS = frozenset({Tier.BOARD, Tier.EXECUTIVE})


def tops(partnership: Partnership) -> frozenset[str]:
    """The groups at the head of the partnership."""
    return frozenset(group.code for group in partnership.groups if group.tier in TOPS)


def groups(actor: Actor, partnership: Partnership) -> tuple[Group, ...]:
    """The groups whose rooms this person may enter, in the order of the partnership."""
    mine = rules.readable(actor, tops(partnership))
    return tuple(group for group in partnership.groups if group.code in mine and not group.sits_outside)


def enter(actor: Actor, code: str, partnership: Partnership) -> Group:
    """The group, for somebody who may read its room. Raises `NotFound`."""
    for group in groups(actor, partnership):
        if group.code == code:
            return group
    raise NotFound(kind="group", value=code)


def chair(actor: Actor, code: str) -> None:
    """Only the group's own chair goes on. Raises `NotFound`."""
    if not rules.runs(actor, code):
        raise NotFound(kind="group", value=code)


def belong(actor: Actor, code: str) -> None:
    """Only somebody who sits on the group goes on. Raises `NotFound`."""
    if code not in actor.groups:
        raise NotFound(kind="group", value=code)


def meeting(session: Session, actor: Actor, meeting_id: str, *, seen: int | None = None) -> Meeting:
    """A meeting for its chair to write on, locked. Raises `NotFound`, `Stale`."""
    row = session.get(Meeting, meeting_id, with_for_update=True)
    if row is None or not rules.runs(actor, row.group_code):
        raise NotFound(kind="meeting", value=meeting_id)
    return _fresh(row, seen)


def planned(session: Session, actor: Actor, meeting_id: str, *, seen: int | None = None) -> Meeting:
    """The same while the meeting is not closed. Raises `NotFound`, `Stale`, `MoveNotAllowed`."""
    row = meeting(session, actor, meeting_id, seen=seen)
    if row.state != MeetingState.PLANNED:
        raise MoveNotAllowed(state=row.state, verb="change")
    return row


def item(
    session: Session, actor: Actor, item_id: str, *, seen: int | None = None
) -> tuple[AgendaItem, Meeting]:
    """An agenda item of a meeting that is not closed, with it; the meeting is locked first, by everybody.

    Raises as `planned`.
    """
    meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
    found = planned(session, actor, meeting_id) if meeting_id else None
    row = session.get(AgendaItem, item_id, with_for_update=True)
    if row is None or found is None:
        raise NotFound(kind="item", value=item_id)
    return _fresh(row, seen), found


def _fresh(row: Any, seen: int | None) -> Any:
    if seen is not None and row.version != seen:
        raise Stale(seen=seen, version=row.version)
    return row


def fresh(row: Any, seen: int) -> None:
    """Raise `Stale` where somebody else was faster."""
    _fresh(row, seen)


def id_for(key: str, *facts: object) -> str:
    """The id of what a form makes: sent twice by the same person with the same words it is the same one.

    `key` is the random text the form carried; `facts` bind it to who sent it, to what it is about and to what
    it says, so that no text typed by hand can name somebody else's thing and no other words are lost.
    """
    return once(key if rules.ID.fullmatch(key) else None, *facts)


def record(session: Session, actor: Actor, action: str, subject: str, now: datetime, **facts: Any) -> None:
    """One line of the ledger."""
    session.flush()
    ledger.record(session, actor_id=actor.id, action=action, subject=subject, now=now, **facts)
