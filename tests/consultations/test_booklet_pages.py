"""Every consultation can be printed, in large print too, and typed in by the numbers it carries."""

import pytest

from portal.consultations.channels.booklet import numbers, parts
from portal.consultations.questions.conditions import Condition, Test
from portal.consultations.questions.registry import KINDS, Document, Page
from portal.core.actors import Role
from tests.builders.consultations import a_consultation, some_questions

BOOKLET = "/consultations/what-first/booklet"


@pytest.fixture
def partnership_code(either_partnership):
    """Told in both."""
    return either_partnership


def every_kind():
    """One question of every kind, each on a page of its own, the equality block last."""
    examples = [KINDS[kind].example()[0] for kind in KINDS]
    return Document(tuple(Page(f"p_{each.code}", each.kind.capitalize(), (each,)) for each in examples))


@pytest.fixture
def printed(app, database, page):
    """A consultation with every kind, on paper."""
    with database.transaction() as session:
        a_consultation(session, document=every_kind())
    return page.get(BOOKLET)


def test_every_kind_prints_with_its_number(printed):
    asked = [each for each in every_kind().questions if each.asks]
    for number, question in enumerate(asked, 1):
        assert f"Q{number}" in printed.words and question.title in printed.words
    assert "Last year there were more reports of noise." in printed.words


def test_it_says_where_it_goes_and_what_becomes_of_it(printed, partnership):
    for words in (partnership.paper_copies.hand_in, partnership.paper_copies.post_to, partnership.dpo):
        assert words in printed.words
    assert "We do not record who you are." in printed.words and "13 December 2026" in printed.words


def test_every_page_of_paper_says_what_it_belongs_to(printed):
    assert "what-first 1 / 1" in printed.words


def test_large_print_and_back(printed, page):
    large = page.get(f"{BOOKLET}?print=large")
    assert "booklet--large" in large.html and BOOKLET in large.links()
    assert "booklet--large" not in page.get(f"{BOOKLET}?print=huge").html


def test_nothing_on_it_is_for_a_screen_only(printed):
    assert not printed.forms()
    assert printed.response.headers["Cache-Control"].startswith("public")


def test_it_is_not_sent_again_when_nothing_changed(printed, page):
    etag = printed.response.headers["ETag"]
    assert page.http.get(BOOKLET, headers={"If-None-Match": etag}).status_code == 304


def test_there_is_no_booklet_of_nothing(app, page):
    page.get(BOOKLET, status=404)


def test_contact_says_how_paper_comes_by_post(app, page, partnership):
    assert partnership.paper_copies.ask_for_one in page.get("/contact").words


def test_an_entry_form_asks_what_the_booklet_asks(app, database, signed_in):
    with database.transaction() as session:
        a_consultation(session, document=every_kind())
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    shown = officer.get("/staff/consultations/what-first/telephone")
    told = numbers(every_kind())
    for question in every_kind().questions:
        if question.asks:
            assert f"Q{told[question.code]} {question.title}" in shown.words


def test_conditions_are_said_in_words():
    first, second = some_questions().pages[:2]
    by_choice = Condition("relation", Test.ANY_OF, ("live", "work"))
    exact = Condition("ward", Test.EQUAL, ("north",))
    there = Condition("ward", Test.ANSWERED)
    page = Page("later", "Later", second.questions, "", (by_choice, exact, there))
    assert parts(Document((first, page)), "x")[1].only_if == (
        "Answer this only if you chose “Live” or “Work” at Q1.",
        "Answer this only if you chose “North” alone at Q2.",
        "Answer this only if you answered Q2.",
    )
