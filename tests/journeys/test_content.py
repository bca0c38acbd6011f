"""An officer keeps advice, helplines and the plan; what is saved is what everybody reads."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from portal.demo.people import PASSWORD
from tests.journeys.colleagues import Colleague, Hire
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

ADVICE = "Fraud and scams"
SUMMARY = "Nobody real asks for your code. Hang up, wait five minutes, then call 159."


@pytest.fixture
def officer(colleague: Hire) -> Colleague:
    return colleague(Role.ENGAGEMENT_OFFICER)


def test_advice_is_previewed_saved_and_read(officer: Colleague, somebody: Callable[..., Person]) -> None:
    officer.goes_to("Advice")
    officer.follows(ADVICE)
    officer.writes("Summary", SUMMARY)
    officer.writes("Advice", "## Hang up\n\n- It is **not** rude.\n\n<script>alert(1)</script>")
    assert leaving_is_asked_about(officer)
    officer.presses("Preview")
    assert "Nothing is saved yet" in officer.reads
    assert officer.page.locator("main h2, main h3", has_text="Hang up").count() == 1
    assert officer.value("Summary") == SUMMARY
    officer.presses("Save")

    reader = somebody()
    reader.opens_until("/advice", SUMMARY)
    reader.follows(ADVICE)
    assert SUMMARY in reader.reads
    assert "not" in reader.page.locator("main strong").all_inner_texts()
    assert reader.page.locator("main script").count() == 0


def leaving_is_asked_about(officer: Colleague) -> bool:
    """Whether the browser asks before words go that were not sent; the officer stays."""
    with officer.page.expect_event("dialog") as asked:
        officer.page.evaluate("setTimeout(() => location.assign('/staff'), 0)")
    asked.value.dismiss()
    return asked.value.type == "beforeunload"


def test_a_sign_in_that_ends_soon_is_taken_up_again_in_another_tab(colleague: Hire) -> None:
    officer = colleague(Role.ENGAGEMENT_OFFICER, signed_in=False)
    officer.context.clock.install()
    officer.signs_in()
    officer.goes_to("Advice")
    officer.follows(ADVICE)
    officer.writes("Summary", SUMMARY)
    told = officer.page.locator("[data-stay-over]")
    officer.context.clock.fast_forward("11:57:00")
    told.wait_for()
    with officer.context.expect_page() as opened:
        officer.link("Sign in again (opens in a new tab)").click()
    tab = opened.value
    tab.get_by_label("E-mail address", exact=True).fill(officer.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("heading", name="What waits for you").wait_for()
    officer.context.clock.run_for("00:16")
    told.wait_for(state="hidden")
    officer.presses("Save")
    assert "Saved" in officer.told


def test_two_officers_edit_one_page_and_nothing_is_lost(officer: Colleague, colleague: Hire) -> None:
    second = colleague(Role.ENGAGEMENT_OFFICER, which=1)
    for each in (officer, second):
        each.goes_to("Advice")
        each.follows("Fire safety")
    officer.writes("Summary", "Test your alarm on the first of the month.")
    officer.presses("Save")
    second.writes("Summary", "Close doors at night.")
    second.presses("Save", status=409)
    assert second.value("Summary") == "Close doors at night."
    assert "Test your alarm on the first of the month." in second.reads


def test_a_helpline_is_changed_confirmed_and_shown(
    officer: Colleague, somebody: Callable[..., Person]
) -> None:
    officer.goes_to("Helplines")
    names, head = officer.page.locator("main tbody th"), officer.page.locator("main th[scope=col]").first
    for way, step in (("ascending", 1), ("descending", -1)):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == way
        found = [text.casefold() for text in names.all_inner_texts() if text[0].isalpha()]
        assert [text[0] for text in found][::step] == sorted(text[0] for text in found)
    officer.goes_to("Helplines")
    line = officer.page.locator("main tbody tr").filter(has_text="not yet confirmed").last
    name = line.get_by_role("link").inner_text()
    officer.goes(line.get_by_role("link"))
    officer.writes("When somebody answers", "Every day, 7am to 11pm")
    officer.presses("Save")
    officer.goes_to("Helplines")
    officer.follows(name)
    officer.presses("I have checked it: this is right today")
    reader = somebody()
    reader.opens_until("/help-now", "Every day, 7am to 11pm")
    reader.opens_details("When each entry was checked")
    assert f"{name}: checked on 23 November 2026" in reader.reads


def test_a_plan_is_begun_previewed_and_not_asked_about_while_parts_are_empty(officer: Colleague) -> None:
    officer.goes_to("Plan")
    officer.writes("Year of the plan", "2028-29")
    officer.presses("Begin")
    officer.follows("Write or change the text")
    officer.writes("Summary", "Fewer people are **hurt** on our roads.")
    officer.writes("Part a", "- Slower streets near schools")
    officer.presses("Preview")
    assert "Fewer people are hurt on our roads." in officer.reads
    officer.presses("Save")
    assert "Still empty: part b, c, d, e, f" in officer.reads
