"""Outcomes are written down, told, taken on and taken back, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger import queries as ledger
from portal.outcomes import queries, service
from portal.outcomes.queries import Wanted
from portal.outcomes.rules import (
    Ending,
    Facts,
    Kind,
    MayNotPublish,
    Progress,
    State,
    Subject,
    WordsMissing,
    WordsTooLong,
)
from tests.builders.listing import every_order, in_order, read_through
from tests.builders.outcomes import FINE, MONDAY, OFFICER, THEME, some_words, told, written

LATER = MONDAY + timedelta(days=30)


def update(session, outcome, words, seen, facts=FINE):
    service.update(session, outcome, words, facts, seen_version=seen, actor_id=OFFICER, now=LATER)


def withdraw(session, outcome, why="It was wrong", seen=2):
    service.withdraw(session, outcome, why, seen_version=seen, actor_id=OFFICER, now=LATER)


def test_a_draft_is_for_officers_only(session):
    outcome = written(session)
    assert queries.for_subject(session, Kind.THEME, THEME.id) == ()
    assert queries.published(session).rows == ()
    with pytest.raises(NotFound):
        queries.public(session, outcome)
    assert queries.page(session).rows[0].id == outcome


def test_the_same_form_sent_twice_writes_one_outcome(session):
    kept = [
        service.record(session, THEME, some_words(), actor_id=OFFICER, now=MONDAY, outcome_id="o" * 26)
        for _ in range(2)
    ]
    assert kept[0] == kept[1] and len(queries.page(session).rows) == 1
    other, words = Subject(Kind.THEME, "u" * 26, "Another theme"), some_words()
    for subject, said in ((other, words), (THEME, replace(words, line="Another line"))):
        service.record(session, subject, said, actor_id=OFFICER, now=MONDAY, outcome_id="o" * 26)
    assert len(queries.page(session).rows) == 3


def test_a_receipt_finds_what_was_decided_about_its_theme(session):
    outcome = told(session)
    (found,) = queries.for_subject(session, Kind.THEME, THEME.id)
    assert (found.id, found.words, found.published_on) == (outcome, "Planned", date(2026, 11, 23))
    assert found.decision.startswith("Repair eleven lamps")
    assert queries.for_subject(session, Kind.CONSULTATION, THEME.id) == ()


def test_it_is_printed_under_the_name_its_subject_has_now(session):
    outcome = written(session)
    renamed = replace(THEME, name="Dark paths by the river", heard_on=date(2026, 8, 1))
    more = {"seen_version": 1, "actor_id": OFFICER, "now": MONDAY}
    service.publish(session, outcome, Facts(9, False, False), **more, subject=renamed)
    shown = queries.public(session, outcome)
    assert (shown.subject_name, shown.heard_on) == ("Dark paths by the river", date(2026, 8, 1))


def test_too_few_reports_are_not_told(session):
    outcome = written(session)
    with pytest.raises(MayNotPublish):
        service.publish(
            session, outcome, Facts(4, False, False), seen_version=1, actor_id=OFFICER, now=MONDAY
        )
    assert queries.one(session, outcome).state is State.DRAFT


def test_the_action_goes_on_and_its_steps_stay(session):
    outcome = told(session)
    update(session, outcome, some_words(progress=Progress.UNDER_WAY), 2)
    update(session, outcome, some_words(progress=Progress.UNDER_WAY, line="Half of it is done"), 3)
    update(session, outcome, some_words(progress=Progress.NOT_DONE, ending=Ending.NO_MONEY), 4)
    steps = [step.words for step in queries.public(session, outcome).steps]
    assert steps == ["Planned", "Under way", "Not changed, because there is no money for it"]


def test_done_is_not_planned_again(session):
    outcome = told(session, progress=Progress.DONE)
    with pytest.raises(MoveNotAllowed):
        update(session, outcome, some_words(), 2)


def test_what_went_before_a_court_is_not_changed_in_public(session):
    outcome = told(session)
    with pytest.raises(MayNotPublish):
        update(session, outcome, some_words(line="New"), 2, replace(FINE, proceedings=True))


def test_the_slower_officer_is_told(session):
    outcome = told(session)
    with pytest.raises(Stale):
        update(session, outcome, some_words(), 1)
    with pytest.raises(Stale):
        withdraw(session, outcome, seen=1)


def test_what_is_taken_back_is_gone_and_may_come_again_with_its_first_day(session):
    outcome = told(session)
    withdraw(session, outcome)
    assert queries.for_subject(session, Kind.THEME, THEME.id) == ()
    with pytest.raises(NotFound):
        queries.public(session, outcome)
    service.publish(session, outcome, FINE, seen_version=3, actor_id=OFFICER, now=LATER)
    found = queries.public(session, outcome)
    assert (found.published_on, found.why_withdrawn) == (date(2026, 11, 23), "")


def test_taking_back_needs_a_reason_of_some_length(session):
    outcome = told(session)
    with pytest.raises(WordsMissing):
        withdraw(session, outcome, " ")
    with pytest.raises(WordsTooLong):
        withdraw(session, outcome, "w" * 501)


def test_the_ledger_knows_each_step_and_no_words(session):
    outcome = told(session)
    withdraw(session, outcome)
    lines = ledger.page(session, after=None).rows
    assert [line.action for line in lines] == ["outcome.withdrawn", "outcome.published", "outcome.saved"]
    assert all(line.subject == f"outcome:{outcome}" for line in lines)


def test_the_public_list_is_filtered_and_read_page_by_page(session):
    for number in range(22):
        subject = Subject(Kind.THEME, f"t{number}", f"Theme {number}", topic="noise" if number % 2 else "")
        told(session, subject, now=MONDAY + timedelta(days=number))
    told(session, progress=Progress.DONE)
    first = queries.published(session)
    second = queries.published(session, after=first.next_key)
    assert len({each.id for each in (*first.rows, *second.rows)}) == 23 and second.next_key is None
    assert len(queries.published(session, Wanted(topic="noise")).rows) == 11
    assert len(queries.published(session, Wanted(progress=Progress.DONE)).rows) == 1
    assert queries.published(session, after="no key of ours").rows == first.rows
    assert queries.topics(session) == {"noise"}


def test_measures_say_told_acted_and_days(session):
    assert queries.measures(session).days is None
    told(session, progress=Progress.DONE)
    told(session)
    written(session, progress=Progress.DONE)
    found = queries.measures(session)
    assert (found.told, found.acted, found.days) == (2, 1, 62)


VALUES = {
    "changed": lambda outcome: outcome.saved_at,
    "line": lambda outcome: outcome.line,
    "about": lambda outcome: outcome.subject_name,
    "state": lambda outcome: (outcome.state.value, outcome.saved_at),
}


def test_in_any_order_officers_read_every_outcome_once(session):
    for number in range(53):
        subject = replace(THEME, id=f"theme{number:02}", name=f"Theme {number % 3}")
        write, then = (told if number % 4 else written), MONDAY - timedelta(days=number % 5)
        write(session, subject, now=then, line=f"Line {number % 7}")
    for order in every_order(queries.COLUMNS):
        read = read_through(partial(queries.page, session), order)
        assert len(read) == len({outcome.id for outcome in read}) == 53, order
        assert in_order(read, VALUES[order.code], order), order
