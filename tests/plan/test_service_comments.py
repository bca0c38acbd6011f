"""Councillors comment on a draft until a day; officers say what they did with it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.plan import comments, queries, service
from portal.plan.comments import NEW, CommentsClosed, DayPassed, NothingSaid

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
UNTIL = date(2026, 12, 4)
LATE = datetime(2026, 12, 5, 0, 1, tzinfo=UTC)


@pytest.fixture
def plan(session):
    return service.start(session, "2027-28", actor_id="officer", now=NOW)


def ask(session, plan, until=UNTIL):
    seen = queries.newest_edition(session, "2027-28").version
    comments.ask(session, plan, until, seen_version=seen, actor_id="officer", now=NOW)


def say(session, plan, words, *, letter="b", who="councillor", seen=NEW, now=NOW):
    comments.say(session, plan, letter, words, seen_version=seen, actor_id=who, now=now)


def test_nobody_comments_before_the_draft_is_put_to_them(session, plan):
    with pytest.raises(CommentsClosed):
        say(session, plan, "Begin with the lights.")


def test_a_comment_is_kept_changed_and_answered(session, plan):
    ask(session, plan)
    say(session, plan, "Begin with the lights.")
    mine = comments.own(session, plan, "councillor")["b"]
    say(session, plan, "Begin with the bus stops.", seen=mine.version)
    mine = comments.own(session, plan, "councillor")["b"]
    comments.answer(session, mine.id, "Moved up.", seen_version=mine.version, actor_id="officer", now=LATE)
    assert [(each.letter, each.body, each.answer) for each in comments.every(session, plan)] == [
        ("b", "Begin with the bus stops.", "Moved up.")
    ]
    actions = session.scalars(select(LedgerLine.action).order_by(LedgerLine.number)).all()
    assert actions[-4:] == [
        "plan.comments_until",
        "plan.comment_saved",
        "plan.comment_saved",
        "plan.comment_answered",
    ]
    assert "bus stops" not in " ".join(session.scalars(select(LedgerLine.facts)))


def test_the_same_words_twice_are_one_comment(session, plan):
    ask(session, plan)
    say(session, plan, "Begin with the lights.")
    say(session, plan, "Begin with the lights.")
    assert len(comments.every(session, plan)) == 1
    with pytest.raises(Stale):
        say(session, plan, "Other words.")


def test_two_councillors_do_not_touch_each_other(session, plan):
    ask(session, plan)
    say(session, plan, "Lights.", who="one")
    say(session, plan, "Buses.", who="two")
    assert comments.own(session, plan, "one")["b"].body == "Lights."
    assert len(comments.every(session, plan)) == 2


def test_new_words_need_a_new_answer(session, plan):
    ask(session, plan)
    say(session, plan, "Lights.")
    mine = comments.own(session, plan, "councillor")["b"]
    comments.answer(session, mine.id, "Done.", seen_version=mine.version, actor_id="o", now=NOW)
    with pytest.raises(Stale):
        say(session, plan, "More lights.", seen=mine.version)
    say(session, plan, "More lights.", seen=mine.version + 1)
    assert comments.own(session, plan, "councillor")["b"].answer == ""


def test_the_last_day_lasts_until_midnight_in_london(session, plan):
    ask(session, plan, date(2027, 4, 30))
    say(session, plan, "In time.", now=datetime(2027, 4, 30, 22, 59, tzinfo=UTC))
    with pytest.raises(CommentsClosed):
        say(session, plan, "Late.", letter="c", now=datetime(2027, 4, 30, 23, 1, tzinfo=UTC))


def test_a_last_day_in_the_past_is_refused(session, plan):
    with pytest.raises(DayPassed):
        ask(session, plan, date(2026, 11, 22))


def test_an_older_view_does_not_change_the_day(session, plan):
    ask(session, plan)
    with pytest.raises(Stale):
        comments.ask(session, plan, UNTIL, seen_version=1, actor_id="officer", now=NOW)


def test_nothing_and_an_unknown_part_are_refused(session, plan):
    ask(session, plan)
    with pytest.raises(NothingSaid):
        say(session, plan, " \n ")
    with pytest.raises(NotFound):
        say(session, plan, "Hello.", letter="g")
    with pytest.raises(NotFound):
        comments.answer(session, "nowhere", "Yes.", seen_version=1, actor_id="o", now=NOW)


def test_a_year_after_publication_comments_go(session, plan):
    ask(session, plan)
    say(session, plan, "Lights.")
    row = session.get(service.PlanRow, plan)
    row.published_on = date(2027, 4, 1)
    session.flush()
    assert comments.due(session, until=date(2027, 3, 31)) == 0
    assert comments.due(session, until=date(2027, 4, 1)) == 1
    assert comments.forget(session, until=date(2027, 4, 1), at_most=10) == 1
    assert comments.every(session, plan) == ()
