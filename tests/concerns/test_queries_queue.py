"""What waits, found by topic, ward, risk, due time and state: right page by page, and along an index."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select, update

from portal.concerns import queue
from portal.concerns.models import Concern
from portal.concerns.rules import SURGE, Risk, State
from portal.core.queue import EVERYTHING, MOST_COUNTED, ROWS, Position, Show, Wanted
from tests.builders.concerns import MONDAY, sent
from tests.builders.reading import plan

MANY = ROWS + 14
HELD = (State.HELD,)


@pytest.fixture
def flood(session, partnership):
    """More than one page of reports, unlike each other in every way that can be asked for."""
    wards = [ward.code for ward in partnership.wards[:2]]
    topics = [topic for topic in partnership.topics if topic.takes_reports][:2]
    for number in range(MANY):
        sent(session, partnership, phrase=f"lamp orange river seven bridge table w{number}")
    for number, concern in enumerate(session.scalars(select(Concern)).all()):
        topic = topics[number % 2]
        concern.topic, concern.subtopic = topic.code, topic.subtopics[0].code
        concern.ward, concern.area = wards[number // 2 % 2], None
        concern.risk = Risk.HIGH if number % 5 == 0 else Risk.NORMAL
        concern.due_at = MONDAY + timedelta(hours=number % 7)
        concern.flags = SURGE if number % 3 == 0 else ""
        concern.message_waiting = number % 4 == 0
        concern.state = State.COUNTED if number % 8 == 0 else State.HELD
    session.flush()
    return topics[0].code, wards[0]


def every_filter(topic, ward):
    """Each thing that can be asked, with each other."""
    asked = ({}, {"topic": topic}), ({}, {"ward": ward}), ({}, {"risk": "high"}, {"risk": "normal"})
    due = ({}, {"due_until": MONDAY + timedelta(hours=3)}, {"due_from": MONDAY + timedelta(hours=3)})
    shown = ({}, *({"show": show} for show in Show))
    for parts in product(*asked, due, shown):
        yield Wanted(**{name: value for part in parts for name, value in part.items()})


def fits(concern, wanted):
    """The same filter, asked of one report in plain words."""
    unread = concern.message_waiting and concern.state != State.ESCALATED
    kinds = {
        None: concern.state == State.HELD or unread,
        Show.WAITS: concern.state == State.HELD and not concern.message_waiting,
        Show.SURGE: concern.state == State.HELD and SURGE in concern.flags,
        Show.MESSAGE: unread,
    }
    return (
        kinds[wanted.show]
        and wanted.topic in ("", concern.topic)
        and wanted.ward in ("", concern.ward)
        and wanted.risk in ("", concern.risk)
        and (wanted.due_from is None or concern.due_at >= wanted.due_from)
        and (wanted.due_until is None or concern.due_at < wanted.due_until)
    )


def walked(session, wanted, size):
    """Everything that is asked for, `size` lines at a time."""
    after, found = None, []
    while lines := queue.waiting(session, now=MONDAY, states=HELD, wanted=wanted, after=after)[:size]:
        found += lines
        after = lines[-1].place
    return found


def test_every_filter_shows_what_fits_once_in_order_and_nothing_else(session, flood):
    everything = session.scalars(select(Concern)).all()
    for wanted in every_filter(*flood):
        right = sorted((c for c in everything if fits(c, wanted)), key=lambda c: (c.risk, c.due_at, c.id))
        assert [line.id for line in walked(session, wanted, 20)] == [c.id for c in right], wanted
        assert queue.count_waiting(session, now=MONDAY, states=HELD, wanted=wanted) == len(right), wanted


def test_what_is_decided_while_somebody_reads_on_does_not_send_the_reader_back(session, flood):
    first = queue.waiting(session, now=MONDAY)[:20]
    rest = [line.id for line in walked(session, EVERYTHING, 20)][20:]
    ids = [line.id for line in first]
    decided = {"state": State.DECLINED, "decline_code": "test", "due_at": MONDAY.replace(day=1)}
    session.execute(update(Concern).where(Concern.id.in_(ids)).values(**decided, message_waiting=False))
    session.expire_all()
    left = queue.waiting(session, now=MONDAY, after=first[-1].place)
    assert [line.id for line in left] == rest[:ROWS]


def test_only_these_and_not_those(session, flood):
    first, second, *_ = (line.id for line in queue.waiting(session, now=MONDAY))
    only = Wanted(only=frozenset({second}))
    assert [line.id for line in queue.waiting(session, now=MONDAY, wanted=only)] == [second]
    without = Wanted(without=frozenset({first}))
    assert queue.waiting(session, now=MONDAY, wanted=without)[0].id == second
    assert queue.waiting(session, now=MONDAY, wanted=Wanted(only=frozenset())) == ()


def test_the_surge_mark_is_found_by_its_own_column(session, partnership):
    sent(session, partnership)
    concern = session.scalars(select(Concern)).one()
    assert concern.surge is False
    concern.flags = f"detail:name {SURGE}"
    session.flush()
    assert session.scalars(select(Concern.surge)).one() is True


def test_every_part_of_the_list_is_read_along_an_index(session, flood):
    after = Position(True, MONDAY, "m" * 26)
    for wanted in every_filter(*flood):
        if wanted.risk == "normal":
            continue  # read as high risk is
        for query in queue.queries((*HELD, State.ESCALATED), wanted, after, MONDAY):
            read = plan(session, query)
            assert "INDEX" in read.upper() and "SEQ SCAN" not in read.upper(), (wanted, read)
            assert "TEMP B-TREE" not in read and "SCAN concerns" not in read, (wanted, read)
        for query in queue.counts(HELD, wanted, MONDAY):
            read = plan(session, query)
            assert "SCAN concerns" not in read and "Seq Scan on concerns" not in read, (wanted, read)


def test_counting_ends_somewhere(session, flood, monkeypatch):
    monkeypatch.setattr(queue, "MOST_COUNTED", 7)
    assert queue.count_waiting(session, now=MONDAY, wanted=Wanted(show=Show.WAITS)) == 7 < MOST_COUNTED
