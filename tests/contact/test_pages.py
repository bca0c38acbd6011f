"""Anybody asks us something without an account: about themselves, a complaint, a question, and follows up."""

import re
from datetime import timedelta

import pytest

from portal.contact import letters
from portal.contact.models import ContactCase
from portal.web.context import EXTENSION
from tests.builders.concerns import sent
from tests.conftest import TODAY

ABOUT_ME = {
    "wants": ["see", "remove"],
    "text": "Zephyrine Quill is said to shout at night.",
    "contact": "zephyrine@example.org",
}
ASKS = {
    "/about-me": ABOUT_ME,
    "/complaints": {"agency": "partnership", "text": "My words were passed on.", "contact": ""},
    "/partnership/questions": {"text": "When will the lights be mended?"},
}
FOLLOW_UP = "/contact/follow-up"
ONCE = re.compile(r'(name="(csrf_token|state)"[^>]*value="[^"]*")|(<p class="receipt-words".*?</p>)', re.S)


def asked(page, path, *, go="next", status=200, **changes):
    """Write on the first page and press a button."""
    return page.post(path, {**page.get(path).fields(), **ASKS[path], **changes, "go": go}, status=status)


def sent_off(page, path, **changes):
    """Write, look through, send: the last page."""
    return page.post(path, {**asked(page, path, **changes).fields(), "go": "send"})


def receipt_on(shown):
    """The seven words."""
    (words,) = [e for e in shown.all("p") if "receipt-words" in (e.get("class") or "")]
    return "".join(words.itertext()).strip()


def follow(page, receipt, *, status=200):
    return page.post(
        FOLLOW_UP, {**page.get(FOLLOW_UP).fields(), "receipt": receipt, "go": "find"}, status=status
    )


def kept(app):
    with app.extensions[EXTENSION].database.reading() as session:
        found = session.query(ContactCase).all()
        session.expunge_all()
        return found


@pytest.mark.parametrize("path", ASKS)
def test_what_is_asked_is_looked_through_sent_and_followed_up(page, app, path):
    check = asked(page, path)
    assert check.h1 == "Look through it, then send it" and ASKS[path]["text"] in check.words
    assert not kept(app)
    done = page.post(path, {**check.fields(), "go": "send"})
    assert done.h1 == "We have it" and len(receipt_on(done).split()) == 7
    assert len(kept(app)) == 1
    found = follow(page, receipt_on(done))
    assert ASKS[path]["text"] not in found.html and "You wrote it on 23 November 2026." in found.words


@pytest.mark.parametrize("path", ASKS)
def test_no_page_of_it_is_kept_by_a_browser_or_sets_a_cookie(page, path):
    for shown in (page.get(path), asked(page, path), sent_off(page, path)):
        assert shown.response.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in shown.response.headers


@pytest.mark.parametrize("path", ASKS)
def test_a_form_from_another_site_is_refused(page, path):
    fields = {**page.get(path).fields(), **ASKS[path]}
    page.post(path, fields, status=403, headers={"Sec-Fetch-Site": "cross-site"})


@pytest.mark.parametrize("path", ASKS)
def test_help_stands_beside_the_form_and_words_of_danger_bring_more(page, path):
    assert "999" in page.get(path).words and "101" in page.get(path).words
    check = asked(page, path, text="I want to kill myself tonight")
    assert "If somebody is in danger, call before you send this." in check.words and "116 123" in check.words


@pytest.mark.parametrize("path", ASKS)
def test_nothing_written_is_asked_for(page, app, path):
    again = asked(page, path, text="  ", status=422)
    assert again.title.startswith("Error: ") and not kept(app)


def test_what_is_wanted_and_whom_it_concerns_are_asked_for(page):
    assert "Choose at least one." in asked(page, "/about-me", wants=[], status=422).words
    assert "Choose an organisation" in asked(page, "/complaints", agency="", status=422).words
    asked(page, "/complaints", agency="nobody", status=422)


def test_sending_twice_keeps_one(page, app):
    check = asked(page, "/complaints").fields()
    first = page.post("/complaints", {**check, "go": "send"})
    again = page.post("/complaints", {**check, "go": "send"})
    assert receipt_on(first) == receipt_on(again) and "It is kept once." in again.words
    assert len(kept(app)) == 1


def test_going_back_keeps_what_was_written(page):
    shown = page.post("/about-me", {**asked(page, "/about-me").fields(), "go": "back"})
    fields = shown.fields()
    assert fields["text"] == ABOUT_ME["text"] and fields["contact"] == ABOUT_ME["contact"]
    assert fields["wants"] == ["see", "remove"]


@pytest.mark.parametrize("state", ["", "00ff", "x" * 80])
def test_a_broken_state_sends_nothing_and_begins_again(page, app, state):
    fields = asked(page, "/complaints").fields()
    shown = page.post("/complaints", {**fields, "state": state, "go": "send"}, status=422)
    assert "Write it once more." in shown.words and not kept(app)


@pytest.mark.parametrize(
    ("hours", "words"), [(30, "Look through it, then send it."), (50, "Write it once more.")]
)
def test_a_page_that_was_open_for_long_asks_again_and_sends_nothing_unseen(page, app, clock, hours, words):
    check = asked(page, "/complaints").fields()
    clock.move_to(TODAY + timedelta(hours=hours))
    shown = page.post("/complaints", {**check, "go": "send"}, status=422)
    assert words in shown.words and not kept(app)
    if hours < 48:
        page.post("/complaints", {**shown.fields(), "go": "send"})
        assert len(kept(app)) == 1


def test_a_machine_that_fills_every_box_is_stopped(page, app):
    fields = asked(page, "/complaints").fields()
    page.post("/complaints", {**fields, "website": "http://x", "go": "send"}, status=422)
    assert not kept(app)


def test_a_sixth_in_an_hour_waits_and_keeps_the_words(page, app):
    for _ in range(5):
        sent_off(page, "/partnership/questions")
    check = asked(page, "/partnership/questions")
    slowed = page.post("/partnership/questions", {**check.fields(), "go": "send"}, status=429)
    assert len(kept(app)) == 5 and "Retry-After" in slowed.response.headers


@pytest.mark.parametrize("receipt", ["lamp", "lamp " * 7, "one two three four five six seven", "' OR 1=1"])
def test_an_unknown_receipt_is_refused_without_saying_what_was_wrong(page, receipt):
    shown = follow(page, receipt, status=422)
    assert "We do not know this receipt" in shown.words or "Type the seven words" in shown.words


def test_the_writer_adds_something_and_it_is_never_shown(page, app):
    done = sent_off(page, "/complaints")
    found = follow(page, receipt_on(done))
    added = page.post(FOLLOW_UP, {**found.fields(), "text": "Quarrelsome detail", "go": "add"})
    assert "We have what you added." in added.words and "Quarrelsome" not in added.html
    assert kept(app)[0].message_waiting
    assert "You added to it on" in follow(page, receipt_on(done)).words


def test_an_old_page_gives_back_what_was_added(page):
    found = follow(page, receipt_on(sent_off(page, "/complaints")))
    fields = {**found.fields(), "state": "00", "text": "Quarrelsome detail", "go": "add"}
    shown = page.post(FOLLOW_UP, fields, status=422)
    assert "Quarrelsome detail" in shown.words


def bare(shown):
    return ONCE.sub("", shown.html)


def walk(page):
    """Every page somebody sees who asks about themselves, without what differs each time."""
    first, check = page.get("/about-me"), asked(page, "/about-me")
    done = page.post("/about-me", {**check.fields(), "go": "send"})
    return [bare(each) for each in (first, check, done, follow(page, receipt_on(done)))]


def test_no_page_differs_by_whether_somebody_reported_them(app, page, partnership):
    nobody = walk(page)
    with app.extensions[EXTENSION].database.transaction() as session:
        sent(session, partnership, text=ABOUT_ME["text"])
    assert walk(page) == nobody
    assert letters.NEVER_SAYS in page.get("/about-me").words


def test_complaints_and_about_me_are_one_click_from_every_page(page):
    for path in ("/", "/advice", "/privacy", "/concerns/report", "/consultations"):
        assert {"/complaints", "/about-me", "/contact"} <= set(page.get(path).links())


def test_the_complaints_page_names_every_partner_and_the_ways_on(page, partnership):
    shown = page.get("/complaints")
    assert all(each.name in shown.words for each in partnership.authorities)
    assert "0303 123 1113" in shown.words and "30 November 2026" in shown.words
    assert "21 December 2026" in shown.words


def test_the_ways_for_data_and_papers_are_explained(page, partnership):
    words = page.get("/about-me").words
    assert "freedom of information" in words and "20 working days" in words and partnership.dpo in words
    assert "23 December 2026" in words and "We do not know who wrote them" in words
