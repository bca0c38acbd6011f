"""The committee's own registers, page by page: sittings, closed items, programme, year, public words."""

import io
from datetime import timedelta

from docx import Document as open_document

from portal.core.actors import Role
from portal.referrals import service
from portal.referrals.models import Referral
from portal.referrals.rules import State
from tests.builders import referrals as built
from tests.builders.referrals import BODIES, MONDAY, in_state
from tests.builders.staff import sign_in
from tests.page_client import PageClient
from tests.referrals.conftest import HOME


def test_sittings_are_planned_moved_held_and_called_off_with_a_sentence_for_each_slip(desk):
    page, plan = f"{HOME}/sittings", {"begins": "18:00", "place": "The chamber", "for_crime": "y"}
    slips = {
        "Write the day of the sitting": ["", "", ""],
        "Write a day that is ahead": ["1", "1", "2026"],
        "had to be out by": ["25", "11", "2026"],
    }
    for told, on in slips.items():
        shown = desk.officer.get(page)
        answer = desk.officer.http.post(page, data=shown.fields() | plan | {"on": on}, headers=OURS)
        assert answer.status_code in (409, 422) and told in answer.get_data(as_text=True)
    desk.officer.post(page, desk.officer.get(page).fields() | plan | {"on": ["14", "12", "2026"]}, status=303)
    twice = desk.officer.post(
        page, desk.officer.get(page).fields() | plan | {"on": ["14", "12", "2026"]}, status=409
    )
    assert "There is a sitting on 14 December 2026 already" in twice.words
    sitting = next(href for href in desk.officer.get(page).links() if href.startswith(f"{page}/"))
    moved = desk.form(sitting, "day") | {
        "day-on": ["21", "12", "2026"],
        "day-note": "The chamber is taken.",
    }
    desk.officer.post(f"{sitting}/day", moved, status=303)
    desk.officer.post(f"{sitting}/day", moved, status=409)
    desk.move(MONDAY + timedelta(days=28))
    desk.officer.post(f"{sitting}/holding", desk.form(sitting, "holding"), status=303)
    assert "Held, moved from 14 December 2026" in desk.officer.get(sitting).words


OURS = {"Sec-Fetch-Site": "same-origin"}


def test_an_item_without_the_public_names_the_law(desk):
    id_, _ = desk.make(built.listed)
    sitting = f"{HOME}/sittings/{desk.write(lambda session: session.get_one(Referral, id_).sitting_id)}"
    filled = desk.form(sitting, "closed-items") | {"closed-referral": id_}
    assert "Choose a reason" in desk.officer.post(f"{sitting}/closed-items", filled, status=422).words
    filled |= {"closed-reason": "crime", "closed-note": "It would warn those it is about."}
    desk.officer.post(f"{sitting}/closed-items", filled, status=303)
    assert "Schedule 12A, paragraph 7" in desk.officer.get(sitting).words
    assert "without the public" in desk.officer.get(f"{HOME}/referrals/{id_}").words
    opening = next(
        f.get("action") for f in desk.officer.get(sitting).forms() if "opening" in (f.get("action") or "")
    )
    desk.officer.post(opening, desk.form(sitting, "opening"), status=303)
    assert "The public may listen to everything" in desk.officer.get(sitting).words


def test_the_programme_is_written_agreed_and_asked_about_again_after_a_change(desk):
    page = f"{HOME}/programme"
    desk.officer.post(
        page, desk.officer.get(page).fields() | {"note": "Knife crime\nThe night buses"}, status=303
    )
    again = desk.officer.get(page).fields() | {"note": "Something else"}
    assert "Something happened" in desk.officer.post(page, again, status=409).words
    agreement = next(href for href in desk.officer.get(page).links() if href.endswith("/agreement"))
    given = desk.officer.get(agreement).fields() | {"bodies": list(BODIES)}
    assert "Write the day" in desk.officer.post(agreement, given, status=422).words
    desk.officer.post(agreement, given | {"on": ["1", "1", "2030"]}, status=422)
    desk.officer.post(
        agreement, given | {"on": ["2", "11", "2026"], "consulted_on": ["1", "10", "2026"]}, status=303
    )
    agreed = desk.officer.get(page)
    assert "agreed on 2 November 2026" in agreed.words and agreement not in agreed.links()
    change = next(href for href in desk.officer.get(page).links() if href.endswith("/words"))
    desk.officer.post(page, desk.officer.get(change).fields() | {"note": "Only knife crime"}, status=303)
    assert "not agreed yet" in desk.officer.get(page).words


def test_the_year_is_told_in_figures_as_page_and_document(desk):
    desk.make(in_state, State.MONITORING)
    shown = desk.officer.get(f"{HOME}/years/2026-27")
    assert "Listed on officers’ advice 1" in shown.words and "A report with recommendations 1" in shown.words
    assert "21 days in the middle" in shown.words
    answer = desk.officer.http.get(f"{HOME}/years/2026-27.docx")
    assert len(open_document(io.BytesIO(answer.data)).tables) == 7
    for wrong in ("2030-31", "2026-29", "next"):
        desk.officer.get(f"{HOME}/years/{wrong}", status=404)


def test_the_years_that_have_begun_are_linked_and_no_other(desk):
    desk.make(in_state, State.SUBMITTED)
    assert "2027-28" not in desk.officer.get(f"{HOME}/years/2026-27").words
    desk.move(MONDAY + timedelta(days=200))
    assert "2027-28 · 2026-27" in desk.officer.get(f"{HOME}/years/2027-28").words


def test_members_of_the_committee_are_named_by_the_officer(desk):
    page = f"{HOME}/members"
    councillor = sign_in(PageClient(desk.app), desk.app, Role.COUNCILLOR, name="Ward member").account_id
    desk.officer.post(page, desk.officer.get(page).fields() | {"seated": [councillor]}, status=303)
    assert desk.write(lambda session: service.sits_on_committee(session, councillor))
    desk.officer.post(
        page, {k: v for k, v in desk.officer.get(page).fields().items() if k != "seated"}, status=303
    )
    assert not desk.write(lambda session: service.sits_on_committee(session, councillor))


def test_a_seat_given_by_a_colleague_meanwhile_stays(desk):
    page = f"{HOME}/members"
    mine, theirs = (
        sign_in(PageClient(desk.app), desk.app, Role.COUNCILLOR, name=name).account_id for name in "AB"
    )
    opened = desk.officer.get(page).fields()
    by = service.By(built.OFFICER.actor, built.home())
    desk.write(lambda session: service.seat(session, theirs, sits=True, by=by, now=MONDAY))
    desk.officer.post(page, opened | {"seated": [mine]}, status=303)
    for each in (mine, theirs):
        assert desk.write(lambda session, each=each: service.sits_on_committee(session, each))


def test_words_of_the_register_are_written_by_one_and_published_by_another(desk):
    id_, _ = desk.make(built.reported)
    page = f"{HOME}/register/{id_}"
    write = [href for href in desk.officer.get(page).links() if "/matter" in href][0]
    named = desk.officer.get(write).fields() | {"words": "Ask John Smith on 07700 900123."}
    assert "points to a person" in desk.officer.post(write, named, status=422).words
    desk.officer.post(write, named | {"words": "Noise at night."}, status=303)
    assert not [form for form in desk.officer.get(page).forms() if "agreement" in (form.get("action") or "")]
    second = sign_in(PageClient(desk.app), desk.app, Role.SCRUTINY_OFFICER)
    assert "1 to read" in second.get(HOME).words
    agreement = second.get(page).forms()[0].get("action")
    mine = desk.officer.get(write).fields() | second.get(page).fields(0)
    token = {"csrf_token": desk.officer.get(write).fields()["csrf_token"]}
    assert "Ask a colleague to read them" in desk.officer.post(agreement, mine | token, status=403).words
    second.post(agreement, second.get(page).fields(0), status=303)
    reference = desk.write(lambda session: session.get_one(Referral, id_).reference)
    assert "Noise at night." in PageClient(desk.app).get(f"/referrals/{reference}").words
    assert desk.officer.get(f"{HOME}/register").words.count("No words wait") == 1


def test_a_council_with_one_scrutiny_officer_has_a_second_reader(desk):
    """An officer who moderates reads the words that wait, and nothing else of the referral."""
    id_, case = desk.make(built.reported)
    write = [href for href in desk.officer.get(f"{HOME}/register/{id_}").links() if "/matter" in href][0]
    given = desk.officer.get(write).fields()
    desk.officer.post(write, given | {"words": "Noise at night."}, status=303)
    reader = sign_in(PageClient(desk.app), desk.app, Role.ENGAGEMENT_OFFICER)
    (page,) = [href for href in reader.get(f"{HOME}/register").links() if "/reading" in href]
    shown = reader.get(page)
    assert "Noise at night." in shown.words and built.MATTER.title not in shown.words
    for closed in (case, write, f"{HOME}/register/{id_}"):
        reader.get(closed, status=403)
    agreement = shown.forms()[0].get("action")
    stale = reader.post(agreement, shown.fields(0) | {"seen_version": "7"}, status=409)
    assert "since you opened it" in stale.words
    reader.post(agreement, shown.fields(0), status=303)
    reader.get(page, status=404)
    assert "No words wait" in reader.get(f"{HOME}/register").words


def test_a_matter_that_is_marked_sensitive_leaves_the_register(desk):
    id_, page = desk.make(built.listed)
    desk.officer.post(
        f"{page}/register-subject", desk.form(page, "register-subject") | {"sensitive": "yes"}, status=303
    )
    reference = desk.write(lambda session: session.get_one(Referral, id_).reference)
    PageClient(desk.app).get(f"/referrals/{reference}", status=404)
    assert "only counted" in desk.officer.get(page).words


def test_the_year_is_counted_from_a_sitting_before_the_register(desk):
    page = f"{HOME}/sittings"
    assert "No sitting for crime and disorder is known" in desk.officer.get(HOME).words
    assert "No sitting for crime and disorder is known" in desk.officer.get(page).words
    for on, status in ((MONDAY, 422), (MONDAY - timedelta(days=300), 303)):
        day = {"before-on": [str(on.day), str(on.month), str(on.year)]}
        desk.officer.post(f"{page}/before", desk.form(page, "/before") | day, status=status)
    shown = desk.officer.get(page).words
    assert "last sat for crime and disorder: 300" in shown and "has to be held by" in shown
