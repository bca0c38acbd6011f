"""Officers and the executive bring a plan to everybody through the pages."""

import pytest

from portal.core.actors import Role

YEAR = "2027-28"
EVIL = (
    "## Hello\n\n<script>alert(1)</script>\n\n[go](javascript:alert(1))\n\n"
    "<p style='color:red' onclick='x()'>styled</p>\n\n{{ 7 * 7 }}{% raw %}{{ config }}"
)


@pytest.fixture
def officer(signed_in):
    browser = signed_in(Role.ENGAGEMENT_OFFICER)
    browser.post("/staff/plan", browser.get("/staff/plan").fields() | {"year": YEAR}, status=303)
    return browser


@pytest.fixture
def executive(signed_in):
    return signed_in(Role.EXECUTIVE)


def write(browser, status=303, **parts):
    fields = browser.get(f"/staff/plan/{YEAR}/words").fields()
    fields |= {f"part_{letter}": f"Words of {letter}." for letter in "abcdef"} | {"go": "save"} | parts
    return browser.post(f"/staff/plan/{YEAR}/words", fields, status=status)


def consult(browser, status=303, **more):
    fields = browser.get(f"/staff/plan/{YEAR}").fields()
    fields |= {"asked": "Partners, councillors, voluntary groups", "asked_by": ["1", "11", "2026"]}
    fields |= {"voluntary": "The council for voluntary service"} | more
    return browser.post(f"/staff/plan/{YEAR}/consulted", fields, status=status)


def approve(browser, status=303, **more):
    fields = browser.get(f"/staff/plan/{YEAR}").fields() | {"approved_on": ["20", "11", "2026"]} | more
    return browser.post(f"/staff/plan/{YEAR}/approval", fields, status=status)


def publish(browser, status=303):
    fields = browser.get(f"/staff/plan/{YEAR}").fields()
    return browser.post(f"/staff/plan/{YEAR}/publication", fields, status=status)


def test_from_draft_to_everybody(officer, executive, page):
    write(officer)
    page.get(f"/plan/{YEAR}", status=404)
    consult(officer)
    approve(executive)
    publish(officer)
    shown = page.get(f"/plan/{YEAR}").words
    assert "Words of d." in shown and "Partners, councillors, voluntary groups" in shown


def test_a_plan_with_a_hole_names_the_part(officer, executive):
    write(officer, part_d="")
    consult(officer)
    told = approve(executive, status=422).words
    assert "part d says nothing yet" in told


def test_an_officer_does_not_approve_and_an_executive_does_not_write(officer, executive):
    executive.get(f"/staff/plan/{YEAR}/words", status=403)
    officer.post(f"/staff/plan/{YEAR}/approval", {}, status=403)
    executive.post(f"/staff/plan/{YEAR}/publication", {}, status=403)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COUNCILLOR, Role.GROUP_MEMBER, Role.SAFEGUARDING_LEAD])
def test_other_staff_read_the_draft_and_change_nothing(officer, signed_in, role):
    reader = signed_in(role)
    assert "Begin a draft" not in reader.get("/staff/plan").words
    assert reader.get(f"/staff/plan/{YEAR}").forms() == []
    reader.post("/staff/plan", {"year": "2030-31"}, status=403)
    reader.get(f"/staff/plan/{YEAR}/words", status=403)


def test_two_officers_and_the_second_keeps_the_own_words(officer, signed_in):
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    mine = second.get(f"/staff/plan/{YEAR}/words").fields() | {"part_a": "My careful words", "go": "save"}
    write(officer, part_a="The words of the first")
    refused = second.post(f"/staff/plan/{YEAR}/words", mine, status=409)
    assert refused.fields()["part_a"] == "My careful words"
    assert "The words of the first" in refused.words
    second.post(f"/staff/plan/{YEAR}/words", refused.fields() | {"go": "save"}, status=303)
    assert "My careful words" in second.get(f"/staff/plan/{YEAR}").words


def test_a_stale_approval_is_refused(officer, executive):
    write(officer)
    consult(officer)
    fields = executive.get(f"/staff/plan/{YEAR}").fields() | {"approved_on": ["20", "11", "2026"]}
    write(officer, part_a="Changed since")
    refused = executive.post(f"/staff/plan/{YEAR}/approval", fields, status=409)
    assert "Somebody changed this plan" in refused.words and "Changed since" in refused.words


def test_approval_on_a_day_to_come_is_refused(officer, executive):
    write(officer)
    consult(officer)
    told = approve(executive, status=422, approved_on=["1", "1", "2027"]).words
    assert "has not come yet" in told


def test_an_approved_text_cannot_be_changed(officer, executive):
    write(officer)
    consult(officer)
    approve(executive)
    refused = write(officer, status=409, part_a="Too late")
    assert refused.fields()["part_a"] == "Too late" and "cannot be changed any more" in refused.words


def test_a_preview_shows_and_keeps_nothing(officer):
    shown = write(officer, status=200, go="preview", part_a="**Strong** words")
    assert "<strong>Strong</strong>" in shown.html
    assert "Strong words" not in officer.get(f"/staff/plan/{YEAR}").words


@pytest.mark.parametrize("go", ["preview", "save"])
def test_markdown_smuggles_nothing(officer, executive, page, go):
    shown = write(officer, status=200 if go == "preview" else 303, go=go, part_a=EVIL)
    if go == "save":
        consult(officer)
        approve(executive)
        publish(officer)
        shown = page.get("/plan")
    assert "<script>alert" not in shown.html.split("<textarea")[0]
    assert not [href for href in shown.links() if href.lower().startswith("javascript")]
    assert "{{ 7 * 7 }}" in shown.words  # the page client refuses inline scripts, styles and handlers


@pytest.mark.parametrize("year", ["", "2027", "next year", "2027-27"])
def test_a_year_is_written_as_a_year(officer, year):
    fields = officer.get("/staff/plan").fields() | {"year": year}
    assert "such as 2027-28" in officer.post("/staff/plan", fields, status=422).words


def test_a_form_from_elsewhere_changes_nothing(officer):
    officer.post(f"/staff/plan/{YEAR}/words", {"title": "Stolen", "go": "save"}, status=422)
    assert "Stolen" not in officer.get(f"/staff/plan/{YEAR}").words


def test_voluntary_groups_are_asked_before_anything_is_adopted(officer):
    write(officer)
    told = consult(officer, status=422, voluntary=" ")
    assert "Say which voluntary and community groups were asked" in told.words
    assert told.fields()["asked"] == "Partners, councillors, voluntary groups"


def test_a_slip_in_the_last_day_to_answer_is_put_right(officer, executive):
    write(officer)
    refused = consult(officer, status=422, asked_by=["27", "3", "2062"])
    assert "more than a year from today" in refused.words
    consult(officer, asked_by=["27", "3", "2027"])
    consult(officer)
    approve(executive)
    assert "Until 1 November 2026" in officer.get(f"/staff/plan/{YEAR}").words


def test_the_copy_to_the_policing_body_is_asked_for_until_it_was_sent(officer, executive, page):
    write(officer)
    consult(officer)
    approve(executive)
    publish(officer)
    shown = officer.get(f"/staff/plan/{YEAR}")
    assert "The regulations ask for one" in shown.words
    officer.post(f"/staff/plan/{YEAR}/copy", shown.fields() | {"sent_on": ["1", "1", "2001"]}, status=422)
    officer.post(f"/staff/plan/{YEAR}/copy", shown.fields() | {"sent_on": ["21", "11", "2026"]}, status=303)
    assert "The regulations ask for one" not in officer.get(f"/staff/plan/{YEAR}").words
    assert "21 November 2026" in page.get(f"/plan/{YEAR}").words
    executive.post(f"/staff/plan/{YEAR}/copy", {}, status=403)


def test_what_an_edition_changes_is_shown_word_by_word(officer, executive, page):
    write(officer)
    assert (
        "all of it is new" in officer.get(f"/staff/plan/{YEAR}/changes").words
        or "From" in officer.get(f"/staff/plan/{YEAR}/changes").words
    )
    consult(officer)
    approve(executive)
    publish(officer)
    officer.post("/staff/plan", officer.get("/staff/plan").fields() | {"year": YEAR}, status=303)
    write(officer, part_c="Words of the new c.")
    assert "put in: the new" in officer.get(f"/staff/plan/{YEAR}/changes").words
    page.get(f"/plan/{YEAR}/editions/2/changes", status=404)
    consult(officer)
    approve(executive)
    publish(officer)
    assert "put in: the new" in page.get(f"/plan/{YEAR}/editions/2/changes").words
    assert "Words of c." in page.get(f"/plan/{YEAR}/editions/1").words
    page.get(f"/plan/{YEAR}/editions/3", status=404)
