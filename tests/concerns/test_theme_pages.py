"""Themes on staff pages: who writes them, who reads them, what stands under them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.concerns.theme_models import ThemeRow
from portal.core.actors import Role
from portal.ledger.models import LedgerLine
from tests.builders.listing import pressed, sorted_by
from tests.builders.releases import counted, home
from tests.builders.themes import MONDAY, a_theme

LIST = "/staff/concerns/themes"


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def analyst(signed_in):
    return signed_in(Role.ANALYST)


@pytest.fixture
def theme(app, database):
    with database.transaction() as session:
        return a_theme(session)


def begun(database):
    with database.reading() as session:
        return session.execute(select(ThemeRow.ward, ThemeRow.area)).one()


def test_an_officer_begins_a_theme_and_narrows_it_to_an_area(officer, database):
    at = home()
    ward = at.partnership.wards[0].code
    form = officer.get(f"{LIST}/new").fields()
    shown = officer.post(f"{LIST}/new", {**form, "name": "Bikes on the green", "ward": ward}, status=303)
    assert "Bikes on the green" in officer.get(LIST).words
    edit = officer.get(f"{shown.location}/words")
    area = next(area for area in at.ground.areas if area.ward == ward)
    officer.post(f"{shown.location}/words", {**edit.fields(), "area": area.id}, status=303)
    assert area.label in officer.get(shown.location).words
    assert begun(database) == (ward, area.id)


def test_an_area_of_another_ward_is_not_taken(officer, theme):
    at = home()
    first, second = (ward.code for ward in at.partnership.wards[:2])
    area = next(area for area in at.ground.areas if area.ward == second)
    form = officer.get(f"{LIST}/{theme}/words").fields()
    officer.post(f"{LIST}/{theme}/words", {**form, "ward": first, "area": area.id}, status=422)


def test_a_note_that_points_to_somebody_comes_back_with_what_to_take_out(officer):
    form = officer.get(f"{LIST}/new").fields()
    typed = {**form, "name": "Noise", "note": "It is Mr Smith, 07700 900123."}
    shown = officer.post(f"{LIST}/new", typed, status=422)
    assert "a phone number" in shown.words and "a name" in shown.words
    assert "It is Mr Smith" in shown.html


def test_an_empty_name_and_a_taken_one_are_explained(officer, theme):
    form = officer.get(f"{LIST}/new").fields()
    assert "Write a name" in officer.post(f"{LIST}/new", form, status=422).words
    shown = officer.post(f"{LIST}/new", {**form, "name": "dark path by the river"}, status=422)
    assert "Another theme is called so" in shown.words


def test_the_slower_officer_keeps_what_was_typed(officer, theme):
    form = officer.get(f"{LIST}/{theme}/words").fields()
    officer.post(f"{LIST}/{theme}/words", {**form, "note": "First."}, status=303)
    slow = officer.post(f"{LIST}/{theme}/words", {**form, "note": "Second."}, status=409)
    assert "Second." in slow.html and "First." in slow.words
    officer.post(f"{LIST}/{theme}/words", slow.fields(), status=303)
    assert "Second." in officer.get(f"{LIST}/{theme}").words


def test_a_theme_is_closed_and_opened_again(officer, theme):
    page = officer.get(f"{LIST}/{theme}")
    officer.post(f"{LIST}/{theme}/closed", page.fields(0), status=303)
    assert "No theme is open" in officer.get(f"{LIST}?state=open").words
    assert officer.post(f"{LIST}/{theme}/closed", page.fields(0), status=409)
    officer.post(f"{LIST}/{theme}/open", officer.get(f"{LIST}/{theme}").fields(0), status=303)
    assert "Dark path" in officer.get(f"{LIST}?state=open").words


def test_an_analyst_sees_the_number_by_a_button_and_no_report(analyst, database, theme):
    with database.transaction() as session:
        (concern, *_) = counted(session, home(), 3, theme=theme)
    page = analyst.get(f"{LIST}/{theme}")
    assert concern.id not in page.html and "Reports under it" not in page.words
    shown = analyst.post(f"{LIST}/{theme}/figures", page.fields(0))
    assert "You, for your work 3" in shown.words and "Groups that need to know fewer than 5" in shown.words
    with database.reading() as session:
        assert session.scalars(
            select(LedgerLine.subject).where(LedgerLine.action == "figures.read")
        ).all() == [f"theme:{theme}"]


def test_a_moderator_finds_the_reports_under_a_theme(officer, database, theme):
    with database.transaction() as session:
        (concern,) = counted(session, home(), 1, theme=theme)
    assert f"/staff/moderation/concerns/{concern.id}" in officer.get(f"{LIST}/{theme}").links()


@pytest.mark.parametrize("path", ["/new", "/{}/words"])
def test_an_analyst_writes_no_theme(analyst, theme, path):
    analyst.get(f"{LIST}{path.format(theme)}", status=403)


def test_an_unknown_theme_is_not_there(officer):
    officer.get(f"{LIST}/nobody", status=404)
    officer.get(f"{LIST}/nobody/words", status=404)


def test_an_officers_copy_names_its_theme(officer, database, theme):
    with database.transaction() as session:
        counted(session, home(), 1, theme=theme, sanitised="Lamps are out.")
    assert "Dark path by the river" in officer.get("/staff/concerns").words


def test_a_column_sorts_the_list_and_pager_and_filter_keep_to_it(officer, database):
    with database.transaction() as session:
        for number in range(53):
            a_theme(session, f"Theme {number:02}", now=MONDAY - timedelta(days=number))
    usual = officer.get(f"{LIST}?state=open")
    assert sorted_by(usual) == [("Theme", "ascending")]
    by_day = pressed(officer, LIST, usual, "Begun")
    assert sorted_by(by_day) == [("Begun", "ascending")]
    assert by_day.words.index("Theme 52") < by_day.words.index("Theme 03")
    rest = pressed(officer, LIST, by_day, "Next page")
    assert "Theme 02" in rest.words and "Theme 03" not in rest.words
    (here,) = rest.all("strong", aria_current="true")
    assert here.text == "Open ones"
