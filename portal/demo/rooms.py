"""A group's room in the demonstration: three meetings that were, one to come, actions, a brief.

Every text is an illustration. Posts, never people.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.adapters.holidays import england
from portal.concerns import themes
from portal.core.actors import Actor, Role
from portal.core.windows import LONDON, london_date
from portal.core.workdays import add_working_days
from portal.demo import people
from portal.demo.people import Cast
from portal.demo.stage import Stage
from portal.meetings import (
    actions,
    agenda,
    briefs,
    decisions,
    gathering,
    queries,
    returns,
    seats,
    service,
    task_groups,
    work_plan,
)
from portal.meetings.dates import quarter_of
from portal.meetings.kinds import ActionState, Channel, Presence, ReturnKind, Source
from portal.meetings.returns import NewReturn
from portal.meetings.room import tops
from portal.meetings.rules import ActionWords, ItemWords, MeetingWords, Seat
from portal.meetings.task_groups import NewTask
from portal.outcomes import service as outcomes
from portal.outcomes.rules import Facts, MayNotPublish
from portal.partnership.rules import Group

Say = Callable[[str], None]

WEEKS_AGO = (18, 9, 1)
"""When the three meetings were."""

TASKS = (
    ("Illustration: walk the unlit paths with residents and list every lamp", 40),
    ("Illustration: ask bus companies about the last bus on Fridays", 50),
    ("Illustration: bring a plan for warm evenings by the water", 70),
)

TOLD = (
    (
        "Illustration: what residents say about unlit paths",
        "Illustration: walk the paths with residents, and list every lamp that is out.",
    ),
    (
        "Illustration: how people get home on Fridays",
        "Illustration: ask the bus companies for a later last bus.",
    ),
    (
        "Illustration: the lamps on the list",
        "Illustration: mend the lamps on the paths people avoid first.",
    ),
)
"""What each of the three meetings talked about, and decided."""

LOOKED_AT = "Illustration: look at the places together on two evenings, and bring back what would help."
"""What the newest meeting decided about what many people reported."""


def load(database: Database, stage: Stage, cast: Cast, say: Say) -> None:
    """Play the last months of the main group, and announce a public meeting of the board."""
    group = stage.partnership.group(people.main_group(stage.partnership))
    chair = Actor(cast.chair, frozenset({Role.GROUP_CHAIR}), groups=frozenset({group.code}))
    with database.transaction() as session:
        _seats(session, stage, cast, group, chair)
        _plan(session, stage, group, chair)
        _passed_up(session, stage, cast, group)
        for number, weeks in enumerate(WEEKS_AGO):
            _held(session, stage, group, chair, number, _working(stage, -7 * weeks))
        _answered(session, stage, cast, group, chair)
        _coming(session, stage, group, chair)
        _board(session, stage, cast)
    with database.transaction() as session:
        _briefs(session, stage, group, chair)
    say("a group's room: four meetings, actions, a brief")


def _working(stage: Stage, days: int) -> date:
    return add_working_days(london_date(stage.now) + timedelta(days=days - 1), 1, england())


def _at(day: date, hour: int = 14) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def _seats(session: Session, stage: Stage, cast: Cast, group: Group, chair: Actor) -> None:
    """Posts for every service; where the files name none, the authorities are the services."""
    names = group.members or tuple(each.role for each in stage.partnership.authorities)
    for number, name in enumerate(names):
        account = cast.member if number == 0 else ""
        seat = Seat("", name, f"Head of {name.lower()}", f"Deputy head of {name.lower()}", account, "")
        seats.save(session, chair, group, seat, now=stage.begins)


def _plan(session: Session, stage: Stage, group: Group, chair: Actor) -> None:
    soon = _working(stage, 30)
    planned = (
        ("Illustration: look ahead to the summer", 45, True),
        ("Illustration: what schools see", 20, False),
    )
    for title, days, yearly in planned:
        work_plan.add(
            session,
            chair,
            group.code,
            title=title,
            due_on=_working(stage, days),
            yearly=yearly,
            now=stage.now,
        )
    new = NewTask(
        "Illustration: reaching people who work at night",
        "Illustration: how to hear from people whom no evening meeting reaches.",
        "Engagement lead",
        soon + timedelta(days=120),
    )
    begun = _at(_working(stage, -60))
    task = task_groups.begin(session, chair, group.code, new, now=begun)
    told = "Illustration: two visits to the night shift so far; a short paper form works best."
    task_groups.report(session, chair, task, told, now=stage.now - timedelta(days=2))


def _held(session: Session, stage: Stage, group: Group, chair: Actor, number: int, day: date) -> None:
    """One meeting from its plan to its end."""
    planned, at = _at(day - timedelta(days=40)), _at(day)
    newest = number == len(WEEKS_AGO) - 1
    notes = "Illustration: we talked about unlit paths, what residents told us, and who mends what."
    words = MeetingWords(day, "14:00", "Illustration: committee room", newest, notes if newest else "")
    meeting = service.plan(session, chair, group, words, now=planned)
    item = _agenda(session, stage, group, chair, meeting, day, TOLD[number][0])
    sent = add_working_days(day, -4 if number == 1 else -6, england())
    service.circulate(session, chair, meeting, Channel.PRINT, origin="", now=_at(sent))
    sitting = seats.of(session, group)
    came = {seat.code: Presence.PRESENT for seat in sitting}
    came[sitting[-1].code] = Presence.APOLOGIES
    came[sitting[1].code] = Presence.DEPUTY
    service.attend(session, chair, meeting, came, group=group, now=at)
    bound = (sitting[0].code, sitting[-1].code) if newest else (sitting[0].code,)
    decisions.decide(session, chair, item, TOLD[number][1], binds=bound, group=group, now=at)
    for theme in queries.items(session, meeting) if newest else ():
        if theme.source is Source.THEME:
            decisions.decide(session, chair, theme.id, LOOKED_AT, binds=(), group=group, now=at)
    what, days = TASKS[number]
    task = ActionWords(what, sitting[number].code, day + timedelta(days=days))
    action = actions.give(session, chair, meeting, task, group=group, item_id=item, now=at)
    version = service.read(session, meeting).version
    service.hold(
        session, chair, meeting, group=group, partnership=stage.partnership, seen_version=version, now=at
    )
    _went_on(session, stage, chair, action, number, at)


def _went_on(session: Session, stage: Stage, chair: Actor, action: str, number: int, at: datetime) -> None:
    """The first action is reported on, the second is done, the third is open."""
    if number == 0:
        report = "Illustration: half of the paths are walked; the rest follow after the leaves are down."
        actions.report(session, chair, action, report, now=at + timedelta(days=30))
    if number == 1:
        ended = "Illustration: the last bus now runs until one."
        actions.settle(
            session,
            chair,
            action,
            ActionState.DONE,
            ended,
            seen_version=1,
            now=min(at + timedelta(days=45), stage.now),
        )


def _answered(session: Session, stage: Stage, cast: Cast, group: Group, chair: Actor) -> None:
    """What was decided about a theme is handed over, and an officer lets everybody read it."""
    page = queries.group_page(session, chair, group.code, partnership=stage.partnership, now=stage.now)
    items = [item for line in page.rows for item in queries.items(session, line.id)]
    for item in (each for each in items if each.source is Source.THEME and each.decisions):
        told = decisions.tell(
            session,
            chair,
            item.decisions[0].id,
            line="Illustration: the places people named are looked at together",
            reason="Illustration: many told us of the same few places. No one service can mend them.",
            action="Illustration: parks, police and wardens go there on two evenings, and tell us.",
            partnership=stage.partnership,
            now=stage.now,
        )
        behind = themes.behind(session, item.source_id, partnership=stage.partnership)
        facts = Facts(behind.count, behind.sensitive, proceedings=False)
        with suppress(MayNotPublish):
            outcomes.publish(session, told, facts, seen_version=1, actor_id=cast.officer, now=stage.now)


def _agenda(
    session: Session, stage: Stage, group: Group, chair: Actor, meeting: str, day: date, title: str
) -> str:
    """An emerging theme where there is one, one of the chair's own (its id), and a closed one."""
    own = ItemWords(title, "Illustration: three streets are named.", public_title=title)
    first = agenda.add(session, chair, meeting, own, now=_at(day - timedelta(days=12)))
    row = service.read(session, meeting)
    waiting = gathering.proposals(session, row, group, partnership=stage.partnership, now=_at(day))
    found = [each for each in waiting if each.source is Source.THEME][:1]
    agenda.take(session, chair, meeting, found, now=_at(day - timedelta(days=12)))
    for item in queries.items(session, meeting):
        if item.source is Source.THEME:
            named = ItemWords(item.title, item.paper, public_title=item.title)
            agenda.change(session, chair, item.id, named, seen_version=item.version, now=_at(day))
    closed = ItemWords("Illustration: staffing of a sensitive operation", closed=True)
    agenda.add(session, chair, meeting, closed, now=_at(day - timedelta(days=12)))
    return first


def _coming(session: Session, stage: Stage, group: Group, chair: Actor) -> None:
    """The next meeting in the group's rhythm, with an agenda that has begun."""
    days = queries.proposed(session, group, now=stage.now)
    words = MeetingWords(days[0] if days else _working(stage, 35), "14:00", "Illustration: town hall", False)
    meeting = service.plan(session, chair, group, words, now=stage.now)
    item = ItemWords("Illustration: warm evenings by the water", "Illustration: what worked this year.")
    agenda.add(session, chair, meeting, item, now=stage.now)


def _board(session: Session, stage: Stage, cast: Cast) -> None:
    """A public meeting of the group at the head, in some weeks."""
    code = next(
        code for code in (group.code for group in stage.partnership.groups) if code in tops(stage.partnership)
    )
    head = stage.partnership.group(code)
    chair = Actor(cast.chair, frozenset({Role.GROUP_CHAIR}), groups=frozenset({code}))
    place = "Illustration: the large hall, with a hearing loop and step-free"
    words = MeetingWords(_working(stage, 28), "18:30", place, True)
    meeting = service.plan(session, chair, head, words, now=stage.now)
    for title in ("Illustration: how the year went", "Illustration: your questions to us"):
        agenda.add(session, chair, meeting, ItemWords(title, public_title=title), now=stage.now)


def _passed_up(session: Session, stage: Stage, cast: Cast, group: Group) -> None:
    """A risk that a group below passed up to this one."""
    below = stage.partnership.children_of(group.code)
    source = below[0] if below else group
    sitting = Actor(cast.chair, frozenset({Role.GROUP_CHAIR}), groups=frozenset({source.code}))
    new = NewReturn(
        ReturnKind.RISKS,
        "Illustration: wardens walk alone after dark",
        "Illustration: nobody checks on them between ten and two.",
    )
    at = stage.now - timedelta(days=15)
    passed = returns.raise_one(session, sitting, source.code, new, now=at)
    if source is not group:
        why = "Illustration: we cannot pay for a second warden."
        returns.escalate(session, sitting, passed, why, partnership=stage.partnership, seen_version=1, now=at)


def _briefs(session: Session, stage: Stage, group: Group, chair: Actor) -> None:
    """Last quarter's brief, signed off, and this quarter's as a draft."""
    this = quarter_of(london_date(stage.now))
    before = quarter_of(this - timedelta(days=1))
    at = _at(this + timedelta(days=9)) if this + timedelta(days=9) < london_date(stage.now) else stage.now
    signed = briefs.start(session, chair, group, before, partnership=stage.partnership, now=at)
    drawn = briefs.one(session, chair, signed).words
    words = briefs.BriefWords(
        drawn.activities,
        drawn.progress,
        drawn.challenges or "Illustration: too few people to walk the paths in the evening.",
    )
    briefs.save(session, chair, signed, words, seen_version=1, now=at)
    briefs.sign(session, chair, signed, seen_version=2, now=at)
    briefs.start(session, chair, group, this, partnership=stage.partnership, now=stage.now)
