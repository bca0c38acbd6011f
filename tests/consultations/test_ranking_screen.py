"""Ranking on a real phone: by buttons and by lists, and it says aloud what moved."""

import pytest
from playwright.sync_api import Browser, Page

from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, press
from tests.look.browser import HOST, opened, what_axe_finds

pytestmark = pytest.mark.browser


@pytest.fixture
def drawn(page, database) -> str:
    """The page with the ranking, as it is sent."""
    with database.transaction() as session:
        a_consultation(session)
    return press(page, page.get(RESPOND), "next", q_relation="live").html


def shown(chromium: Browser, drawn: str, *, scripts: bool = True) -> Page:
    """The page, open in a phone's window."""
    window = opened(chromium, {"/page": drawn}, scripts=scripts)
    window.goto(f"{HOST}/page")
    return window


def order(window: Page) -> dict[str, str]:
    """What would be sent, by item."""
    return {
        each.get_attribute("name").rpartition("-")[2]: each.input_value()
        for each in window.locator(".ranking select").all()
    }


def test_buttons_move_and_say_so(chromium, drawn):
    window = shown(chromium, drawn)
    window.get_by_role("button", name="Move up: Fraud").click()
    window.get_by_role("button", name="Move up: Noise").click()
    window.get_by_role("button", name="Move up: Noise").click()
    assert order(window) == {"noise": "1", "fraud": "2", "roads": ""}
    assert window.get_by_role("status").filter(has_text="Noise: place 1").count() == 1
    focused = window.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Move up: Noise"


def test_choosing_a_taken_place_changes_the_two_about(chromium, drawn):
    window = shown(chromium, drawn)
    window.get_by_label("Noise", exact=True).select_option("1")
    window.get_by_label("Roads", exact=True).select_option("2")
    window.get_by_label("Roads", exact=True).select_option("1")
    assert order(window) == {"roads": "1", "noise": "2", "fraud": ""}


def test_the_last_one_moved_down_has_no_place(chromium, drawn):
    window = shown(chromium, drawn)
    window.get_by_role("button", name="Move up: Fraud").click()
    window.get_by_role("button", name="Move down: Fraud").click()
    assert set(order(window).values()) == {""}


def test_buttons_are_large_enough_and_axe_finds_nothing(chromium, drawn):
    window = shown(chromium, drawn)
    box = window.get_by_role("button", name="Move up: Fraud").bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    assert what_axe_finds(window) == []


def test_without_scripts_the_lists_alone_do(chromium, drawn):
    window = shown(chromium, drawn, scripts=False)
    assert window.get_by_role("button", name="Move up: Fraud").count() == 0
    window.get_by_label("Fraud", exact=True).select_option("1")
    assert order(window) == {"noise": "", "roads": "", "fraud": "1"}
