"""A visitor reports a concern, comes back with seven words, adds to it and takes it back."""

from datetime import UTC, datetime

from portal.core.actors import Role
from tests.concerns import walk
from tests.page_client import PageClient
from tests.walks.rooms import decide, opened, waiting

FOLLOW = "/concerns/follow-up"
FIRST = "Dave sells things under the bridge; his number is 07700 900123."
CLEAN = "Somebody sells things under the bridge."
NEW_YEAR = datetime(2027, 1, 5, 10, tzinfo=UTC)
"""A morning after the quarter in which the stories start."""

LATER = "They sell things under the bridge, and since Sunday by the school too."


def report(page: PageClient, text: str = FIRST, **changes):
    """The last page before sending."""
    return walk.at_the_end(page, what={"text": text}, **changes)


def find(page, receipt, status=200):
    return page.post(FOLLOW, {**page.get(FOLLOW).fields(), "receipt": receipt, "go": "find"}, status=status)


def take_back(page, receipt):
    sure = page.post(FOLLOW, {**find(page, receipt).fields(), "go": "withdraw"})
    return page.post(FOLLOW, {**sure.fields(), "go": "withdraw-now"})


def test_seven_words_lead_back_to_a_report(page, another_browser, partnership):
    assert "/concerns/report" in page.get("/").links()
    check = report(page)
    assert {mark.get("data-kind") for mark in check.all("mark")} >= {"phone"}
    done = walk.answer(page, check, "send")
    receipt = walk.receipt_on(done)
    assert done.h1 == "We have your report" and len(set(receipt.split())) > 1
    assert partnership.police_name in done.words
    shown = find(another_browser(), receipt.upper())
    assert "It waits for an officer" in shown.words and "You wrote it on 23 November 2026" in shown.words
    assert "bridge" not in shown.html


def test_sent_again_it_is_one_report_and_other_words_are_added_to_it(page, app, signed_in):
    check = report(page)
    receipt = walk.receipt_on(walk.answer(page, check, "send"))
    again = walk.answer(page, check, "send")
    assert "Nothing was counted twice" in again.words and walk.receipt_on(again) == receipt
    changed = walk.answer(page, walk.answer(page, check, "what"), text=LATER)
    added = walk.answer(page, changed, "send")
    assert added.h1 == "We added this to your report" and walk.receipt_on(added) == receipt
    assert "You added to it on 23 November 2026" in find(page, receipt).words
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (item,) = waiting(officer)
    read = opened(officer, item).words
    assert "the writer added something" in read and "under the bridge;" in read and LATER in read


def test_marked_details_are_hidden_before_anything_is_kept(page, app, signed_in):
    walk.answer(page, report(page), "send", hide="y")
    (row,) = walk.kept(app)
    assert "07700" not in walk.opened(app, row)["text"]


def test_a_report_taken_back_is_gone_for_everybody(page, app, signed_in):
    check = report(page)
    receipt = walk.receipt_on(walk.answer(page, check, "send"))
    gone = take_back(page, receipt)
    assert gone.h1 == "Your report is taken back" and "counted nowhere" in gone.words
    assert "You took it back" in find(page, receipt).words
    assert waiting(signed_in(Role.ENGAGEMENT_OFFICER)) == []
    assert walk.answer(page, check, "send").h1 == "You took this report back"
    (row,) = walk.kept(app)
    assert row.sealed_working is None and row.sealed_recovery is None


def test_what_is_added_to_a_counted_report_comes_before_an_officer_again(page, signed_in):
    check = report(page)
    receipt = walk.receipt_on(walk.answer(page, check, "send"))
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    (item,) = waiting(officer)
    decide(officer, item, verb="count", copy=CLEAN)
    assert waiting(officer) == []
    changed = walk.answer(page, walk.answer(page, check, "what"), text=LATER)
    assert walk.answer(page, changed, "send").h1 == "We added this to your report"
    assert waiting(officer) == [item] and LATER in opened(officer, item).words
    assert "You added to it on" in find(page, receipt).words
    decide(officer, item, verb="count", copy=CLEAN, reason="It tells of the same.")
    assert waiting(officer) == [] and "counted it" in find(page, receipt).words


def test_a_published_report_taken_back_leaves_its_count_and_nothing_else(page, app, signed_in, clock):
    receipt = walk.receipt_on(walk.answer(page, report(page), "send"))
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    decide(officer, waiting(officer)[0], verb="count", copy=CLEAN)
    assert "It becomes part of our figures" in find(page, receipt).words
    clock.move_to(NEW_YEAR)
    officer = signed_in(Role.ENGAGEMENT_OFFICER)
    preview = officer.get("/staff/concerns/releases/next")
    officer.post("/staff/concerns/releases", preview.fields(), status=303)
    assert "October to December 2026" in page.get("/concerns").words
    assert "It is part of our published figures" in find(page, receipt).words
    gone = take_back(page, receipt)
    assert "It stays as one among others in the figures we have published" in gone.words
    (row,) = walk.kept(app)
    assert (row.state, row.sealed_working, row.sanitised) == ("counted", None, None)


def test_what_cannot_be_taken_is_told_and_nothing_is_kept(page, app, partnership):
    where = walk.up_to(page, "place")
    unknown = walk.answer(page, where, postcode="ZZ99 9ZZ", status=422)
    assert f"We do not know this postcode in {partnership.area_name}" in unknown.words
    away = walk.answer(page, where, lat="48.8566", lon="2.3522")
    assert away.h1 == "This place is outside our area"
    assert partnership.neighbours[0].name in away.words
    help_now = walk.answer(page, walk.up_to(page, "topic"), topic="domestic-abuse")
    assert "0808 2000 247" in help_now.words and "999" in help_now.words
    assert walk.how_many(app) == 0
    assert find(page, "abandon ability able about above absent absorb", status=422).h1
