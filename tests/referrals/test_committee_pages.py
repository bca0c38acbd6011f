"""The scrutiny officer takes referrals through the committee, page by page."""

import io
from datetime import date

from docx import Document as open_document
from sqlalchemy import select

from portal.core.actors import Role
from portal.outbox.models import Mail
from portal.referrals.committee import steps
from portal.referrals.rules import ENDED, MEMBERS_TURN, State
from tests.adapters.test_attachments import PHONE
from tests.builders import referrals as built
from tests.builders.referrals import BODIES, in_state
from tests.builders.staff import sign_in
from tests.page_client import PageClient
from tests.referrals.conftest import HOME


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
        assert bool(offered) == (state not in (*ENDED, *MEMBERS_TURN))
        for href in offered:
            code = href.rsplit("/", 1)[-1]
            if code in unseen:
                unseen.remove(code)
                desk.officer.get(href)
        desk.clear()
    assert not unseen


def test_the_officer_attaches_a_paper_until_the_referral_has_ended(desk):
    _, page = desk.make(built.listed)
    given = desk.form(page, "/papers") | {"name": "Figures for the square"}
    assert "The file is empty." in desk.officer.post(f"{page}/papers", given, status=422).words
    desk.officer.post(f"{page}/papers", given | {"file": (io.BytesIO(PHONE), "x.jpg")}, status=303)
    shown = desk.officer.get(page)
    assert "Figures for the square" in shown.words and "from the committee’s officers" in shown.words
    assert "The councillor who referred it can open the paper at once" in shown.words
    removal = next(f.get("action") for f in shown.tree.iter("form") if f.get("action").endswith("/removal"))
    desk.officer.post(removal, {"csrf_token": given["csrf_token"]}, status=303)
    assert "Figures for the square" not in desk.officer.get(page).words
    desk.clear()
    _, page = desk.make(in_state, State.CLOSED)
    assert "Attach the paper" not in desk.officer.get(page).words
    late = given | {"csrf_token": desk.form(page, "register-subject")["csrf_token"]}
    desk.officer.post(f"{page}/papers", late | {"file": (io.BytesIO(PHONE), "x.jpg")}, status=409)


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
    moon = desk.step(page, "request", 422, due_on=["1", "3", "2027"], **(given | {"bodies": ["the-moon"]}))
    assert "Choose a responsible authority or a body that co-operates" in moon.words
    desk.step(page, "request", due_on=["1", "3", "2027"], **given)
    request = desk.officer.get(f"{page}/steps/information").all("select", name="request")[0]
    first = [each.get("value") for each in request.iter("option")][1]
    told = {"request": first, "note": "Ask John Smith, 07700 900123."}
    assert "Take out what points" in desk.step(page, "information", 422, points="no", **told).words
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
