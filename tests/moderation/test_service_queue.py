"""Taking items, going on to the next, deciding several together, and what one decided today."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.concerns.models import Concern, ConcernDecision
from portal.concerns.rules import SURGE, Risk, State
from portal.concerns.service import staffed_hours
from portal.core.errors import NotFound
from portal.core.queue import Wanted
from portal.ledger.models import LedgerLine
from portal.moderation import claims, decided, filters, queries, service, together
from portal.moderation.claims import TakenByAnother
from portal.moderation.due import Office
from portal.moderation.filters import NOTHING_ASKED, Filters, Whose
from portal.moderation.queries import Asked
from portal.moderation.rules import CLEAR_SURGE, Choice
from portal.moderation.together import NoneLeft, NotAlike
from tests.builders.concerns import MONDAY, sent

MINE, COLLEAGUE = "o" * 26, "c" * 26
LATER = MONDAY + claims.CLAIMED_FOR
DESK = queries.DESKS["concerns"]


@pytest.fixture
def asked(partnership):
    """An officer at the queue on a Monday morning."""
    return Asked(partnership, False, MINE, MONDAY)


@pytest.fixture
def three(session, partnership):
    """Three reports of one topic, in the order of the queue."""
    for number in range(3):
        sent(session, partnership, phrase=f"lamp orange river seven bridge table w{number}")
    return sorted(session.scalars(select(Concern)).all(), key=lambda row: (row.risk, row.due_at, row.id))


def actions(session):
    return list(session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)))


def take(session, concern, who=MINE, now=MONDAY, **more):
    return claims.take(session, DESK, concern.id, actor_id=who, now=now, **more)


def next_id(session, asked, wanted=NOTHING_ASKED):
    line = queries.next_item(session, asked, wanted)
    return line.id if line else None


def test_the_queue_goes_by_due_alone_where_that_is_asked_for(session, asked, three):
    for hours, (row, risk) in enumerate(zip(three, (Risk.NORMAL, Risk.HIGH, Risk.NORMAL), strict=True)):
        row.risk, row.due_at = risk, MONDAY + timedelta(hours=hours)
    session.flush()
    first, urgent, last = (row.id for row in three)
    found = {"partnership": asked.partnership, "room": False, "now": MONDAY}
    by_risk = queries.waiting(session, **found, after=None).rows
    assert [line.id for line in by_risk] == [urgent, first, last]
    by_due = queries.waiting(session, **found, after=None, by_due=True).rows
    assert [line.id for line in by_due] == [first, urgent, last]
    for seen in range(3):
        after = queries.waiting(session, **found, after=by_due[seen].place.written, by_due=True)
        assert after.rows == by_due[seen + 1 :]
    only_high = Wanted(risk=Risk.HIGH)
    assert [
        line.id for line in queries.waiting(session, **found, after=None, wanted=only_high, by_due=True).rows
    ] == [urgent]


def test_a_taken_item_is_taken_for_a_while_and_then_free_again(session, three):
    take(session, three[0])
    with pytest.raises(TakenByAnother) as taken:
        take(session, three[0], COLLEAGUE)
    assert (taken.value.actor_id, taken.value.until) == (MINE, LATER)
    assert take(session, three[0], COLLEAGUE, now=LATER).actor_id == COLLEAGUE


def test_taking_ones_own_again_makes_it_longer(session, three):
    take(session, three[0])
    assert take(session, three[0], now=MONDAY + timedelta(minutes=20)).until > LATER


def test_taking_over_is_one_press_and_a_line_in_the_ledger(session, three):
    take(session, three[0], COLLEAGUE)
    assert take(session, three[0], over=True).actor_id == MINE
    line = session.scalars(select(LedgerLine)).one()
    assert (line.action, line.subject) == ("concern.taken_over", f"concern:{three[0].id}")
    assert COLLEAGUE in line.facts


def test_whoever_opens_works_on_it_unless_a_colleague_does(session, three):
    assert claims.opened(session, DESK, three[0].id, actor_id=MINE, now=MONDAY) is None
    warned = claims.opened(session, DESK, three[0].id, actor_id=COLLEAGUE, now=MONDAY)
    assert warned.actor_id == MINE


def test_only_ones_own_claim_is_given_back(session, three):
    take(session, three[0])
    claims.give_back(session, DESK, three[0].id, actor_id=COLLEAGUE)
    assert claims.ids(session, now=MONDAY) == {three[0].id}
    claims.give_back(session, DESK, three[0].id, actor_id=MINE)
    assert claims.ids(session, now=MONDAY) == frozenset()


def test_a_claim_stops_no_decision_and_ends_with_it(session, three):
    take(session, three[0], COLLEAGUE)
    choice = Choice("decline", "test", "A try of the form", "", three[0].version)
    service.decide(session, DESK, three[0].id, choice, actor_id=MINE, now=MONDAY)
    assert three[0].state == State.DECLINED and claims.ids(session, now=MONDAY) == frozenset()


def test_the_next_one_is_the_first_that_nobody_works_on(session, asked, three):
    take(session, three[0], COLLEAGUE)
    assert next_id(session, asked) == three[1].id
    take(session, three[1])
    take(session, three[2])
    assert next_id(session, asked) is None


def test_the_next_one_keeps_to_what_was_asked_for(session, asked, three):
    three[2].risk = Risk.HIGH
    three[2].topic = "elsewhere"
    session.flush()
    assert next_id(session, asked, Filters(topic=three[0].topic)) == three[0].id
    assert next_id(session, asked, Filters(kind="answers")) is None


def test_the_next_one_comes_in_the_order_the_list_is_shown_in(session, asked, three):
    three[2].risk, three[2].due_at = Risk.HIGH, three[0].due_at + timedelta(hours=1)
    session.flush()
    by_due = filters.read(
        {"risk": "high", "order": "due"}, kinds=frozenset(), topics=frozenset(), wards=frozenset()
    )
    assert by_due.kept == "?risk=high&order=due" and by_due.turned.kept == "?risk=high"
    assert (next_id(session, asked), next_id(session, asked, by_due.cleared)) == (three[2].id, three[0].id)
    assert {tally.filters.order for tally in queries.tallies(session, asked, by_due.order)} == {"due"}


def test_what_i_took_and_what_nobody_took_are_found(session, asked, three, partnership):
    take(session, three[0])
    take(session, three[1], COLLEAGUE)
    office = Office(staffed_hours(partnership.clocks), frozenset())

    def shown(whose):
        found = queries.listing(session, asked, Filters(claimed=whose), office=office, after=None)
        return [row.line.id for row in found.rows]

    assert shown(Whose.MINE) == [three[0].id] and shown(Whose.NOBODYS) == [three[2].id]


def test_the_tallies_lead_to_what_they_count(session, asked, three, partnership):
    three[0].message_waiting = True
    session.flush()
    office = Office(staffed_hours(partnership.clocks), frozenset())
    for tally in queries.tallies(session, asked):
        page = queries.listing(session, asked, tally.filters, office=office, after=None)
        assert len(page.rows) == tally.count.number, tally.words


def keys_of(concerns):
    return together.read_keys([f"concerns:{each.id}:{each.version}" for each in concerns])


def test_alike_items_are_declined_together_each_with_its_line(session, asked, three):
    done = together.decide(session, keys_of(three), "test", "All tries of the form", asked)
    assert (done.decided, done.left_out) == (3, 0)
    assert {each.state for each in three} == {State.DECLINED}
    assert actions(session).count("concern.declined") == 3
    assert set(session.scalars(select(ConcernDecision.reason))) == {"All tries of the form"}


def test_what_somebody_changed_meanwhile_is_left_out_and_said(session, asked, three):
    keys = keys_of(three)
    three[0].version += 1
    session.flush()
    done = together.decide(session, keys, "test", "Tries", asked)
    assert (done.decided, done.left_out, three[0].state) == (2, 1, State.HELD)


def test_where_all_were_changed_meanwhile_that_is_said(session, asked, three):
    keys = keys_of(three)
    for each in three:
        each.version += 1
    session.flush()
    with pytest.raises(NoneLeft):
        together.decide(session, keys, "test", "Tries", asked)


def test_surge_marks_are_taken_away_together(session, asked, three):
    for each in three:
        each.flags = SURGE
    session.flush()
    assert together.decide(session, keys_of(three), CLEAR_SURGE, "", asked).decided == 3
    assert not any(each.surge for each in three) and {each.state for each in three} == {State.HELD}
    assert actions(session).count("concern.surge_cleared") == 3


def high(concern, _partnership):
    concern.risk = Risk.HIGH


def of_another_topic(concern, partnership):
    other = next(each for each in partnership.topics if each.takes_reports and each.code != concern.topic)
    concern.topic, concern.subtopic = other.code, other.subtopics[0].code


def with_something_new(concern, _partnership):
    concern.message_waiting = True


@pytest.mark.parametrize("different", [high, of_another_topic, with_something_new])
def test_what_is_not_alike_is_not_decided_together(session, asked, three, partnership, different):
    different(three[1], partnership)
    session.flush()
    with pytest.raises(NotAlike):
        together.decide(session, keys_of(three), "test", "Tries", asked)
    assert State.DECLINED not in {each.state for each in three}


@pytest.mark.parametrize("what", ["unclear", "one-person", "count", CLEAR_SURGE, ""])
def test_nothing_else_is_done_to_several_at_once(session, asked, three, what):
    with pytest.raises(NotAlike):
        together.decide(session, keys_of(three), what, "Tries", asked)


def test_nothing_of_the_safeguarding_room_is_decided_together(session, asked, three):
    for each in three:
        each.state = State.ESCALATED
    session.flush()
    with pytest.raises(NotAlike):
        together.alike(session, keys_of(three), asked)


def test_a_form_holds_no_more_items_than_a_page_and_no_strange_ones():
    assert together.read_keys(["elsewhere:abc:1", "concerns:x;y:1", "concerns:abc:x", "abc"]) == ()
    assert len(together.read_keys([f"concerns:a{number}:1" for number in range(90)])) == 50


def test_what_i_decided_today_can_be_looked_at_again(session, asked, three):
    together.decide(session, keys_of(three[:1]), "test", "A try", asked)
    escalate = Choice("escalate", None, "Somebody may be at risk", "", three[1].version)
    service.decide(session, DESK, three[1].id, escalate, actor_id=MINE, now=MONDAY)
    theirs = Choice("decline", "test", "A try", "", three[2].version)
    service.decide(session, DESK, three[2].id, theirs, actor_id=COLLEAGUE, now=MONDAY)
    rows = {row.said: row for row in decided.today(session, asked)}
    assert set(rows) == {"Declined", "Passed to the safeguarding leads"}
    assert rows["Declined"].line.id == three[0].id and rows["Declined"].may_undo
    assert rows["Passed to the safeguarding leads"].line is None


def test_yesterdays_decisions_are_not_todays(session, asked, three, partnership):
    together.decide(session, keys_of(three[:1]), "test", "A try", asked)
    tomorrow = Asked(partnership, False, MINE, MONDAY + timedelta(days=1))
    assert decided.today(session, tomorrow) == ()


def test_a_desk_nobody_has_is_not_found():
    with pytest.raises(NotFound):
        queries.desk("elsewhere")
