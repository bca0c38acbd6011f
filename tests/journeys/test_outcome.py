"""An officer tells what came of what many people reported, lets everybody read it, and takes it back."""

from collections.abc import Callable

import pytest

from portal.core.actors import Role
from tests.journeys.colleagues import Hire
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

SUBJECT = "Loud evenings by the water"
LINE = "Two wardens walk by the water on warm evenings"
WORDS = {
    "The outcome in one line": LINE,
    "What was decided": "Two wardens, on warm evenings from May on.",
    "Why": "Many people told us of the same evenings.",
    "What is done": "The council hires them by April.",
    "Day": "16",
    "Month": "11",
    "Year": "2026",
}


def test_an_outcome_is_told_to_everybody_and_taken_back(
    colleague: Hire, somebody: Callable[..., Person]
) -> None:
    officer = colleague(Role.ENGAGEMENT_OFFICER)
    officer.goes_to("Outcomes")
    officer.follows(SUBJECT)
    officer.writes("Why", WORDS["Why"])
    officer.presses("Keep it", status=422)
    assert "Write the outcome in one line" in officer.reads and officer.value("Why") == WORDS["Why"]
    for label, words in WORDS.items():
        officer.writes(label, words)
    officer.chooses("Planned")
    officer.presses("Keep it")
    assert officer.h1 == LINE
    officer.presses("Publish this outcome", status=422)
    officer.chooses("No, we asked and none is open")
    officer.presses("Publish this outcome")
    assert "The public page shows it within ten seconds" in officer.told

    reader = somebody("no-scripts")
    reader.opens_until("/outcomes", LINE)
    reader.follows(LINE)
    assert SUBJECT in reader.reads and "Decided on 16 November 2026." in reader.reads

    officer.writes("Why it is taken back", "The wardens were hired for another place.")
    officer.presses("Take it off the public page")
    assert "Nobody outside reads it any more" in officer.told
    assert "The wardens were hired for another place." in officer.reads
