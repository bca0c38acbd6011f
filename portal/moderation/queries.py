"""Reading the one queue: what waits, for whom, by when, and who works on it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter

from sqlalchemy.orm import Session

from portal.core.disclosure import WorkCount
from portal.core.errors import NotFound
from portal.core.queue import EVERYTHING, HIGH, MOST_COUNTED, NORMAL, Position, Show, Wanted, read_position
from portal.core.windows import london_date
from portal.moderation import claims, due
from portal.moderation.answer_desk import AnswerDesk
from portal.moderation.claims import Claim
from portal.moderation.concern_desk import ConcernDesk
from portal.moderation.desks import Desk
from portal.moderation.due import Due, Office
from portal.moderation.filters import NOTHING_ASKED, Filters
from portal.moderation.question_desk import QuestionDesk
from portal.moderation.rules import Line, Queue, merge
from portal.partnership.rules import Partnership

DESKS: dict[str, Desk] = {
    "concerns": ConcernDesk(),
    "answers": AnswerDesk(),
    "questions": QuestionDesk(),
}
"""Every desk whose work stands in the queue, by the code in its address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who looks at which room (`room`: the safeguarding leads'), where and when."""

    partnership: Partnership
    room: bool
    actor_id: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list with its due time in words and, where somebody works on it, the claim."""

    line: Line
    due: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list; `next_key` continues it."""

    rows: tuple[Row, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much of something waits, and the filter that shows it."""

    words: str
    count: WorkCount
    filters: Filters

    @property
    def said(self) -> str:
        """The number as it is printed: counting ends somewhere."""
        return f"{self.count.words} or more" if self.count.number >= MOST_COUNTED else self.count.words


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
    by_due: bool = False,
) -> Queue:
    """One page of what waits for officers, or (`room`) for safeguarding leads; `kind`: from one desk only.

    Risk comes first, then what is due soonest; `by_due`: what is due soonest, whatever the risk.
    """
    place, desks = read_position(after), [each for code, each in DESKS.items() if kind in ("", code)]

    def read(desk: Desk, asked: Wanted, place: Position | None) -> list[Line]:
        return desk.waiting(session, partnership=partnership, room=room, wanted=asked, after=place, now=now)

    if not by_due:
        return merge(read(each, wanted, place) for each in desks)
    risks = [(replace(wanted, risk=risk), place and place.at(risk)) for risk in wanted.risks(None)]
    lines = (read(each, asked, here) for each in desks for asked, here in risks)
    return merge(lines, key=attrgetter("by_due"))


def listing(
    session: Session,
    asked: Asked,
    filters: Filters,
    *,
    office: Office,
    after: str | None,
) -> Listing:
    """One page of what is asked for, with who works on what."""
    found = waiting(
        session,
        partnership=asked.partnership,
        room=asked.room,
        after=after,
        now=asked.now,
        wanted=_wanted(session, asked, filters),
        kind=filters.kind,
        by_due=filters.by_due,
    )
    keys = [(line.desk, line.id) for line in found.rows]
    taken = claims.standing(session, keys, now=asked.now)
    rows = (
        Row(line, due.words(line.due_at, asked.now, office), taken.get((line.desk, line.id)))
        for line in found.rows
    )
    return Listing(tuple(rows), found.next_key)


def next_item(session: Session, asked: Asked, filters: Filters = NOTHING_ASKED) -> Line | None:
    """The first of the list that nobody works on; None when none is left."""
    free = replace(
        _wanted(session, asked, replace(filters, claimed="")), without=claims.ids(session, now=asked.now)
    )
    found = waiting(
        session,
        partnership=asked.partnership,
        room=asked.room,
        after=None,
        now=asked.now,
        wanted=free,
        kind=filters.kind,
        by_due=filters.by_due,
    )
    return found.rows[0] if found.rows else None


def tallies(session: Session, asked: Asked, order: str = "") -> tuple[Tally, ...]:
    """How much of each kind waits, what has something new, and what is late; shown in this order."""
    kinds = tuple(
        Tally(each.name, _count(session, asked, EVERYTHING, code), Filters(kind=code, order=order))
        for code, each in DESKS.items()
    )
    news = Wanted(show=Show.MESSAGE)
    late = Wanted(due_until=asked.now)
    return (
        *kinds,
        Tally("With something new", _count(session, asked, news), Filters(state=Show.MESSAGE, order=order)),
        Tally("Late", _count(session, asked, late), Filters(due=Due.LATE, order=order)),
    )


def count(session: Session, *, room: bool, now: datetime) -> WorkCount:
    """How much waits for officers, or (`room`) for safeguarding leads."""
    counted = (each.count(session, room=room, wanted=EVERYTHING, now=now) for each in DESKS.values())
    return WorkCount(sum(counted))


def first_due(session: Session, *, partnership: Partnership, room: bool, now: datetime) -> date | None:
    """The day by which the first of what waits is due; None where nothing waits."""
    risks = (Wanted(risk=HIGH), Wanted(risk=NORMAL))
    found = (
        line.due_at
        for wanted in risks
        for line in waiting(
            session, partnership=partnership, room=room, after=None, now=now, wanted=wanted
        ).rows[:1]
    )
    return min((london_date(due_at) for due_at in found), default=None)


def _count(session: Session, asked: Asked, wanted: Wanted, kind: str = "") -> WorkCount:
    found = (
        each.count(session, room=asked.room, wanted=wanted, now=asked.now)
        for code, each in DESKS.items()
        if kind in ("", code)
    )
    return WorkCount(sum(found))


def _wanted(session: Session, asked: Asked, filters: Filters) -> Wanted:
    everybodys = claims.ids(session, now=asked.now) if filters.claimed else frozenset[str]()
    mine = (
        claims.ids(session, now=asked.now, actor_id=asked.actor_id) if filters.claimed else frozenset[str]()
    )
    return filters.asked(now=asked.now, everybodys=everybodys, mine=mine)
