"""New dates are looked at like the first ones: nothing slips in by moving what is published."""

from datetime import date

import pytest

from portal.consultations import service
from portal.consultations.opening import service as opening
from portal.consultations.opening.findings import GateBlocked
from portal.consultations.opening.moving import DatesUnread
from portal.core.windows import Window
from tests.builders.opening import NOW, a_draft

SLUG = "where-should-wardens-walk"


@pytest.fixture(autouse=True)
def published(session, partnership):
    """Open from 4 January to 21 February 2027; the decision falls on 15 March."""
    a_draft(session, families=("roads",))
    opening.publish(session, SLUG, seen_version=1, actor_id="a", partnership=partnership, now=NOW)


def move(session, partnership, first, last, *, read=(), version=2):
    """Choose other days."""
    service.reschedule(
        session,
        SLUG,
        Window.of_days(first, last),
        seen_version=version,
        reason="The hall.",
        actor_id="a",
        partnership=partnership,
        now=NOW,
        read=read,
    )


def warned(session, partnership, first, last):
    """What the officer has to read first, by code."""
    with pytest.raises(DatesUnread) as unread:
        move(session, partnership, first, last)
    return {each.code: each.sentence for each in unread.value.findings}


def test_more_time_before_the_decision_needs_no_second_look(session, partnership):
    move(session, partnership, date(2027, 1, 4), date(2027, 2, 28))


def test_less_time_has_to_be_read_first(session, partnership):
    said = warned(session, partnership, date(2027, 1, 11), date(2027, 2, 7))
    assert "28 days" in said["length"]
    move(session, partnership, date(2027, 1, 11), date(2027, 2, 7), read=said.values())


def test_what_was_read_about_other_dates_does_not_count(session, partnership):
    said = warned(session, partnership, date(2027, 1, 11), date(2027, 2, 7))
    with pytest.raises(DatesUnread):
        move(session, partnership, date(2027, 1, 11), date(2027, 2, 1), read=said.values())


def test_christmas_is_named(session, partnership):
    assert "Christmas" in warned(session, partnership, date(2026, 12, 7), date(2027, 2, 21))["holidays"]


def test_nobody_closes_after_the_decision(session, partnership):
    for read in ((), ("The decision would fall before the close.",)):
        with pytest.raises(GateBlocked) as blocked:
            move(session, partnership, date(2027, 1, 4), date(2027, 3, 20), read=read)
        assert [each.code for each in blocked.value.findings] == ["when"]


def test_another_consultation_at_the_new_time_is_named(session, partnership):
    other = Window.of_days(date(2027, 2, 24), date(2027, 4, 10))
    slug = a_draft(
        session, title="How fast?", families=("roads",), window=other, decides_on=date(2027, 5, 20)
    )
    opening.publish(session, slug, seen_version=1, actor_id="a", partnership=partnership, now=NOW)
    assert "How fast?" in warned(session, partnership, date(2027, 1, 4), date(2027, 3, 7))["clash"]


def test_a_pre_election_period_is_named(session, partnership):
    if not partnership.elections:
        pytest.skip("this partnership names no election")
    slug = a_draft(session, title="After the spring", decides_on=date(2027, 7, 20))
    opening.publish(session, slug, seen_version=1, actor_id="a", partnership=partnership, now=NOW)
    with pytest.raises(DatesUnread) as unread:
        service.reschedule(
            session,
            slug,
            Window.of_days(date(2027, 1, 4), date(2027, 4, 18)),
            seen_version=2,
            reason="The hall.",
            actor_id="a",
            partnership=partnership,
            now=NOW,
        )
    assert "election" in {each.code for each in unread.value.findings}
