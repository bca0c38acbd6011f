"""The first words of a quarterly brief, drawn from what the group did; the chair edits every one of them.

Refuses to carry what stays in the room: closed items, what another agency told and has not released, and
any number but a band.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.concerns.releases import figures
from portal.consultations import queries as consultations
from portal.consultations.rules import Phase
from portal.core.disclosure import band
from portal.core.sentences import listed
from portal.core.windows import london_date, months_on
from portal.meetings import actions, agenda, decisions, returns, rules, task_groups
from portal.meetings.action_models import Action, ActionReview
from portal.meetings.decisions import Decided
from portal.meetings.kinds import REPRESENTED, ActionState, MeetingState, ReturnKind
from portal.meetings.models import AgendaItem, Attendance, Meeting
from portal.partnership.rules import Group, Partnership
from portal.web.filters import day

MONTHS = 3
BURDENS = frozenset({ReturnKind.RISKS, ReturnKind.SHORTFALLS, ReturnKind.TRAINING})


@dataclass(frozen=True, slots=True)
class BriefWords:
    """The three parts of a brief."""

    activities: str
    progress: str
    challenges: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of one group, and when somebody looks."""

    group: Group
    first: date
    now: datetime

    @property
    def end(self) -> date:
        """The day after its last."""
        return months_on(self.first, MONTHS)

    def holds(self, on: date | None) -> bool:
        """Whether a day lies in it."""
        return on is not None and self.first <= on < self.end


def draw(session: Session, of: Quarter, *, partnership: Partnership) -> BriefWords:
    """The three parts as they can be written today."""
    met = _met(session, of)
    rows = _actions(session, of)
    stays = actions.staying(session, rows)
    told = [row for row in rows if row.id not in stays]
    carried = _carried(session, of)
    return BriefWords(
        _lines(
            (
                _meetings(met),
                *_decided(session, met),
                *_heard(session, of, partnership),
            )
        ),
        _lines((_counted(told, of, carried), *_done(told, of), *_tasks(session, of))),
        _lines(
            (
                *_late(told, of, carried),
                *_awaited(session, of),
                *_weak(session, met),
                *_passed_up(session, of),
            )
        ),
    )


def _lines(lines: Iterable[str]) -> str:
    kept: list[str] = []
    for line in filter(None, lines):
        if sum(map(len, kept)) + len(kept) + len(line) > rules.MAX_PART:
            break
        kept.append(line)
    return "\n".join(kept)


def _met(session: Session, of: Quarter) -> list[Meeting]:
    query = select(Meeting).where(
        Meeting.group_code == of.group.code,
        Meeting.state == MeetingState.HELD,
        Meeting.held_on >= of.first,
        Meeting.held_on < of.end,
    )
    return list(session.scalars(query.order_by(Meeting.held_on, Meeting.id)))


def _meetings(met: list[Meeting]) -> str:
    days = [day(each.held_on) for each in met]
    if not days:
        return "The group did not meet in these three months."
    return f"The group met on {listed(days)}."


def _decided(session: Session, met: list[Meeting]) -> Iterable[str]:
    items = [row for each in met for row in agenda.of(session, each.id) if row.leaves]
    made = decisions.of(session, [row.id for row in items])
    for row in items:
        for each in made.get(row.id, ()):
            if not each.waiting:
                yield f"Decided on “{row.title}”{_against(each)}: {each.words}"


def _against(made: Decided) -> str:
    """Who said no to it, where somebody did: it binds the others only."""
    said_no = listed(each.service for each in made.refused)
    return f" (not agreed by {said_no}, and not binding there)" if said_no else ""


def _heard(session: Session, of: Quarter, partnership: Partnership) -> Iterable[str]:
    """What people told about the group's subjects, in bands: no two briefs or packs can be subtracted."""
    needed = [kind.code for kind in partnership.subtopics_of(of.group.code)]
    if needed:
        this, before = (
            sum(each.count for each in figures.counted(session, start=start, end=end, subtopics=needed))
            for start, end in ((of.first, of.end), (months_on(of.first, -MONTHS), of.first))
        )
        over = london_date(of.now) >= of.end  # part of a quarter is not set beside a whole one
        beside = f" ({band(before).words} in the three months before)" if over else ", so far"
        yield f"Reports counted about this group’s subjects: {band(this).words}{beside}."
    for each in consultations.listing(session, now=of.now).closed:
        if each.phase is Phase.CLOSED and of.holds(london_date(each.window.closes_at)):
            yield f"The consultation “{each.title}” closed; its results are public."


def _actions(session: Session, of: Quarter) -> list[Action]:
    """What was open at any time in the quarter."""
    query = select(Action).where(Action.group_code == of.group.code, Action.given_on < of.end)
    rows = session.scalars(query.order_by(Action.due_on, Action.id))
    return [row for row in rows if row.settled_on is None or row.settled_on >= of.first]


def _carried(session: Session, of: Quarter) -> dict[str, int]:
    """How often each action had been carried over by the end of the quarter, whatever came of it since."""
    query = select(ActionReview.action_id, func.max(ActionReview.carried)).join(
        Meeting, Meeting.id == ActionReview.meeting_id
    )
    mine = query.where(Meeting.group_code == of.group.code, Meeting.held_on < of.end)
    return {row[0]: row[1] for row in session.execute(mine.group_by(ActionReview.action_id))}


def _counted(rows: list[Action], of: Quarter, carried: Mapping[str, int]) -> str:
    done = sum(row.state == ActionState.DONE and of.holds(row.settled_on) for row in rows)
    dropped = sum(row.state == ActionState.DROPPED and of.holds(row.settled_on) for row in rows)
    left = [row for row in rows if row.settled_on is None or row.settled_on >= of.end]
    again = sum(carried.get(row.id, 0) > 0 for row in left)
    return f"Actions: {done} done, {dropped} dropped, {len(left)} open ({again} of them carried over)."


def _done(rows: list[Action], of: Quarter) -> Iterable[str]:
    for row in rows:
        if row.state == ActionState.DONE and of.holds(row.settled_on):
            yield f"Done by {row.service}: {row.what}"


def _tasks(session: Session, of: Quarter) -> Iterable[str]:
    for task in task_groups.of(session, of.group.code):
        if task.closed:
            continue
        if of.holds(task.finished_on):
            yield f"The task and finish group “{task.name}” has finished: {task.result}"
        elif task.finished_on is None and task.told and task.told[0].on < of.end:
            yield f"Task and finish group “{task.name}”: {task.told[0].words}"


def _late(rows: list[Action], of: Quarter, carried: Mapping[str, int]) -> Iterable[str]:
    today = min(london_date(of.now), of.end)
    for row in rows:
        if row.settled_on is None and row.due_on < today:
            number = carried.get(row.id, 0)
            times = {0: "", 1: ", carried over once"}.get(number, f", carried over {number} times")
            yield f"Late: {row.what} ({row.service}, due {day(row.due_on)}{times})"


def _awaited(session: Session, of: Quarter) -> Iterable[str]:
    """Decisions that still wait for somebody's yes, of items that may leave the room."""
    for each in decisions.awaiting(session, of.group.code):
        item = session.get_one(AgendaItem, each.item_id)
        if item.leaves and each.decided_on < of.end:
            yield f"A decision on “{item.title}” is {each.state}."


def _weak(session: Session, met: list[Meeting]) -> Iterable[str]:
    for each in met:
        query = select(Attendance).where(Attendance.meeting_id == each.id)
        there = sum(row.came in REPRESENTED for row in session.scalars(query))
        if each.quorum_then is not None and there < each.quorum_then:
            yield (
                f"The meeting of {day(each.held_on)} had no quorum: "
                f"{there} of {each.members_then} services came, {each.quorum_then} were needed."
            )


def _passed_up(session: Session, of: Quarter) -> Iterable[str]:
    for each in returns.at(session, of.group.code):
        if each.kind in BURDENS and not each.waits_for_source:
            yield f"Passed up to us: {each.title}"
