"""What came of a consultation, page by page: what everybody reads and where officers write it."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.cli import install
from portal.consultations.after import frozen
from portal.core.actors import Role
from tests.builders.after import SLUG, a_finding, cleared, people_answered
from tests.builders.consultations import AFTER, a_consultation
from tests.builders.walking import RESUME, press, receipt_of, sent

STAFF = f"/staff/consultations/{SLUG}"
HAPPENED = f"/consultations/{SLUG}/what-happened"
LATE = datetime(2027, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def answered(app, database, partnership):
    """Twenty-four residents answered, and it closed this morning."""
    with database.transaction() as session:
        people_answered(session, partnership, 24)
    return database


@pytest.fixture
def closed(answered, clock):
    """The clock stands after the close."""
    clock.move_to(AFTER)
    return answered


@pytest.fixture
def officer(closed, signed_in):
    """An engagement officer, after the close."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


def read(page, clock, path):
    """What everybody reads ten seconds later."""
    clock.move_to(clock.now() + timedelta(minutes=1))
    return page.get(path).words


def a_new_finding(**changes):
    return {
        "said": "Most people want brighter paths first.",
        "verdict": "accepted",
        "question": "change",
        "line": "Lamps come before cameras",
        "decision": "Mend the lamps.",
        "reason": "So people said.",
        "action": "The council mends them by May.",
        "decided_on": ["14", "12", "2026"],
        "progress": "planned",
        **changes,
    }


def test_everybody_reads_by_when_we_answer(page, answered, clock):
    assert "Within twelve weeks of the close" in page.get(HAPPENED).words
    clock.move_to(AFTER)
    assert "We answer by 7 March 2027" in page.get(HAPPENED).words
    clock.move_to(LATE)
    assert "Our answer is late." in page.get(HAPPENED).words


def test_an_officer_writes_a_finding_and_everybody_reads_it(page, officer, clock):
    path = f"{STAFF}/findings/new"
    officer.post(path, {**officer.get(path).fields(), **a_new_finding()}, status=303)
    assert "brighter paths" not in page.get(HAPPENED).words
    shown = officer.get(f"{STAFF}/findings")
    (outcome,) = [link for link in shown.links() if link.startswith("/staff/outcomes/")]
    form = officer.get(outcome).fields()
    officer.post(f"{outcome}/publication", {**form, "proceedings": "no"}, status=303)
    words = read(page, clock, HAPPENED)
    assert "You said Most people want brighter paths first." in words
    assert "We decided Mend the lamps." in words and "We do this" in words


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"said": ""}, "Write what people said"),
        ({"verdict": "rejected"}, "What we do not do is"),
        ({"said": "Ring 07700 900123"}, "Take out what looks like a personal detail"),
        ({"verdict": "maybe"}, "Choose whether we do what people said"),
    ],
)
def test_a_wrong_finding_is_asked_for_again(officer, wrong, told):
    path = f"{STAFF}/findings/new"
    shown = officer.post(path, {**officer.get(path).fields(), **a_new_finding(**wrong)}, status=422)
    assert told in shown.words and "So people said." in shown.html


def test_two_officers_do_not_overwrite_each_other(officer, closed):
    with closed.transaction() as session:
        finding = a_finding(session)
    path = f"{STAFF}/findings/{finding}"
    old = officer.get(path).fields()
    officer.post(path, {**old, "said": "Lamps."}, status=303)
    shown = officer.post(path, {**old, "said": "Cameras."}, status=409)
    assert "Somebody changed this meanwhile" in shown.words and "It now says: Lamps." in shown.words
    officer.post(path, shown.fields(), status=303)
    officer.get(f"{STAFF}/findings/nothing", status=404)


def test_the_whole_answer_and_a_delay_are_said_once_each(page, officer, closed, clock, signed_in):
    clock.move_to(LATE)
    late = signed_in(Role.ENGAGEMENT_OFFICER)
    shown = late.get(f"{STAFF}/findings")
    refused = late.post(f"{STAFF}/answered", shown.fields(-2), status=422)
    assert "Let everybody read at least one finding first" in refused.words
    delay = {**shown.fields(), "reason": "The board met late.", "promised_on": "2027-04-01"}
    late.post(f"{STAFF}/delay", delay, status=303)
    assert "The board met late." in read(page, clock, HAPPENED)
    clock.move_to(LATE.replace(month=4))
    assert "That day has passed too" in read(page, clock, HAPPENED)
    clock.move_to(LATE)
    assert "Somebody changed this" in late.post(f"{STAFF}/delay", delay, status=409).words
    with closed.transaction() as session:
        a_finding(session)
    late.post(f"{STAFF}/answered", late.get(f"{STAFF}/findings").fields(-2), status=303)
    assert "Our answer was complete on 9 March 2027" in read(page, clock, HAPPENED)


def test_who_looked_is_public_and_in_the_evidence(page, officer):
    path = f"{STAFF}/considered"
    looked = {"considered_on": "2026-12-14", "body": "officers", "what": "All tables.", "changed": "Order."}
    officer.post(path, {**officer.get(path).fields(), **looked}, status=303)
    assert "Engagement officers, 14 December 2026" in page.get(HAPPENED).words
    evidence = officer.get(f"{STAFF}/evidence").words
    assert "All tables." in evidence and "24 people answered" in evidence
    wrong = {**officer.get(path).fields(), **looked, "considered_on": "2026-12-01"}
    assert "Choose a day from 13 December 2026" in officer.post(path, wrong, status=422).words


def test_figures_are_counted_once_and_a_note_stands_beside_them(page, officer):
    path = f"{STAFF}/results-notes"
    officer.post(f"{STAFF}/counting", officer.get(path).fields(), status=303)
    note = {**officer.get(path).fields(), "words": "One pile was counted twice at first."}
    officer.post(path, note, status=303)
    shown = page.get(f"/consultations/{SLUG}/results")
    assert "One pile was counted twice at first." in shown.words and "fingerprint" in shown.words
    assert "Live here" in shown.words


def test_the_timer_counts_what_has_closed(page, app, closed):
    install(app)
    told = app.test_cli_runner().invoke(args=["consultation", "close-out"]).output
    assert "1 closed out, 1 counted" in told
    assert "fingerprint" in page.get(f"/consultations/{SLUG}/results").words


def test_while_very_many_answers_are_counted_everybody_reads_so(page, officer, monkeypatch):
    monkeypatch.setattr(frozen, "MANY", 20)
    waiting = page.get(f"/consultations/{SLUG}/results")
    assert "within the hour" in waiting.words and "Look again" in waiting.words
    assert "up to half a minute" in officer.get(f"{STAFF}/results-notes").words


def test_offers_of_help_are_copies_only(officer, closed):
    with closed.transaction() as session:
        cleared(session, "help", "I could sweep [place].")
    shown = officer.get(f"{STAFF}/offers")
    assert "I could sweep [place]." in shown.words and "market" not in shown.words
    officer.get(f"{STAFF}/offers?question=nothing", status=404)


@pytest.mark.parametrize("shape", ["xlsx", "csv", "dictionary"])
def test_an_analyst_takes_answers_out_for_a_purpose(closed, signed_in, shape):
    analyst = signed_in(Role.ANALYST)
    assert f"/staff/exports/{SLUG}" in analyst.get("/staff/exports").links()
    fields = analyst.get(f"/staff/exports/{SLUG}").fields()
    analyst.post(f"/staff/exports/{SLUG}", {**fields, "shape": shape}, status=422)
    taken = analyst.http.post(f"/staff/exports/{SLUG}", data={**fields, "purpose": "report", "shape": shape})
    assert taken.status_code == 200 and "attachment" in taken.headers["Content-Disposition"]
    assert taken.headers["Cache-Control"] == "no-store" and taken.data


def test_nothing_is_taken_out_while_it_is_open(answered, signed_in):
    analyst = signed_in(Role.ANALYST)
    assert "No consultation has closed yet" in analyst.get("/staff/exports").words
    analyst.get(f"/staff/exports/{SLUG}", status=404)


def test_reach_is_read_by_analysts_and_noted_by_officers(answered, signed_in):
    officer, analyst = signed_in(Role.ENGAGEMENT_OFFICER), signed_in(Role.ANALYST)
    path = f"{STAFF}/reach"
    went = {"done_on": "2026-11-23", "place": "The library", "channel": "session", "body": "officers"}
    officer.post(f"{STAFF}/outreach", {**officer.get(path).fields(), **went}, status=303)
    shown = analyst.get(path)
    assert "The library" in shown.words and not [form for form in shown.forms() if form.get("action")]
    wrong = {**officer.get(path).fields(), **went, "place": ""}
    assert "Write where" in officer.post(f"{STAFF}/outreach", wrong, status=422).words


def test_a_receipt_shows_what_came_of_it(page, app, database, clock):
    with database.transaction() as session:
        a_consultation(session)
    words = receipt_of(sent(page))
    clock.move_to(AFTER)
    shown = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    assert "Nothing is decided yet." in shown.words and HAPPENED in shown.links()
    with database.transaction() as session:
        a_finding(session)
    shown = press(page, page.get(RESUME), "find", path=RESUME, receipt=words)
    assert "We do this: under way." in shown.words


def test_figures_that_are_kept_look_the_same(closed, page):
    before = page.get(f"/consultations/{SLUG}/results").all("table")
    with closed.transaction() as session:
        frozen.freeze(session, SLUG, now=AFTER)
    assert len(page.get(f"/consultations/{SLUG}/results").all("table")) == len(before)
