"""A release is made once, holds every counted concern once, and never changes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select

from portal.concerns.models import Concern
from portal.concerns.releases import making, published
from portal.concerns.releases.making import NoteMissing, make, make_due, note, preview
from portal.concerns.releases.models import Release, ReleaseMap
from portal.concerns.releases.periods import AlreadyReleased, NotOver, Period
from portal.concerns.releases.released import digest_of, picture_of, text_of
from portal.concerns.rules import State
from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from tests.builders.releases import OCTOBER, SUMMER, a_plausible_quarter, counted, home

QUARTER = Period.holding(SUMMER, 3)
NEXT = Period.holding(QUARTER.after, 3)
JANUARY = OCTOBER + timedelta(days=95)


@pytest.fixture
def at(partnership_code):
    return home(partnership_code)


def release(session, at, period=QUARTER, now=OCTOBER, **more):
    return make(session, at, period, actor_id="an-officer", now=now, **more)


def taken(session):
    return session.scalar(select(func.count()).where(Concern.release_id.is_not(None)))


def test_a_release_takes_what_was_counted_in_its_period_or_before(session, at):
    counted(session, at, 3)
    counted(session, at, 2, received_on=date(2026, 1, 1))
    counted(session, at, 1, received_on=NEXT.starts_on)
    release(session, at)
    assert taken(session) == 5


@pytest.mark.parametrize("state", [state for state in State if state is not State.COUNTED])
def test_what_is_not_counted_is_not_in_it(session, at, state):
    counted(session, at, 7, state=state, decline_code="test" if state is State.DECLINED else None)
    release(session, at)
    assert taken(session) == 0
    assert not published.newest(session).picture.whole.says_something


def test_no_concern_is_in_two_releases(session, at):
    counted(session, at, 7)
    first = release(session, at)
    counted(session, at, 2)
    second = release(session, at, NEXT, JANUARY)
    assert (first.number, second.number) == (1, 2)
    assert not published.numbered(session, 2).picture.whole.says_something
    assert published.numbered(session, 1).picture.whole.words == "5 to 9"


def test_a_period_is_published_once(session, at):
    release(session, at)
    with pytest.raises(AlreadyReleased):
        release(session, at)


def test_an_earlier_period_is_not_published_after_a_later_one(session, at):
    release(session, at)
    with pytest.raises(AlreadyReleased):
        release(session, at, Period.holding(date(2026, 4, 1), 3))


def test_a_period_is_published_when_it_is_over(session, at):
    with pytest.raises(NotOver):
        release(session, at, NEXT)


def test_a_quarter_that_was_left_out_belongs_to_the_next_release(session, at):
    release(session, at, Period.holding(date(2026, 1, 1), 3))
    assert release(session, at).period == Period(date(2026, 4, 1), date(2026, 9, 30))


def test_the_picture_that_was_looked_at_is_the_one_that_is_made(session, at):
    counted(session, at, 7)
    seen = preview(session, at, QUARTER, now=OCTOBER)
    counted(session, at, 5)
    with pytest.raises(Stale):
        release(session, at, seen_digest=seen.digest)
    seen = preview(session, at, QUARTER, now=OCTOBER)
    assert release(session, at, seen_digest=seen.digest).digest == seen.digest
    assert published.newest(session).content == seen.content


def test_the_ledger_says_who_published_what(session, at):
    made = release(session, at)
    line = session.scalars(select(LedgerLine)).one()
    assert (line.actor_id, line.action) == ("an-officer", "release.made")
    assert made.digest in line.facts


def test_the_digest_is_that_of_the_published_text(session, at):
    a_plausible_quarter(session, at, 60)
    release(session, at)
    found = published.newest(session)
    assert digest_of(found.content) == found.line.digest
    assert text_of(picture_of(found.content)) == found.content


def test_nothing_done_later_changes_a_byte(session, at):
    rows = a_plausible_quarter(session, at, 60)
    held = counted(session, at, 10, state=State.HELD)
    release(session, at)
    before = _bytes(session)
    for row in held:
        row.state = State.COUNTED
    for row in rows[:10]:
        row.sealed_working = row.sanitised = None
        row.ward, row.area = at.partnership.wards[-1].code, None
    for row in rows[10:15]:
        row.state, row.topic, row.subtopic = State.WITHDRAWN, "other", "not-listed"
    session.flush()
    session.execute(delete(Concern).where(Concern.id.in_([row.id for row in rows[15:20]])))
    note(session, 1, "Two reports of one event were counted twice.", actor_id="an-officer", now=OCTOBER)
    assert _bytes(session) == before


def test_a_note_stands_beside_a_release(session, at):
    release(session, at)
    note(session, 1, "  Two reports were about one event. ", actor_id="an-officer", now=OCTOBER)
    assert [each.words for each in published.newest(session).notes] == ["Two reports were about one event."]
    assert session.scalar(select(func.count()).where(LedgerLine.action == "release.noted")) == 1


def test_an_empty_note_and_a_note_on_nothing_are_refused(session, at):
    with pytest.raises(NotFound):
        note(session, 1, "words", actor_id="an-officer", now=OCTOBER)
    with pytest.raises(NotFound):
        published.numbered(session, 10**30)
    release(session, at)
    with pytest.raises(NoteMissing):
        note(session, 1, "  ", actor_id="an-officer", now=OCTOBER)


def test_a_command_on_a_timer_publishes_what_is_due_once(session, at):
    assert make_due(session, at, actor_id="a-timer", now=OCTOBER).period == QUARTER
    assert make_due(session, at, actor_id="a-timer", now=OCTOBER) is None
    assert making.due(session, at, now=JANUARY) == NEXT


def test_two_alike_pictures_share_one_map(session, at):
    release(session, at)
    release(session, at, NEXT, JANUARY)
    assert session.scalar(select(func.count()).select_from(ReleaseMap)) == 1


def _bytes(session):
    row = session.execute(select(Release.content, Release.digest, Release.map_digest)).one()
    return tuple(row), published.map_script(session, row.map_digest)
