"""A resident learns how to have a matter raised, finds the ward, checks a case review; nothing is kept."""

from datetime import date

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.partnership.current import geography
from portal.referrals import case_review
from portal.referrals.case_review import MoreInTimeThanMade, Told

HOW, REVIEW = "/referrals/how", "/referrals/how/case-review"


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


def some_postcode(app: Flask) -> tuple[str, str]:
    """A postcode of the partnership, and the name of its ward."""
    with app.app_context():
        found = next(iter(geography()._postcodes.values()))
        return found.code, geography().ward_name(found.ward)


def ask(page, postcode, status=200):
    return page.post(HOW, page.get(HOW).fields() | {"postcode": postcode}, status=status)


def check(page, made, in_time, status=200):
    return page.post(REVIEW, page.get(REVIEW).fields() | {"made": made, "in_time": in_time}, status=status)


def test_a_postcode_names_its_ward_and_stands_in_no_address(app, page):
    code, ward = some_postcode(app)
    shown = ask(page, f" {code.lower()} ")
    assert ward in shown.words and "Find your councillors on GOV.UK" in shown.words
    assert code not in " ".join(shown.links()) and "?" not in shown.path


def test_an_unknown_postcode_is_refused_in_words(page):
    for typed in ("ZZ99 9ZZ", "", "not a postcode at all", "<b>", "SW1A 1AA"):
        shown = ask(page, typed, status=422)
        assert "postcode" in shown.words and shown.title.startswith("Error: ")


def test_the_page_says_who_decides_and_by_when(page):
    words = page.get(HOW).words
    assert "You cannot do this yourself" in words and "Within 10 working days" in words
    assert "the councillor can insist" in words and "within 28 days" in words


def test_three_reports_in_time_seem_to_reach_the_number(page):
    assert check(page, "3", "3").all("h2", id="found")[0].text == "You seem to be able to ask for a review"


def test_what_came_too_late_is_told(page):
    words = check(page, "3", "2").words
    assert "2 of your reports seem to count; 3 are needed, so 1 more" in words
    assert "1 came later than one month" in words


def test_more_in_time_than_made_is_refused_in_words(page):
    shown = check(page, "1", "2", status=422)
    assert "not larger than your first answer" in shown.words and shown.fields()["made"] == "1"


def test_an_empty_check_is_refused_in_words(page):
    shown = page.post(REVIEW, page.get(REVIEW).fields(), status=422)
    assert "Choose how many times you reported it." in shown.words


def test_reports_of_six_months_count(page):
    assert "since 23 May 2026" in page.get(REVIEW).words


def test_both_pages_are_kept_by_nobody(page):
    for path in (HOW, REVIEW):
        assert page.get(path).response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 8, 31), date(2026, 2, 28)),
        (date(2028, 8, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2025, 9, 30)),
        (date(2026, 1, 15), date(2025, 7, 15)),
    ],
)
def test_six_months_back_is_a_day_that_exists(today, first):
    assert case_review.since(today) == first


@settings(max_examples=30)
@given(made=st.integers(0, 5), in_time=st.integers(0, 5), needed=st.integers(1, 3))
def test_nobody_is_told_of_reports_they_did_not_make(made, in_time, needed):
    if in_time > made:
        with pytest.raises(MoreInTimeThanMade):
            case_review.check(Told(made, in_time), needed=needed)
        return
    found = case_review.check(Told(made, in_time), needed=needed)
    assert found.counting + found.late == made and found.qualifies == (found.missing == 0)
