"""Every verb of a referral, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.core.errors import MoveNotAllowed, NotFound, Refused, Stale
from portal.ledger import queries as ledger
from portal.referrals import owing, rules, service
from portal.referrals.noticing import MEMBER as TO_THE_MEMBER
from portal.referrals.noticing import NoticeKind, NoticeState
from portal.referrals.publishing import OnlyCounted
from portal.referrals.rules import Evidence, State, Verb
from portal.referrals.service import By
from portal.referrals.sitting import SittingPassed, TooLateForAgenda
from tests.builders.referrals import (
    MATTER,
    MEMBER,
    MONDAY,
    OFFICER,
    OTHER_WARD,
    SENSITIVE,
    TODAY,
    WARD,
    Path,
    a_draft,
    a_member,
    a_sitting,
    considered,
    listed,
    sent,
)


def notices(path, state=NoticeState.OWED):
    return [(each.kind, each.told) for each in path.view.notices if each.state is state]


def test_a_draft_is_kept_unfinished_changed_and_sent(session):
    path = a_draft(session, outcome="", efforts=())
    with pytest.raises(rules.MatterIncomplete):
        path.member(service.submit)
    path.member(service.amend, MATTER)
    evidence = Evidence(TODAY, (("All kinds", "10 to 14"),), ("Quieter in winter",))
    path.member(service.freeze_evidence, evidence)
    assert path.member(service.submit) == "R-2026-001"
    view = path.mine
    assert view.line.state is State.SUBMITTED and view.matter == MATTER
    assert view.evidence.figures == (("All kinds", "10 to 14"),)
    with pytest.raises(MoveNotAllowed):
        path.member(service.freeze_evidence, Evidence(TODAY))


def test_references_count_up_within_a_year(session):
    assert sent(session).row.reference == "R-2026-001"
    assert sent(session).row.reference == "R-2026-002"
    assert sent(session, now=MONDAY + timedelta(days=60)).row.reference == "R-2027-001"


def test_a_foreign_ward_a_body_nobody_knows_and_another_members_draft_are_refused(session):
    with pytest.raises(rules.ForeignWard):
        service.draft(session, replace(MATTER, ward=OTHER_WARD), by=MEMBER, now=MONDAY)
    with pytest.raises(rules.BodyUnknown) as refused:
        service.draft(session, replace(MATTER, authorities=("nobody",)), by=MEMBER, now=MONDAY)
    assert refused.value.body == "nobody"
    path = a_draft(session)
    for by in (a_member("x"), OFFICER):
        with pytest.raises(Refused):
            path.take(service.amend, by, MATTER)
        with pytest.raises(Refused):
            path.take(service.submit, by)


def test_a_draft_that_is_thrown_away_is_gone(session):
    path = a_draft(session)
    path.member(service.discard)
    with pytest.raises(NotFound):
        service.submit(session, path.id, seen_version=1, by=MEMBER, now=MONDAY)
    with pytest.raises(MoveNotAllowed):
        sent(session).member(service.discard)


def test_the_slower_of_two_officers_is_told(session):
    path = sent(session)
    seen = path.row.version
    path.officer(service.advise_local)
    with pytest.raises(Stale):
        service.return_to_member(session, path.id, "Which?", seen_version=seen, by=OFFICER, now=MONDAY)
    assert path.state is State.LISTED


def test_a_returned_referral_is_answered_and_its_time_begins_anew(session):
    path = sent(session)
    path.officer(service.return_to_member, "Which square?")
    path.later(3).member(service.amend, replace(MATTER, part="The square by the station"))
    path.member(service.answer_return, "The one by the station")
    assert path.state is State.SUBMITTED
    assert path.row.advice_from == TODAY + timedelta(days=3)
    assert path.mine.note_of(Verb.RETURN) == "Which square?"


def test_insisting_lists_with_the_officers_note_beside_it(session):
    a_sitting(session, date(2026, 12, 14))
    path = sent(session)
    path.officer(service.advise_not_local, "It lies in another ward")
    path.member(service.insist, "It lies in both")
    view = path.view
    assert (view.line.state, view.line.insisted, view.line.sitting.on) == (
        State.LISTED,
        True,
        date(2026, 12, 14),
    )
    assert view.note_of(Verb.ADVISE_NOT_LOCAL) == "It lies in another ward"
    assert notices(path) == [(NoticeKind.ACKNOWLEDGEMENT, TO_THE_MEMBER), (NoticeKind.LISTING, TO_THE_MEMBER)]


def test_a_late_officer_finds_it_listed_whether_or_not_the_command_ran(session):
    path = sent(session).later(15)
    assert path.state is State.LISTED
    with pytest.raises(MoveNotAllowed):
        path.officer(service.advise_not_local, "Too late")
    path.member(service.represent, "I should like to speak")
    assert [event.verb for event in path.view.events] == [Verb.SUBMIT, Verb.RUN_OUT, Verb.REPRESENT]
    assert path.view.events[1].by_clock


def test_the_command_does_everything_once(session):
    paths = [sent(session), sent(session)]
    later = MONDAY + timedelta(days=15)
    assert service.run_clock(session, now=later, partnership=OFFICER.partnership) == 2
    assert service.run_clock(session, now=later, partnership=OFFICER.partnership) == 0
    assert {path.row.state for path in paths} == {State.LISTED}


def test_what_waits_for_a_sitting_is_listed_when_one_is_planned(session):
    path = sent(session)
    path.officer(service.advise_local)
    assert path.view.line.sitting is None
    assert [due.code for due in path.view.dues if due.code != "notice"] == ["acknowledge", "plan_sitting"]
    a_sitting(session, date(2026, 12, 14))
    assert path.view.line.sitting.on == date(2026, 12, 14)


def test_another_sitting_than_the_next_takes_the_members_agreement(session):
    path = listed(session)
    later = a_sitting(session, date(2027, 2, 8))
    with pytest.raises(rules.AgreementMissing) as refused:
        path.officer(service.list_at, later)
    assert refused.value.next_on == date(2026, 12, 14)
    path.officer(service.list_at, later, member_agrees=True)
    assert path.view.line.sitting.on == date(2027, 2, 8)
    assert notices(path).count((NoticeKind.LISTING, TO_THE_MEMBER)) == 1


def test_a_sitting_that_is_past_too_near_or_unknown_takes_nothing(session):
    near = a_sitting(session, date(2026, 12, 9))
    path = listed(session)
    path.later(14)
    with pytest.raises(TooLateForAgenda):
        path.officer(service.list_at, near)
    path.later(3)
    with pytest.raises(SittingPassed):
        path.officer(service.list_at, near)
    with pytest.raises(NotFound):
        path.officer(service.list_at, "nowhere")


def test_a_withdrawn_referral_owes_its_confirmation_and_nothing_else(session):
    path = listed(session)
    path.member(service.withdraw, "It has stopped")
    assert notices(path) == [(NoticeKind.WITHDRAWAL, TO_THE_MEMBER)]
    assert path.row.ended_on == TODAY
    with pytest.raises(MoveNotAllowed):
        considered(session).member(service.withdraw)


def test_a_notice_goes_out_once_with_words_from_whoever_runs_the_committee(session):
    path = sent(session)
    (owed,) = owing.owed(session, path.id)
    for actor, words, refused in (
        (MEMBER.actor, "Words", Refused),
        (OFFICER.actor, " ", owing.NoticeEmpty),
    ):
        with pytest.raises(refused):
            service.issue(session, owed.id, words, actor=actor, now=MONDAY)
    service.issue(session, owed.id, "Words", actor=OFFICER.actor, now=MONDAY)
    with pytest.raises(owing.NotOwed):
        service.issue(session, owed.id, "Other words", actor=OFFICER.actor, now=MONDAY)


def test_a_kind_that_is_sensitive_is_only_counted_whatever_an_officer_says(session):
    path = sent(session, subtopic=SENSITIVE)
    with pytest.raises(OnlyCounted):
        path.officer(service.mark_sensitive, False)
    assert path.view.line.sensitive


def test_an_officer_marks_what_is_sensitive_and_takes_the_mark_back(session):
    path = sent(session)
    with pytest.raises(Refused):
        path.member(service.mark_sensitive, True)
    for marked in (True, False):
        path.officer(service.mark_sensitive, marked)
        assert path.view.line.sensitive is marked


def test_a_returned_referral_that_becomes_sensitive_is_marked_and_a_mark_is_never_amended_away(session):
    path = sent(session)
    path.officer(service.return_to_member, "Which square?")
    for subtopic in (SENSITIVE, MATTER.subtopic):
        path.member(service.amend, replace(MATTER, subtopic=subtopic))
        assert path.mine.line.sensitive


def test_an_officer_marks_neither_a_draft_nor_a_referral_of_their_own(session):
    draft = a_draft(session)
    with pytest.raises(NotFound):
        draft.officer(service.mark_sensitive, True)
    assert draft.row.version == 1
    both = By(replace(MEMBER.actor, roles=MEMBER.actor.roles | OFFICER.actor.roles), OFFICER.partnership)
    with pytest.raises(Refused):
        sent(session).take(service.mark_sensitive, both, True)


def test_a_member_of_the_committee_is_known_when_the_referral_is_sent(session):
    service.seat(session, MEMBER.actor.id, sits=True, by=OFFICER, now=MONDAY)
    service.seat(session, MEMBER.actor.id, sits=True, by=OFFICER, now=MONDAY)
    assert sent(session).view.line.on_committee
    service.seat(session, MEMBER.actor.id, sits=False, by=OFFICER, now=MONDAY)
    assert not sent(session).view.line.on_committee


def test_the_ledger_holds_each_step_and_no_words(session):
    path = sent(session)
    path.officer(service.return_to_member, "Which square?")
    path.member(service.insist, "All of them")
    lines = ledger.page(session, after=None).rows
    actions = ["referral.insisted", "referral.returned", "referral.submitted", "referral.begun"]
    assert [line.action for line in lines] == actions
    assert "square" not in "".join(line.facts for line in lines)


def test_a_colleague_of_the_ward_reads_what_was_sent_and_moves_nothing(session):
    path = sent(session)
    colleague = a_member("x", WARD)
    seen = Path(session, path.id, path.now, colleague).mine
    assert seen.matter == MATTER and seen.verbs == ()
    with pytest.raises(Refused):
        path.take(service.withdraw, colleague)
    for stranger in (a_member("y", OTHER_WARD),):
        with pytest.raises(NotFound):
            _ = Path(session, path.id, path.now, stranger).mine
