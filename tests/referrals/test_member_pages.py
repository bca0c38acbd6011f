"""A councillor writes up a matter, sends it, and takes every step that is the member's, through the pages."""

from datetime import UTC, datetime

import pytest

from portal.core.actors import Role
from portal.partnership.current import current
from portal.referrals import service
from portal.referrals.trail import By
from portal.staff.models import Account
from portal.web.context import EXTENSION
from tests.builders.staff import sign_in
from tests.referrals.writing_up import HOME, OFFICER, a_draft, advise, fill, send, sent, step, write_up


@pytest.fixture
def councillor(signed_in):
    return signed_in(Role.COUNCILLOR, name="A councillor")


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.SCRUTINY_OFFICER)


def test_a_councillor_is_led_from_the_rail_to_the_own_ward(app, councillor):
    assert HOME in councillor.get("/staff").links()
    with app.app_context():
        ward = current().wards[0].name
    words = councillor.get(HOME).words
    assert f"As a councillor for {ward}" in words and f"{ward} as it stands" in words


def test_a_matter_is_written_up_sent_and_acknowledged_with_its_clocks(app, councillor):
    draft = write_up(councillor, app)
    look = councillor.get(f"{draft}/check")
    assert (
        "Racing on the sea front" in look.words and "The neighbourhood team, 3 September 2026" in look.words
    )
    answer = send(councillor, draft)
    shown = councillor.get(answer.location)
    assert "Its reference is R-2026-001" in shown.words and "sent" in shown.words
    assert "7 December 2026" in shown.words and "10 working days later is" in shown.words
    assert "The ward as it stood on 23 November 2026" in shown.words


def test_the_next_page_is_never_lost(app, councillor):
    draft = a_draft(councillor)
    kept = fill(councillor, draft, "matter", "save", title="Only a title")
    assert kept.location == draft
    listed = councillor.get(draft)
    assert listed.h1 == "Only a title" and "to do" in listed.words
    assert "Only a title" in councillor.get(HOME).words


def test_going_on_asks_for_what_the_committee_needs(councillor):
    draft = a_draft(councillor)
    shown = fill(councillor, draft, "matter", status=422, about="Half of it.")
    assert "Write what the matter is called." in shown.words and "Half of it." in shown.html
    assert "Choose who raised it." in fill(councillor, draft, "place", status=422).words
    assert "Choose at least one authority." in fill(councillor, draft, "outcome", status=422).words
    assert "Tick that you read it." in fill(councillor, draft, "fit", status=422).words
    assert "Add at least one thing" in fill(councillor, draft, "efforts", status=422).words


def test_a_day_that_cannot_be_is_refused_and_the_words_stay(councillor):
    draft, tried = a_draft(councillor), {"with_whom": "The police", "result": "Nothing came of it."}
    days = {
        "Write a day that exists": ["31", "2", "2026"],
        "has not come yet": ["1", "12", "2026"],
        "Write the day": ["", "", ""],
    }
    for told, on in days.items():
        shown = fill(councillor, draft, "efforts", "add", status=422, on=on, **tried)
        assert told in shown.words and "Nothing came of it." in shown.html


def test_what_was_tried_is_taken_out_again(app, councillor):
    draft = write_up(councillor, app)
    path = f"{draft}/parts/efforts"
    fields = councillor.get(path).fields(0)
    councillor.post(path, fields | {"go": "remove-0"}, status=303)
    assert "The neighbourhood team" not in councillor.get(path).words
    assert "Still to do" in councillor.get(f"{draft}/check").words


def test_an_unfinished_draft_is_not_sent(councillor):
    draft = a_draft(councillor)
    look = councillor.get(f"{draft}/check")
    assert "Still to do" in look.words
    told = councillor.post(f"{draft}/check", look.fields(0) if look.forms() else {}, status=422)
    assert "Still to do" in told.words


def test_words_that_may_point_to_a_person_are_looked_at_again(app, councillor):
    draft = write_up(councillor, app, about="Ring Mrs Margaret Thompson on 07700 900123 about it.")
    look = councillor.get(f"{draft}/check")
    assert "may point to a person: what the matter is" in look.words
    assert "looked again" in send(councillor, draft, status=422).words
    send(councillor, draft, looked_again="y")


def test_a_second_window_does_not_overwrite_and_loses_nothing(councillor):
    draft = a_draft(councillor)
    older = councillor.get(f"{draft}/parts/matter").fields()
    fill(councillor, draft, "matter", "save", title="First title")
    shown = councillor.post(
        f"{draft}/parts/matter", older | {"title": "Second title", "go": "save"}, status=409
    )
    assert "changed elsewhere" in shown.words and shown.fields()["title"] == "Second title"
    councillor.post(f"{draft}/parts/matter", shown.fields() | {"go": "save"}, status=303)
    assert councillor.get(draft).h1 == "Second title"


def test_a_draft_is_its_members_alone(app, councillor, signed_in, officer):
    draft = a_draft(councillor)
    colleague = signed_in(Role.COUNCILLOR)
    for path in (draft, f"{draft}/parts/matter", f"{draft}/check", f"{draft}/throw-away"):
        colleague.get(path, status=404)
        officer.get(path, status=403)


def test_a_colleague_of_the_ward_reads_what_was_sent_and_takes_no_step(app, councillor, signed_in):
    referral = sent(councillor, app)
    with app.app_context():
        elsewhere = current().wards[1].code
    colleague, stranger = signed_in(Role.COUNCILLOR), signed_in(Role.COUNCILLOR, ward=elsewhere)
    assert "Racing on the sea front" in colleague.get(HOME).words
    shown = colleague.get(referral)
    assert "Another councillor of your ward" in shown.words and "What you can do" not in shown.words
    assert "Groups race engines" in shown.words
    colleague.get(f"{referral}/steps/withdrawal", status=409)
    stranger.get(referral, status=404)
    assert "Racing" not in stranger.get(HOME).words


def test_a_returned_matter_is_changed_and_answered(app, councillor):
    referral = sent(councillor, app)
    advise(app, referral, "return_to_member", "Since when does it go on?")
    assert "sent back to you" in councillor.get(HOME).words
    assert "Since when does it go on?" in councillor.get(f"{referral}/steps/answer").words
    fill(councillor, referral, "matter", "save", about="Groups race engines since May.")
    assert "Write your answer." in step(councillor, referral, "answer", status=422).words
    step(councillor, referral, "answer", "Since May; it says so now.")
    assert "Groups race engines since May." in councillor.get(referral).words


def test_insisting_puts_it_on_the_agenda_whatever_the_advice(app, councillor):
    referral = sent(councillor, app)
    advise(app, referral, "advise_not_local", "It is a planning matter.")
    shown = councillor.get(referral)
    assert "It is advice" in shown.words
    step(councillor, referral, "insistence", "It is about people not sleeping.")
    shown = councillor.get(referral)
    assert "on the agenda" in shown.words and "It is a planning matter." in shown.words


def test_without_advice_the_clock_lists_it_and_the_page_says_so(app, councillor, clock):
    referral = sent(councillor, app)
    clock.move_to(datetime(2026, 12, 8, 9, 0, tzinfo=UTC))
    sign_in(councillor, app, account_id=councillor.account_id)
    assert "On the agenda of the next sitting." in councillor.get(referral).words
    step(councillor, referral, "representations", "People moved away because of it.")
    assert "People moved away because of it." in councillor.get(referral).words


def test_a_matter_is_taken_back_and_nothing_follows(app, councillor):
    referral = sent(councillor, app)
    step(councillor, referral, "withdrawal")
    shown = councillor.get(referral)
    assert "You took it back" in shown.words and "What you can do" not in shown.words
    assert "Racing on the sea front" in councillor.get(f"{HOME}/ended").words
    councillor.get(f"{referral}/steps/withdrawal", status=409)


def test_a_step_on_an_older_view_keeps_the_words(app, councillor):
    referral = sent(councillor, app)
    older = councillor.get(f"{referral}/steps/representations").fields()
    advise(app, referral, "return_to_member", "Since when?")
    path = f"{referral}/steps/representations"
    shown = councillor.post(path, older | {"note": "Read this."}, status=409)
    assert "Something happened to this referral" in shown.words and "Read this." in shown.html
    councillor.post(path, shown.fields(), status=303)


def test_a_councillor_who_changes_wards_cannot_send_the_old_wards_matter(app, councillor):
    draft = write_up(councillor, app)
    look = councillor.get(f"{draft}/check").fields()
    house = app.extensions[EXTENSION]
    with app.app_context(), house.database.transaction() as session:
        session.get_one(Account, councillor.account_id).ward = current().wards[1].code
    told = councillor.post(f"{draft}/check", look, status=422)
    assert "This matter lies in another ward than yours." in told.words
    shown = fill(councillor, draft, "matter", "save", status=422, title="Elsewhere")
    assert "another ward than yours" in shown.words and shown.fields()["title"] == "Elsewhere"


def test_begun_twice_by_one_press_is_one_draft_and_begun_again_later_another(councillor):
    fields = councillor.get(HOME).fields(0)
    first = councillor.post(HOME, fields, status=303).location
    assert councillor.post(HOME, fields, status=303).location == first
    fill(councillor, first.removesuffix("/parts/matter"), "matter", "save", title="Racing on the sea front")
    assert councillor.post(HOME, fields, status=303).location != first


def test_a_draft_is_thrown_away_for_good(councillor):
    draft = a_draft(councillor)
    councillor.post(f"{draft}/throw-away", councillor.get(f"{draft}/throw-away").fields(), status=303)
    councillor.get(draft, status=404)


def test_a_member_of_the_committee_is_told_what_differs(app, councillor):
    house = app.extensions[EXTENSION]
    with app.app_context(), house.database.transaction() as session:
        by, moment = By(OFFICER, current()), house.clock.now()
        service.seat(session, councillor.account_id, sits=True, by=by, now=moment)
    assert "You sit on the committee yourself" in councillor.get(HOME).words
    assert "You sit on the committee yourself" in councillor.get(sent(councillor, app)).words


def test_nobody_else_refers(signed_in):
    for role in Role:
        if role is not Role.COUNCILLOR:
            other = signed_in(role)
            other.get(HOME, status=403)
            other.post(HOME, {}, status=403)


def test_unknown_parts_steps_and_referrals_are_not_found(app, councillor):
    draft = a_draft(councillor)
    for path in (
        f"{draft}/parts/other",
        f"{draft}/steps/insistence",
        f"{HOME}/nothing",
        f"{draft}/notices/no",
    ):
        councillor.get(path, status=404)
