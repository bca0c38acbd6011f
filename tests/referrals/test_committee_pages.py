"""The scrutiny officer takes referrals through the committee, page by page."""

import io
from datetime import date, timedelta

import pytest
from docx import Document as open_document
from sqlalchemy import delete, select

from portal.core.actors import Role
from portal.outbox.models import Mail
from portal.referrals import service
from portal.referrals.committee import steps
from portal.referrals.committee_models import Sitting
from portal.referrals.models import Referral
from portal.referrals.rules import State
from portal.web.context import EXTENSION
from tests.builders import referrals as built
from tests.builders.portal import a_portal, an_empty_database, some_settings
from tests.builders.referrals import BODIES, MONDAY, in_state
from tests.builders.staff import sign_in
from tests.page_client import PageClient

HOME = "/staff/scrutiny"


class Desk:
    """One portal, a scrutiny officer in front of it, and the builders below it."""

    def __init__(self, app):
        self.house = app.extensions[EXTENSION]
        self.app = app
        self.officer = sign_in(PageClient(app), app, Role.SCRUTINY_OFFICER, name="An officer")

    def make(self, begin, *given, **more):
        """A referral made by the builders; the portal's clock follows it. Its id and its address."""
        with self.house.database.transaction() as session:
            path = begin(session, *given, **more)
        self.move(path.now)
        return path.id, f"{HOME}/referrals/{path.id}"

    def move(self, now):
        """The clock stands there; who sat at the desk signs in again."""
        self.house.clock.move_to(now)
        sign_in(self.officer, self.app, account_id=self.officer.account_id)

    def write(self, work):
        with self.house.database.transaction() as session:
            return work(session)

    def step(self, page, code, status=303, **answers):
        path = f"{page}/steps/{code}"
        return self.officer.post(path, self.officer.get(path).fields() | answers, status=status)

    def state(self, referral_id):
        return self.write(lambda session: session.get_one(Referral, referral_id).state)

    def clear(self):
        self.write(lambda session: [session.execute(delete(each)) for each in (Referral, Sitting)])
        self.move(MONDAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    settings = some_settings(tmp_path_factory.mktemp("committee"), partnership="bcp")
    database = next(an_empty_database(settings.database_url))
    app = a_portal(settings, at=MONDAY)
    yield Desk(app)
    app.extensions[EXTENSION].database.dispose()
    database.dispose()


@pytest.fixture
def desk(made):
    yield made
    made.clear()


@pytest.fixture(params=["sqlite"])
def database_kind(request):
    return request.param


def notice_of(desk, page, words):
    """The address of the newest notice of this name on a referral's page."""
    found = [
        a.get("href")
        for a in desk.officer.get(page).tree.iter("a")
        if "/notices/" in a.get("href", "") and words in "".join(a.itertext())
    ]
    return found[-1]


def issue_all(desk, page):
    for href in desk.officer.get(page).links():
        if "/notices/" in href and "to be sent" in desk.officer.get(href).words:
            desk.officer.post(f"{href}/issue", desk.officer.get(href).fields(), status=303)


def test_every_state_has_its_page_and_every_open_step_a_form(desk):
    unseen = set(steps.STEPS)
    for state in set(State) - {State.DRAFT}:
        _, page = desk.make(in_state, state)
        shown = desk.officer.get(page)
        offered = {href for href in shown.links() if "/steps/" in href}
        assert bool(offered) == (
            state not in (State.CLOSED, State.WITHDRAWN, State.RETURNED, State.NOT_LOCAL_MATTER)
        )
        for href in offered:
            code = href.rsplit("/", 1)[-1]
            if code in unseen:
                unseen.remove(code)
                desk.officer.get(href)
        desk.clear()
    assert not unseen


def test_the_list_and_a_step_out_of_turn(desk):
    _, page = desk.make(built.sent)
    assert "Noise and threats at the square" in desk.officer.get(HOME).words
    assert "None has ended yet" in desk.officer.get(f"{HOME}?show=ended").words
    desk.officer.get(f"{page}/steps/closing", status=409)
    desk.officer.get(f"{page}/steps/nothing", status=404)


def test_the_one_question_is_answered_as_advice_and_no_answer_ends_it(desk):
    id_, page = desk.make(built.sent)
    refused = desk.step(page, "advice", 422, answer="not-local", note="")
    assert "Write the reasons" in refused.words
    desk.step(page, "advice", answer="not-local", note="The square lies in another ward.")
    assert desk.state(id_) == State.NOT_LOCAL_MATTER
    assert "The square lies in another ward." in desk.officer.get(notice_of(desk, page, "Advice")).words


def test_a_notice_is_a_draft_until_it_is_sent_then_frozen_and_mailed_without_its_words(desk):
    _, page = desk.make(built.sent)
    notice = notice_of(desk, page, "We have it")
    draft = desk.officer.get(notice)
    assert "a draft" in draft.words and "The answer comes by 7 December 2026" in draft.words
    desk.officer.post(f"{notice}/issue", draft.fields(), status=303)
    kept = desk.officer.get(notice)
    assert "sent on 23 November 2026" in kept.words and not kept.forms()
    assert "took its place" in desk.officer.post(f"{notice}/issue", draft.fields(), status=409).words
    mails = desk.write(lambda session: session.scalars(select(Mail.body)).all())
    assert not [body for body in mails if "square" in body]


def test_a_notice_comes_as_a_word_document_too(desk):
    _, page = desk.make(built.sent)
    answer = desk.officer.http.get(f"{notice_of(desk, page, 'We have it')}.docx")
    words = "\n".join(each.text for each in open_document(io.BytesIO(answer.data)).paragraphs)
    assert "What happens next" in words and "Practice here" in words
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="acknowledgement-r-2026-')


def test_a_later_sitting_takes_the_member_s_agreement(desk):
    id_, page = desk.make(built.listed)
    later = desk.write(lambda session: built.a_sitting(session, date(2027, 1, 18)))
    refused = desk.step(page, "agenda", 422, sitting=later)
    assert "The next sitting is on 14 December 2026" in refused.words
    desk.step(page, "agenda", sitting=later, agrees="y")
    assert "18 January 2027" in desk.officer.get(page).words
    assert desk.state(id_) == State.LISTED


def test_a_report_goes_out_is_answered_and_watched_until_it_is_closed(desk):
    id_, page = desk.make(built.considered)
    words = "Light the square.\n\nPatrol it at night."
    more = {"recommendations": words, "note": "It goes on."}
    assert "Choose who has to answer" in desk.step(page, "report", 422, **more).words
    desk.step(page, "report", recipients=["fire", "police"], **more)
    assert "Send these notices first" in desk.step(page, "sending", 409).words
    duty = desk.officer.get(notice_of(desk, page, "duty to answer"))
    assert "Have regard to the report" in duty.words and "Answer by 11 January 2027" in duty.words
    issue_all(desk, page)
    desk.step(page, "sending")
    answer_everything(desk, page)
    desk.step(page, "monitoring")
    shown = desk.officer.get(f"{page}/steps/review")
    done = [each.get("value") for each in shown.all("input", name="done")]
    desk.step(page, "review", note="Both are done.", done=done)
    assert "Nothing is open" in desk.officer.get(f"{HOME}/recommendations").words
    assert "done 14 December 2026" in desk.officer.get(f"{HOME}/recommendations?show=all").words
    desk.step(page, "closing", note="The square is lit.")
    assert desk.state(id_) == State.CLOSED


def answer_everything(desk, page):
    """Each body accepts each recommendation; one of them says first why it answers later."""
    ahead = ["1", "3", "2027"]
    refused = desk.step(
        page, "later", 422, body="fire", note="The officer is away.", expected_on=["1", "1", "2020"]
    )
    assert "Write a day that is ahead" in refused.words and "The officer is away." in refused.html
    desk.step(page, "later", body="fire", note="The officer is away.", expected_on=ahead)
    refused = desk.step(page, "monitoring", 409)
    assert "Answers are missing" in refused.words
    for _ in range(4):
        which = desk.officer.get(f"{page}/steps/response").all("select", name="which")[0]
        first = [each.get("value") for each in which.iter("option")][1]
        given = {"which": first, "answer": "accept", "note": "We do it."}
        if _ == 0:
            assert "Write the day by which" in desk.step(page, "response", 422, **given).words
        desk.step(page, "response", by_on=ahead, **given)


def test_a_day_and_a_body_that_do_not_fit_are_said_and_nothing_is_lost(desk):
    id_, page = desk.make(built.considered)
    given = {"note": "How often was it reported?", "bodies": [BODIES[0]]}
    past = desk.step(page, "request", 422, due_on=["1", "1", "2026"], **given)
    assert "Write a day that is ahead" in past.words and "How often was it reported?" in past.html
    wrong = desk.step(page, "request", 422, due_on=["31", "2", "2027"], **given)
    assert "Write a day that exists" in wrong.words
    desk.step(page, "request", 422, due_on=["1", "3", "2027"], **(given | {"bodies": ["the-moon"]}))
    desk.step(page, "request", due_on=["1", "3", "2027"], **given)
    request = desk.officer.get(f"{page}/steps/information").all("select", name="request")[0]
    first = [each.get("value") for each in request.iter("option")][1]
    told = {"request": first, "note": "Ask John Smith, 07700 900123."}
    assert "may point to a person" in desk.step(page, "information", 422, points="no", **told).words
    desk.step(page, "information", points="no", request=first, note="Forty times.")
    desk.step(page, "resumption")
    assert desk.state(id_) == State.CONSIDERED


def test_two_officers_at_once_the_second_reads_first(desk):
    id_, page = desk.make(built.sent)
    path = f"{page}/steps/advice"
    seen = desk.officer.get(path).fields() | {"answer": "local"}
    desk.officer.post(path, seen, status=303)
    again = desk.officer.post(path, seen | {"note": "My words"}, status=409)
    assert "Something happened to this since you opened it" in again.words and "My words" in again.html
    assert desk.state(id_) == State.LISTED


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
    moved = form_of(desk, sitting, "day") | {
        "day-on": ["21", "12", "2026"],
        "day-note": "The chamber is taken.",
    }
    desk.officer.post(f"{sitting}/day", moved, status=303)
    desk.officer.post(f"{sitting}/day", moved, status=409)
    desk.move(MONDAY + timedelta(days=28))
    desk.officer.post(f"{sitting}/holding", form_of(desk, sitting, "holding"), status=303)
    assert "Held, moved from 14 December 2026" in desk.officer.get(sitting).words


OURS = {"Sec-Fetch-Site": "same-origin"}


def form_of(desk, page, name):
    """What a browser sends from the form that goes to this part of the page's address."""
    shown = desk.officer.get(page)
    at = next(n for n, form in enumerate(shown.forms()) if name in (form.get("action") or ""))
    return shown.fields(at)


def test_an_item_without_the_public_names_the_law(desk):
    id_, _ = desk.make(built.listed)
    sitting = f"{HOME}/sittings/{desk.write(lambda session: session.get_one(Referral, id_).sitting_id)}"
    filled = form_of(desk, sitting, "closed-items") | {"closed-referral": id_}
    assert "Choose a reason" in desk.officer.post(f"{sitting}/closed-items", filled, status=422).words
    filled |= {"closed-reason": "crime", "closed-note": "It would warn those it is about."}
    desk.officer.post(f"{sitting}/closed-items", filled, status=303)
    assert "Schedule 12A, paragraph 7" in desk.officer.get(sitting).words
    assert "without the public" in desk.officer.get(f"{HOME}/referrals/{id_}").words
    opening = next(
        f.get("action") for f in desk.officer.get(sitting).forms() if "opening" in (f.get("action") or "")
    )
    desk.officer.post(opening, form_of(desk, sitting, "opening"), status=303)
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
    assert "agreed on 2 November 2026" in desk.officer.get(page).words
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


def test_members_of_the_committee_are_named_by_the_officer(desk):
    page = f"{HOME}/members"
    councillor = sign_in(PageClient(desk.app), desk.app, Role.COUNCILLOR, name="Ward member").account_id
    desk.officer.post(page, desk.officer.get(page).fields() | {"seated": [councillor]}, status=303)
    assert desk.write(lambda session: service.sits_on_committee(session, councillor))
    desk.officer.post(
        page, {k: v for k, v in desk.officer.get(page).fields().items() if k != "seated"}, status=303
    )
    assert not desk.write(lambda session: service.sits_on_committee(session, councillor))


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
    assert "Somebody else has to read them" in desk.officer.post(agreement, mine | token, status=403).words
    second.post(agreement, second.get(page).fields(0), status=303)
    reference = desk.write(lambda session: session.get_one(Referral, id_).reference)
    assert "Noise at night." in PageClient(desk.app).get(f"/referrals/{reference}").words
    assert desk.officer.get(f"{HOME}/register").words.count("No words wait") == 1


def test_a_matter_that_is_marked_sensitive_leaves_the_register(desk):
    id_, page = desk.make(built.listed)
    desk.officer.post(
        f"{page}/register-subject", form_of(desk, page, "register-subject") | {"sensitive": "yes"}, status=303
    )
    reference = desk.write(lambda session: session.get_one(Referral, id_).reference)
    PageClient(desk.app).get(f"/referrals/{reference}", status=404)
    assert "only counted" in desk.officer.get(page).words


def test_a_councillor_and_an_analyst_find_no_page_of_the_committee(desk):
    id_, _ = desk.make(built.sent)
    for role in (Role.COUNCILLOR, Role.ANALYST):
        other = sign_in(PageClient(desk.app), desk.app, role)
        for path in (
            HOME,
            f"{HOME}/referrals/{id_}",
            f"{HOME}/notices",
            f"{HOME}/sittings",
            f"{HOME}/register/{id_}",
        ):
            other.get(path, status=403)
