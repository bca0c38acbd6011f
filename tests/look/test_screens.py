"""On a real screen: nothing runs off the side, axe finds nothing, and one can leave at once."""

import gzip
from collections import namedtuple
from typing import Any

import pytest

from tests.look.browser import AWAY, HOST, opened, what_axe_finds
from tests.look.drawing import ROOT, Staff, an_environment
from tests.look.samples import refused
from tests.look.test_fields import WHOLE

pytestmark = pytest.mark.browser

Chart = namedtuple("Chart", "title rows")
CHART = Chart(
    "What came first", [("Lighting on paths and in car parks", 50, "50%"), ("Other", None, "fewer than 5")]
)
COLUMNS = ["Due", "What", "Where", "When it happens", "Signs", "With"]
PIECES = """
{% from "components/page.html" import door_cards, details, inset, numbered, open_list %}
{% from "components/page.html" import phase_list, said_card, summary_list, table, tag, warning %}
{% from "components/charts.html" import bar_chart %}
{% block title %}All pieces{% endblock %}
{% block content %}<h1>All pieces</h1>
{{ phase_list([("Open", "until 4 December", "done"), ("Counting", "", "now"), ("Results", "", "next")]) }}
{{ door_cards([("Report a concern", "/a", "A place.", "danger"), ("Have your say", "/b", "Two.", "")]) }}
<h2>Open now</h2>{{ open_list([("What should we put first?", "/c", "6 minutes", "Closes 4 December")]) }}
{{ said_card("Dark path", "Lamps replaced.", "/d") }}{{ numbered(["One", "Two"]) }}
{{ bar_chart(chart) }}{{ table("What waits", columns, [columns, columns], numeric=(5,)) }}
{{ inset("Under five is not shown.") }}{{ warning("Call 999.") }}{{ details("Why we ask", "It helps.") }}
<p>{{ tag("open") }} {{ tag("late", "late") }} {{ tag("danger words", "danger") }} </p>
<form method="post">{{ summary_list([("What", "Litter", {"name": "go", "value": "what"})]) }}</form>
{% endblock %}
"""


def pages() -> dict[str, str]:
    """One page in each layout, by path."""
    shown: dict[str, Any] = {"chart": CHART, "columns": COLUMNS, "actor": Staff("Officer", "moderates")}
    rail = (("Waiting", "/staff/moderation", 27, True), ("Plan", "/staff/plan", None, False))
    made = {"/form": an_environment("/form").from_string(WHOLE).render(form=refused())}
    for layout, path in (("public", "/pieces"), ("sensitive", "/sensitive"), ("staff", "/staff/pieces")):
        source = '{% extends "layouts/' + layout + '.html" %}' + PIECES
        made[path] = an_environment(path, demo=True).from_string(source).render(rail=rail, **shown)
    return made


PAGES = pages()
MOST_BYTES = 60_000
"""What a phone on a poor line fetches once: style, script and both fonts, packed."""


@pytest.mark.parametrize("path", sorted(PAGES))
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_off_the_side_and_axe_finds_nothing(chromium: Any, path: str, width: int) -> None:
    page = opened(chromium, PAGES, width=width)
    page.goto(HOST + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert what_axe_finds(page) == []


@pytest.mark.parametrize(("code", "path"), [("bcp", "/staff/pieces"), ("lbbd", "/form")])
def test_every_word_can_be_read_by_night(chromium: Any, code: str, path: str) -> None:
    page = opened(chromium, PAGES, width=1280, night=code)
    page.goto(HOST + path)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"bcp": "rgb(16, 25, 29)", "lbbd": "rgb(21, 18, 28)"}[code]
    assert what_axe_finds(page, "color-contrast") == []


def test_paper_is_light_whatever_the_screen_was(chromium: Any) -> None:
    page = opened(chromium, PAGES, night="bcp")
    page.goto(HOST + "/pieces")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


def test_the_error_summary_takes_the_focus(chromium: Any) -> None:
    page = opened(chromium, PAGES)
    page.goto(HOST + "/form")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


def test_leaving_puts_the_weather_in_the_place_of_the_page(chromium: Any) -> None:
    page = opened(chromium, PAGES)
    page.goto(HOST + "/pieces")
    page.goto(HOST + "/sensitive")
    page.get_by_role("link", name="Emergency: Exit this page").click()
    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == HOST + "/pieces"


def test_leaving_works_without_scripts(chromium: Any) -> None:
    page = opened(chromium, PAGES, scripts=False)
    page.goto(HOST + "/sensitive")
    page.get_by_role("link", name="Emergency: Exit this page").click()
    assert page.url == AWAY


def test_shift_three_times_leaves(chromium: Any) -> None:
    page = opened(chromium, PAGES)
    page.goto(HOST + "/sensitive")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator("[data-exit-status]").inner_text() == "Press Shift once more to leave."
    page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_capital_letters_do_not_leave(chromium: Any) -> None:
    page = opened(chromium, PAGES)
    page.goto(HOST + "/sensitive")
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        page.keyboard.press(key)
    assert page.url == HOST + "/sensitive"
    assert page.locator("[data-exit-status]").inner_text() == ""


def test_a_calm_page_stays_when_shift_is_pressed(chromium: Any) -> None:
    page = opened(chromium, PAGES)
    page.goto(HOST + "/pieces")
    for _ in range(4):
        page.keyboard.press("Shift")
    assert page.url == HOST + "/pieces"


def test_style_script_and_fonts_are_light() -> None:
    vendor = ROOT / "static/vendor"
    fetched = [vendor / "portal.css", vendor / "govuk.js", *(vendor / "fonts").iterdir()]
    assert sum(len(gzip.compress(file.read_bytes())) for file in fetched) < MOST_BYTES
