"""The accessibility statement follows its facts, and invents none."""

from dataclasses import replace
from datetime import date

import pytest

from portal.notices import access
from portal.notices.access import Gap, GapKind, Manual

NOW = access.statement()
RUN = {
    "on": date(2027, 1, 5),
    "version": "4.14",
    "number": 60,
    "pages": "kinds of page",
    "widths": [390, 1280],
    "found": 0,
}
CHECK = {"tool": "axe", "what": "The rules.", "on": "Every page."}
DAYS = {"prepared_on": date(2026, 11, 23), "reviewed_on": date(2026, 11, 23)}


def test_the_shipped_facts_can_be_read():
    assert NOW.prepared_on <= NOW.reviewed_on
    assert NOW.checks and NOW.untried and NOW.partial
    assert all(gap.what.endswith(".") and gap.instead.endswith(".") for gap in NOW.gaps)


def test_what_somebody_tried_is_no_longer_untried():
    done = Manual("reading with a magnifier", date(2027, 1, 5), "Two readers", "They found nothing.")
    after = replace(NOW, manual=(done, *NOW.manual))
    assert after.tried == (done,) and done not in after.untried


@pytest.mark.parametrize(
    ("gaps", "manual", "partial"),
    [
        ((), (), False),
        ((Gap(GapKind.OUT_OF_SCOPE, "Maps.", "Tables."),), (), False),
        ((Gap(GapKind.NON_COMPLIANCE, "Maps.", "Tables."),), (), True),
        ((Gap(GapKind.BURDEN, "Films.", "Words."),), (), True),
        ((), (Manual("an audit"),), True),
    ],
)
def test_full_compliance_is_said_only_when_nothing_fails_and_nothing_is_untried(gaps, manual, partial):
    assert replace(NOW, gaps=gaps, manual=manual).partial is partial


def test_the_newest_result_is_told():
    older = {**RUN, "on": date(2026, 12, 1), "found": 3}
    made = access.read({**DAYS, "check": [{**CHECK, "result": [RUN, older]}]})
    assert made.checks[0].result and made.checks[0].result.found == 0


def test_without_a_result_there_is_none():
    assert access.read({**DAYS, "check": [CHECK]}).checks[0].result is None


@pytest.mark.parametrize(
    "gap", [{"kind": "sometime", "what": "x", "instead": "y"}, {"kind": "burden", "why": ""}]
)
def test_a_word_that_does_not_belong_there_is_refused(gap):
    with pytest.raises((ValueError, TypeError)):
        access.read({**DAYS, "gap": [gap]})
