"""Marked text goes through every box; afterwards no mark, no address and no browser's name lies anywhere."""

import logging

import pytest

from portal.core.actors import Role
from tests.concerns import walk
from tests.privacy import traces
from tests.privacy.traces import ADDRESS, AGENT, REFERRER_WORD

CANARY = "quokkalantern"
HEADERS = {"User-Agent": AGENT, "Referer": f"http://localhost/{REFERRER_WORD}"}
LEAVE_NO_TRACE = [CANARY, ADDRESS, AGENT, "Quillfeather", REFERRER_WORD]


@pytest.fixture
def marked(page):
    """A visitor whose address, browser and referrer are marked."""
    page.http.environ_base.update(
        {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT, "HTTP_REFERER": HEADERS["Referer"]}
    )
    return page


@pytest.fixture
def logged(caplog):
    """Everything that any logger says, as bytes."""
    caplog.set_level(logging.DEBUG)
    return lambda: {"log": caplog.text.encode()}


def test_a_report_leaves_no_mark(app, marked, logged):
    text = f"Every night {CANARY} shouts by the bus stop, {CANARY.upper()} again and again."
    check = walk.at_the_end(marked, what={"text": text})
    sent = walk.answer(marked, check, "send")
    assert "receipt" in sent.words.lower()
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_the_words_of_a_receipt_are_kept_nowhere(app, marked, logged):
    sent = walk.answer(marked, walk.at_the_end(marked), "send")
    receipt = walk.receipt_on(sent)
    marked.post("/concerns/follow-up", {**marked.get("/concerns/follow-up").fields(), "receipt": receipt})
    assert traces.traces(app, [receipt, receipt.replace(" ", "-")], logged()) == []


@pytest.mark.parametrize(
    "box",
    [
        {"place": {"postcode": f"ZZ9 {CANARY}"}},
        {"place": {"place_name": f"the {CANARY} kiosk"}},
        {"danger": {"danger": CANARY}},
        {"topic": {"topic": CANARY}},
    ],
    ids=lambda box: str(next(iter(box.values()))),
)
def test_what_a_page_refuses_leaves_no_mark(app, marked, logged, box):
    ((step, values),) = box.items()
    shown = walk.up_to(marked, step)
    walk.answer(marked, shown, status=422, **values)
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_a_search_leaves_no_mark(app, marked, logged):
    marked.get(f"/search?q={CANARY}")
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_a_wrong_receipt_leaves_no_mark(app, marked, logged):
    form = {**marked.get("/concerns/follow-up").fields(), "receipt": f"{CANARY} " * 7}
    marked.http.post("/concerns/follow-up", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_a_fault_is_logged_without_what_was_typed(app, marked, logged):
    def broken():
        raise ValueError(CANARY)

    broken.access = "public"
    app.add_url_rule("/broken", "broken", broken)
    assert marked.http.get(f"/broken?{CANARY}").status_code == 500
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_no_traceback_is_shown(app, marked):
    def broken():
        raise ValueError(CANARY)

    broken.access = "public"
    app.add_url_rule("/broken", "broken", broken)
    shown = marked.http.get("/broken").get_data(as_text=True)
    assert CANARY not in shown and "Traceback" not in shown and "ValueError" not in shown


def test_telling_the_leads_tells_nobody_else_what_was_written(app, marked, logged, signed_in):
    walk.answer(marked, walk.at_the_end(marked, what={"text": f"About {CANARY} by the bridge."}), "send")
    signed_in(Role.SAFEGUARDING_LEAD)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    queue = officer.get("/staff/moderation")
    ((path,),) = [[link for link in queue.links() if "/moderation/concerns/" in link]]
    opened = officer.post(f"{path}/open", officer.get(path).fields())
    assert CANARY in opened.words
    form = opened.fields(0)
    decided = {**form, "verb": "escalate", "reason": "Somebody may be at risk", "copy": ""}
    officer.post(f"{path}/decide", decided, status=303)
    assert traces.traces(app, LEAVE_NO_TRACE, logged()) == []


def test_the_search_for_traces_would_find_one(app, logged):
    with app.extensions["portal.house"].database.transaction() as session:
        session.connection().exec_driver_sql("CREATE TABLE leak (words TEXT)")
        session.connection().exec_driver_sql("INSERT INTO leak VALUES (?)", (CANARY,))
    assert traces.traces(app, [CANARY], logged())
