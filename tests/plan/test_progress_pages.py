"""How the plan goes, its poster and its large print, and the pages on which officers keep its measures."""

import re

import pytest
from sqlalchemy import delete

from portal.core.actors import Role
from portal.plan.models import PlanRow, PlanSectionRow

YEAR = "2026-27"
MEASURE = {
    "name": "Quiet nights",
    "words": "Nights without a call about noise.",
    "priority": "antisocial-behaviour",
    "owner": "SCSG",
    "unit": "count",
    "direction": "more",
    "target": "",
    "source": "The council",
}


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def test_without_a_plan_the_pages_say_so(page, database):
    with database.transaction() as session:
        session.execute(delete(PlanSectionRow))
        session.execute(delete(PlanRow))
    for address in ("/plan/progress", "/plan/poster", "/plan/large-print"):
        assert "no published plan yet" in page.get(address).words


def test_progress_tells_direction_owner_and_day_and_that_it_is_invented(page):
    shown = page.get("/plan/progress").words
    assert "Illustration, not the partnership’s measures" in shown
    assert "Going the right way" in shown and "No clear change" in shown
    assert "A rise is good news" in shown and "Safer Communities Strategic Group answers for it" in shown
    assert "30 September 2026" in shown and "No figure yet" in shown


def test_a_poster_shows_what_comes_first_and_codes_that_lead_here(page):
    shown = page.get("/plan/poster")
    assert "Calmer streets and open spaces" in shown.words and "/concerns/report" in shown.html
    assert shown.html.count("data:image/svg+xml") == 3


def test_the_plan_names_every_other_way_to_read_it(page):
    links = page.get("/plan").links()
    assert {"/plan/progress", "/plan/poster", "/plan/large-print"} <= set(links)
    assert "Violence" in page.get("/plan/large-print").words


def test_an_officer_adds_a_measure_and_its_figures(officer, page):
    new = officer.get(f"/staff/plan/{YEAR}/measures/new").fields() | MEASURE
    refused = officer.post(f"/staff/plan/{YEAR}/measures/new", new | {"target": "many"}, status=422)
    assert "Write a number such as 1,250" in refused.words
    where = officer.post(f"/staff/plan/{YEAR}/measures/new", new, status=303).location
    form = officer.get(where).fields()
    figure = {"as_of": ["30", "9", "2026"], "value": "1,250", "note": "A quiet summer."}
    officer.post(f"{where}/figures", form | figure, status=303)
    officer.post(f"{where}/figures", form | figure, status=303)
    stale = officer.post(f"{where}/figures", form | figure | {"as_of": ["1", "10", "2026"]}, status=409)
    assert "Somebody changed this measure" in stale.words
    shown = page.get("/plan/progress").words
    assert "Quiet nights" in shown and "1,250" in shown and "A quiet summer." in shown
    assert re.search(
        r"go the way we want, or are where we want them: \d of \d\. Going the other way: \d\.", shown
    )
    assert officer.get(f"{where}/words").fields()["name"] == "Quiet nights"
    officer.post(
        f"{where}/figures/2026-09-30/removal", officer.get(where).fields() | {"as_of": ""}, status=303
    )
    assert "1,250" not in officer.get(where).words
    officer.get(f"/staff/plan/2027-28/measures/{where.rsplit('/', 1)[1]}", status=404)
    officer.post(f"{where}/figures/never/removal", form, status=404)


def test_an_empty_figure_and_one_of_tomorrow_are_refused(officer):
    new = officer.get(f"/staff/plan/{YEAR}/measures/new").fields() | MEASURE
    where = officer.post(f"/staff/plan/{YEAR}/measures/new", new, status=303).location
    form = officer.get(where).fields()
    empty = officer.post(f"{where}/figures", form | {"as_of": ["1", "9", "2026"]}, status=422)
    assert "say in words what is behind it" in empty.words
    late = form | {"as_of": ["1", "9", "2090"], "value": "3"}
    assert "Choose a day that has come" in officer.post(f"{where}/figures", late, status=422).words
    officer.post(f"{where}/removal", form, status=303)
    officer.get(where, status=404)


def test_an_officer_sets_what_comes_first_in_new_years(officer, page):
    new = officer.get("/staff/plan/priorities/new").fields() | {
        "year": "2027-28",
        "heading": "What comes first in 2027-28",
        "source": "The assessment of 2027",
    }
    assert "Write at least one priority" in officer.post("/staff/plan/priorities/new", new, status=422).words
    named = new | {"one_1-name": "Safe nights", "one_2-name": "Safe nights"}
    assert "stands twice" in officer.post("/staff/plan/priorities/new", named, status=422).words
    named |= {"one_2-name": "Safe roads", "one_2-groups": ["SCSG"]}
    officer.post("/staff/plan/priorities/new", named, status=303)
    officer.post("/staff/plan/priorities/new", named, status=303)  # the same page sent once more
    theirs = officer.post("/staff/plan/priorities/new", named | {"one_1-name": "Something else"}, status=409)
    assert "have a list already" in theirs.words
    kept = officer.get("/staff/plan/priorities/2027-28").fields()
    assert (kept["one_1-code"], kept["one_2-code"]) == ("safe-nights", "safe-roads")
    officer.post("/staff/plan/priorities/2027-28", kept | {"one_1-name": "Safer nights"}, status=303)
    again = officer.get("/staff/plan/priorities/2027-28").fields()
    assert (again["one_1-code"], again["one_1-name"]) == ("safe-nights", "Safer nights")
    officer.post("/staff/plan/priorities/2027-28", kept | {"one_1-name": "Mine"}, status=409)
    officer.get("/staff/plan/priorities/2040-41", status=404)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.COUNCILLOR, Role.ANALYST])
def test_other_staff_do_not_keep_measures(signed_in, role):
    other = signed_in(role)
    for address in (f"/staff/plan/{YEAR}/measures", "/staff/plan/priorities"):
        other.get(address, status=403)
