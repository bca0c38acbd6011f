"""The same last page sent twenty times at once, after a restart, after a crash, and with a word changed."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.builders.walking import RESPOND, receipt_of, to_check
from tests.concerns import walk
from tests.faults.process import Web, running
from tests.faults.ready import NOW, made_ready

TIMES = 20

TALLIES = "concern_equality_tallies"
"""Every cell of a quarter is there from its first report on; how many rows these are tells nothing."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A folder that outlives the processes on it."""
    return made_ready(tmp_path_factory.mktemp("flood"))


@pytest.fixture(scope="module")
def process(ready):
    """A server with both doors on that folder."""
    with running(ready.folder, ready.told()) as process:
        yield process


def checked(web):
    """A report's last page, after as long as the portal insists on."""
    shown = walk.begin(web)
    while (step := walk.step_of(shown)) != "check":
        shown = walk.answer(web, shown, **walk.ANSWERS[step])
    time.sleep(2.1)
    return shown


def at_once(web, path, fields):
    """The same form, so many times in parallel."""
    with ThreadPoolExecutor(TIMES) as senders:
        return list(senders.map(lambda _: web.post(path, {**fields, "go": "send"}), range(TIMES)))


def an_hour_later(process):
    """The server is ended and another one started on the same folder, with the same keys."""
    process.stop()
    process.told["PORTAL_CLOCK"] = (NOW + timedelta(hours=1)).isoformat()
    process.start()


def added(ready, before):
    """Which tables grew, by how many rows."""
    after = ready.rows()
    return {table: after[table] - count for table, count in before.items() if after[table] != count}


@pytest.fixture(scope="module")
def report(ready, process):
    """A report sent twenty times at once: the web it came from, its last page, receipts, rows added."""
    web, before = Web(process, "198.51.100.7"), ready.rows()
    shown = checked(web)
    answers = at_once(web, walk.REPORT, shown.fields())
    return web, shown, {walk.receipt_on(each) for each in answers}, added(ready, before)


def test_a_report_sent_twenty_times_at_once_is_one_report_with_one_receipt(report):
    _, _, receipts, grown = report
    assert len(receipts) == 1 and {**grown, TALLIES: 0} == {"concerns": 1, TALLIES: 0}


def test_after_a_restart_the_same_page_finds_the_same_report(report, ready, process):
    web, shown, receipts, _ = report
    before = ready.rows()
    an_hour_later(process)
    again = walk.answer(web, shown, "send")
    assert {walk.receipt_on(again)} == receipts and "the report you sent before" in again.words
    assert added(ready, before) == {}


def test_a_word_changed_is_a_correction_however_often_it_is_sent(report, ready):
    web, shown, receipts, _ = report
    before = ready.rows()
    changed = walk.answer(web, walk.answer(web, shown, "what"), text=walk.TEXT + " Worse now.")
    answers = at_once(web, walk.REPORT, changed.fields())
    assert {each.h1 for each in answers} == {"We added this to your report"}
    assert {walk.receipt_on(each) for each in answers} == receipts
    assert added(ready, before) == {"concern_messages": 1}


@pytest.fixture(scope="module")
def answers(ready, process):
    """Answers to a consultation sent twenty times at once: as `report`."""
    web, before = Web(process, "198.51.100.8"), ready.rows()
    shown = to_check(web, q_more="The path is dark.")
    sent = at_once(web, RESPOND, shown.fields(0))
    return web, shown, {receipt_of(each) for each in sent}, added(ready, before)


def test_answers_sent_twenty_times_at_once_are_one_response(answers):
    _, _, receipts, grown = answers
    assert len(receipts) == 1
    assert grown["consultation_responses"] == 1 and set(grown.values()) == {1}


def test_answers_changed_after_a_restart_replace_the_first(answers, ready, process):
    web, shown, receipts, _ = answers
    before = ready.rows()
    an_hour_later(process)
    page = web.post(RESPOND, {**shown.fields(0), "go": "change:first"})
    check = web.post(RESPOND, {**page.fields(0), "q_more": "The path is darker.", "go": "next"})
    changed = at_once(web, RESPOND, check.fields(0))
    assert {receipt_of(each) for each in changed} == receipts and added(ready, before) == {}


def test_what_was_acknowledged_outlives_a_server_that_is_killed(ready, process):
    web, before = Web(process, "198.51.102.9"), ready.rows()
    shown = checked(web)
    receipt = walk.receipt_on(walk.answer(web, shown, "send"))
    process.kill()
    process.start()
    asked = web.get("/concerns/follow-up")
    found = web.post("/concerns/follow-up", {**asked.fields(), "receipt": receipt, "go": "find"})
    assert found.h1 == "Where your report stands" and added(ready, before) == {"concerns": 1}


def test_a_body_too_large_gets_its_page_over_a_real_line(process):
    refused = Web(process).ask("POST", walk.REPORT, b"text=" + b"x" * 600_000)
    assert refused.status_code == 413 and b"too much at once" in refused.data


def test_nothing_was_thrown_while_all_this_happened(process, answers, report):
    assert "Traceback" not in process.log
