"""After a conversation no word of either side lies anywhere, and a receipt costs the same work as ever."""

import logging

import pytest

from portal.concerns.conversation.models import ConcernQuestion
from portal.concerns.models import ConcernMessage
from portal.core.actors import Role
from tests.concerns import walk
from tests.concerns.test_conversation_pages import ask, come, send
from tests.privacy import traces
from tests.privacy.test_same_work import work_of
from tests.privacy.traces import ADDRESS, AGENT

ASKED, ANSWERED, ADDED, REFUSED = "quokkalantern", "zebrapianola", "walrusteapot", "ospreycello"
UNKNOWN = "abandon ability able about above absent absorb"
FOLLOW_UP = "/concerns/follow-up"


@pytest.fixture
def receipt(page):
    """The receipt of a report, sent from a marked address and browser."""
    page.http.environ_base.update({"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT})
    return walk.receipt_on(walk.answer(page, walk.at_the_end(page), "send"))


def test_a_conversation_leaves_no_word_anywhere(app, page, receipt, signed_in, caplog):
    caplog.set_level(logging.DEBUG)
    signed_in(Role.SAFEGUARDING_LEAD)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    ask(app, f"Have you seen the {ASKED}?")
    send(page, come(page, receipt), f"Only the {ANSWERED}, every night.")
    send(page, come(page, receipt), f"And a {ADDED}.", box=0)
    send(page, come(page, receipt), f"{REFUSED} " * 400, status=422)
    path = f"/staff/moderation/concerns/{walk.kept(app)[0].id}/messages"
    opened = officer.post(f"{path}/open", officer.get(path).fields())
    assert ANSWERED in opened.words and ADDED in opened.words
    again = {**opened.fields(), "words": f"Only the {ANSWERED} every night?"}
    officer.post(f"{path}/ask", again, status=422)
    marks = [ASKED, ANSWERED, ADDED, REFUSED, ADDRESS, AGENT, receipt]
    assert traces.traces(app, marks, {"log": caplog.text.encode()}) == []
    assert len(walk.kept(app, ConcernQuestion)) == 1 and len(walk.kept(app, ConcernMessage)) == 2


@pytest.mark.parametrize("turns", [0, 1, 4])
def test_a_conversation_costs_no_more_and_no_less_than_no_receipt(app, page, receipt, turns):
    for number in range(turns):
        ask(app, f"And evening {number}?")
        send(page, come(page, receipt), f"Evening {number} is bad.")
    if turns:
        ask(app, "And now?")
    asked = page.get(FOLLOW_UP).fields()

    def coming(words):
        return lambda: page.http.post(FOLLOW_UP, data={**asked, "receipt": words, "go": "find"})

    known, unknown = work_of(app, coming(receipt)), work_of(app, coming(UNKNOWN))
    assert known == unknown and known["derivations"] == 1
    assert known == work_of(app, coming("this is no receipt at all"))
