"""A councillor's picture of the ward: numbers of the gate, officers' notes, nothing sensitive."""

from datetime import UTC, date, datetime

import pytest

from portal.concerns import themes
from portal.concerns.releases import making
from portal.concerns.releases.periods import Period
from portal.concerns.theme_rules import ThemeState
from portal.partnership.rules import UnknownCode
from portal.referrals import ward_picture
from tests.builders.releases import OCTOBER, SUMMER, counted, home, kinds
from tests.builders.themes import OFFICER, a_theme

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SPRING, AUTUMN = date(2026, 4, 1), date(2026, 10, 1)
AT = home()
WARD, OTHER = (ward.code for ward in AT.partnership.wards[:2])
SENSITIVE = {"topic": kinds(AT, sensitive=True)[0][0].code, "subtopic": kinds(AT, sensitive=True)[0][1].code}


def picture(session):
    return ward_picture.of_ward(session, WARD, partnership=AT.partnership, now=NOW)


def printed(stretch):
    return [words for _, words in stretch.rows]


def test_an_empty_ward_says_fewer_than_five(session):
    seen = picture(session)
    assert seen.released is None and seen.themes == ()
    assert set(printed(seen.last)) == {"fewer than 5"}


def test_the_last_whole_period_is_told_in_bands(session):
    counted(session, AT, 7, ward=WARD)
    counted(session, AT, 9, ward=OTHER)
    seen = picture(session)
    assert seen.last.period == "July to September 2026" and seen.last.total == "5 to 9"
    assert set(printed(seen.last)) <= {"fewer than 5", "5 to 9"}


def test_a_period_that_still_runs_moves_nothing(session):
    before = picture(session)
    counted(session, AT, 7, ward=WARD, received_on=AUTUMN)
    assert picture(session) == before


def test_what_is_sensitive_is_in_no_number_and_no_note(session):
    theme = a_theme(session, "A quiet house", ward=WARD)
    counted(session, AT, 8, ward=WARD, theme=theme, **SENSITIVE)
    seen = picture(session)
    assert seen.last.total == "fewer than 5" and seen.themes == ()


def test_a_theme_about_a_sensitive_kind_is_left_out_whatever_stands_under_it(session):
    theme = a_theme(session, "A quiet house", ward=WARD, **SENSITIVE)
    counted(session, AT, 8, ward=WARD, theme=theme)
    assert picture(session).themes == ()


@pytest.mark.parametrize(("reports", "told"), [(4, []), (5, ["5 to 9"])])
def test_a_note_about_few_reports_stays_with_the_officers(session, reports, told):
    counted(session, AT, reports, ward=WARD, theme=a_theme(session, ward=WARD))
    assert [theme.count for theme in picture(session).themes] == told


def test_only_open_themes_of_the_own_ward_are_told_with_their_newest_note(session):
    own, other = a_theme(session, ward=WARD), a_theme(session, "Elsewhere", ward=OTHER)
    closed = a_theme(session, "Dealt with", ward=WARD)
    for theme in (own, other, closed):
        counted(session, AT, 6, ward=WARD, theme=theme)
    themes.move(session, closed, ThemeState.CLOSED, seen_version=1, actor_id=OFFICER, now=NOW)
    words = themes.rules.ThemeWords("Dark path by the river", "Lamps are mended.", ward=WARD)
    themes.save(session, own, words, seen_version=1, actor_id=OFFICER, now=NOW)
    assert [(each.name, each.note) for each in picture(session).themes] == [
        ("Dark path by the river", "Lamps are mended.")
    ]


def test_what_is_published_stands_as_it_was_printed(session):
    counted(session, AT, 12, ward=WARD)
    making.make(session, AT, Period.holding(SUMMER, 3), actor_id=OFFICER, now=OCTOBER)
    seen = picture(session)
    released = seen.released
    assert seen.last is None and seen.head == ("Kind of concern", "Published, July to September 2026")
    assert released.period == "July to September 2026" and released.total == "10 to 14"


def test_frozen_evidence_says_of_which_months_each_number_is(session):
    counted(session, AT, 7, ward=WARD, theme=a_theme(session, ward=WARD))
    frozen = ward_picture.evidence(picture(session), today=NOW.date())
    assert ("All kinds together, counted, July to September 2026", "5 to 9") in frozen.figures
    assert frozen.figures[-1] == ("Every other kind alone", "fewer than 5, or not shown")
    assert not [words for label, words in frozen.figures[:-1] if label[:3] != "All" and "fewer" in words]
    assert frozen.notes == ("Dark path by the river: Lamps are out and bushes hide the path.",)
    assert frozen.taken_on == date(2026, 11, 23)


def test_no_exact_number_stands_beside_a_published_band(session):
    counted(session, AT, 12, ward=WARD, received_on=SPRING)
    making.make(session, AT, Period.holding(SPRING, 3), actor_id=OFFICER, now=OCTOBER)
    counted(session, AT, 7, ward=WARD)
    seen = picture(session)
    assert seen.head[1:] == ("Published, April to June 2026", "Counted, July to September 2026")
    assert seen.rows[0] == ("All kinds together", "10 to 14", "5 to 9")
    assert not [words for _, *told in seen.rows for words in told if words.isdigit()]


def test_an_unknown_ward_is_refused(session):
    with pytest.raises(UnknownCode):
        ward_picture.of_ward(session, "nowhere", partnership=AT.partnership, now=NOW)
