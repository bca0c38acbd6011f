"""Pages that were open for long, sent twice, sent from the past, or sent when it is too late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import select

from portal.app import create_app
from portal.concerns.models import ConcernMessage
from portal.consultations.models import Consultation, Response
from portal.web.context import EXTENSION
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.walking import RESPOND, RESUME, press, receipt_of, to_check
from tests.concerns import walk
from tests.faults.ready import rows_of

HOURS = 60 * 60


class Yesterday(TimestampSigner):
    """Signs as it was done 49 hours ago."""

    def get_timestamp(self):
        return super().get_timestamp() - 49 * HOURS


def old_token(app, form):
    """A token for this form, signed here, two days and an hour ago."""
    secret = app.extensions["portal.secrets"]()[0]
    how = {"key_derivation": "hmac"}
    return URLSafeTimedSerializer(secret, salt=f"form:{form}", signer=Yesterday, signer_kwargs=how).dumps("")


@pytest.fixture
def asked(app, database):
    """A consultation that is open."""
    with database.transaction() as session:
        return a_consultation(session)


@pytest.fixture
def untouched(app, database):
    """The story leaves no row behind."""
    before = rows_of(database)
    yield
    assert rows_of(database) == before


@pytest.mark.parametrize("hours", [25, 47, 49, 24 * 400])
def test_an_old_page_of_a_report_keeps_the_words_just_typed(page, app, hours, untouched):
    shown = walk.up_to(page, "what")
    walk.pass_time(app, hours=hours)
    again = walk.answer(page, shown, status=422, text="Precious words")
    assert "Precious words" in again.html and "open for" in again.words


@pytest.mark.parametrize("hours", [25, 47])
def test_an_old_check_page_is_shown_again_and_can_be_sent(page, app, hours):
    shown = walk.at_the_end(page)
    walk.pass_time(app, hours=hours)
    again = walk.answer(page, shown, "send", status=422)
    assert walk.TEXT in again.words and walk.how_many(app) == 0
    assert walk.answer(page, again, "send").h1 == "We have your report"


def test_a_token_of_the_day_before_yesterday_asks_to_look_again(page, app, untouched):
    shown = walk.at_the_end(page)
    again = walk.answer(page, shown, "send", status=422, csrf_token=old_token(app, "CheckForm"))
    assert walk.TEXT in again.words and walk.step_of(again) == "check"


@pytest.mark.parametrize("token", ["", "x", "IiI.forged.forged", "\x00", "é"])
def test_a_token_nobody_signed_stores_nothing(page, app, asked, token, untouched):
    walk.answer(page, walk.at_the_end(page), "send", status=422, csrf_token=token)
    again = press(page, to_check(page, q_more="Dark in winter."), "send", status=422, csrf_token=token)
    assert "Dark in winter." in again.words


def test_a_token_of_one_form_does_not_serve_another(page, app, untouched):
    other = walk.up_to(page, "what").fields()["csrf_token"]
    walk.answer(page, walk.at_the_end(page), "send", status=422, csrf_token=other)


@pytest.mark.parametrize("state", ["00", "zz", "é", "\x00", "ab" * 5000])
def test_a_state_nobody_sealed_stores_nothing(page, app, asked, state, untouched):
    walk.answer(page, walk.at_the_end(page), "send", status=422, state=state)
    shown = press(page, page.get(RESPOND), "next", q_relation="live")
    again = press(page, shown, "save", status=422, state=state, q_more="Precious words")
    assert again.fields(0)["q_more"].strip() == "Precious words"


def test_the_state_of_one_thing_does_not_open_another(page, app, asked, untouched):
    theirs = to_check(page).fields(0)["state"]
    walk.answer(page, walk.at_the_end(page), "send", status=422, state=theirs)
    with app.extensions[EXTENSION].database.reading() as session:
        assert session.scalars(select(Response)).all() == []


def test_an_earlier_page_sent_again_after_the_end_goes_on_from_there(page, app):
    early = walk.up_to(page, "when")
    walk.answer(page, walk.at_the_end(page), "send")
    again = walk.answer(page, early, **walk.ANSWERS["when"])
    assert walk.step_of(again) == "what" and walk.how_many(app) == 1


def test_an_earlier_page_changed_after_back_changes_the_report_that_is_sent(page, app):
    what = walk.up_to(page, "what")
    walk.answer(page, what, text="The first version.")
    check = walk.on_to(page, walk.answer(page, what, text="The second version."), "check")
    walk.pass_time(app, seconds=30)
    walk.answer(page, check, "send")
    (row,) = walk.kept(app)
    assert walk.opened(app, row)["text"] == "The second version." and walk.kept(app, ConcernMessage) == []


def test_the_browsers_way_back_from_the_receipt_leads_to_the_same_report(page, app):
    before = walk.up_to(page, "before")
    walk.pass_time(app, seconds=90)
    first, second = (walk.answer(page, walk.on_to(page, before, "check"), "send") for _ in range(2))
    assert walk.receipt_on(first) == walk.receipt_on(second) and walk.how_many(app) == 1


def test_the_browsers_way_back_from_the_receipt_leads_to_the_same_answers(page, app, asked):
    start = page.get(RESPOND)
    receipts = set()
    for _ in range(2):
        shown = press(page, press(page, start, "next", q_relation="live"), "next")
        receipts.add(receipt_of(press(page, press(page, shown, "next"), "send")))
    assert len(receipts) == 1


def test_two_tabs_with_one_check_page_are_one_report(page, app):
    shown = walk.at_the_end(page)
    first, second = (walk.answer(page, shown, "send") for _ in range(2))
    assert walk.receipt_on(first) == walk.receipt_on(second) and walk.how_many(app) == 1


def test_a_consultation_that_closes_on_the_way_says_so_and_shows_what_was_written(page, app, asked, clock):
    clock.move_to(AFTER - timedelta(hours=10))
    shown = to_check(page, q_more="the path is dark in winter")
    clock.move_to(AFTER)
    closed = press(page, shown, "send", status=409)
    assert "the path is dark in winter" in closed.words and "clos" in closed.words.lower()
    with app.extensions[EXTENSION].database.reading() as session:
        assert session.scalars(select(Response)).all() == []


def test_a_consultation_withdrawn_from_the_database_says_where_to_go(page, app, asked, database):
    shown = to_check(page)
    with database.transaction() as session:
        session.delete(session.scalars(select(Consultation)).one())
    gone = press(page, shown, "send", status=404)
    assert gone.links()


def test_after_the_close_a_receipt_still_opens_nothing_that_can_be_changed(page, app, asked, clock):
    shown = to_check(page, q_more="Dark in winter.")
    receipt = receipt_of(press(page, shown, "send"))
    clock.move_to(AFTER)
    asked_again = page.get(RESUME)
    found = page.post(RESUME, {**asked_again.fields(0), "receipt": receipt, "go": "find"})
    assert found.forms() == []
    page.post(RESUME, {**shown.fields(0), "go": "withdraw"}, status=422)
    with app.extensions[EXTENSION].database.reading() as session:
        (row,) = session.scalars(select(Response))
        assert row.state == "sent"


def test_a_clock_that_was_set_back_refuses_nobody(page, app, clock):
    shown = walk.at_the_end(page)
    clock.move_to(clock.now() - timedelta(hours=5))
    assert walk.answer(page, shown, "send").h1 == "We have your report"


def test_pages_of_before_a_change_of_keys_still_work_while_the_old_key_is_known(page, app, settings):
    shown = walk.at_the_end(page)
    newer = replace(settings, secret_key=b"n" * 32, secret_key_previous=settings.secret_key)
    app.extensions["portal.secrets"] = create_app(newer).extensions["portal.secrets"]
    assert walk.answer(page, shown, "send").h1 == "We have your report"
