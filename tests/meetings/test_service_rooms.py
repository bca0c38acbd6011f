"""What a group keeps to itself, what waits for somebody's yes, what is passed up, and what may leave."""

from datetime import date, timedelta

import pytest

from portal.core.actors import Actor, Role
from portal.core.errors import NotFound
from portal.meetings import (
    actions,
    agenda,
    briefs,
    decisions,
    gathering,
    keeping,
    links,
    marks,
    public,
    queries,
    reported,
    returns,
    rules,
    service,
    task_groups,
    work_plan,
)
from portal.meetings.kinds import ActionState, Agreement, Mark, ReturnKind, ReturnStep, Source
from portal.meetings.returns import NewReturn
from portal.meetings.rules import ItemWords
from portal.meetings.task_groups import NewTask
from portal.outcomes import queries as outcomes
from portal.outcomes import service as telling
from portal.outcomes.rules import Facts, MayNotPublish, State
from portal.partnership.rules import Tier
from tests.builders.meetings import (
    a_chair,
    a_meeting,
    a_member,
    a_service,
    an_action,
    an_executive,
    an_item,
    came,
    closed,
    group_of,
    on,
)
from tests.builders.themes import a_theme

DAY = date(2027, 1, 14)
NOW = on(DAY)
KEY = b"k" * 32
TOLD = {"line": "Light", "reason": "Asked", "action": "Mend"}


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def meeting(session, group, partnership):
    a_service(session, group, partnership, now=NOW)
    return a_meeting(session, group, DAY, now=NOW)


def test_what_may_not_leave_is_on_no_link_no_public_page_and_in_no_brief(
    session, group, partnership, meeting
):
    chair = a_chair(group)
    secret = an_item(session, group, meeting, "Somebody at risk", closed=True, public_title="Risk")
    told = an_item(session, group, meeting, "From the clinic", source_agency="Health", public_title="Clinic")
    an_item(session, group, meeting, "Lamps by the steps", public_title="Lamps")
    an_item(session, group, meeting, "Nobody released this")
    row = service.read(session, meeting)
    row.public = True
    service.attend(session, chair, meeting, came(session, group), group=group, now=NOW)
    for item, words in ((secret, "Hide it"), (told, "Use it")):
        decisions.decide(session, chair, item, words, binds=(), group=group, now=NOW)
        an_action(session, group, meeting, DAY, what=f"{words} well", item_id=item)
    an_action(session, group, meeting, DAY, what="Order lamps")
    shown = public.one(session, meeting, partnership=partnership)
    assert shown.titles == ("Lamps",)
    closed(session, group, meeting, partnership, now=NOW)
    following = a_meeting(session, group, DAY + timedelta(days=56), now=NOW)
    seat = actions.up_for_report(session, service.read(session, following))[0].owner
    address, mailed = links.make(
        session, chair, following, seat, group=group, lookup_key=KEY, origin="http://h", now=NOW
    )
    code = address.rsplit("/", 1)[1]
    opened = links.opened(session, code, partnership=partnership, lookup_key=KEY, now=NOW)
    assert [each.what for each in opened.actions] == ["Order lamps"] and not mailed
    assert links.report(session, code, {opened.actions[0].id: "Ordered"}, lookup_key=KEY, now=NOW) == 1
    assert links.report(session, code, {opened.actions[0].id: "Ordered"}, lookup_key=KEY, now=NOW) == 0
    later = on(DAY + timedelta(days=20))
    brief = briefs.start(session, chair, group, DAY, partnership=partnership, now=later)
    words = briefs.one(session, chair, brief).words
    everything = words.activities + words.progress + words.challenges
    assert "Order lamps" in everything
    assert "Hide it" not in everything and "Use it" not in everything and "at risk" not in everything
    with pytest.raises(NotFound):
        links.opened(session, "a" * 26, partnership=partnership, lookup_key=KEY, now=NOW)
    with pytest.raises(NotFound):
        after = on(DAY + timedelta(days=57))
        links.opened(session, code, partnership=partnership, lookup_key=KEY, now=after)


def test_another_group_finds_nothing_whatever_it_names(session, group, partnership, meeting):
    other = next(each for each in partnership.groups if each.code != group.code and not each.sits_outside)
    stranger = Actor(
        "s" * 26, frozenset({Role.GROUP_CHAIR, Role.GROUP_MEMBER}), groups=frozenset({other.code})
    )
    chair, item = a_chair(group), an_item(session, group, meeting)
    service.attend(session, chair, meeting, came(session, group), group=group, now=NOW)
    decision = decisions.decide(session, chair, item, "Mend", binds=(), group=group, now=NOW)
    action = an_action(session, group, meeting, DAY)
    task = task_groups.begin(session, chair, group.code, NewTask("N", "P", "Lead", DAY), now=NOW)
    passed = returns.raise_one(
        session, chair, group.code, NewReturn(ReturnKind.RISKS, "Risk", "Words"), now=NOW
    )
    brief = briefs.start(session, chair, group, DAY, partnership=partnership, now=NOW)
    work = work_plan.add(session, chair, group.code, title="T", due_on=DAY, yearly=False, now=NOW)
    p, n = {"partnership": partnership}, {"now": NOW}
    tries = [
        lambda x: queries.sheet(session, stranger, x(meeting), **p, **n),
        lambda x: queries.item(session, stranger, x(item), **p, **n),
        lambda x: reported.one(session, stranger, x(action), **p, **n),
        lambda x: task_groups.one(session, stranger, x(task), **p),
        lambda x: returns.one(session, stranger, x(passed), **p),
        lambda x: briefs.one(session, stranger, x(brief)),
        lambda x: decisions.agree(session, stranger, x(decision), "a", Agreement.AGREED, **n),
        lambda x: actions.report(session, stranger, x(action), "Words", **n),
        lambda x: agenda.remove(session, stranger, x(item), **n),
        lambda x: service.cancel(session, stranger, x(meeting), "Why", seen_version=1, **n),
        lambda x: task_groups.report(session, stranger, x(task), "Words", **n),
        lambda x: returns.answer(session, stranger, x(passed), "Words", seen_version=1, **n),
        lambda x: briefs.sign(session, stranger, x(brief), seen_version=1, **n),
        lambda x: work_plan.remove(session, stranger, other.code, x(work), **n),
    ]
    for attempt in tries:
        for name in (lambda known: known, lambda _: "z" * 26):
            with pytest.raises(NotFound):
                attempt(name)
    page = reported.page(session, stranger, **p, **n, after=action)
    assert page == reported.page(session, stranger, **p, **n)
    assert page.rows == () and returns.seen_by(session, stranger, **p) == ()
    assert briefs.page(session, stranger, **p, after=brief).rows == ()


def test_a_risk_goes_up_step_by_step_with_its_trail(session, partnership):
    tactical = next(
        (each for each in partnership.groups if each.tier is Tier.TACTICAL), group_of(partnership)
    )
    new = NewReturn(ReturnKind.RISKS, "Lone workers", "Nobody checks on them.", source_agency="Health")
    passed = returns.raise_one(session, a_member(tactical), tactical.code, new, now=NOW)
    here, seen = tactical, 1
    with pytest.raises(rules.NeedsSource):
        up(session, here, passed, partnership, seen)
    returns.approve(session, a_chair(here), passed, "Head of nursing", seen_version=seen, now=NOW)
    seen, way = 2, [tactical.code, tactical.code]
    while here.parent:
        up(session, here, passed, partnership, seen)
        here, seen = partnership.group(here.parent), seen + 1
        way.append(here.code)
    with pytest.raises(rules.NobodyAbove):
        up(session, here, passed, partnership, seen)
    returns.answer(session, a_chair(here), passed, "We pay for a check.", seen_version=seen, now=NOW)
    found = returns.one(session, a_member(tactical), passed, partnership=partnership)
    assert [step.group for step in found.trail] == [*way, here.code]
    assert found.trail[-1].step is ReturnStep.ANSWERED and found.answered
    assert returns.one(session, an_executive(), passed, partnership=partnership) == found


def up(session, here, passed, partnership, seen):
    """The chair of the group that has it passes it up."""
    returns.escalate(
        session, a_chair(here), passed, "Too big for us", partnership=partnership, seen_version=seen, now=NOW
    )


def test_the_agenda_fills_from_what_waits_and_only_once(session, group, partnership, meeting):
    chair = a_chair(group)
    kind = partnership.subtopics_of(group.code)[0]
    topic = partnership.topic_of(kind.code).code
    theme = a_theme(session, "Dark paths", topic=topic, subtopic=kind.code)
    work = work_plan.add(session, chair, group.code, title="Summer", due_on=DAY, yearly=True, now=NOW)
    waiting = gathering.proposals(
        session, service.read(session, meeting), group, partnership=partnership, now=NOW
    )
    assert {(Source.THEME, theme), (Source.WORK_PLAN, work)} <= {(e.source, e.source_id) for e in waiting}
    assert agenda.take(session, chair, meeting, waiting, now=NOW) == len(waiting)
    assert agenda.take(session, chair, meeting, waiting, now=NOW) == 0
    item = next(each for each in queries.items(session, meeting) if each.source is Source.THEME)
    assert "Counted reports behind it: fewer than 5." in item.paper
    service.attend(session, chair, meeting, came(session, group), group=group, now=NOW)
    decision = decisions.decide(session, chair, item.id, "Light them", binds=(), group=group, now=NOW)
    told = [
        decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW) for _ in range(2)
    ]
    assert told[0] == told[1]
    outcome = outcomes.one(session, told[0])
    assert outcome.state is State.DRAFT and outcome.decision == "Light them" and outcome.subject_id == theme
    shut = ItemWords(item.title, closed=True)
    agenda.change(session, chair, item.id, shut, seen_version=item.version, now=NOW)
    facts, values = Facts(9, sensitive=False, proceedings=False), {"actor_id": "o" * 26, "now": NOW}
    version = outcomes.one(session, told[0]).version
    with pytest.raises(MayNotPublish):
        telling.publish(session, told[0], facts, seen_version=version, **values)
    agenda.change(session, chair, item.id, ItemWords(item.title), seen_version=item.version + 1, now=NOW)
    telling.publish(session, told[0], facts, seen_version=version + 1, **values)
    agenda.change(session, chair, item.id, shut, seen_version=item.version + 2, now=NOW)
    assert outcomes.one(session, told[0]).state is State.WITHDRAWN
    closed(session, group, meeting, partnership, now=NOW)
    (planned,) = work_plan.of(session, group.code)
    assert planned.due_on == date(2028, 1, 14) and planned.taken_on == DAY


def test_a_signed_brief_is_an_update_and_what_is_owed_is_late_by_its_day(
    session, group, partnership, meeting
):
    chair = a_chair(group)
    owed = marks.line(session, group, partnership=partnership, today=DAY)
    assert owed.update.never and owed.update.late and owed.review.late
    marks.mark(session, chair, group.code, Mark.REVIEW, DAY, "Still fits", now=NOW)
    brief = briefs.start(session, chair, group, DAY, partnership=partnership, now=NOW)
    with pytest.raises(rules.WordsMissing):
        briefs.sign(session, chair, brief, seen_version=1, now=NOW)
    words = briefs.BriefWords("Met", "Some", "None")
    briefs.save(session, chair, brief, words, seen_version=1, now=NOW)
    briefs.sign(session, chair, brief, seen_version=2, now=NOW)
    owed = marks.line(session, group, partnership=partnership, today=date(2027, 4, 14))
    assert owed.update.due == date(2027, 4, 14) and not owed.update.late
    assert owed.review.due == date(2028, 1, 14)
    assert marks.line(session, group, partnership=partnership, today=date(2027, 4, 15)).update.late
    lines = marks.timetable(session, an_executive(), partnership=partnership, today=DAY)
    assert group.code in {each.code for each in lines}


def test_what_ended_six_years_ago_goes_and_what_is_open_stays(session, group, partnership, meeting):
    open_action = an_action(session, group, meeting, DAY)
    done = an_action(session, group, meeting, DAY, what="Order lamps")
    actions.settle(session, a_chair(group), done, ActionState.DONE, "Ordered", seen_version=1, now=on(DAY, 9))
    planned = a_meeting(session, group, DAY, now=NOW)
    closed(session, group, meeting, partnership, now=NOW)
    assert keeping.due(session, until=DAY - timedelta(days=1)) == 0
    assert keeping.due(session, until=DAY) == 2
    assert keeping.forget(session, until=DAY, at_most=1) == 1
    assert keeping.forget(session, until=DAY, at_most=9) == 1
    session.expire_all()
    assert actions.get(session, open_action) and service.read(session, planned)
    for gone in (lambda: actions.get(session, done), lambda: service.read(session, meeting)):
        with pytest.raises(NotFound):
            gone()
