"""Advice and helplines are loaded once; from then on officers keep them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.advice import queries, service
from portal.advice.rules import HelplineWords, UnknownHelpline
from portal.core.errors import NotFound, Stale
from portal.ledger.models import LedgerLine
from portal.partnership import queries as helplines
from portal.partnership import service as partnership
from tests.advice.test_rules import some_words
from tests.builders.content import load_everything, shipped_content

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def content(partnership_code):
    return shipped_content(partnership_code)


@pytest.fixture
def words(session, content):
    """A session in which everything is loaded."""
    assert load_everything(session, content, now=NOW) == []
    return session


def helpline_words(session, code, **changes):
    line = helplines.helpline(session, code)
    names = HelplineWords.__slots__
    return replace(HelplineWords(**{name: getattr(line, name) for name in names}), **changes)


def lines(session):
    return [(line.action, line.subject) for line in session.scalars(select(LedgerLine))]


def test_loading_twice_changes_nothing(words, content):
    assert load_everything(words, content, now=NOW) == []
    assert len(helplines.all_helplines(words)) == len(content.helplines)


def test_loading_adds_what_is_missing(words, content):
    words.delete(words.get(service.AdvicePage, content.advice[0].code))
    words.flush()
    assert service.load(words, content, now=NOW) == []
    assert queries.page(words, content.advice[0].code).title == content.advice[0].title


def test_what_an_officer_changed_stays_and_is_reported(words, content):
    words.get(service.AdvicePage, content.advice[0].code).title = "Better"
    line = helpline_words(words, "999", words="Better")
    service.save_helpline(words, "999", line, seen_version=1, actor_id="officer", now=NOW)
    told = load_everything(words, content, now=NOW)
    assert len(told) == 2 and "helpline 999: words" in told[0] and "title" in told[1]
    assert queries.page(words, content.advice[0].code).title == "Better"
    assert helplines.helpline(words, "999").words == "Better"


def test_a_saved_page_leaves_one_line(words, content):
    code = content.advice[0].code
    service.save(words, code, some_words(), seen_version=1, actor_id="officer", now=NOW)
    assert queries.page(words, code).title == "Knives"
    assert lines(words) == [("advice.saved", f"advice:{code}")]


def test_only_a_check_of_the_whole_page_moves_its_date(words, content):
    code = content.advice[0].code
    service.save(words, code, some_words(), seen_version=1, actor_id="officer", now=NOW)
    assert queries.page(words, code).reviewed_on == content.advice[0].reviewed_on
    service.save(words, code, some_words(checked=True), seen_version=2, actor_id="officer", now=NOW)
    assert queries.page(words, code).reviewed_on == NOW.date()


def test_a_stale_save_changes_nothing(words, content):
    code = content.advice[0].code
    service.save(words, code, some_words(title="First"), seen_version=1, actor_id="first", now=NOW)
    with pytest.raises(Stale):
        service.save(words, code, some_words(title="Second"), seen_version=1, actor_id="second", now=NOW)
    assert queries.page(words, code).title == "First" and len(lines(words)) == 1


def test_a_page_names_only_helplines_that_are_there(words, content):
    with pytest.raises(UnknownHelpline):
        service.save(
            words,
            content.advice[0].code,
            some_words(helplines=("gone",)),
            seen_version=1,
            actor_id="o",
            now=NOW,
        )


def test_a_page_that_is_not_there_cannot_be_saved(words):
    with pytest.raises(NotFound):
        service.save(words, "gone", some_words(), seen_version=1, actor_id="officer", now=NOW)


def test_nothing_shipped_counts_as_confirmed(words, content):
    assert len(helplines.unconfirmed(words)) == len(content.helplines)


def test_an_officer_confirms_an_entry_by_name_and_day(words):
    partnership.confirm_helpline(words, "999", seen_version=1, actor_id="officer", now=NOW)
    line = helplines.helpline(words, "999")
    assert (line.verified_on, line.verified_by) == (NOW.date(), "officer")
    assert lines(words) == [("helpline.confirmed", "helpline:999")]


@pytest.mark.parametrize(
    ("change", "stands"),
    [
        ({"words": "Other words"}, True),
        ({"hours": "By day"}, True),
        ({"number": "112"}, False),
        ({"url": ""}, False),
    ],
)
def test_a_changed_number_has_to_be_confirmed_again(words, change, stands):
    partnership.confirm_helpline(words, "101", seen_version=1, actor_id="officer", now=NOW)
    line = helpline_words(words, "101", **change)
    service.save_helpline(words, "101", line, seen_version=1, actor_id="officer", now=NOW)
    assert (helplines.helpline(words, "101").verified_on is not None) == stands


def test_a_confirmation_of_what_has_changed_is_refused(words):
    line = helpline_words(words, "101", number="112")
    service.save_helpline(words, "101", line, seen_version=1, actor_id="officer", now=NOW)
    with pytest.raises(Stale):
        partnership.confirm_helpline(words, "101", seen_version=1, actor_id="officer", now=NOW)


def test_an_added_helpline_stands_at_the_end(words):
    line = helpline_words(words, "101", name="Street Pastors", always=False)
    code = service.add_helpline(words, line, actor_id="officer", now=NOW)
    assert code == "street-pastors" and helplines.all_helplines(words)[-1].code == code


def test_those_that_always_show_come_first(words):
    shown = [line.always for line in helplines.all_helplines(words)]
    assert shown == sorted(shown, reverse=True)


def test_helplines_come_in_the_order_asked_for_and_unknown_ones_are_left_out(words):
    found = helplines.helplines(words, ("samaritans", "gone", "999", "samaritans"))
    assert [line.code for line in found] == ["samaritans", "999"]


def test_what_comes_first_today_is_this_years_set(words, content):
    newest = content.priorities[-1] if content.priorities[-1].year == "2026-27" else content.priorities[0]
    now = helplines.priorities_now(words, NOW.date())
    assert str(now.years) == "2026-27" == newest.year
    assert [one.name for one in now.priorities] == [one.name for one in newest.priorities]


def test_a_year_inside_a_longer_set_finds_it(words, content):
    longer = next(given for given in content.priorities if given.year in ("2022-25", "2017-21"))
    inside = {"2022-25": "2023-24", "2017-21": "2018-19"}[longer.year]
    assert str(helplines.priorities(words, inside).years) == longer.year
    assert helplines.priorities(words, "2001-02") is None
