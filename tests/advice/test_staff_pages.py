"""Officers keep advice and helplines through the pages."""

import pytest

from portal.core.actors import Role

PAGE = "/staff/advice/knife-crime"
LINE = "/staff/helplines/101"
EVIL = "<img src=x onerror=alert(1)>\n\n[go](JaVaScRiPt:alert(1))\n\n<style>p{}</style>\n\n{{ 7 * 7 }}"


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.ENGAGEMENT_OFFICER)


def save(browser, path, status=303, index=0, **changes):
    fields = browser.get(path).fields(index) | {"go": "save"} | changes
    return browser.post(path, fields, status=status)


def test_a_changed_page_is_what_everybody_reads(officer, page):
    save(officer, PAGE, title="Knives and you", body="## First\n\nGive it up.")
    shown = page.get("/advice/knife-crime")
    assert shown.h1 == "Knives and you" and "<h2>First</h2>" in shown.html


def test_a_preview_keeps_nothing(officer, page):
    before = page.get("/advice/knife-crime").html
    shown = save(officer, PAGE, status=200, go="preview", body="**Strong** words")
    assert "<strong>Strong</strong>" in shown.html and "Nothing is saved yet" in shown.words
    assert page.get("/advice/knife-crime").html == before


def test_the_second_officer_keeps_the_own_words(officer, signed_in):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    mine = second.get(PAGE).fields() | {"body": "My careful words", "go": "save"}
    save(officer, PAGE, body="The words of the first")
    refused = second.post(PAGE, mine, status=409)
    assert refused.fields()["body"] == "My careful words"
    assert "The words of the first" in refused.words
    second.post(PAGE, refused.fields() | {"go": "save"}, status=303)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "", "Write a title"),
        ("title", "x" * 91, "Use 90 characters or fewer"),
        ("body", " ", "Write the advice"),
        ("sources", "RNLI", "as: Name | https://address"),
        ("sources", "", "Name at least one source"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(officer, field, value, told):
    refused = save(officer, PAGE, status=422, report_to="Kept words", **{field: value})
    assert told in refused.words and refused.fields()["report_to"] == "Kept words"


def test_markdown_smuggles_nothing(officer, page):
    assert "{{ 7 * 7 }}" in save(officer, PAGE, status=200, go="preview", body=EVIL).words
    save(officer, PAGE, body=EVIL, report_to=EVIL)
    shown = page.get("/advice/knife-crime")
    assert "{{ 7 * 7 }}" in shown.words and not shown.all("img", src="x")
    assert not [href for href in shown.links() if href.lower().startswith("javascript")]


def test_a_page_nobody_checked_for_a_year_is_marked(signed_in, clock):
    clock.move_to(clock.now().replace(year=2028))
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    save(officer, PAGE, checked="y")
    rows = officer.get("/staff/advice").all("tr")
    late = [row for row in rows if "is-late" in (row.get("class") or "")]
    assert len(late) == len(rows) - 2  # the head, and the page that was checked


def test_one_changed_number_is_changed_everywhere(officer, page):
    save(officer, LINE, number="0300 000 0000")
    assert "0300 000 0000" in page.get("/help-now").words
    assert "0300 000 0000" in page.get("/advice/antisocial-behaviour").words


def test_a_named_officer_confirms_a_helpline(officer, page):
    officer.post(f"{LINE}/confirmation", officer.get(LINE).fields(1), status=303)
    assert "checked on 23 November 2026" in page.get("/help-now").words
    assert "Engagement officer" in officer.get(LINE).words


def test_what_changed_meanwhile_is_not_confirmed(officer, signed_in, page):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    fields = second.get(LINE).fields(1)
    save(officer, LINE, number="0300 000 0000")
    assert second.post(f"{LINE}/confirmation", fields, status=303).location == LINE
    assert "checked on" not in page.get("/help-now").words


def test_a_stale_helpline_keeps_the_own_words(officer, signed_in):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    mine = second.get(LINE).fields(0) | {"words": "My careful words", "go": "save"}
    save(officer, LINE, words="The words of the first")
    refused = second.post(LINE, mine, status=409)
    assert refused.fields(0)["words"] == "My careful words" and "The words of the first" in refused.words


def test_an_officer_adds_a_helpline(officer, page):
    save(
        officer,
        "/staff/helplines/new",
        name="Street Pastors",
        number="01632 960 000",
        words="Help on a night out.",
        source="example.org",
    )
    assert "Street Pastors" in page.get("/help-now").words


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("url", "javascript:alert(1)"), ("words", "")])
def test_a_helpline_has_a_name_words_and_an_address_people_can_open(officer, field, value):
    save(officer, LINE, status=422, **{field: value})


def test_a_helpline_can_be_reached_somehow(officer):
    told = save(officer, LINE, status=422, number="", text_number="", url="").words
    assert "Give a number, a number for texts, or a web address" in told


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ENGAGEMENT_OFFICER])
def test_nobody_else_may(signed_in, role):
    browser = signed_in(role)
    for path in ("/staff/advice", PAGE, "/staff/helplines", LINE, "/staff/helplines/new"):
        browser.get(path, status=403)
    browser.post(f"{LINE}/confirmation", {}, status=403)


def test_without_signing_in_the_way_leads_to_the_door(page):
    assert "/staff/sign-in" in page.get(PAGE, status=303).location


def test_a_new_page_stands_in_the_list_and_is_made_once(officer, page):
    fields = officer.get("/staff/advice/new").fields() | {
        "title": "Electric bicycles",
        "summary": "Charge them where a fire cannot trap you.",
        "body": "Never in the way out.",
        "sources": "Fire service | https://example.org/bikes",
        "audience": ["everyone"],
        "go": "save",
    }
    assert (
        "Name at least one source"
        in officer.post("/staff/advice/new", fields | {"sources": ""}, status=422).words
    )
    for _ in range(2):
        officer.post("/staff/advice/new", fields, status=303)
    taken = officer.post("/staff/advice/new", fields | {"body": "Other words"}, status=409)
    assert "There is a page of that title" in taken.words
    assert page.get("/advice").links().count("/advice/electric-bicycles") == 1
    shown = page.get("/advice/electric-bicycles")
    assert "Never in the way out." in shown.words and "Last checked on 23 November 2026" in shown.words
