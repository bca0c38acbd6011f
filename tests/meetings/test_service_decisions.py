"""What a group decides, which services it binds, and what is told of it."""

from datetime import date, timedelta

import pytest

from portal.adapters.tokens import keyed_digest
from portal.core.errors import MoveNotAllowed
from portal.ledger.queries import facts_of
from portal.meetings import actions, briefs, decisions, rules, service
from portal.meetings.group_models import Brief
from portal.meetings.kinds import Agreement, Presence, Source
from portal.outcomes import queries as outcomes
from portal.outcomes import service as telling
from portal.outcomes.rules import Facts, Kind, MayNotPublish, State
from tests.builders.meetings import (
    a_chair,
    a_meeting,
    a_service,
    an_action,
    an_item,
    came,
    closed,
    group_of,
    on,
)

DAY = date(2027, 1, 14)
NOW = on(DAY)
TOLD = {"line": "Light", "reason": "Asked", "action": "Mend"}


@pytest.fixture
def group(partnership):
    return group_of(partnership)


@pytest.fixture
def meeting(session, group, partnership):
    a_service(session, group, partnership, now=NOW)
    return a_meeting(session, group, DAY, now=NOW)


def test_a_missing_service_is_asked_before_it_is_bound(session, group, partnership, meeting):
    chair, item = a_chair(group), an_item(session, group, meeting)
    with pytest.raises(rules.NobodyNoted):
        decisions.decide(session, chair, item, "Mend", binds=(), group=group, now=NOW)
    there = came(session, group)
    first, second = list(there)[:2]
    there[first], there[second] = Presence.ABSENT, Presence.DEPUTY
    service.attend(session, chair, meeting, there, group=group, now=NOW)
    decision = decisions.decide(
        session, chair, item, "Mend the lamps", binds=(first, second), group=group, now=NOW
    )
    (found,) = decisions.awaiting(session, group.code)
    assert [each.seat for each in found.waiting] == [first]
    assert found.state == f"awaiting agreement of {found.waiting[0].service}"
    with pytest.raises(MoveNotAllowed):
        decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW)
    decisions.agree(session, chair, decision, first, Agreement.REFUSED, now=NOW)
    assert decisions.awaiting(session, group.code) == ()
    with pytest.raises(MoveNotAllowed):
        decisions.agree(session, chair, decision, first, Agreement.AGREED, now=NOW)


def test_what_a_bound_service_refused_is_not_told(session, group, partnership, meeting):
    chair = a_chair(group)
    item = an_item(session, group, meeting, source=Source.QUESTION, source_id="q" * 26)
    there = came(session, group)
    first = next(iter(there))
    service.attend(session, chair, meeting, {**there, first: Presence.ABSENT}, group=group, now=NOW)
    bound = decisions.decide(session, chair, item, "Mend", binds=(first,), group=group, now=NOW)
    decisions.agree(session, chair, bound, first, Agreement.REFUSED, now=NOW)
    with pytest.raises(decisions.RefusedByOne):
        decisions.tell(session, chair, bound, partnership=partnership, **TOLD, now=NOW)
    anew = decisions.decide(session, chair, item, "Ask again", binds=(), group=group, now=NOW)
    told = outcomes.one(
        session, decisions.tell(session, chair, anew, partnership=partnership, **TOLD, now=NOW)
    )
    assert (told.kind, told.decision) == (Kind.QUESTION, "Ask again")


def test_what_was_decided_without_a_quorum_says_so(session, group, partnership, meeting):
    chair = a_chair(group)
    item = an_item(session, group, meeting, source=Source.CONSULTATION, source_id="what-first")
    service.attend(session, chair, meeting, came(session, group, 1), group=group, now=NOW)
    decision = decisions.decide(session, chair, item, "Mend", binds=(), group=group, now=NOW)
    told = outcomes.one(
        session, decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW)
    )
    quorum = service.quorum(session, service.read(session, meeting), group, partnership)
    assert ("Taken without a quorum: 1 of" in told.decision) is (quorum.quorate is False)


def test_an_action_moves_with_the_meeting_it_was_given_for(session, group, meeting):
    chair = a_chair(group)
    an_action(session, group, meeting, DAY + timedelta(days=30))
    row = service.read(session, meeting)
    earlier = rules.MeetingWords(DAY - timedelta(days=7), row.starts, row.place, public=False)
    service.change(session, chair, meeting, earlier, seen_version=row.version, now=NOW)
    following = a_meeting(session, group, DAY - timedelta(days=3), now=NOW)
    assert actions.up_for_report(session, service.read(session, following))


def test_a_decision_is_of_the_day_its_meeting_was(session, group, partnership, meeting):
    chair, before = a_chair(group), DAY - timedelta(days=1)
    item = an_item(session, group, meeting, source=Source.CONSULTATION, source_id="what-first")
    there = came(session, group)
    first, second = list(there)[:2]
    service.attend(session, chair, meeting, {**there, second: Presence.ABSENT}, group=group, now=NOW)
    decision = decisions.decide(session, chair, item, "Mend", binds=(first, second), group=group, now=NOW)
    decisions.agree(session, chair, decision, second, Agreement.AGREED, now=on(DAY + timedelta(days=3)))
    outcome = decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW)
    row = service.read(session, meeting)
    words = rules.MeetingWords(before, row.starts, row.place, public=False)
    service.change(session, chair, meeting, words, seen_version=row.version, now=NOW)
    session.expire_all()
    (found,) = decisions.of(session, [item])[item]
    assert found.decided_on == outcomes.one(session, outcome).decided_on == before
    days = {each.seat: each.on for each in found.said}
    assert days == {first: before, second: DAY + timedelta(days=3)}
    later = rules.MeetingWords(DAY + timedelta(days=9), row.starts, row.place, public=False)
    with pytest.raises(rules.NotYet):
        service.change(session, chair, meeting, later, seen_version=row.version, now=NOW)


def test_correcting_who_came_asks_anew(session, group, meeting):
    chair, item = a_chair(group), an_item(session, group, meeting)
    there = came(session, group)
    first = next(iter(there))
    service.attend(session, chair, meeting, there, group=group, now=NOW)
    decisions.decide(session, chair, item, "Mend", binds=(first,), group=group, now=NOW)
    assert decisions.awaiting(session, group.code) == ()
    service.attend(session, chair, meeting, {**there, first: Presence.ABSENT}, group=group, now=NOW)
    assert len(decisions.awaiting(session, group.code)) == 1
    service.attend(session, chair, meeting, there, group=group, now=NOW)
    assert decisions.awaiting(session, group.code) == ()


def test_a_yes_that_was_said_stays_when_who_came_is_corrected_or_the_day_is_moved(
    session, group, partnership, meeting
):
    chair, before = a_chair(group), DAY - timedelta(days=1)
    item = an_item(session, group, meeting, source=Source.CONSULTATION, source_id="what-first")
    there = came(session, group)
    first, second, third = list(there)[:3]
    there[first] = there[second] = Presence.ABSENT
    service.attend(session, chair, meeting, there, group=group, now=NOW)
    bound = (first, second, third)
    decision = decisions.decide(session, chair, item, "Mend", binds=bound, group=group, now=NOW)
    decisions.agree(session, chair, decision, first, Agreement.AGREED, now=NOW)
    decisions.agree(session, chair, decision, second, Agreement.AGREED, now=on(before))
    outcome = decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW)
    fine = Facts(None, sensitive=False, proceedings=False)
    telling.publish(session, outcome, fine, seen_version=1, actor_id="o" * 26, now=NOW)
    row = service.read(session, meeting)
    words = rules.MeetingWords(before, row.starts, row.place, public=False)
    service.change(session, chair, meeting, words, seen_version=row.version, now=NOW)
    session.expire_all()
    for corrected in (Presence.DEPUTY, Presence.PRESENT):
        now_there = {**there, third: corrected}
        service.attend(session, chair, meeting, now_there, group=group, now=NOW)
    (found,) = decisions.of(session, [item])[item]
    assert {each.seat: each.on for each in found.said} == {first: DAY, second: before, third: before}
    assert found.state == "agreed"
    assert outcomes.one(session, outcome).state is State.PUBLISHED


def test_what_was_handed_is_held_back_while_a_bound_service_has_not_agreed(
    session, group, partnership, meeting
):
    chair = a_chair(group)
    item = an_item(session, group, meeting, source=Source.CONSULTATION, source_id="what-first")
    there = came(session, group)
    first = next(iter(there))
    service.attend(session, chair, meeting, there, group=group, now=NOW)
    decision = decisions.decide(session, chair, item, "Mend", binds=(first,), group=group, now=NOW)
    outcome = decisions.tell(session, chair, decision, partnership=partnership, **TOLD, now=NOW)
    fine, officer = Facts(None, sensitive=False, proceedings=False), {"actor_id": "o" * 26, "now": NOW}
    telling.publish(session, outcome, fine, seen_version=1, **officer)
    service.attend(session, chair, meeting, {**there, first: Presence.ABSENT}, group=group, now=NOW)
    found = outcomes.one(session, outcome)
    assert found.state is State.WITHDRAWN and "a service has yet to agree" in found.why_withdrawn
    with pytest.raises(MayNotPublish):
        telling.publish(session, outcome, fine, seen_version=found.version, **officer)
    decisions.agree(session, chair, decision, first, Agreement.AGREED, now=NOW)
    telling.publish(session, outcome, fine, seen_version=found.version + 1, **officer)


def test_a_brief_says_who_did_not_agree_and_its_mark_in_the_ledger_tells_no_words(
    session, group, partnership, meeting
):
    chair, item = a_chair(group), an_item(session, group, meeting, "Lamps by the steps")
    there = came(session, group)
    first = next(iter(there))
    service.attend(session, chair, meeting, {**there, first: Presence.ABSENT}, group=group, now=NOW)
    bound = decisions.decide(session, chair, item, "Mend them first", binds=(first,), group=group, now=NOW)
    decisions.agree(session, chair, bound, first, Agreement.REFUSED, now=NOW)
    closed(session, group, meeting, partnership, now=NOW)
    (found,) = decisions.of(session, [item])[item]
    brief = briefs.start(session, chair, group, DAY, partnership=partnership, now=NOW)
    refused = found.refused[0].service
    told = f"Decided on “Lamps by the steps” (not agreed by {refused}, and not binding there)"
    assert f"{told}: Mend them first" in briefs.one(session, chair, brief).words.activities
    words = briefs.BriefWords("Met", "Some", "None")
    briefs.save(session, chair, brief, words, seen_version=1, now=NOW)
    briefs.sign(session, chair, brief, seen_version=2, now=NOW)
    row = session.get_one(Brief, brief)
    bare = [group.code, "2027-01-01", "Met", "Some", "None", "2027-01-14"]
    guessed = keyed_digest(b"", *(part.encode() for part in bare)).hex()
    assert briefs.one(session, chair, brief).holds
    assert row.digest == facts_of(session, "brief.signed")[f"brief:{brief}"]["digest"] != guessed
    row.progress = "Much"
    assert not briefs.one(session, chair, brief).holds
