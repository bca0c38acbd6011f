"""What anybody reads about staying safe, for either partnership."""

import pytest
from sqlalchemy import delete

from portal.advice.models import AdvicePage
from portal.partnership.models import HelplineRow
from tests.builders.content import shipped_content


@pytest.fixture
def partnership_code(either_partnership):
    return either_partnership


@pytest.fixture
def content(partnership_code):
    return shipped_content(partnership_code)


def test_there_are_twelve_topics_and_more(page, content):
    linked = [href for href in page.get("/advice").links() if href.startswith("/advice/")]
    assert len(linked) >= 12 and set(linked) == {f"/advice/{text.code}" for text in content.advice}


def test_every_page_says_what_to_do_who_helps_and_where_it_comes_from(page, content):
    for text in content.advice:
        shown = page.get(f"/advice/{text.code}")
        assert shown.h1 == text.title
        assert "What to do now" in shown.words and "Last checked on" in shown.words
        assert all(source.name in shown.words for source in text.sources)


def test_a_sensitive_page_can_be_left_at_once_and_is_kept_nowhere(page, content):
    sensitive = [text for text in content.advice if text.sensitive]
    assert sensitive
    for text in sensitive:
        shown = page.get(f"/advice/{text.code}")
        assert "Exit this page" in shown.words
        assert text.title not in shown.title
        assert shown.response.headers["Cache-Control"] == "no-store"


def test_other_pages_may_be_kept_and_need_no_exit(page, content):
    text = next(text for text in content.advice if not text.sensitive)
    shown = page.get(f"/advice/{text.code}")
    assert "Exit this page" not in shown.words and "ETag" in shown.response.headers


def test_advice_for_visitors_comes_before_what_is_for_everyone(page, content):
    shown = page.get("/advice?for=visitor")
    linked = [href.removeprefix("/advice/") for href in shown.links() if href.startswith("/advice/")]
    chosen = [text.code for text in content.advice if "visitor" in text.audience]
    assert chosen and linked[: len(chosen)] == chosen


@pytest.mark.parametrize("odd", ["everyone", "nobody", "<script>", ""])
def test_an_unknown_audience_shows_everything(page, content, odd):
    linked = [href for href in page.get(f"/advice?for={odd}").links() if href.startswith("/advice/")]
    assert len(linked) == len(content.advice)


def test_a_page_that_is_not_there_is_not_found(page):
    page.get("/advice/no-such-page", status=404)


def test_every_helpline_stands_on_one_page(page, content):
    shown = page.get("/help-now").words
    assert all(line.name in shown and line.number in shown for line in content.helplines)


def test_the_four_that_always_show_come_first(page):
    numbers = [href for href in page.get("/help-now").links() if href.startswith("tel:")][1:5]
    assert set(numbers) == {"tel:999", "tel:101", "tel:116123", "tel:08001111"}


def test_help_is_there_with_an_empty_database(page, database, content):
    with database.transaction() as session:
        session.execute(delete(HelplineRow))
        session.execute(delete(AdvicePage))
    shown = page.get("/help-now").words
    assert all(line.name in shown for line in content.helplines)


def test_help_is_there_without_a_database(page, database, content):
    HelplineRow.__table__.drop(database.engine)
    assert content.helplines[0].name in page.get("/help-now").words


def test_no_page_calls_an_entry_checked_that_nobody_checked(page):
    shown = page.get("/help-now").words
    assert "checked on" not in shown and "not yet checked by us" in shown
