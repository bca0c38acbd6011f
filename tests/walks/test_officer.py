"""An engagement officer's hour: the queue, what the public reads, the picture, the consultations."""

import pytest

from portal.core.actors import Role
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.releases import SUMMER, a_plausible_quarter, home
from tests.builders.walking import sent
from tests.concerns import walk
from tests.walks.rooms import decide, opened, waiting

CLEAN = "Somebody sells things by the bridge every night."
NAMED = "Dave Smith on 07700 900123 sells things by the bridge every night."
DANGER = "He said he is going to kill me when I walk home tonight."


@pytest.fixture
def officer(signed_in):
    """Signed in, with nothing in the way."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


def reported(page, text):
    """Somebody has sent this."""
    return walk.receipt_on(walk.answer(page, walk.at_the_end(page, what={"text": text}), "send"))


def save(browser, path, **changes):
    """Change a page and save it."""
    return browser.post(path, {**browser.get(path).fields(0), "go": "save", **changes}, status=303)


def told(page, receipt):
    """What the receipt shows."""
    path = "/concerns/follow-up"
    return page.post(path, {**page.get(path).fields(), "receipt": receipt, "go": "find"}).words


def test_the_queue_is_worked_off_by_risk_and_every_writer_reads_what_came_of_it(
    page, officer, signed_in, partnership
):
    counted, declined, escalated = (reported(page, text) for text in (NAMED, "asdf asdf", DANGER))
    assert "3 items wait for a decision" in officer.get("/staff").words
    first, *others = waiting(officer)
    assert "going to kill me" in opened(officer, first).words
    decide(officer, first, verb="escalate")
    for item in others:
        shown = opened(officer, item)
        named = "Dave Smith" in shown.words
        refused = decide(officer, item, shown=shown, verb="count", copy=NAMED, status=422)
        assert "Take out what could point to somebody" in refused.words
        how = {"verb": "count", "copy": CLEAN} if named else {"verb": "decline", "code": "test", "copy": ""}
        decide(officer, item, shown=refused, **how)
    assert waiting(officer) == []
    assert "counted it" in told(page, counted)
    assert "did not take it up" in told(page, declined)
    assert "specially trained colleague" in told(page, escalated)
    assert CLEAN in signed_in(Role.ANALYST).get("/staff/concerns").words


def test_the_second_of_two_officers_loses_nothing(page, officer, signed_in):
    reported(page, NAMED)
    second = signed_in(Role.ENGAGEMENT_OFFICER)
    (item,) = waiting(officer)
    mine, theirs = opened(officer, item), opened(second, item)
    decide(officer, item, shown=mine, verb="count", copy=CLEAN)
    refused = decide(second, item, shown=theirs, verb="decline", code="unclear", copy="My words.", status=409)
    assert refused.fields(0)["copy"] == "My words." and "Somebody decided on this" in refused.words


def test_what_the_public_reads_is_written_here(page, officer):
    save(officer, "/staff/advice/knife-crime", title="Knives and you", body="## First\n\nGive it up.")
    assert page.get("/advice/knife-crime").h1 == "Knives and you"
    line = "/staff/helplines/samaritans"
    save(officer, line, number="116 123 (free)")
    officer.post(f"{line}/confirmation", officer.get(line).fields(1), status=303)
    shown = page.get("/help-now").words
    assert "116 123 (free)" in shown and "checked on 23 November 2026" in shown


def test_what_is_previewed_is_what_everybody_sees(page, app, officer, database, partnership):
    assert "nothing to show yet" in page.get("/concerns").words
    with database.transaction() as session:
        a_plausible_quarter(session, home(partnership.code), 80, months=[SUMMER])
    preview = officer.get("/staff/concerns/releases/next")
    assert "July to September 2026" in preview.words
    made = officer.post("/staff/concerns/releases", preview.fields(), status=303)
    assert "Picture 1" in officer.get(made.location).words
    walk.pass_time(app, seconds=11)
    shown = page.get("/concerns")
    assert "July to September 2026" in shown.words
    assert all(ward.name in shown.words for ward in partnership.wards)
    assert tables(shown) <= tables(preview) and tables(shown)


def test_a_consultation_is_extended_and_its_words_wait_after_the_close(
    page, officer, signed_in, database, clock
):
    with database.transaction() as session:
        a_consultation(session)
    sent(page, q_more="The path by the school is dark.")
    path = "/staff/consultations/what-first"
    assert "Web 1" in officer.get(path).words and waiting(officer) == []
    longer = {"closes_on": "2026-12-20", "reason": "The paper came late."}
    officer.post(path, {**officer.get(path).fields(), **longer}, status=303)
    assert "20 December 2026" in page.get("/consultations/what-first").words
    clock.move_to(AFTER.replace(day=21))
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (item,) = waiting(officer)
    assert "The path by the school is dark." in opened(officer, item).words
    decide(officer, item, verb="clear", copy="A path near a school is dark.")
    assert "Cleared 1" in officer.get(path).words


def tables(shown):
    """Every table by its caption and lines."""
    return {
        ("".join(table.find("caption").itertext()).strip(), *(text(row) for row in table.iter("tr")))
        for table in shown.all("table")
    }


def text(row):
    """A line of a table as it reads."""
    return " ".join("".join(row.itertext()).split())
