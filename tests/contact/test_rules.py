"""The steps of a case, what each needs, and the days by which we answer."""

from datetime import date

import pytest

from portal.adapters import holidays
from portal.contact import letters, rules
from portal.contact.clocks import clock_of, month_later
from portal.contact.rules import (
    MOVES,
    AgencyMissing,
    CodeMissing,
    CopyMissing,
    CopyPointsToSomebody,
    Decision,
    Kind,
    NothingWanted,
    ReasonMissing,
    ReplyConfirms,
    ReplyMissing,
    Request,
    State,
    TextMissing,
    Verb,
    Want,
)
from portal.core.errors import MoveNotAllowed, Stale

OFF = holidays.england()


def clock(kind, received, partnership, *, extended=False):
    return clock_of(kind, received, extended=extended, clocks=partnership.clocks, holidays=OFF)


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (date(2026, 11, 23), date(2026, 12, 23)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, a weekend, and a substitute day
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
    ],
)
def test_a_request_about_oneself_has_a_calendar_month(partnership, received, by):
    assert clock(Kind.ABOUT_ME, received, partnership).answer_by == by


def test_the_month_says_how_it_was_reached(partnership):
    steps = clock(Kind.ABOUT_ME, date(2026, 1, 31), partnership).steps
    assert steps == (
        "Received on Saturday 31 January 2026",
        "One calendar month later is Saturday 28 February 2026",
        "That month is shorter, so it ends on its last day",
        "Nobody works on that day: the next working day is Monday 2 March 2026",
    )


def test_extending_adds_two_months_from_the_day_it_came(partnership):
    assert clock(Kind.ABOUT_ME, date(2026, 11, 23), partnership, extended=True).answer_by == date(2027, 2, 23)
    assert month_later(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_a_complaint_is_acknowledged_in_five_working_days_and_answered_in_four_weeks(partnership):
    found = clock(Kind.COMPLAINT, date(2026, 11, 23), partnership)
    assert (found.acknowledge_by, found.answer_by) == (date(2026, 11, 30), date(2026, 12, 21))


@pytest.mark.parametrize("kind", Kind)
def test_from_every_state_an_end_is_reached(kind):
    reached, news = set(), {rules.FIRST[kind]}
    while news:
        reached |= news
        news = {to for (at, _), to in MOVES[kind].items() if at in reached} - reached
    for state in reached:
        ahead = {state}
        for _ in State:
            ahead |= {to for (at, _), to in MOVES[kind].items() if at in ahead}
        assert ahead & rules.ENDED, state


def test_a_step_that_is_not_in_the_table_is_refused():
    with pytest.raises(MoveNotAllowed):
        rules.move(Kind.COMPLAINT, State.RECEIVED, Verb.EXTEND)
    assert Verb.EXTEND not in rules.verbs(Kind.ABOUT_ME, State.RECEIVED, extended=True)


@pytest.mark.parametrize(
    ("kind", "decision", "refusal"),
    [
        (Kind.ABOUT_ME, Decision(Verb.ANSWER), ReplyMissing),
        (Kind.ABOUT_ME, Decision(Verb.EXTEND, reply="More time"), ReasonMissing),
        (Kind.ABOUT_ME, Decision(Verb.REFUSE, reason="No", reply="No"), CodeMissing),
        (Kind.ABOUT_ME, Decision(Verb.ANSWER, reply="Yes", code="not-ours"), CodeMissing),
        (Kind.COMPLAINT, Decision(Verb.PASS_ON, reason="Theirs", reply="Them"), AgencyMissing),
        (Kind.QUESTION, Decision(Verb.ACCEPT, reason="Fine"), CopyMissing),
        (
            Kind.QUESTION,
            Decision(Verb.ACCEPT, reason="Fine", copy="Why does Mr Smith shout?"),
            CopyPointsToSomebody,
        ),
    ],
)
def test_a_step_without_what_it_needs_is_refused(kind, decision, refusal):
    with pytest.raises(refusal):
        rules.check(kind, decision, version=1, seen_version=1)


def test_a_step_on_an_older_view_is_refused():
    with pytest.raises(Stale):
        rules.check(Kind.COMPLAINT, Decision(Verb.ACKNOWLEDGE), version=2, seen_version=1)


SAYS_SO = [
    "There is a report about you.",
    "No report was made about you.",
    "Somebody reported your dog.",
    "Nobody has reported anything.",
    "You were named in March.",
    "We hold two concerns about you",
    "We hold a report about your garden.",
    "We do not have any complaint of that kind.",
]


@pytest.mark.parametrize("reply", SAYS_SO)
def test_a_letter_never_says_whether_somebody_reported(reply):
    with pytest.raises(ReplyConfirms):
        rules.check(Kind.ABOUT_ME, Decision(Verb.ANSWER, reply=reply), version=1, seen_version=1)


@pytest.mark.parametrize("verb", [Verb.ASK_IDENTITY, Verb.EXTEND, Verb.ANSWER, Verb.REFUSE, Verb.PASS_ON])
def test_the_fixed_words_pass_and_end_the_same_way_for_everyone(verb):
    letter = letters.first_words(Kind.ABOUT_ME, verb)
    code = "not-ours" if verb is Verb.REFUSE else ""
    decision = Decision(verb, reason="Looked", reply=letter, code=code, agency="police")
    assert rules.check(Kind.ABOUT_ME, decision, version=1, seen_version=1).reply == letter
    assert letters.NEVER_SAYS in letter


def test_nothing_written_and_nothing_wanted_are_refused():
    with pytest.raises(TextMissing):
        rules.accept(Request(Kind.COMPLAINT, "  "))
    with pytest.raises(NothingWanted):
        rules.accept(Request(Kind.ABOUT_ME, "My dog"))
    assert rules.accept(Request(Kind.ABOUT_ME, " My dog ", wants=(Want.SEE,))).text == "My dog"
