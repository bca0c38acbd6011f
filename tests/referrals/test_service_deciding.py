"""What the committee does with a referral, on both databases."""

from datetime import date, timedelta

import pytest

from portal.referrals import rules, service
from portal.referrals.noticing import MEMBER as TO_THE_MEMBER
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.rules import Answer, AnswerKind, State
from portal.referrals.service import Progress
from tests.builders.referrals import (
    BODIES,
    GROUP,
    OFFICER,
    considered,
    listed,
    monitored,
    recommendation,
    reported,
    requested,
)


def notices(path, state=NoticeState.OWED):
    return [(each.kind, each.told) for each in path.view.notices if each.state is state]


def test_nothing_is_considered_before_its_sitting(session):
    path = listed(session)
    with pytest.raises(rules.NotSatYet):
        path.officer(service.consider)
    path.later(22).officer(service.consider)
    assert path.view.considered_on == date(2026, 12, 14)


def test_no_report_needs_reasons_and_is_closed_only_when_they_went_out(session):
    path = considered(session)
    with pytest.raises(rules.ReasonsMissing):
        path.officer(service.no_report, " ")
    path.officer(service.no_report, "It was settled meanwhile")
    with pytest.raises(rules.NoticesOwed) as refused:
        path.officer(service.close)
    assert refused.value.owed == ("no_report",)
    path.notify().officer(service.close)
    assert notices(path) == [(NoticeKind.OUTCOME, TO_THE_MEMBER)]


def test_a_matter_of_one_authority_goes_to_whoever_governs_it(session):
    path = considered(session)
    with pytest.raises(rules.BodyUnknown):
        path.officer(service.redirect, "nobody", "It is theirs alone")
    path.officer(service.redirect, BODIES[1], "It is theirs alone")
    assert (NoticeKind.REDIRECTION, BODIES[1]) in notices(path)
    assert path.view.body == BODIES[1]


def test_a_matter_goes_to_a_group_that_there_is(session):
    path = considered(session)
    with pytest.raises(rules.GroupUnknown):
        path.officer(service.send_to_group, "nobody")
    path.officer(service.send_to_group, GROUP)
    assert (NoticeKind.SENT_TO_GROUP, GROUP) in notices(path)


def test_information_is_asked_by_a_day_comes_without_names_and_leads_back(session):
    path = considered(session)
    with pytest.raises(rules.AnswerDayMissing):
        path.officer(service.request_information, "How often?", BODIES[:1], path.today)
    with pytest.raises(rules.BodyUnknown):
        path.officer(service.request_information, "How often?", (), path.today + timedelta(days=9))
    path.officer(service.request_information, "How often?", BODIES[:2], path.today + timedelta(days=9))
    assert [due.who for due in path.view.dues if due.code == "information"] == sorted(BODIES[:2])
    with pytest.raises(rules.InformationPersonal):
        path.officer(service.answer_information, requested(path), "Forty", depersonalised=False)
    path.officer(service.answer_information, requested(path), "Forty", depersonalised=True)
    with pytest.raises(rules.AnsweredAlready):
        path.officer(service.answer_information, requested(path), "Fifty", depersonalised=True)
    with pytest.raises(rules.ReasonsMissing):
        path.officer(service.resume)
    path.officer(service.resume, "The other will not come")
    assert path.state is State.CONSIDERED


def test_a_report_goes_only_to_those_who_must_answer(session):
    path = considered(session)
    for recipients, refused in (((), rules.RecipientsMissing), (("nobody",), rules.BodyUnknown)):
        with pytest.raises(refused):
            path.officer(service.make_report, ("Agree a plan",), recipients)
    with pytest.raises(rules.RecommendationsMissing):
        path.officer(service.make_report, (" ",), BODIES[:1])
    cooperating = OFFICER.partnership.referring.bodies[0].code
    path.officer(service.make_report, ("Agree a plan",), (BODIES[0], cooperating))
    assert sorted(notices(path)) == sorted(
        [
            (NoticeKind.DUTY, BODIES[0]),
            (NoticeKind.DUTY, cooperating),
            (NoticeKind.REPORT_COPY, TO_THE_MEMBER),
        ]
    )
    with pytest.raises(rules.NoticesOwed):
        path.officer(service.send_report)


def test_a_report_can_go_to_everybody_who_has_to_answer(session):
    everybody = (*BODIES, *(each.code for each in OFFICER.partnership.referring.bodies))
    path = considered(session)
    path.officer(service.make_report, ("Agree a plan",), everybody)
    assert path.view.events[-1].bodies == everybody
    assert {each.body for each in path.view.recipients} == set(everybody)


def test_bodies_answer_within_28_days_are_reminded_and_may_say_why_not(session):
    path = reported(session, BODIES[:2])
    report_on = path.today
    assert {each.due_on for each in path.view.recipients} == {report_on + timedelta(days=28)}
    path.officer(
        service.respond, BODIES[0], recommendation(path), Answer(AnswerKind.REJECT, "It is not ours")
    )
    with pytest.raises(rules.AnsweredAlready):
        path.officer(service.respond, BODIES[0], recommendation(path), Answer(AnswerKind.REJECT, "Again"))
    with pytest.raises(rules.NotARecipient):
        path.officer(service.respond, BODIES[2], recommendation(path), Answer(AnswerKind.REJECT, "Not asked"))
    path.later(21)
    assert service.run_clock(session, now=path.now, partnership=OFFICER.partnership) == 1
    assert notices(path) == [(NoticeKind.REMINDER, BODIES[1])]
    path.officer(
        service.not_reasonably_possible, BODIES[1], "Staff are away", path.today + timedelta(days=30)
    )
    (due,) = [each for each in path.view.dues if each.code == "response"]
    assert due.on == report_on + timedelta(days=51)
    with pytest.raises(rules.ResponsesWait) as refused:
        path.officer(service.monitor)
    assert refused.value.bodies == (BODIES[1],)
    path.officer(service.monitor, "We will not wait")
    assert path.state is State.MONITORING


def test_what_was_promised_is_looked_at_before_it_is_closed(session):
    path = monitored(session)
    with pytest.raises(rules.ReviewMissing):
        path.officer(service.close)
    progress = Progress(BODIES[0], recommendation(path), "The plan stands", done=True)
    path.officer(service.review, "Done", (progress,))
    assert path.view.recommendations[0].responses[0].done_on == path.today
    assert not [due for due in path.view.dues if due.code == "action"]
    with pytest.raises(rules.ReasonsMissing):
        path.notify().officer(service.close)
    path.officer(service.close, "All of it was done within a week")
    assert path.state is State.CLOSED
