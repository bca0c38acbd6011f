"""Themes, outcomes, news, sittings, meetings and police figures go once they have been kept long enough."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.concerns import themes
from portal.concerns.models import Concern
from portal.concerns.theme_models import ThemeNote, ThemeRow
from portal.concerns.theme_rules import ThemeState
from portal.front import holds, kept
from portal.front.holds import Wanted
from portal.front.models import HeldRecord
from portal.hotspots.models import HotspotRow, HotspotStep, RecordedMonth
from portal.hotspots.rules import Place
from portal.meetings import service as rooms
from portal.meetings.action_models import Action
from portal.meetings.models import Meeting
from portal.news import service as news
from portal.news.models import NewsRow
from portal.news.rules import NewsWords
from portal.outcomes.models import OutcomeRow
from portal.referrals.committee_models import Sitting
from portal.referrals.models import Referral
from tests.builders.concerns import MONDAY, sent
from tests.builders.hotspots import a_hotspot
from tests.builders.meetings import a_chair, a_meeting, a_service, an_action, group_of
from tests.builders.outcomes import told
from tests.builders.referrals import a_sitting, listed
from tests.builders.themes import a_theme

OFFICER = "o" * 26


@pytest.fixture
def after(database, partnership):
    """`after(90)`: what the clean-up of that day deletes, by kind of record."""
    return lambda days: dict(kept.purge(database, partnership.retention, now=MONDAY + timedelta(days=days)))


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def a_closed_theme(session, name):
    theme = a_theme(session, name, now=MONDAY)
    themes.move(session, theme, ThemeState.CLOSED, seen_version=1, actor_id=OFFICER, now=MONDAY)
    return theme


def test_a_closed_theme_goes_once_nothing_stands_on_it(database, partnership, after):
    with database.transaction() as session:
        a_theme(session, "Still open")
        a_closed_theme(session, "Long closed")
        worked_on, reported = a_closed_theme(session, "Worked on"), a_closed_theme(session, "Reported")
        a_hotspot(session, place=Place(theme=worked_on))
        sent(session, partnership)
        session.scalars(select(Concern)).one().theme = reported
    assert after(1094)["theme"] == 0
    assert after(1095)["theme"] == 1
    assert (count(database, ThemeRow), count(database, ThemeNote)) == (3, 3)


def test_a_hotspot_goes_with_its_steps_after_its_last_change(database, after):
    with database.transaction() as session:
        a_hotspot(session)
    assert after(1094)["hotspot"] == 0 and count(database, HotspotStep) == 1
    assert after(1096)["hotspot"] == 1
    assert count(database, HotspotRow) == count(database, HotspotStep) == 0


def test_an_outcome_is_kept_for_six_years(database, after):
    with database.transaction() as session:
        told(session)
    assert after(2191)["outcome"] == 0
    assert after(2193)["outcome"] == 1 and count(database, OutcomeRow) == 0


def test_figures_of_the_police_go_month_by_month(database, after):
    with database.transaction() as session:
        for month in (date(2026, 1, 1), date(2026, 2, 1), date(2026, 11, 1)):
            session.add(
                RecordedMonth(
                    month=month,
                    force="north",
                    digest="d",
                    inside=1,
                    outside=0,
                    without_place=0,
                    read_at=MONDAY,
                )
            )
    assert after(1600)["recorded_crime"] == 2 and count(database, RecordedMonth) == 1


def test_news_taken_back_goes_after_a_year_and_what_is_read_stays(database, after):
    words = NewsWords("Lamps", "They are lit.", "All of them.")
    with database.transaction() as session:
        for piece in ("read" * 6 + "rr", "back" * 6 + "bb", "draf" * 6 + "dd"):
            news.begin(session, piece, replace(words, title=piece[:4]), actor_id=OFFICER, now=MONDAY)
        for piece in ("read" * 6 + "rr", "back" * 6 + "bb"):
            news.publish(session, piece, seen_version=1, actor_id=OFFICER, now=MONDAY)
        news.withdraw(session, "back" * 6 + "bb", "Wrong", seen_version=2, actor_id=OFFICER, now=MONDAY)
    assert after(364)["unread_news"] == 0
    assert after(366)["unread_news"] == 2
    with database.reading() as session:
        assert session.scalars(select(NewsRow.slug)).all() == ["read"]


def test_a_sitting_goes_after_six_years_once_nothing_was_dealt_with_at_it(database, partnership, after):
    with database.transaction() as session:
        referral = listed(session).id
        a_sitting(session, date(2026, 12, 21))
    assert after(2192)["sitting"] == 0
    assert after(2300)["sitting"] == 1 and count(database, Sitting) == 1
    with database.transaction() as session:
        session.get_one(Referral, referral).ended_on = MONDAY.date()
    done = after(2300)
    assert (done["referral"], done["sitting"]) == (1, 1)


def test_a_held_meeting_stays_with_its_actions(database, partnership, after):
    group = group_of(partnership)
    with database.transaction() as session:
        a_service(session, group, partnership, now=MONDAY)
        kept_one, other = (a_meeting(session, group, MONDAY.date(), now=MONDAY) for _ in range(2))
        for meeting in (kept_one, other):
            action = session.get_one(Action, an_action(session, group, meeting, MONDAY.date()))
            action.state, action.settled_on = "done", MONDAY.date()
            version = rooms.read(session, meeting).version
            rooms.cancel(session, a_chair(group), meeting, "None", seen_version=version, now=MONDAY)
        until = MONDAY.date() + timedelta(days=1000)
        wanted = Wanted(HeldRecord.MEETING, kept_one, "County Court 7", until)
        hold = holds.place(session, wanted, actor_id=OFFICER, now=MONDAY)
        session.get_one(holds.RetentionHold, hold).until = MONDAY.date() + timedelta(days=3000)
    assert after(2193)["meeting"] == 2
    with database.reading() as session:
        assert session.scalars(select(Meeting.id)).all() == [kept_one]
        assert session.scalars(select(Action.meeting_id)).all() == [kept_one]
