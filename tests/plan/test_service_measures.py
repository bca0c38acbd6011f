"""Measures and their figures as officers keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.partnership import loading
from portal.partnership import service as partnership_service
from portal.plan import measures, progress
from portal.plan.measure_rules import (
    Direction,
    HasReadings,
    MeasureWords,
    NameTaken,
    Reading,
    Standing,
    Unit,
)
from tests.builders.content import shipped_content

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()
YEAR = "2026-27"
HATE = MeasureWords(
    name="Hate crimes that somebody reports",
    words="Reports in three months.",
    priority="safe-travel",
    owner="SCSG",
    unit=Unit.COUNT,
    direction=Direction.COME_FORWARD,
    target=None,
    source="The police",
    illustration=False,
)
JUNE, SEPTEMBER = Reading(date(2026, 6, 30), 100, ""), Reading(date(2026, 9, 30), 150, "A new centre.")


@pytest.fixture(scope="module")
def home():
    return loading.load("bcp")


def added(session, words=HATE):
    return measures.add(session, YEAR, words, actor_id="officer", now=NOW)


def noted(session, measure, reading, seen):
    measures.note(session, measure, reading, seen_version=seen, actor_id="officer", now=NOW)


def lines(session):
    return session.scalar(select(func.count()).select_from(LedgerLine))


def test_a_rise_in_reports_reads_as_good_news(session, home):
    measure = added(session)
    noted(session, measure, JUNE, 1)
    noted(session, measure, SEPTEMBER, 2)
    found = progress.measure(session, measure, partnership=home, today=TODAY)
    assert (found.standing, found.last_on, found.version) == (Standing.RIGHT, date(2026, 9, 30), 3)
    assert [each.shown for each in found.numbers] == ["100", "150"]


def test_what_is_sent_twice_is_kept_once(session):
    measure = added(session)
    assert added(session) == measure
    noted(session, measure, JUNE, 1)
    before = lines(session)
    noted(session, measure, JUNE, 1)
    assert lines(session) == before


def test_a_corrected_figure_takes_the_place_of_the_first(session, home):
    measure = added(session)
    noted(session, measure, JUNE, 1)
    noted(session, measure, replace(JUNE, value=110.0), 2)
    found = progress.measure(session, measure, partnership=home, today=TODAY)
    assert [each.value for each in found.readings] == [110]


def test_the_second_of_two_officers_is_refused(session):
    measure = added(session)
    noted(session, measure, JUNE, 1)
    with pytest.raises(Stale):
        noted(session, measure, SEPTEMBER, 1)
    with pytest.raises(Stale):
        measures.save(session, measure, HATE, seen_version=1, actor_id="officer", now=NOW)


def test_a_year_has_one_measure_of_a_name(session):
    added(session)
    other = added(session, replace(HATE, name="Another"))
    with pytest.raises(NameTaken):
        added(session, replace(HATE, words="Counted otherwise."))
    with pytest.raises(NameTaken):
        measures.save(session, other, HATE, seen_version=1, actor_id="officer", now=NOW)


def test_a_measure_with_figures_stays_and_one_without_may_go(session):
    kept, empty = added(session), added(session, replace(HATE, name="Another"))
    noted(session, kept, JUNE, 1)
    with pytest.raises(HasReadings):
        measures.remove(session, kept, seen_version=2, actor_id="officer", now=NOW)
    measures.remove(session, empty, seen_version=1, actor_id="officer", now=NOW)
    with pytest.raises(NotFound):
        measures.remove(session, empty, seen_version=1, actor_id="officer", now=NOW)


def test_a_figure_of_the_wrong_day_is_taken_back_once(session, home):
    measure = added(session)
    noted(session, measure, JUNE, 1)
    measures.take_back(session, measure, JUNE.as_of, seen_version=2, actor_id="officer", now=NOW)
    assert progress.measure(session, measure, partnership=home, today=TODAY).readings == ()
    with pytest.raises(NotFound):
        measures.take_back(session, measure, JUNE.as_of, seen_version=3, actor_id="officer", now=NOW)


@pytest.mark.parametrize("code", ["bcp", "lbbd"])
def test_the_shipped_measures_stand_under_their_priorities_and_are_loaded_once(session, code):
    content, home = shipped_content(code), loading.load(code)
    partnership_service.load(session, content, now=NOW)
    assert measures.load(session, content, now=NOW) == []
    found = progress.of_year(session, YEAR, partnership=home, today=TODAY)
    assert found.illustration and all(part.code for part in found.priorities)
    assert sum(len(part.measures) for part in found.priorities) == len(content.measures)
    assert measures.load(session, content, now=NOW) == []


def test_the_second_partnerships_indicators_know_that_a_rise_can_be_success(session):
    content, home = shipped_content("lbbd"), loading.load("lbbd")
    partnership_service.load(session, content, now=NOW)
    measures.load(session, content, now=NOW)
    every = progress.measures(session, YEAR, partnership=home, today=TODAY)
    told = {each.words.name: (each.words.owner, each.standing) for each in every}
    assert told["Hate crimes reported"] == ("HCEI", Standing.RIGHT)
    assert told["Burglary and criminal damage"] == ("SB", Standing.STEADY)
    assert told["Offences with a gun, shots fired among them"] == ("MO", Standing.NOTHING)


def test_what_an_officer_changed_stays_when_the_files_are_loaded_again(session):
    content = shipped_content("bcp")
    measures.load(session, content, now=NOW)
    row = session.scalars(select(measures.MeasureRow).where(measures.MeasureRow.year == YEAR)).first()
    row.source = "What an officer wrote"
    told = measures.load(session, content, now=NOW)
    assert len(told) == 1 and "source" in told[0] and row.source == "What an officer wrote"
