"""The moves of a referral, who may make them, and what a matter needs."""

from dataclasses import replace
from datetime import date

import pytest

from portal.core.actors import Actor, Role
from portal.core.errors import MoveNotAllowed, Refused
from portal.referrals import answering, matter, rules
from portal.referrals.noticing import TO_BODIES, TO_MEMBER, NoticeKind
from portal.referrals.rules import (
    BEFORE_CONSIDERED,
    BY_CLOCK,
    BY_MEMBER,
    ENDED,
    MOVES,
    Answer,
    AnswerKind,
    Effort,
    EffortAhead,
    ForeignWard,
    MatterIncomplete,
    MatterTooLong,
    PointsToSomebody,
    ReasonsMissing,
    State,
    Verb,
)
from tests.builders.referrals import MATTER, OTHER_WARD, TODAY, WARD

MEMBER = Actor("m", frozenset({Role.COUNCILLOR}), WARD)
OFFICER = Actor("s", frozenset({Role.SCRUTINY_OFFICER}))


def tidied(**changes):
    return matter.tidied(replace(MATTER, **changes), today=TODAY)


def test_every_state_but_the_ends_has_a_way_on():
    assert {state for state in State if not rules.verbs(state)} == ENDED


def test_no_officer_ends_a_referral_before_the_committee_considered_it():
    ends = {verb for (state, verb), after in MOVES.items() if state in BEFORE_CONSIDERED and after in ENDED}
    assert ends == {Verb.WITHDRAW, Verb.LAPSE} and ends <= BY_MEMBER | BY_CLOCK


def test_every_state_before_considered_reaches_the_agenda_without_an_officer():
    alone = BY_MEMBER | BY_CLOCK
    for start in (State.DRAFT, *BEFORE_CONSIDERED):
        reached, grown = {start}, True
        while grown:
            more = {after for (state, verb), after in MOVES.items() if state in reached and verb in alone}
            grown, reached = not more <= reached, reached | more
        assert State.LISTED in reached


def test_a_move_out_of_order_is_refused_by_name():
    with pytest.raises(MoveNotAllowed) as refused:
        rules.move(State.DRAFT, Verb.CONSIDER)
    assert refused.value.facts == {"state": State.DRAFT, "verb": Verb.CONSIDER}


@pytest.mark.parametrize("verb", sorted(BY_MEMBER))
def test_a_members_move_is_the_members_own(verb):
    rules.check_actor(MEMBER, verb, member_id="m")
    for actor in (replace(MEMBER, id="colleague"), OFFICER):
        with pytest.raises(Refused):
            rules.check_actor(actor, verb, member_id="m")


@pytest.mark.parametrize("verb", sorted(set(Verb) - BY_MEMBER))
def test_no_member_makes_an_officers_move_and_nobody_the_clocks(verb):
    with pytest.raises(Refused):
        rules.check_actor(MEMBER, verb, member_id="m")
    if verb in BY_CLOCK:
        with pytest.raises(Refused):
            rules.check_actor(OFFICER, verb, member_id="m")
    else:
        rules.check_actor(OFFICER, verb, member_id="m")


def test_nobody_advises_on_or_decides_a_referral_of_their_own():
    both = Actor("m", frozenset({Role.COUNCILLOR, Role.SCRUTINY_OFFICER}), WARD)
    for verb in set(Verb) - BY_MEMBER:
        with pytest.raises(Refused):
            rules.check_actor(both, verb, member_id="m")
    assert set(rules.verbs_for(both, State.SUBMITTED, member_id="m")) <= BY_MEMBER


def test_what_may_be_done_is_what_is_not_refused():
    assert rules.verbs_for(MEMBER, State.RETURNED, member_id="m") == (
        Verb.ANSWER,
        Verb.INSIST,
        Verb.REPRESENT,
        Verb.WITHDRAW,
    )
    assert rules.verbs_for(replace(MEMBER, id="colleague"), State.RETURNED, member_id="m") == ()
    assert rules.verbs_for(OFFICER, State.SUBMITTED, member_id="m") == (
        Verb.ADVISE_LOCAL,
        Verb.ADVISE_NOT_LOCAL,
        Verb.RETURN,
    )


def test_every_step_that_ends_or_decides_tells_the_member():
    decides = {Verb.NO_REPORT, Verb.REDIRECT, Verb.SEND_TO_GROUP, Verb.MAKE_REPORT, Verb.CLOSE, Verb.WITHDRAW}
    assert decides <= TO_MEMBER.keys()
    assert TO_BODIES[Verb.MAKE_REPORT] is NoticeKind.DUTY


@pytest.mark.parametrize("verb", sorted(rules.NEEDS_WORDS))
def test_a_step_that_needs_words_is_refused_without(verb):
    with pytest.raises(ReasonsMissing):
        rules.accept_note(verb, " \n ")


def test_a_note_may_be_left_out_elsewhere_but_not_be_endless():
    assert rules.accept_note(Verb.INSIST, "") == ""
    with pytest.raises(rules.NoteTooLong):
        rules.accept_note(Verb.INSIST, "x" * (rules.MAX_NOTE + 1))


def test_a_matter_lies_in_the_members_own_ward():
    matter.check_ward(MATTER, WARD)
    for ward in (OTHER_WARD, None, ""):
        with pytest.raises(ForeignWard):
            matter.check_ward(MATTER, ward)


def test_an_unfinished_matter_can_be_kept_but_not_sent():
    kept = tidied(outcome="", efforts=(), raised_by=None, exclusions_read=False)
    with pytest.raises(MatterIncomplete) as refused:
        matter.complete(kept, looked_again=True)
    assert refused.value.missing == ("raised_by", "efforts", "outcome", "exclusions_read")


def test_an_effort_says_with_whom_and_what_came_of_it():
    kept = tidied(efforts=(Effort("The police", TODAY, ""), Effort(" ", TODAY, "")))
    assert len(kept.efforts) == 1
    with pytest.raises(MatterIncomplete) as refused:
        matter.complete(kept, looked_again=True)
    assert refused.value.missing == ("efforts",)


def test_an_effort_lies_behind_us():
    with pytest.raises(EffortAhead):
        tidied(efforts=(Effort("The police", date(2026, 11, 24), "Nothing"),))


def test_too_many_efforts_and_too_long_words_are_named():
    with pytest.raises(MatterTooLong) as refused:
        tidied(efforts=MATTER.efforts * 13)
    assert (refused.value.part, refused.value.most) == ("efforts", matter.MAX_EFFORTS)
    with pytest.raises(MatterTooLong) as refused:
        tidied(about="x" * (matter.MAX_TEXT + 1))
    assert refused.value.part == "about"


def test_words_that_may_point_to_a_person_wait_for_a_second_look():
    pointed = tidied(about="Ring 07700 900123 and ask for the tenant.")
    with pytest.raises(PointsToSomebody) as refused:
        matter.complete(pointed, looked_again=False)
    assert refused.value.parts == ("about",)
    matter.complete(pointed, looked_again=True)


def test_exclusions_are_guidance():
    ticked = tidied(exclusions=(rules.Exclusion.RECENT, rules.Exclusion.PLANNING))
    assert ticked.exclusions == (rules.Exclusion.PLANNING, rules.Exclusion.RECENT)
    matter.complete(ticked, looked_again=True)


def test_an_accepted_recommendation_has_its_day_and_a_rejected_one_its_reason():
    with pytest.raises(answering.ByDateMissing):
        answering.accept_answer(Answer(AnswerKind.ACCEPT, "We will"))
    with pytest.raises(answering.ActionMissing):
        answering.accept_answer(Answer(AnswerKind.REJECT, " "))
    with pytest.raises(answering.ActionTooLong):
        answering.accept_answer(Answer(AnswerKind.REJECT, "x" * 2001))
    kept = answering.accept_answer(Answer(AnswerKind.REJECT, " It is not ours ", TODAY))
    assert kept == Answer(AnswerKind.REJECT, "It is not ours")


def test_information_about_a_person_needs_its_reason_and_is_not_written_down():
    home, court = "He lives at 12 High Street", "A court asked for it"
    assert answering.accept_information("A list", depersonalised=False, reason=court) == ("A list", court)
    for words, reason, refusal in (
        ("A list", "", answering.InformationPersonal),
        (home, court, answering.InformationPoints),
        ("A list", home, answering.ReasonPoints),
    ):
        with pytest.raises(refusal):
            answering.accept_information(words, depersonalised=False, reason=reason)
    with pytest.raises(answering.InformationPoints):
        answering.accept_information(home, depersonalised=True, reason="")
    assert answering.accept_information(" Forty ", depersonalised=True, reason=" ") == ("Forty", "")
    with pytest.raises(answering.ActionMissing):
        answering.accept_information(" ", depersonalised=True, reason="")
