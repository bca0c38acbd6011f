"""A resident answers the shipped consultation over two days and two devices, and reads the results."""

import pytest

from portal.consultations import service
from tests.builders.consultations import AFTER, SEALS, WHILE_OPEN, WINDOW, a_receipt
from tests.builders.walking import press, receipt_of

POSTCODES = {"bcp": "bh10 6jj", "lbbd": "ig119xy"}
"""One of each area, as people type them."""


@pytest.fixture
def slug(app, database, partnership, clock):
    """The consultation on next year's priorities, open."""
    with database.transaction() as session:
        return service.create_from_priorities(
            session, partnership, year="2027-28", window=WINDOW, now=clock.now()
        )


@pytest.fixture
def respond(slug):
    """Where it is answered."""
    return f"/consultations/{slug}/respond"


@pytest.fixture
def resume(slug):
    """Where a receipt is typed."""
    return f"/consultations/{slug}/resume"


def places(shown):
    """The boxes of the ranking, one for each priority."""
    return [name for name in shown.fields(0) if name.startswith("q_first-")]


def found(browser, resume, receipt):
    """What the receipt brings back."""
    return press(browser, browser.get(resume), "find", path=resume, receipt=receipt)


def begun(page, respond, partnership):
    """Two pages answered, and saved on the third."""
    shown = page.get(respond)
    tied = {"q_relation": ["live", "work"], "q_ward_postcode": POSTCODES[partnership.code]}
    shown = press(page, shown, "next", path=respond, **tied)
    last, first, *_ = places(shown)
    shown = press(page, shown, "next", path=respond, **{first: "1", last: "2"})
    return press(page, shown, "save", path=respond, q_by_day="fairly_safe")


def finished(browser, resume, respond, receipt, **words):
    """Gone on from the receipt to the check."""
    shown = press(browser, found(browser, resume, receipt), "next", path=respond)
    assert shown.fields(0)["q_by_day"] == "fairly_safe"
    shown = press(browser, shown, "next", path=respond, q_change="worse")
    shown = press(browser, shown, "next", path=respond, **words)
    return press(browser, shown, "next", path=respond, q_about_you_age="35-44")


def test_answers_are_saved_on_one_device_and_sent_from_another(
    page, another_browser, slug, respond, resume, partnership
):
    assert f"/consultations/{slug}" in page.get("/consultations").links()
    saved = begun(page, respond, partnership)
    receipt = receipt_of(saved)
    assert saved.h1 == "Your answers are saved" and len(receipt.split()) == 7
    phone = another_browser()
    assert found(phone, resume, receipt).h1 == "Your answers are saved, not sent"
    check = finished(phone, resume, respond, receipt, q_more="The path by the school is dark.")
    assert check.h1 == "Check your answers" and "1st: " in check.words
    sent = press(phone, check, "send", path=respond)
    assert sent.h1 == "Your answers are in" and receipt_of(sent) == receipt


def test_what_was_sent_is_changed_and_still_counts_once(
    page, another_browser, respond, resume, partnership, slug, signed_in
):
    receipt = receipt_of(begun(page, respond, partnership))
    check = finished(page, resume, respond, receipt, q_more="Dark in winter.")
    press(page, check, "send", path=respond)
    phone = another_browser()
    shown = press(phone, found(phone, resume, receipt), "next", path=respond)
    shown = press(phone, shown, "change:words", path=respond)
    assert shown.fields(0)["q_more"] == "Dark in winter."
    check = press(phone, shown, "next", path=respond, q_more="Dark all year.")
    assert press(phone, check, "send", path=respond).h1 == "Your changed answers are in"
    again = found(page, resume, receipt)
    assert "Dark all year." in again.words and "Dark in winter." not in again.words


def test_withdrawn_answers_are_gone(page, another_browser, respond, resume, partnership):
    receipt = receipt_of(begun(page, respond, partnership))
    press(page, finished(page, resume, respond, receipt), "send", path=respond)
    gone = page.post(resume, {**found(page, resume, receipt).fields(1), "go": "withdraw"})
    assert gone.h1 == "Your answers are withdrawn"
    assert found(another_browser(), resume, receipt).h1 == "You withdrew your answers"


def test_after_the_close_there_are_results_and_nothing_is_taken(
    page, slug, respond, resume, partnership, database, clock
):
    receipt = receipt_of(begun(page, respond, partnership))
    check = finished(page, resume, respond, receipt)
    page.get(f"/consultations/{slug}/results", status=404)
    with database.transaction() as session:
        for number in range(24):
            answers = {"relation": ["live"], "change": ("better", "worse")[number % 2]}
            somebody = a_receipt(f"person {number}")
            service.answer(
                session,
                slug,
                answers,
                receipt=somebody,
                seals=SEALS,
                partnership=partnership,
                now=WHILE_OPEN,
            )
    clock.move_to(AFTER)
    late = press(page, check, "send", path=respond, status=409)
    assert late.h1 == "This consultation has closed"
    assert "What was saved and not sent is not counted" in found(page, resume, receipt).words
    shown = page.get(f"/consultations/{slug}/results")
    assert "24 people answered" in shown.words and "It got worse 12 50%" in shown.words
    assert "People chose for themselves" in shown.words and "<svg" in shown.html and shown.all("caption")
