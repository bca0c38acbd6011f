"""Reading the one queue."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.queue import EVERYTHING, Wanted, read_position
from portal.moderation.answer_desk import AnswerDesk
from portal.moderation.concern_desk import ConcernDesk
from portal.moderation.desks import Desk
from portal.moderation.rules import Queue, merge
from portal.partnership.rules import Partnership

DESKS: dict[str, Desk] = {"concerns": ConcernDesk(), "answers": AnswerDesk()}
"""Every desk whose work stands in the queue, by the code in its address."""


def desk(code: str) -> Desk:
    """The desk with this code. Raises `NotFound`."""
    if code not in DESKS:
        raise NotFound(kind="desk", value=code)
    return DESKS[code]


def waiting(
    session: Session,
    *,
    partnership: Partnership,
    room: bool,
    after: str | None,
    now: datetime,
    wanted: Wanted = EVERYTHING,
    kind: str = "",
) -> Queue:
    """One page of what waits for officers, or (`room`) for safeguarding leads; `kind`: from one desk only."""
    place = read_position(after)
    return merge(
        each.waiting(session, partnership=partnership, room=room, wanted=wanted, after=place, now=now)
        for code, each in DESKS.items()
        if kind in ("", code)
    )


def count(session: Session, *, room: bool, now: datetime) -> WorkCount:
    """How much waits for officers, or (`room`) for safeguarding leads."""
    return WorkCount(
        sum(each.count(session, room=room, wanted=EVERYTHING, now=now) for each in DESKS.values())
    )
