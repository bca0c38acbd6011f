"""What police publish is read in by month, counted by area, and never twice."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.hotspots import recorded
from portal.hotspots.models import RecordedCrime
from portal.hotspots.recorded import BadFile
from tests.builders.releases import home

AT = home()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FILE = Path(__file__).parent / "recorded.csv"
HEAD = ",".join(recorded.HEAD)


def read_in(session, text, tell=lambda lines: None):
    found = recorded.lines(text.splitlines(keepends=True), today=TODAY)
    return recorded.read_in(session, found, ground=AT.ground, frame=AT.partnership.map, now=NOW, tell=tell)


def a_line(month="2026-09", lon="-1.88", lat="50.72", kind="Burglary", force="Example Police"):
    return f"1,{month},{force},{force},{lon},{lat},On or near A Road,E01,A,{kind},,"


def a_file(*lines):
    return "\n".join((HEAD, *lines)) + "\n"


def kept(session):
    return session.scalar(select(func.coalesce(func.sum(RecordedCrime.number), 0)))


def test_a_month_is_counted_by_area_and_type(session):
    (month,) = read_in(session, FILE.read_text(encoding="utf-8"))
    assert (month.inside, month.outside, month.without_place, month.again) == (5, 1, 1, False)
    assert kept(session) == 5
    areas = {area.id for area in AT.ground.areas}
    assert all(area in areas or area == "" for area in session.scalars(select(RecordedCrime.area)))


def test_the_same_month_twice_is_counted_once(session):
    text = FILE.read_text(encoding="utf-8")
    read_in(session, text)
    (again,) = read_in(session, text)
    assert again.again and kept(session) == 5


def test_a_newer_file_takes_the_place_of_the_older(session):
    read_in(session, a_file(a_line(), a_line()))
    (month,) = read_in(session, a_file(a_line()))
    assert not month.again and kept(session) == 1


def test_two_forces_and_two_months_stand_beside_each_other(session):
    months = read_in(session, a_file(a_line(), a_line(force="Rail Police"), a_line(month="2026-08")))
    assert [(each.month.month, each.force) for each in months] == [
        (8, "Example Police"),
        (9, "Example Police"),
        (9, "Rail Police"),
    ]
    read_in(session, a_file(a_line(force="Rail Police"), a_line(force="Rail Police")))
    assert kept(session) == 4


@pytest.mark.parametrize(
    "text, line",
    [
        ("", 1),
        ("Crime ID,Month\n", 1),
        (HEAD.replace("Crime type", "Type") + "\n", 1),
        (a_file("1,2026-09"), 2),
        (a_file(a_line(), a_line(month="September")), 3),
        (a_file(a_line(month="2026-12")), 2),
        (a_file(a_line(month="1999-01")), 2),
        (a_file(a_line(lon="west")), 2),
        (a_file(a_line(lat="nan")), 2),
        (a_file(a_line(lat="")), 2),
        (a_file(a_line(lat="123")), 2),
        (a_file(a_line(kind="")), 2),
        (a_file(a_line(force="F" * 81)), 2),
    ],
)
def test_what_is_no_street_level_file_is_refused_by_its_line(session, text, line):
    with pytest.raises(BadFile) as refused:
        read_in(session, text)
    assert refused.value.line == line


def test_a_mark_at_the_start_of_the_file_does_no_harm(session):
    assert read_in(session, "\ufeff" + a_file(a_line()))[0].inside == 1


def test_thousands_of_lines_tell_how_far_they_are(session):
    told = []
    lines = [a_line(lon=f"-1.8{n % 90:02}", lat=f"50.7{n % 40:02}") for n in range(12_000)]
    (month,) = read_in(session, a_file(*lines), tell=told.append)
    assert told == [5_000, 10_000] and month.inside + month.outside == 12_000
