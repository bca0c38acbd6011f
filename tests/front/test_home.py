"""In five seconds: what can I do here, what is open, what comes first. For either partnership."""

from datetime import timedelta

import pytest

from portal.app import create_app
from portal.consultations import service
from portal.core.windows import Window
from portal.web.context import transaction
from tests.builders.content import shipped_content


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


def test_three_doors_stand_first(page):
    doors = [h2.find("a").get("href") for h2 in page.get("/").all("h2") if h2.find("a") is not None]
    assert doors == ["/concerns/report", "/consultations", "/concerns/follow-up"]


def test_this_years_priorities_and_the_plan(page, partnership_code):
    shown = page.get("/")
    this_year = next(g for g in shipped_content(partnership_code).priorities if g.year == "2026-27")
    assert all(one.name in shown.words for one in this_year.priorities)
    assert "Illustration, not the partnership’s list" in shown.words
    assert "/plan" in shown.links() and "Plan summary 2026 to 2027" in shown.words


def test_nothing_open_is_said(page):
    assert "Nothing is open at the moment" in page.get("/").words


def test_what_is_open_stands_there_until_it_closes(app, page, clock, partnership):
    window = Window(clock.now() - timedelta(days=1), clock.now() + timedelta(days=30))
    with app.app_context(), transaction() as session:
        slug = service.create_from_priorities(
            session, partnership, year="2027-28", window=window, now=clock.now()
        )
    shown = page.get("/")
    assert f"/consultations/{slug}" in shown.links() and "Closes 23 December 2026" in shown.words
    clock.move_to(window.closes_at + timedelta(minutes=1))
    assert f"/consultations/{slug}" not in page.get("/").links()


def test_home_is_kept_for_ten_seconds_and_answered_briefly(page):
    tag = page.get("/").response.headers["ETag"]
    assert page.http.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_the_mark_answers_browsers_that_ask_by_habit_at_both_doors(page, settings):
    assert page.http.get("/favicon.ico").mimetype == "image/png"
    staff = create_app(settings, doors="staff")
    assert staff.test_client().get("/favicon.ico").mimetype == "image/png"


def test_a_demonstration_asks_search_engines_to_leave(page):
    assert "Disallow: /\n" in page.get("/robots.txt").html
