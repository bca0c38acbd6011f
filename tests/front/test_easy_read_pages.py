"""Officers offer a page in Easy Read; everybody finds it from that page, and finds no empty slot."""

import pytest

from portal.core.actors import Role

DAY = {"checked_on": ["20", "11", "2026"]}
WORDS = {
    "text": "# In danger\n[phone] Call 999.",
    "made_by": "The team",
    "checked_by": "A group of readers",
    **DAY,
}


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def sent(officer, key, go="save", *, status, **changes):
    fields = officer.get(f"/staff/easy-read/{key}").fields(0)
    return officer.post(f"/staff/easy-read/{key}", {**fields, **WORDS, **changes, "go": go}, status=status)


def test_a_page_offers_it_from_the_day_it_is_there_and_no_longer(officer, page):
    assert "Easy Read</a>" not in page.get("/help-now").html
    page.get("/easy-read/help-now", status=404)
    sent(officer, "help-now", status=303)
    shown = page.get("/easy-read/help-now")
    assert shown.h1 == "Easy Read: Get help now" and "Checked by: A group of readers" in shown.words
    assert shown.all("img", class_="easy__picture") or "easy_read/phone.svg" in shown.html
    again = officer.get("/staff/easy-read/help-now")
    officer.post("/staff/easy-read/help-now/removal", again.fields(1), status=303)
    assert "none" in officer.get("/staff/easy-read").words


def test_a_plan_leads_to_its_own(officer, page):
    sent(officer, "plan-2026-27", status=303)
    assert "/easy-read/plan-2026-27" in page.get("/plan/2026-27").links()


def test_a_preview_keeps_nothing_and_a_page_that_is_not_there_has_none(officer, page):
    shown = sent(officer, "help-now", "preview", status=200)
    assert "Nothing is saved yet" in shown.words
    page.get("/easy-read/help-now", status=404)
    officer.get("/staff/easy-read/plan-1999-00", status=404)


def test_a_slip_is_told_with_the_next_step_and_loses_nothing(officer):
    for changes, told in (
        ({"text": "word " * 16}, "Use 15 words or fewer in line 1"),
        ({"text": "[unicorn] Look"}, "Use one of the pictures listed below in line 1"),
        ({"text": "# A heading"}, "Write at least one line that is not a heading"),
        ({"checked_by": ""}, "Write which group checked it"),
        ({"checked_on": ["1", "1", "2030"]}, "Write a day that has come"),
    ):
        shown = sent(officer, "help-now", status=422, **changes)
        assert told in shown.words and "The team" in shown.html


def test_two_officers_do_not_overwrite_each_other(officer):
    seen = officer.get("/staff/easy-read/help-now").fields(0)
    sent(officer, "help-now", status=303)
    late = officer.post(
        "/staff/easy-read/help-now", {**seen, **WORDS, "text": "Mine.", "go": "save"}, status=409
    )
    assert "Mine." in late.html and "[phone] Call 999." in late.html
