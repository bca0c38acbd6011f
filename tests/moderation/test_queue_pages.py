"""The queue's pages: found, taken, gone on from, decided together, looked back at; and every empty state."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.concerns.models import Concern
from portal.concerns.rules import SURGE, Risk, State
from portal.concerns.service import SealTo
from portal.contact import service as contact
from portal.contact.rules import Kind
from portal.core.actors import Role
from portal.moderation.rules import CLEAR_SURGE
from portal.web.context import EXTENSION
from tests.builders.concerns import a_receipt, sent
from tests.builders.contact import a_request
from tests.conftest import TODAY

QUEUE = "/staff/moderation"


@pytest.fixture
def house(app):
    return app.extensions[EXTENSION]


@pytest.fixture
def three(house, partnership, settings):
    """Ids of three reports of one topic that wait, the first a high risk."""
    seal_to = SealTo(settings.seal_public, settings.recovery_public)
    with house.database.transaction() as session:
        for number in range(3):
            phrase = f"lamp orange river seven bridge table w{number}"
            sent(session, partnership, phrase=phrase, now=TODAY, seal_to=seal_to)
        rows = sorted(session.scalars(select(Concern)).all(), key=lambda row: row.id)
        rows[0].risk = Risk.HIGH
        return [row.id for row in rows]


@pytest.fixture
def officer(signed_in, three):
    return signed_in(Role.ENGAGEMENT_OFFICER, name="Robin Lowe")


@pytest.fixture
def colleague(signed_in, three):
    return signed_in(Role.ENGAGEMENT_OFFICER, name="Sam Field")


def items(shown):
    """The ids in the list, in its order."""
    found = [link.split("?")[0] for link in shown.links() if "/moderation/concerns/" in link]
    return [link.rsplit("/", 1)[1] for link in found]


def form_to(shown, end):
    """What the form to this address sends."""
    (index,) = (n for n, form in enumerate(shown.forms()) if form.get("action").split("?")[0].endswith(end))
    return shown.fields(index)


def state_of(house, concern_id):
    with house.database.reading() as session:
        return session.scalars(select(Concern.state).where(Concern.id == concern_id)).one()


def test_the_list_says_by_when_in_staffed_time(officer):
    assert "in 2 working days" in officer.get(QUEUE).words


def test_late_is_said_and_shown(signed_in, three, clock):
    clock.move_to(TODAY + timedelta(days=7))
    shown = signed_in(Role.ENGAGEMENT_OFFICER).get(QUEUE)
    assert "late by 3 working days" in shown.words and shown.all("tr", **{"class": "is-late"})


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("risk=high", 1),
        ("risk=normal", 2),
        ("due=late", 0),
        ("due=this-week", 3),
        ("state=waits", 3),
        ("state=surge", 0),
        ("topic=asb-street", 3),
        ("kind=answers", 0),
        ("claimed=nobodys", 3),
        ("claimed=mine", 0),
        ("topic=nonsense&ward=%00x", 3),
    ],
)
def test_a_filter_in_the_address_shows_its_part(officer, asked, there):
    if "%00" in asked:
        officer.get(f"{QUEUE}?{asked}", status=404)
        asked = asked.replace("%00", "")
    shown = officer.get(f"{QUEUE}?{asked}")
    assert len(items(shown)) == there
    assert there or "Clear the filters" in shown.words


def test_without_filters_an_empty_queue_says_so(signed_in):
    shown = signed_in(Role.ENGAGEMENT_OFFICER).get(QUEUE)
    assert "Nothing waits" in shown.words and "Clear the filters" not in shown.words


def test_the_filters_and_the_order_go_along_from_page_to_page(officer):
    asked = "?risk=normal&order=due"
    shown = officer.get(QUEUE + asked)
    assert "due soonest comes first" in shown.words and QUEUE + "?risk=normal" in shown.links()
    assert all(link.endswith(asked) for link in shown.links() if "/moderation/concerns/" in link)
    (action,) = (form.get("action") for form in shown.forms() if "/next" in form.get("action"))
    came = officer.post(action, form_to(shown, "/next"), status=303)
    assert action.endswith(asked) and came.location.endswith(asked)


def test_next_is_the_most_urgent_that_nobody_works_on(officer, colleague, three):
    mine = officer.post(f"{QUEUE}/next", form_to(officer.get(QUEUE), "/next"), status=303).location
    theirs = colleague.post(f"{QUEUE}/next", form_to(colleague.get(QUEUE), "/next"), status=303).location
    assert mine.endswith(three[0]) and theirs.endswith(three[1])
    assert "You work on it" in officer.get(mine).words


def test_colleagues_see_who_works_on_it_and_take_over_with_one_press(officer, colleague, three):
    path = f"{QUEUE}/concerns/{three[0]}"
    officer.post(f"{path}/take", {**form_to(officer.get(path), "/take"), "go": "take"}, status=303)
    assert "taken by Robin Lowe" in colleague.get(QUEUE).words
    shown = colleague.get(path)
    assert "Robin Lowe works on it" in shown.words
    colleague.post(f"{path}/take", {**form_to(shown, "/take"), "go": "take-over"}, status=303)
    assert "Sam Field works on it" in officer.get(path).words


def test_taking_what_a_colleague_took_meanwhile_is_said(officer, colleague, three):
    path = f"{QUEUE}/concerns/{three[0]}"
    old = officer.get(path)
    colleague.post(f"{path}/take", {**form_to(colleague.get(path), "/take"), "go": "take"}, status=303)
    officer.post(f"{path}/take", {**form_to(old, "/take"), "go": "take"}, status=303)
    assert "Sam Field took it before you" in officer.get(path).words


def test_giving_back_leads_to_the_list(officer, three):
    path = f"{QUEUE}/concerns/{three[0]}"
    officer.post(f"{path}/take", {**form_to(officer.get(path), "/take"), "go": "take"}, status=303)
    officer.post(f"{path}/take", {**form_to(officer.get(path), "/take"), "go": "give-back"}, status=303)
    assert "taken by" not in officer.get(QUEUE).words


def test_what_leads_see_no_officer_takes(officer, house, three):
    with house.database.transaction() as session:
        session.get(Concern, three[0]).state = State.ESCALATED
    token = {"csrf_token": form_to(officer.get(QUEUE), "/next")["csrf_token"], "go": "take"}
    officer.post(f"{QUEUE}/concerns/{three[0]}/take", token, status=404)


def tick(shown, ids):
    ticks = [box.get("value") for box in shown.all("input", name="chosen")]
    return {**form_to(shown, "/together"), "chosen": [each for each in ticks if each.split(":")[1] in ids]}


def test_several_alike_are_decided_on_one_page_more(officer, house, three):
    shown = officer.get(QUEUE)
    assert not any(three[0] in box.get("value") for box in shown.all("input", name="chosen"))
    page = officer.post(f"{QUEUE}/together", tick(shown, three[1:]))
    assert "Decide on 2 together" in page.words and state_of(house, three[1]) == State.HELD
    sent_with = {**form_to(page, "/together"), "what": "test", "reason": "Tries of the form", "go": "decide"}
    officer.post(f"{QUEUE}/together", {**sent_with, "reason": ""}, status=422)
    officer.post(f"{QUEUE}/together", sent_with, status=303)
    assert {state_of(house, each) for each in three[1:]} == {State.DECLINED}
    assert "2 decided." in officer.get(QUEUE).words


def test_nothing_ticked_is_nothing_decided(officer):
    officer.post(f"{QUEUE}/together", tick(officer.get(QUEUE), ()), status=303)
    assert "Tick items of one kind" in officer.get(QUEUE).words


def test_what_was_decided_today_can_be_looked_at_again(officer, three):
    assert "You decided nothing yet" in officer.get(f"{QUEUE}/decided").words
    page = officer.post(f"{QUEUE}/together", tick(officer.get(QUEUE), three[1:2]))
    all_of_it = {**form_to(page, "/together"), "what": "test", "reason": "A try", "go": "decide"}
    officer.post(f"{QUEUE}/together", all_of_it, status=303)
    shown = officer.get(f"{QUEUE}/decided")
    assert "Declined" in shown.words and f"{QUEUE}/concerns/{three[1]}" in shown.links()


def test_words_are_looked_for_in_copies_and_stand_in_no_address(officer, house, three):
    with house.database.transaction() as session:
        concern = session.get(Concern, three[1])
        concern.state, concern.sanitised = State.COUNTED, "Motorbikes race round the bandstand."
    shown = officer.get(f"{QUEUE}/search")
    asked = form_to(shown, "/search")
    found = officer.post(f"{QUEUE}/search", {**asked, "words": "racing motorbike"})
    assert "bandstand" in found.words and f"{QUEUE}/concerns/{three[1]}" in found.links()
    assert "No copy holds" in officer.post(f"{QUEUE}/search", {**asked, "words": "lights"}).words
    officer.post(f"{QUEUE}/search", {**asked, "words": " "}, status=422)
    assert not [link for link in found.links() if "racing" in link]


def test_analysts_search_copies_and_see_no_way_to_the_item(signed_in, house, three):
    with house.database.transaction() as session:
        concern = session.get(Concern, three[1])
        concern.state, concern.sanitised = State.COUNTED, "Motorbikes race round the bandstand."
    analyst = signed_in(Role.ANALYST)
    found = analyst.post(
        f"{QUEUE}/search", {**form_to(analyst.get(f"{QUEUE}/search"), "/search"), "words": "bandstand"}
    )
    assert "bandstand" in found.words and not [link for link in found.links() if three[1] in link]


def test_leads_have_the_same_list_without_ticks(signed_in, house, three):
    with house.database.transaction() as session:
        session.get(Concern, three[0]).state = State.ESCALATED
    lead = signed_in(Role.SAFEGUARDING_LEAD)
    shown = lead.get("/staff/safeguarding")
    assert not shown.all("input", name="chosen") and "together" not in shown.html
    came = lead.post("/staff/safeguarding/next", form_to(shown, "/next"), status=303)
    assert came.location.endswith(f"/staff/safeguarding/concerns/{three[0]}")


def test_a_question_to_the_board_waits_among_the_others(officer, house, partnership, settings):
    with house.database.transaction() as session:
        seals = contact.SealTo(settings.seal_public, settings.recovery_public)
        kept = contact.Keeping(a_receipt(), seals, partnership.clocks)
        contact.receive(session, a_request(Kind.QUESTION), kept, now=TODAY)
    shown = officer.get(f"{QUEUE}?kind=questions")
    (path,) = {link.split("?")[0] for link in shown.links() if "/moderation/questions/" in link}
    opened = officer.post(f"{path}/open", officer.get(path).fields(0))
    said = {**opened.fields(0), "verb": "accept", "copy": "What comes of the lamps?", "reason": "Clear"}
    officer.post(f"{path}/decide", said, status=303)
    assert "Nothing that waits fits" in officer.get(f"{QUEUE}?kind=questions").words


def test_surge_marks_go_without_a_reason(officer, house, three):
    with house.database.transaction() as session:
        for each in three[1:]:
            session.get(Concern, each).flags = SURGE
    page = officer.post(f"{QUEUE}/together", tick(officer.get(f"{QUEUE}?state=surge"), three[1:]))
    officer.post(
        f"{QUEUE}/together", {**form_to(page, "/together"), "what": CLEAR_SURGE, "go": "decide"}, status=303
    )
    assert items(officer.get(f"{QUEUE}?state=surge")) == []
    assert state_of(house, three[1]) == State.HELD


def test_deciding_leads_on_to_the_next_that_fits(officer, house, three):
    path = f"{QUEUE}/concerns/{three[1]}"
    opened = officer.post(f"{path}/open?risk=normal", officer.get(path).fields())
    decision = {**form_to(opened, "/decide"), "verb": "decline", "code": "test", "reason": "A try"}
    came = officer.post(f"{path}/decide?risk=normal", {**decision, "go": "decide-next"}, status=303)
    assert came.location.endswith(f"{QUEUE}/concerns/{three[2]}?risk=normal")
    assert "You work on it" in officer.get(came.location).words
