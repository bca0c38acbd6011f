"""Themes, hotspots, outcomes and police figures go once they have been kept long enough."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.concerns import themes
from portal.concerns.models import Concern
from portal.concerns.theme_models import ThemeNote, ThemeRow
from portal.concerns.theme_rules import ThemeState
from portal.front import kept
from portal.hotspots.models import HotspotRow, HotspotStep, RecordedMonth
from portal.hotspots.rules import Place
from portal.outcomes.models import OutcomeRow
from tests.builders.concerns import MONDAY, sent
from tests.builders.hotspots import a_hotspot
from tests.builders.outcomes import told
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
