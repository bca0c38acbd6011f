"""What somebody asks leaves no word behind, and a receipt we know costs the same work as one we do not."""

import pytest

from portal.core.actors import Role
from tests.contact.test_pages import ABOUT_ME, FOLLOW_UP, receipt_on, sent_off
from tests.privacy.test_same_work import NO_RECEIPT, UNKNOWN, work_of
from tests.privacy.traces import ADDRESS, AGENT, traces

WORD, REACH, LETTER, ADDED = "quibblefrost", "marzipanlane", "thimbleword", "wobblegate"


@pytest.fixture
def receipt(page):
    """The receipt of something that was asked with marked words."""
    page.http.environ_base.update(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT)
    return receipt_on(sent_off(page, "/about-me", text=f"It is about {WORD}.", contact=REACH))


@pytest.mark.parametrize("typed", [UNKNOWN, NO_RECEIPT])
def test_following_up_costs_the_same(app, page, receipt, typed):
    asked = page.get(FOLLOW_UP).fields()

    def ask(words):
        return lambda: page.http.post(FOLLOW_UP, data={**asked, "receipt": words, "go": "find"})

    known, unknown = work_of(app, ask(receipt)), work_of(app, ask(typed))
    assert known == unknown and known["derivations"] == 1 and known["openings"] >= 1


def test_no_word_no_way_to_reach_and_no_letter_lies_open_anywhere(app, page, receipt, signed_in):
    found = page.post(FOLLOW_UP, {**page.get(FOLLOW_UP).fields(), "receipt": receipt, "go": "find"})
    page.post(FOLLOW_UP, {**found.fields(), "text": ADDED, "go": "add"})
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (link,) = [href for href in officer.get("/staff/contact").links() if href.startswith("/staff/contact/")]
    opened = officer.post(f"{link}/open", officer.get(link).fields())
    assert WORD in opened.words and REACH in opened.words and ADDED in opened.words
    step = {**opened.fields(), "verb": "answer", "reply": LETTER, "reason": "Done", "go": "step"}
    officer.post(f"{link}/steps", step, status=303)
    words = [WORD, REACH, LETTER, ADDED, receipt, ADDRESS, AGENT, ABOUT_ME["text"]]
    assert traces(app, words, {}) == []
