"""Several reports of one event count once, whoever was first, and never in a chain."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.concerns import desk, same_event, service
from portal.concerns.models import Concern
from portal.concerns.releases import figures
from portal.concerns.rules import Decision, DeclineCode, State, Verb
from portal.concerns.same_event import NotTheSameEvent, check_same_event
from portal.core.marks import Marks
from portal.ledger import queries as ledger
from tests.builders.concerns import MONDAY, a_place, a_receipt, sent

OFFICER = "o" * 26
NAMES = ("one", "two", "three")


@pytest.fixture
def reports(session, partnership):
    """Three reports of one kind from one ward, by the name of their receipt."""
    found = {}
    for name in NAMES:
        sent(session, partnership, phrase=name)
        query = select(Concern).where(Concern.lookup == a_receipt(name).lookup)
        found[name] = session.scalars(query).one()
    return found


def decide(session, concern, verb=Verb.COUNT, *, same_as=None, code=None):
    return desk.decide(
        session,
        concern.id,
        Decision(verb, code),
        seen_version=concern.version,
        actor_id=OFFICER,
        reason="Read",
        sanitised="A group shouts at people.",
        now=MONDAY,
        marks=Marks(same_as=same_as.id if same_as else None),
    )


def counted(session):
    return sum(each.count for each in figures.counted(session, start=date(2026, 1, 1), end=date(2027, 1, 1)))


def test_one_event_counts_once(session, reports):
    decide(session, reports["one"])
    decide(session, reports["two"], same_as=reports["one"])
    assert counted(session) == 1
    assert same_event.put_with(session, reports["one"].id) == (reports["two"].id,)


def test_the_ledger_says_that_two_were_joined_in_codes(session, reports):
    decide(session, reports["two"], same_as=reports["one"])
    line = ledger.page(session, after=None).rows[0]
    assert line.action == "concern.joined" and reports["one"].id in line.facts


def test_taking_it_back_counts_it_by_itself_again(session, reports):
    decide(session, reports["one"])
    decide(session, reports["two"], same_as=reports["one"])
    decide(session, reports["two"], Verb.REOPEN)
    decide(session, reports["two"])
    assert counted(session) == 2 and reports["two"].duplicate_of is None


@pytest.mark.parametrize("verb", [Verb.DECLINE, Verb.ESCALATE])
def test_when_the_one_that_stands_for_all_leaves_the_others_count(session, reports, verb):
    decide(session, reports["two"], same_as=reports["one"])
    decide(session, reports["one"], verb, code=DeclineCode.TEST if verb is Verb.DECLINE else None)
    session.expire_all()
    assert reports["two"].duplicate_of is None and counted(session) == 1


def test_a_withdrawn_report_stands_for_no_other(session, reports):
    decide(session, reports["two"], same_as=reports["one"])
    service.withdraw(session, a_receipt("one"), now=MONDAY)
    session.expire_all()
    assert reports["two"].duplicate_of is None and counted(session) == 1


@pytest.mark.parametrize(
    ("item", "other", "why"),
    [("three", "three", "itself"), ("three", "two", "chain"), ("one", "three", "stands-for-others")],
)
def test_no_chain_and_no_ring(session, reports, item, other, why):
    decide(session, reports["two"], same_as=reports["one"])
    with pytest.raises(NotTheSameEvent) as refused:
        decide(session, reports[item], same_as=reports[other])
    assert refused.value.why == why


def test_what_is_not_there_for_officers_is_not_joined(session, reports):
    decide(session, reports["one"], Verb.ESCALATE)
    with pytest.raises(NotTheSameEvent) as refused:
        decide(session, reports["two"], same_as=reports["one"])
    assert refused.value.why == "unknown"


def test_another_ward_is_another_event(session, partnership, reports):
    reports["one"].ward = partnership.wards[1].code
    session.flush()
    with pytest.raises(NotTheSameEvent) as refused:
        decide(session, reports["two"], same_as=reports["one"])
    assert refused.value.why == "elsewhere"


def test_what_is_published_is_not_put_with_another(session, partnership, reports):
    decide(session, reports["one"])
    reports["one"].release_id = "r" * 26
    sent(session, partnership, phrase="one", text="It goes on")
    with pytest.raises(NotTheSameEvent) as refused:
        decide(session, reports["one"], same_as=reports["two"])
    assert refused.value.why == "published"


def test_candidates_are_of_the_same_kind_and_ward_and_tell_no_words(session, partnership, reports):
    elsewhere = a_place(ward=partnership.wards[1].code)
    sent(session, partnership, phrase="four", where=elsewhere)
    decide(session, reports["three"], Verb.DECLINE, code=DeclineCode.TEST)
    found = same_event.candidates(session, reports["one"].id)
    assert [each.id for each in found] == [reports["two"].id] and found[0].state is State.HELD
    assert same_event.candidates(session, "a" * 26) == ()


def test_reading_again_what_its_writer_added_keeps_it_joined(session, partnership, reports):
    decide(session, reports["one"])
    decide(session, reports["two"], same_as=reports["one"])
    sent(session, partnership, phrase="two", text="It goes on")
    decide(session, reports["two"])
    assert counted(session) == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30))
def test_whatever_is_tried_every_report_is_counted_for_by_one_that_counts_itself(tries):
    told_by: dict[str, str] = {}
    for a, b in tries:
        item, other = f"r{a}", f"r{b}"
        put_with = [each for each, stands in told_by.items() if stands == item]
        try:
            check_same_event(item, other, told_by=told_by.get(other), put_with_item=put_with)
        except NotTheSameEvent:
            continue
        told_by[item] = other
    assert not set(told_by.values()) & set(told_by)
