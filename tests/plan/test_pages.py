"""What anybody reads of the plan, for either partnership."""

import pytest
from sqlalchemy import delete

from portal.adapters import pdf
from portal.app import create_app
from portal.plan.models import PlanRow, PlanSectionRow
from tests.builders.content import shipped_content
from tests.page_client import PageClient


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.fixture
def content(partnership_code):
    return shipped_content(partnership_code)


def in_force(content):
    return next(text for text in content.plans if text.state == "published")


def test_the_plan_in_force_shows_its_six_parts(page, content):
    shown = page.get("/plan")
    assert shown.h1 == in_force(content).title
    for part in in_force(content).sections:
        assert f"({part.letter}) {part.heading}" in shown.words


def test_an_invented_plan_says_so(page, content):
    assert in_force(content).illustration
    assert "Illustration, not the partnership’s plan" in page.get("/plan").words


def test_every_plan_of_the_files_stays_reachable(page, content):
    for text in content.plans:
        shown = page.get(f"/plan/{text.year}")
        assert shown.h1 == text.title
        assert ("This plan no longer applies" in shown.words) == (text.state == "superseded")


def test_the_year_shows_what_came_first(page, content):
    year = in_force(content).year
    first = next(each for each in content.priorities if each.year == year)
    shown = page.get(f"/plan/{year}").words
    assert first.heading in shown and all(each.name in shown for each in first.priorities)


@pytest.mark.parametrize("year", ["1999-00", "2031-32", "current", "2022", "1999-00.pdf"])
def test_a_year_without_a_plan_is_not_found(page, year):
    page.get(f"/plan/{year}", status=404)


def test_the_plan_is_a_pdf_where_one_can_be_made(page, content):
    path = f"/plan/{in_force(content).year}"
    answer, links = page.http.get(f"{path}.pdf"), page.get(path).links()
    assert (f"{path}.pdf" in links) is pdf.installed()
    assert answer.data.startswith(b"%PDF-") if pdf.installed() else answer.status_code == 404


def test_the_plan_may_be_kept_by_caches(page):
    shown = page.get("/plan").response
    again = page.http.get("/plan", headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304


def test_without_a_plan_the_page_says_so(database, settings):
    page = PageClient(create_app(settings))
    with database.transaction() as session:
        session.execute(delete(PlanSectionRow))
        session.execute(delete(PlanRow))
    assert "There is no published plan yet" in page.get("/plan").words
