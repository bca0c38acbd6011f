"""People answer at an event on a shared screen, and with invitation codes."""

import re

import pytest
from sqlalchemy import func, select

from portal.consultations.channels import events, invitations
from portal.consultations.channels.events import NewEvent
from portal.consultations.channels.models import Arrival, Invitation
from portal.consultations.channels.rules import InvitedKind
from portal.consultations.models import Response
from portal.core.actors import Role
from tests.builders.consultations import AFTER, WHILE_OPEN, a_consultation
from tests.builders.walking import RESPOND, press, receipt_of

INVITED = "/consultations/what-first/invited"
STAFF = "/staff/consultations/what-first"
DAY = WHILE_OPEN.date()


@pytest.fixture
def asked(app, database):
    """A consultation that is open."""
    with database.transaction() as session:
        return a_consultation(session)


@pytest.fixture
def fair(asked, database):
    """The address of an event that is on."""
    with database.transaction() as session:
        new = NewEvent("Fair", "The square", DAY, DAY, 60)
        code = events.begin(session, "what-first", new, actor_id="ann", now=WHILE_OPEN)
    return f"/consultations/what-first/at/{code}"


@pytest.fixture
def code(asked, database, settings):
    """An invitation code."""
    with database.transaction() as session:
        made = invitations.make(
            session,
            "what-first",
            "Groups",
            InvitedKind.GROUPS,
            1,
            seed=b"a seed",
            lookup_key=settings.lookup_key,
            actor_id="ann",
            now=WHILE_OPEN,
        )
    return made.codes[0]


def walked(page, path, shown=None):
    """From the first page to the check."""
    shown = press(page, shown or page.get(path), "next", path=path, q_relation="live")
    shown = press(page, shown, "next", path=path, q_more="Dark paths.")
    return press(page, shown, "next", path=path)


def channels(database):
    """How the answers came."""
    with database.reading() as session:
        return sorted(session.scalars(select(Response.channel)))


def kept(database, table=Response):
    """How many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_an_answer_at_an_event_is_counted_there(page, fair, database):
    shown = press(page, walked(page, fair), "send", path=fair)
    assert shown.h1 == "Your answers are in" and len(receipt_of(shown).split()) == 7
    assert channels(database) == ["event"]
    with database.reading() as session:
        assert session.scalars(select(Arrival.event_id)).one()


def test_the_screen_clears_itself_and_gives_more_time(page, fair):
    shown = press(page, walked(page, fair), "send", path=fair)
    assert shown.response.headers["Refresh"] == f"60; url={fair}"
    assert fair in shown.links() and "no-store" in shown.response.headers["Cache-Control"]
    more = press(page, shown, "more", path=fair)
    assert more.response.headers["Refresh"] == f"300; url={fair}" and receipt_of(more) == receipt_of(shown)


def test_the_same_sent_again_shows_no_receipt_on_a_shared_screen(page, fair, database):
    shown = walked(page, fair)
    press(page, shown, "send", path=fair)
    again = press(page, shown, "send", path=fair)
    assert "receipt-words" not in again.html and kept(database) == 1


def test_a_new_start_shows_nothing_of_the_last(page, fair):
    press(page, walked(page, fair), "send", path=fair)
    shown = page.get(fair)
    assert "q_relation" not in shown.fields(0) and "Clear everything and start again" in shown.words


def test_nothing_is_saved_half_way_on_a_shared_screen(page, fair, database):
    shown = page.get(fair)
    assert "Save and come back later" not in shown.words
    shown = press(page, shown, "save", path=fair, q_relation="live")
    assert shown.fields(0)["q_relation"] == "live" and kept(database) == 0


def test_many_answer_on_one_device(page, fair, database):
    for _ in range(12):
        press(page, walked(page, fair), "send", path=fair)
    assert kept(database) == 12


def test_an_event_that_is_over_leads_to_the_web(page, fair, database, clock):
    code = fair.rpartition("/")[2]
    with database.transaction() as session:
        events.stop(session, "what-first", code, actor_id="ann", now=WHILE_OPEN)
    assert RESPOND in page.get(fair, status=409).links()
    page.post(fair, {"go": "send"}, status=409)
    page.get(fair.replace(code, "zzzzz"), status=404)


def test_what_was_answered_somewhere_else_is_not_taken_at_an_event(page, fair, database):
    shown = page.get(RESPOND)
    lost = press(page, shown, "next", path=fair, q_relation="live", status=422)
    assert "We could not read what you answered" in lost.words and kept(database) == 0


def opened(page, code):
    """The first page behind a code."""
    shown = page.get(INVITED)
    return page.post(INVITED, {**shown.fields(0), "code": code, "go": "code"})


def test_a_code_opens_the_questions_and_counts_once(page, code, database):
    shown = press(page, walked(page, INVITED, opened(page, code)), "send", path=INVITED)
    assert shown.h1 == "Your answers are in" and channels(database) == ["invitation"]
    form = page.get(INVITED).fields(0)
    used = page.post(INVITED, {**form, "code": code, "go": "code"}, status=409)
    assert "Somebody answered with this code already." in used.words


def test_an_invited_answer_sent_twice_is_one(page, code, database):
    shown = walked(page, INVITED, opened(page, code))
    first = press(page, shown, "send", path=INVITED)
    again = press(page, shown, "send", path=INVITED)
    assert receipt_of(first) == receipt_of(again) and kept(database) == 1


def test_two_people_with_one_code_count_once_and_the_second_keeps_the_words(page, code, database):
    mine, theirs = (walked(page, INVITED, opened(page, code)) for _ in "ab")
    press(page, mine, "send", path=INVITED)
    shown = press(page, theirs, "send", path=INVITED, status=409)
    assert "Somebody answered with this code already." in shown.words
    assert "What you answered so far stays." in shown.words and kept(database) == 1


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB-CCCC", "x" * 500, "½"])
def test_an_unknown_code_says_what_to_do(page, code, typed):
    form = page.get(INVITED).fields(0)
    shown = page.post(INVITED, {**form, "code": typed, "go": "code"}, status=422)
    assert "We know no such code here." in shown.words and not shown.links().count("/code")


def test_without_a_code_nothing_is_counted_and_nothing_lost(page, code, database):
    shown = page.get(RESPOND)
    shown = press(page, shown, "next", path=INVITED, q_relation="live", status=422)
    shown = walked(page, INVITED, shown)
    shown = press(page, shown, "send", path=INVITED, status=422)
    assert "Type your invitation code. What you answered stays." in shown.words
    check = page.post(INVITED, {**shown.fields(0), "code": code, "go": "code"})
    press(page, check, "send", path=INVITED)
    assert channels(database) == ["invitation"]


def test_an_invited_person_saves_and_comes_back(page, code, database):
    shown = press(page, opened(page, code), "save", path=INVITED, q_relation="live")
    assert len(receipt_of(shown).split()) == 7 and channels(database) == ["invitation"]
    with database.reading() as session:
        assert session.scalars(select(Invitation.used)).one()


@pytest.fixture
def alone(asked, database):
    """The consultation is open by invitation alone."""
    with database.transaction() as session:
        invitations.set_only(session, "what-first", True, actor_id="ann", now=WHILE_OPEN)


def test_by_invitation_alone_the_code_is_asked_first(page, alone):
    assert page.get(RESPOND, status=303).location == INVITED


def test_whoever_was_answering_when_it_became_invited_loses_nothing(page, asked, code, database):
    shown = walked(page, RESPOND)
    with database.transaction() as session:
        invitations.set_only(session, "what-first", True, actor_id="ann", now=WHILE_OPEN)
    shown = press(page, shown, "send", status=403)
    assert "What you answered so far stays." in shown.words
    check = page.post(INVITED, {**shown.fields(0), "code": code, "go": "code"})
    press(page, check, "send", path=INVITED)
    assert channels(database) == ["invitation"]


def test_after_the_close_no_code_is_asked(page, asked, clock):
    clock.move_to(AFTER)
    assert page.get(INVITED).h1 == "This consultation has closed"


@pytest.fixture
def officer(asked, signed_in):
    """An engagement officer."""
    return signed_in(Role.ENGAGEMENT_OFFICER)


EVENT = {"name": "Fair", "place": "The square", "first_day": "2026-11-23", "last_day": "2026-11-24"}


def test_an_officer_makes_an_event_with_a_code_to_print(officer, page):
    form = officer.get(f"{STAFF}/events").fields()
    where = officer.post(f"{STAFF}/events", {**form, **EVENT}, status=303).location
    shown = officer.get(where)
    link = re.search(r"/consultations/what-first/at/[a-z0-9]{5}", shown.words).group()
    assert shown.all("img")[0].get("src").startswith("data:image/svg") and page.get(link).status == 200
    officer.post(f"{where}/stop", shown.fields(), status=303)
    page.get(link, status=409)
    assert "Fair" in officer.get(f"{STAFF}/events").words


@pytest.mark.parametrize(
    "changes", [{"name": " "}, {"last_day": "2026-11-01"}, {"clear_after": "5"}, {"first_day": "soon"}]
)
def test_an_event_that_cannot_be_stays_in_the_form(officer, changes):
    form = officer.get(f"{STAFF}/events").fields()
    shown = officer.post(f"{STAFF}/events", {**form, **EVENT, **changes}, status=422)
    assert shown.fields()["place"] == "The square"


CODES = {"name": "Groups", "kind": "groups", "number": "3"}


def test_codes_are_shown_once(officer, database):
    form = officer.get(f"{STAFF}/invitations").fields(0)
    shown = officer.post(f"{STAFF}/invitations", {**form, **CODES, "go": "sheet"})
    made = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", shown.words)
    assert len(set(made)) == 3 and kept(database, Invitation) == 3
    assert made[0] not in officer.get(f"{STAFF}/invitations").words


def test_a_page_sent_twice_shows_the_same_codes(officer, database):
    form = officer.get(f"{STAFF}/invitations").fields(0)
    first, again = (officer.post(f"{STAFF}/invitations", {**form, **CODES, "go": "sheet"}) for _ in "ab")
    assert first.words == again.words and kept(database, Invitation) == 3
    officer.post(f"{STAFF}/invitations", {**form, **CODES, "state": "00ff"}, status=422)


def test_codes_come_as_a_file(officer):
    form = officer.get(f"{STAFF}/invitations").fields(0)
    got = officer.post(f"{STAFF}/invitations", {**form, **CODES, "go": "file"}).response
    assert got.mimetype == "text/csv" and len(got.get_data(as_text=True).strip().splitlines()) == 4


@pytest.mark.parametrize("number", ["0", "5001", "many", ""])
def test_no_number_of_codes_that_cannot_be(officer, number, database):
    form = officer.get(f"{STAFF}/invitations").fields(0)
    officer.post(f"{STAFF}/invitations", {**form, **CODES, "number": number}, status=422)
    assert kept(database, Invitation) == 0


def test_an_officer_closes_it_to_all_but_the_invited(officer, page):
    form = officer.get(f"{STAFF}/invitations").fields(1)
    officer.post(f"{STAFF}/invitations/only", {**form, "only": "yes"}, status=303)
    assert page.get(RESPOND, status=303).location == INVITED
