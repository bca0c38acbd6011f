"""A meeting from its plan to its end: who came, the papers sent in time, what is carried over to the next.

Refuses to close a meeting before its day or before anybody noted who came, and to change one that is over.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.core.actors import Actor
from portal.core.errors import MoveNotAllowed, NotFound
from portal.core.windows import london_date
from portal.meetings import actions, holding_back, room, rules, seats, work_plan
from portal.meetings.action_models import Action
from portal.meetings.kinds import REPRESENTED, Agreement, Channel, MeetingState, Presence
from portal.meetings.models import AgendaItem, Attendance, Decision, DecisionAgreement, Meeting
from portal.meetings.rules import MeetingWords, NobodyNoted, Quorum
from portal.outbox import service as outbox
from portal.outcomes import service as outcomes
from portal.partnership.rules import Group, Partnership
from portal.web.filters import day as written

FIRST = 1
PAPERS = """The papers for the meeting of {day} are ready.

Sign in to read them and to report on your actions:
{address}
"""


def plan(
    session: Session, actor: Actor, group: Group, words: MeetingWords, *, key: str = "", now: datetime
) -> str:
    """A new meeting; its id; the same form sent twice makes one. Raises as `accept_meeting`, `NotFound`."""
    room.chair(actor, group.code)
    kept = rules.accept_meeting(words)
    meeting_id = room.id_for(key, actor.id, group.code, kept)
    if session.get(Meeting, meeting_id) is not None:
        return meeting_id
    row = Meeting(
        id=meeting_id,
        group_code=group.code,
        state=MeetingState.PLANNED,
        reason="",
        circulated_on=None,
        circulated_how="",
        version=0,
    )
    _put(row, kept)
    session.add(row)
    _saved(session, actor, row, now)
    return row.id


def change(
    session: Session, actor: Actor, meeting_id: str, words: MeetingWords, *, seen_version: int, now: datetime
) -> None:
    """Change day, place, or what everybody may read; the day of a meeting that was held stays.

    Actions and decisions move along: they are of its day. Once somebody noted who came, that day has come.
    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NotYet` and what `rules.accept_meeting` raises.
    """
    row = room.meeting(session, actor, meeting_id, seen=seen_version)
    kept = rules.accept_meeting(words)
    moved = row.state != MeetingState.PLANNED and kept.held_on != row.held_on
    if row.state == MeetingState.CANCELLED or moved:
        raise MoveNotAllowed(state=row.state, verb="change")
    if kept.held_on > london_date(now) and attendance(session, row.id):
        raise rules.NotYet(part="held_on", on=kept.held_on)
    _move(session, actor, row, kept.held_on, now)
    _put(row, kept)
    _saved(session, actor, row, now)


def cancel(
    session: Session, actor: Actor, meeting_id: str, reason: str, *, seen_version: int, now: datetime
) -> None:
    """The meeting does not take place. Raises `NotFound`, `Stale`, `MoveNotAllowed`, `WordsMissing`."""
    row = room.planned(session, actor, meeting_id, seen=seen_version)
    row.reason = rules.clean("reason", reason, rules.MAX_WORDS)
    row.state = MeetingState.CANCELLED
    _change(row, now)
    room.record(session, actor, "meeting.cancelled", f"meeting:{row.id}", now, version=row.version)


def attend(
    session: Session,
    actor: Actor,
    meeting_id: str,
    came: Mapping[str, Presence],
    *,
    group: Group,
    seen_version: int | None = None,
    now: datetime,
) -> None:
    """Note who came, service by service; one that is left out was not there.

    What a service already agreed to by being there is asked anew if it was not, and held back until it says
    yes. `seen_version` is None where nobody looked first.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NotYet`.
    """
    row = room.planned(session, actor, meeting_id, seen=seen_version)
    if row.held_on > london_date(now):
        raise rules.NotYet(on=row.held_on)
    known = {each.seat: each for each in attendance(session, row.id)}
    for seat in seats.of(session, group):
        noted = known.pop(seat.code, None) or Attendance(meeting_id=row.id, seat=seat.code)
        noted.service, noted.came = seat.service, came.get(seat.code, Presence.ABSENT)
        session.add(noted)
    for gone in known.values():
        session.delete(gone)
    session.flush()
    _agree_anew(session, row)
    items = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == row.id)).all()
    holding_back.follow(session, actor, items, now=now)
    _saved(session, actor, row, now)


def circulate(
    session: Session, actor: Actor, meeting_id: str, how: Channel, *, origin: str, now: datetime
) -> int:
    """Send the papers round; how many mails were written. Another day is allowed: the first one counts.

    A mail holds no content: it says that the papers are there; nobody gets two of a day's. Raises
    `NotFound`, `MoveNotAllowed`.
    """
    row, today = room.planned(session, actor, meeting_id), london_date(now)
    if (row.circulated_on, row.circulated_how) == (today, how):
        return 0
    if row.circulated_on is None:
        row.circulated_on, row.circulated_how = today, how
        _change(row, now)
    room.record(session, actor, "meeting.circulated", f"meeting:{row.id}", now, how=how.value)
    to = seats.people(session, row.group_code) if how is Channel.MAIL else ()
    for each in to:
        body = PAPERS.format(day=written(row.held_on), address=f"{origin}/staff/meetings/{row.id}")
        outbox.queue(session, to=each.email, subject="Papers for a meeting", body=body, now=now)
    return len(to)


def hold(
    session: Session,
    actor: Actor,
    meeting_id: str,
    *,
    group: Group,
    partnership: Partnership,
    seen_version: int,
    now: datetime,
) -> None:
    """Close the meeting: every action that was due a report is noted, and carried over where it is open.

    Raises `NotFound`, `Stale`, `MoveNotAllowed`, `NotYet`, `NobodyNoted`.
    """
    row = room.meeting(session, actor, meeting_id, seen=seen_version)
    noted = attendance(session, row.id)
    state = MeetingState(row.state)
    rules.check_held(state, row.held_on, today=london_date(now), noted=bool(noted))
    row.state = MeetingState.HELD
    row.members_then, row.quorum_then = len(noted), seats.needed(group, len(noted), partnership)
    actions.carry(session, row)
    work_plan.taken(session, row)
    _change(row, now)
    room.record(session, actor, "meeting.held", f"meeting:{row.id}", now, version=row.version)


def attendance(session: Session, meeting_id: str) -> list[Attendance]:
    """Who came, in the order of the services' names."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(Attendance.service, Attendance.seat)))


def presence(session: Session, meeting_id: str) -> dict[str, Presence]:
    """Who came, by service. Raises `NobodyNoted`."""
    noted = {each.seat: Presence(each.came) for each in attendance(session, meeting_id)}
    if not noted:
        raise NobodyNoted()
    return noted


def quorum(session: Session, row: Meeting, group: Group, partnership: Partnership) -> Quorum:
    """Who came and how many are needed: as it was counted at the end, as things stand until then."""
    noted = [Presence(each.came) for each in attendance(session, row.id)]
    if row.state == MeetingState.HELD:
        return rules.quorum(noted, row.quorum_then)
    number = len(noted) or len(seats.of(session, group))
    return Quorum(rules.quorum(noted, None).there, number, seats.needed(group, number, partnership))


def last_held(session: Session, group_code: str, *, before: date) -> date | None:
    """The day of the group's last meeting before this one."""
    query = select(Meeting.held_on).where(
        Meeting.group_code == group_code, Meeting.state == MeetingState.HELD, Meeting.held_on < before
    )
    return session.scalar(query.order_by(Meeting.held_on.desc()).limit(1))


def read(session: Session, meeting_id: str) -> Meeting:
    """The row of a meeting. Raises `NotFound`."""
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise NotFound(kind="meeting", value=meeting_id)
    return row


def _move(session: Session, actor: Actor, row: Meeting, day: date, now: datetime) -> None:
    """What was given, decided, agreed and handed over on the meeting's day is of its new day."""
    if day == row.held_on:
        return
    session.execute(update(Action).where(Action.meeting_id == row.id).values(given_on=day))
    made = select(Decision.id).join(AgendaItem, AgendaItem.id == Decision.item_id)
    made = made.where(AgendaItem.meeting_id == row.id)
    there = update(DecisionAgreement).where(DecisionAgreement.by_presence)
    session.execute(there.where(DecisionAgreement.decision_id.in_(made)).values(settled_on=day))
    session.execute(update(Decision).where(Decision.id.in_(made)).values(decided_on=day))
    told = select(Decision.outcome_id).where(Decision.id.in_(made), Decision.outcome_id != "")
    for outcome_id in session.scalars(told).all():
        outcomes.redate(session, outcome_id, day, actor_id=actor.id, now=now)


def _agree_anew(session: Session, row: Meeting) -> None:
    """Being there is agreeing; agreements that rest on it follow who came, a yes that was said stays."""
    came = presence(session, row.id)
    query = (
        select(DecisionAgreement)
        .join(Decision, Decision.id == DecisionAgreement.decision_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(AgendaItem.meeting_id == row.id)
    )
    for each in session.scalars(query):
        there = came.get(each.seat) in REPRESENTED
        if there and each.state == Agreement.WAITING:
            each.state, each.settled_on, each.by_presence = Agreement.AGREED, row.held_on, True
        elif not there and each.by_presence:
            each.state, each.settled_on, each.by_presence = Agreement.WAITING, None, False
    session.flush()


def _put(row: Meeting, words: MeetingWords) -> None:
    row.held_on, row.starts, row.place = words.held_on, words.starts, words.place
    row.public, row.notes = words.public, words.notes


def _change(row: Meeting, now: datetime) -> None:
    row.version += 1
    row.changed_at = now


def _saved(session: Session, actor: Actor, row: Meeting, now: datetime) -> None:
    _change(row, now)
    room.record(session, actor, "meeting.saved", f"meeting:{row.id}", now, version=row.version)
