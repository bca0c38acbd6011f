"""A plan goes from an officer's draft by the executive's approval to everybody; the one before steps back."""

import pytest

from portal.core.actors import Role
from tests.concerns import walk

YEAR, BEFORE = "2027-28", "2026-27"
PLAN = f"/staff/plan/{YEAR}"


@pytest.fixture
def officer(signed_in):
    """An officer with a draft whose six parts are written."""
    browser = signed_in(Role.ENGAGEMENT_OFFICER)
    browser.post("/staff/plan", {**browser.get("/staff/plan").fields(), "year": YEAR}, status=303)
    write(browser, **{f"part_{letter}": f"What stands in part {letter}." for letter in "abcdef"})
    return browser


@pytest.fixture
def executive(signed_in):
    """Somebody of the executive."""
    return signed_in(Role.EXECUTIVE)


def write(browser, status=303, **parts):
    """Save words of the draft."""
    path = f"{PLAN}/words"
    return browser.post(path, {**browser.get(path).fields(), "go": "save", **parts}, status=status)


def step(browser, name, status=303, **more):
    """Take the step the plan's page offers."""
    return browser.post(f"{PLAN}/{name}", {**browser.get(PLAN).fields(), **more}, status=status)


def asked(browser):
    """Note who was asked about the draft."""
    typed = {"asked": "Partners and voluntary groups", "voluntary": "The council for voluntary service"}
    step(browser, "consulted", **typed, asked_by=["1", "11", "2026"])


def test_from_a_draft_to_everybody(officer, executive, page):
    page.get(f"/plan/{YEAR}", status=404)
    asked(officer)
    assert "1 plan waits for your approval" in executive.get("/staff").words
    assert "What stands in part c." in executive.get(PLAN).words
    step(executive, "approval", approved_on=["20", "11", "2026"])
    step(officer, "publication")
    shown = page.get(f"/plan/{YEAR}").words
    assert all(f"What stands in part {letter}." in shown for letter in "abcdef")
    assert "Partners and voluntary groups (until 1 November 2026)" in shown
    assert page.get("/plan").h1 == page.get(f"/plan/{YEAR}").h1


def test_the_plan_before_says_that_it_no_longer_applies(app, officer, executive, page):
    assert "This plan no longer applies" not in page.get(f"/plan/{BEFORE}").words
    asked(officer)
    step(executive, "approval", approved_on=["20", "11", "2026"])
    step(officer, "publication")
    walk.pass_time(app, seconds=11)
    assert "another took its place on 23 November 2026" in page.get(f"/plan/{BEFORE}").words


def test_a_plan_with_a_hole_is_not_approved(officer, executive, page):
    write(officer, part_e="")
    asked(officer)
    refused = step(executive, "approval", approved_on=["20", "11", "2026"], status=422)
    assert "part e says nothing yet" in refused.words
    officer.post(f"{PLAN}/approval", {}, status=403)
    executive.post(f"{PLAN}/publication", {}, status=403)
    page.get(f"/plan/{YEAR}", status=404)
