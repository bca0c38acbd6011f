"""A piece of news from its first word to its withdrawal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from portal.adapters.tokens import new_id
from portal.core.errors import MoveNotAllowed, NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.news import queries, rules, service
from portal.news.rules import NewsWords, State
from tests.builders.listing import every_order, in_order, read_through

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LIGHTS = NewsWords("Lights on the path", "The path has lights.", "It is **bright** now.")


def begun(session, words=LIGHTS, key=None):
    key = key or new_id()
    service.begin(session, key, words, actor_id="officer", now=NOW)
    return key


def published(session, words=LIGHTS, now=NOW):
    key = begun(session, words)
    service.publish(session, key, seen_version=1, actor_id="officer", now=now)
    return key


def actions(session):
    return [line.action for line in session.scalars(select(LedgerLine).order_by(LedgerLine.number))]


def test_a_draft_is_nothing_the_public_may_see(session):
    begun(session)
    assert queries.published(session).rows == () and queries.drafts(session).number == 1
    with pytest.raises(NotFound):
        queries.piece(session, "lights-on-the-path")


def test_the_newest_piece_stands_first(session):
    published(session, now=NOW - timedelta(days=3))
    published(session, replace(LIGHTS, title="Later"))
    assert [line.title for line in queries.newest(session, 5)] == ["Later", "Lights on the path"]
    assert str(queries.for_feed(session, 1)[0][1]).startswith("<p>")


def test_the_same_page_sent_twice_makes_one_piece(session):
    key = begun(session)
    begun(session, key=key)
    assert actions(session) == ["news.saved"]
    with pytest.raises(Stale):
        begun(session, replace(LIGHTS, body="Other words."), key=key)


def test_two_pieces_of_one_title_have_two_addresses(session):
    published(session)
    published(session)
    assert {line.slug for line in queries.newest(session, 5)} == {
        "lights-on-the-path",
        "lights-on-the-path-2",
    }


def test_a_change_after_publication_is_dated_and_keeps_the_address(session):
    key, later = published(session), NOW + timedelta(days=2)
    words = replace(LIGHTS, title="Bright paths")
    service.save(session, key, words, seen_version=2, actor_id="officer", now=later)
    line = queries.piece(session, "lights-on-the-path").line
    assert (line.title, line.published_on, line.changed_on) == (
        "Bright paths",
        NOW.date(),
        later.date(),
    )


def test_what_is_withdrawn_says_so_and_can_come_back_with_its_first_day(session):
    key = published(session)
    service.withdraw(session, key, "Wrong path", seen_version=2, actor_id="officer", now=NOW)
    assert queries.newest(session, 5) == ()
    assert queries.piece(session, "lights-on-the-path").line.state is State.WITHDRAWN
    with pytest.raises(MoveNotAllowed):
        service.withdraw(session, key, "Again", seen_version=3, actor_id="officer", now=NOW)
    later = NOW + timedelta(days=5)
    service.publish(session, key, seen_version=3, actor_id="officer", now=later)
    assert queries.newest(session, 1)[0].published_on == NOW.date()


def test_the_second_of_two_officers_is_refused(session):
    key = published(session)
    with pytest.raises(Stale):
        service.save(session, key, replace(LIGHTS, body="Mine"), seen_version=1, actor_id="second", now=NOW)


@pytest.mark.parametrize("part", ["title", "summary", "body"])
def test_a_piece_is_whole(session, part):
    with pytest.raises(rules.NewsIncomplete) as refused:
        begun(session, replace(LIGHTS, **{part: " \n"}))
    assert refused.value.parts == (part,)


@pytest.mark.parametrize(("title", "slug"), [("Ça, c’est & fine!", "a-cest-fine"), ("!!!", "news")])
def test_an_address_is_made_of_plain_letters(title, slug):
    assert rules.slug_for(title, ()) == slug
    assert rules.slug_for(title, (slug,)) == f"{slug}-2"


def test_a_long_list_is_read_page_by_page(session):
    for number in range(52):
        published(session, replace(LIGHTS, title=f"Piece {number}"), now=NOW - timedelta(days=number % 3))
    first = queries.published(session)
    rest = queries.published(session, after=first.next_key)
    read = [line.id for line in (*first.rows, *rest.rows)]
    assert (len(first.rows), len(rest.rows), len(set(read))) == (50, 2, 52)
    assert first.rows[0].published_on == date(2026, 11, 23)
    with pytest.raises(NotFound):
        queries.published(session, after="nothing")


VALUES = {
    "changed": lambda line: line.saved_at,
    "title": lambda line: line.title,
    "state": lambda line: (line.state.value, line.saved_at),
}


def test_in_any_order_officers_read_every_piece_once(session):
    for number in range(53):
        words, then = replace(LIGHTS, title=f"Piece {number % 4}"), NOW - timedelta(days=number % 5)
        published(session, words, now=then) if number % 3 else begun(session, words)
    for order in every_order(queries.COLUMNS):
        read = read_through(partial(queries.every, session), order)
        assert len(read) == len({line.id for line in read}) == 53, order
        assert in_order(read, VALUES[order.code], order), order


def test_officers_find_what_was_changed_last_on_top(session):
    first, second = published(session, now=NOW), published(session, now=NOW + timedelta(hours=1))
    assert [line.id for line in queries.every(session).rows] == [second, first]
    with pytest.raises(NotFound):
        queries.every(session, after="nothing")
