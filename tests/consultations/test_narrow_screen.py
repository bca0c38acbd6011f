"""At 400% on a desk, which is 320 pixels, every kind of question is answered without scrolling sideways."""

import pytest

from portal.consultations.example import every_kind
from portal.consultations.questions.base import Kind
from tests.builders.consultations import a_consultation
from tests.builders.walking import RESPOND, press
from tests.look.browser import HOST, opened, what_axe_finds

pytestmark = pytest.mark.browser

NARROW = 320
WAY = (
    {"q_relation": "live"},
    {
        **{f"q_by_day-{row}": "very_safe" for row in ("home", "street", "centre", "bus", "park")},
        "q_after_dark-park": "very_unsafe",
    },
    {},
    {},
    {"q_support": "strongly_oppose"},
    {},
    {},
    {},
)
"""What leads over every page of the questionnaire with every kind."""


@pytest.fixture
def pages(page, database, partnership):
    """Every page as it is sent, and the check at the end."""
    document = every_kind(partnership.wards)
    assert {each.kind for each in document.questions} == set(Kind)
    with database.transaction() as session:
        a_consultation(session, document=document)
    shown = [page.get(RESPOND)]
    for answers in WAY:
        shown.append(press(page, shown[-1], "next", **answers))
    assert shown[-1].h1 == "Check your answers"
    return {f"/{number}": each.html for number, each in enumerate(shown)}


def test_nothing_runs_off_the_side(chromium, pages):
    window = opened(chromium, pages, width=NARROW)
    for path in pages:
        window.goto(HOST + path)
        assert window.evaluate("document.documentElement.scrollWidth") <= NARROW, window.title()
        assert what_axe_finds(window) == []
