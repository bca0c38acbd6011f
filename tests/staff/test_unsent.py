"""Words that were being sent when the sign-in had ended come back to the same person, and to nobody else."""

from datetime import timedelta
from hashlib import shake_256

import pytest

from portal.adapters import second_factor
from portal.core.actors import Role
from portal.news.models import NewsRow
from portal.staff import entry, service
from portal.staff.keys import StaffKeys
from portal.staff.unsent import TOO_LONG, Unsent
from portal.web.context import EXTENSION
from tests.builders.staff import PASSWORD, an_account
from tests.conftest import TODAY

EMAIL, OTHER = "officer@example.org", "other@example.org"
NEW = "/staff/news/new"
WORDS = "The path by the school is lit again since Monday, and the hedge is cut back."


@pytest.fixture
def house(app):
    return app.extensions[EXTENSION]


@pytest.fixture
def officer(house):
    with house.database.transaction() as session:
        an_account(session, Role.ENGAGEMENT_OFFICER, now=TODAY, email=OTHER)
        return an_account(session, Role.ENGAGEMENT_OFFICER, now=TODAY, email=EMAIL)


def signs_in(page, shown=None, *, email=EMAIL, status=303, password=PASSWORD):
    form = (shown or page.get("/staff/sign-in")).fields()
    return page.post("/staff/sign-in", {**form, "email": email, "password": password}, status=status)


def typed(page):
    """The form of a new piece of news, filled in."""
    form = page.get(NEW).fields()
    return {**form, "title": "Lamps mended", "summary": "Five lamps", "body": WORDS, "go": "save"}


@pytest.fixture
def asked(page, officer, clock):
    """The page that answers a form sent an hour too late."""
    signs_in(page)
    form = typed(page)
    clock.move_to(TODAY + timedelta(minutes=70))
    return page.post(NEW, form, status=403)


def news(house):
    with house.database.reading() as session:
        return [each.title for each in session.query(NewsRow)]


def test_the_words_come_back_after_signing_in_and_are_sent_with_one_press(page, asked, house):
    assert asked.h1 == "Sign in" and "kept on this page" in asked.words and WORDS not in asked.html
    slip = signs_in(page, asked, password="wrong", status=422)
    back = signs_in(page, slip, status=200)
    assert back.h1 == "Send what you wrote" and WORDS in back.words and news(house) == []
    assert "The button you pressed save" in back.words and "Title Lamps mended" in back.words
    page.post(NEW, back.fields(), status=303)
    assert news(house) == ["Lamps mended"]


def test_another_account_never_reads_them_and_after_a_day_they_are_gone(page, asked, clock):
    assert signs_in(page, asked, email=OTHER).location == "/staff"
    clock.move_to(TODAY + timedelta(hours=26))
    for kept in (asked.fields()["kept"], "00ff", "not hex"):
        form = {**page.get("/staff/sign-in").fields(), "kept": kept, "email": EMAIL, "password": PASSWORD}
        assert page.post("/staff/sign-in", form, status=303).location == "/staff"


def test_they_pass_the_second_factor(page, asked, house, officer):
    secret = second_factor.new_secret()
    at = house.clock.real() - timedelta(minutes=2)
    with house.database.transaction() as session:
        code = second_factor.code_at(secret, at)
        keys = StaffKeys.of(house.settings)
        entry.set_second_factor(session, officer, secret, code, recovery=(), now=TODAY, at=at, keys=keys)
    shown = signs_in(page, asked, status=200)
    code = second_factor.code_at(secret, house.clock.real())
    assert WORDS in page.post("/staff/sign-in/code", {**shown.fields(), "code": code}).words


def test_no_password_is_kept_and_nothing_for_somebody_who_never_signed_in(page, officer, clock):
    assert "/staff/sign-in" in page.post(NEW, {"title": "T", "body": WORDS}, status=303).location
    signs_in(page)
    form = page.get("/staff/account/password").fields()
    sent = {**form, "present": PASSWORD, "password": "x y z", "again": "x y z"}
    clock.move_to(TODAY + timedelta(minutes=70))
    assert "/staff/sign-in" in page.post("/staff/account/password", sent, status=303).location


@pytest.mark.parametrize("token", ["bad", None])
def test_a_form_that_was_not_drawn_in_the_ended_sign_in_is_not_offered_again(page, officer, clock, token):
    signs_in(page)
    form = {**typed(page), "csrf_token": token}
    clock.move_to(TODAY + timedelta(minutes=70))
    sent = {name: value for name, value in form.items() if value is not None}
    assert "/staff/sign-in" in page.post(NEW, sent, status=303).location


def test_what_was_chosen_is_read_in_words_and_nothing_of_the_machine():
    fields = (("csrf_token", "t"), ("seen_version", "3"), ("answer", "not-local"), ("agreed", "y"))
    shown = Unsent(
        "/staff/matter?a=1", (*fields, ("on", ""), ("starts_on", "2026-12-01"), ("go", "decide-next")), False
    )
    assert shown.choices == (
        ("Answer", "not local"),
        ("Agreed", "yes"),
        ("Starts on", "2026-12-01"),
        ("The button you pressed", "decide next"),
        ("Where it goes", "/staff/matter"),
    )


def test_long_words_come_back_whole(page, officer, clock):
    signs_in(page)
    form, body = typed(page), WORDS * 3000
    clock.move_to(TODAY + timedelta(minutes=70))
    asked = page.post(NEW, {**form, "body": body}, status=403)
    assert "kept on this page" in asked.words
    assert signs_in(page, asked, status=200).fields()["body"] == body


@pytest.mark.parametrize("digits", [250_000, 300_000])  # bytes in hex; the last is past any request
def test_what_is_too_long_to_be_kept_is_not_dropped_without_a_word(page, officer, clock, digits):
    signs_in(page)
    form = {**typed(page), "body": shake_256().hexdigest(digits)}
    clock.move_to(TODAY + timedelta(minutes=70))
    asked = page.post(NEW, form, status=403)
    assert asked.h1 == "Sign in" and TOO_LONG in asked.words and not asked.fields()["kept"]


def test_they_pass_the_yearly_statement(page, officer, house):
    signs_in(page)
    form = typed(page)
    with house.database.transaction() as session:
        service.find(session, officer).acknowledged_at = None
    asked = page.post(NEW, form, status=403)
    assert asked.h1.startswith("Read this first")
    back = page.post("/staff/acknowledgement", {**asked.fields(), "agreed": "y"})
    page.post(NEW, back.fields(), status=303)
    assert news(house) == ["Lamps mended"]


def test_signing_out_elsewhere_keeps_them_too(page, officer):
    signs_in(page)
    form = typed(page)
    copied = page.http.get_cookie("staff", path="/staff").value
    page.post("/staff/sign-out", {"csrf_token": form["csrf_token"]}, status=303)
    page.http.set_cookie("staff", copied, path="/staff")
    assert WORDS in signs_in(page, page.post(NEW, form, status=403), status=200).words


def test_whoever_signs_in_again_before_the_end_goes_on_for_another_day_with_what_is_open(
    page, officer, clock, house
):
    signs_in(page)
    for pages in range(14):
        clock.move_to(TODAY + timedelta(minutes=50 * pages))
        page.get("/staff")
    form = typed(page)
    signs_in(page)
    clock.move_to(TODAY + timedelta(hours=11, minutes=40))
    page.get("/staff")
    clock.move_to(TODAY + timedelta(hours=12, minutes=20))
    page.post(NEW, form, status=303)
    assert news(house) == ["Lamps mended"]


def test_a_form_of_one_person_is_not_sent_by_the_next_who_signs_in(page, officer, house):
    signs_in(page)
    form = typed(page)
    signs_in(page, email=OTHER)
    assert page.post(NEW, form, status=422).h1 and news(house) == []
