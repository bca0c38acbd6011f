"""Finding referrals: who finds which, page by page, as they stand today; and how long they are kept."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from portal.core.actors import Actor, Role
from portal.core.errors import NotFound
from portal.core.windows import london_date
from portal.referrals import committee_queries, keeping, queries, service
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.report_models import Notice, Response
from portal.referrals.rules import State
from portal.referrals.sitting import SittingPassed, SittingState
from portal.web.sorting import Order
from tests.builders.referrals import (
    BODIES,
    MEMBER,
    MONDAY,
    OFFICER,
    OTHER_WARD,
    SENSITIVE,
    TODAY,
    a_draft,
    a_member,
    a_sitting,
    considered,
    home,
    in_state,
    listed,
    monitored,
    recommendation,
    reported,
    requested,
    sent,
)

AT = {"partnership": home(), "now": MONDAY}


def found(session, actor, **more):
    return {line.id for line in queries.page(session, actor, **{**AT, **more}).rows}


def test_who_finds_which(session):
    draft, mine, theirs = a_draft(session), sent(session), sent(session, by=a_member("x", OTHER_WARD))
    assert found(session, OFFICER.actor) == {mine.id, theirs.id}
    assert found(session, MEMBER.actor) == found(session, a_member("k").actor) == {mine.id}
    for role in set(Role) - {Role.COUNCILLOR, Role.SCRUTINY_OFFICER}:
        assert found(session, Actor("r", frozenset({role}))) == set()
    assert found(session, MEMBER.actor, states=(State.DRAFT,)) == {draft.id}
    assert found(session, OFFICER.actor, states=(State.DRAFT,)) == set()
    with pytest.raises(NotFound):
        queries.one(session, OFFICER.actor, draft.id, **AT)
    assert [line.id for line in queries.of_colleagues(session, a_member("k").actor, **AT)] == [mine.id]
    assert {line.id for line in queries.mine(session, MEMBER.actor, **AT)} == {draft.id, mine.id}


def test_a_long_list_is_read_page_by_page(session):
    ids = {a_draft(session).id for _ in range(53)}
    drafts = {**AT, "states": (State.DRAFT,)}
    first = queries.page(session, MEMBER.actor, **drafts)
    second = queries.page(session, MEMBER.actor, **drafts, after=first.next_key)
    assert (len(first.rows), len(second.rows), second.next_key) == (50, 3, None)
    assert {line.id for line in (*first.rows, *second.rows)} == ids
    with pytest.raises(NotFound):
        queries.page(session, MEMBER.actor, **drafts, after="nothing")


def test_a_key_of_another_list_is_as_unknown_as_any(session):
    foreign, sent_one = a_draft(session, by=a_member("z", OTHER_WARD)), sent(session)
    for actor, key in ((OFFICER.actor, foreign.id), (MEMBER.actor, foreign.id)):
        with pytest.raises(NotFound):
            queries.page(session, actor, **AT, after=key)
    with pytest.raises(NotFound):
        queries.page(session, OFFICER.actor, **AT, states=queries.OVER, after=sent_one.id)


def test_officers_read_what_is_due_first_on_top(session):
    rows = (sent(session), monitored(session), listed(session))
    days = {row.id: queries.one(session, OFFICER.actor, row.id, **AT).dues for row in rows}
    due = {key: dues[0].on if dues else date.max for key, dues in days.items()}
    rising = queries.on_their_way(session, OFFICER.actor, **AT)
    assert [line.id for line in rising.rows] == sorted(due, key=lambda key: (due[key], key))
    falling = queries.on_their_way(session, OFFICER.actor, **AT, order=Order("matter", falling=True)).rows
    references = [line.reference for line in falling]
    assert references == sorted(references, reverse=True) and len(falling) == 3
    for order, lines in ((queries.FIRST_DUE, rising.rows), (Order("matter", falling=True), falling)):
        key = ".".join(queries.ORDERS[order.code].place(lines[1]))
        assert queries.on_their_way(session, OFFICER.actor, **AT, order=order, after=key).rows == lines[2:]
    for odd in (a_draft(session).id, "2026-99.x", f"R-2026-001.{rows[0].id}"):
        assert queries.on_their_way(session, OFFICER.actor, **AT, after=odd).rows == rising.rows


def test_nothing_is_skipped_though_the_last_of_a_page_was_worked_on_and_all_that_is_late_is_counted(session):
    paths = {path.id: path for path in (sent(session) for _ in range(52))}
    late = {"partnership": home(), "now": MONDAY + timedelta(days=8)}
    assert queries.count_late(session, OFFICER.actor, **late).number == 52
    assert queries.count_late(session, OFFICER.actor, **AT).number == 0
    assert queries.first_late(session, OFFICER.actor, **late) == date(2026, 11, 30)
    assert queries.first_late(session, OFFICER.actor, **AT) is None
    first = queries.on_their_way(session, OFFICER.actor, **late)
    waits = sorted(set(paths) - {line.id for line in first.rows})
    last = paths[first.rows[-1].id]
    last.later(8).notify()
    then = queries.on_their_way(session, OFFICER.actor, **late, after=first.next_key)
    assert [line.id for line in then.rows] == [*waits, last.id] and then.next_key is None
    last.member(service.withdraw)
    then = queries.on_their_way(session, OFFICER.actor, **late, after=first.next_key)
    assert [line.id for line in then.rows] == waits


def test_an_agenda_holds_what_the_clock_listed_though_no_command_ran(session):
    sitting = a_sitting(session, date(2027, 1, 18))
    late, early = sent(session), listed(session)
    then = {"partnership": home(), "now": MONDAY + timedelta(days=16)}
    assert [line.id for line in queries.on_agenda(session, sitting, **then)] == [late.id]
    assert committee_queries.sitting(session, sitting, **then).listed == 1
    assert queries.count_for_officers(session, **then).number == 0
    assert queries.count_for_officers(session, **AT).number == 1
    assert early.view.line.sitting.on == date(2026, 12, 14)


def test_what_waits_for_the_member_is_counted(session):
    for state in (State.RETURNED, State.NOT_LOCAL_MATTER, State.LISTED):
        in_state(session, state)
    assert queries.count_for_member(session, MEMBER.actor).number == 2
    assert queries.count_for_member(session, a_member("k").actor).number == 0


def test_one_of_a_sensitive_kind_is_only_counted_though_nobody_marked_it(session):
    path = sent(session)
    assert not path.view.line.sensitive
    session.get(Referral, path.id).subtopic = SENSITIVE
    session.flush()
    assert path.view.line.sensitive


def test_overdue_notices_stand_with_the_oldest_first(session):
    path = sent(session)
    assert queries.overdue_notices(session, now=MONDAY + timedelta(days=7)) == ()
    (late,) = queries.overdue_notices(session, now=MONDAY + timedelta(days=8))
    assert (late.reference, late.kind, late.due_on) == ("R-2026-001", "acknowledgement", date(2026, 11, 30))
    assert queries.count_notices(session, until=date(2026, 11, 29)).number == 0
    path.notify()
    assert queries.count_notices(session).number == 0


def test_sittings_move_are_called_off_and_held(session):
    path = listed(session)
    sitting = path.view.line.sitting.id
    moved = {"seen_version": 1, "by": OFFICER, "now": MONDAY}
    service.move_sitting(session, sitting, date(2026, 12, 17), "The chamber is taken", **moved)
    assert path.view.line.sitting.on == date(2026, 12, 17)
    other = a_sitting(session, date(2027, 2, 8))
    service.call_off_sitting(session, sitting, "Snow", **{**moved, "seen_version": 2})
    assert path.view.line.sitting.id == other
    with pytest.raises(SittingPassed):
        service.hold_sitting(session, sitting, **{**moved, "seen_version": 3})
    states = {line.id: line.state for line in committee_queries.sittings(session, **AT).rows}
    assert states == {sitting: SittingState.CALLED_OFF, other: SittingState.PLANNED}


def test_the_years_minimum_warns_in_time(session):
    assert committee_queries.yearly(session, partnership=home()) is None
    path = considered(session)
    (held,) = committee_queries.sittings(session, **AT).rows
    assert (held.listed, held.discussed) == (0, 1)
    due = committee_queries.yearly(session, partnership=home())
    assert due.on == date(2027, 12, 14)
    for days, warns in ((200, False), (310, True), (400, True)):
        now = path.now + timedelta(days=days)
        assert committee_queries.yearly_warns(due, partnership=home(), now=now) is warns


def test_the_tracker_holds_what_is_not_answered_or_not_done(session):
    waits = reported(session, BODIES[:2])
    done = monitored(session, on=date(2026, 12, 11))
    rows = committee_queries.tracker(session)
    assert [(row.referral_id, row.body, row.response is None) for row in rows] == [
        (waits.id, each, True) for each in sorted(BODIES[:2])
    ] + [(done.id, BODIES[0], False)]
    progress = service.Progress(BODIES[0], recommendation(done), "It stands", done=True)
    done.officer(service.review, "Done", (progress,))
    assert {row.referral_id for row in committee_queries.tracker(session)} == {waits.id}
    assert len(committee_queries.tracker(session, open_only=False)) == 3


def test_a_programme_is_written_and_agreed_with_the_partners(session):
    kept = {"by": OFFICER, "now": MONDAY}
    made = service.save_programme(session, "2026-27", "Beaches\nTown centre", seen_version=None, **kept)
    agreed = (BODIES[:2], TODAY)
    service.agree_programme(session, made, *agreed, seen_version=1, **kept)
    (line,) = committee_queries.programmes(session)
    assert (line.items, line.agreed_on, line.agreed_with) == (("Beaches", "Town centre"), TODAY, BODIES[:2])
    service.save_programme(session, "2026-27", "Beaches", seen_version=2, **kept)
    assert committee_queries.programme(session, made).agreed_on is None


def test_what_was_noted_of_people_goes_with_the_papers_and_that_it_came_stays(session):
    path = in_state(session, State.INFORMATION_REQUESTED)
    more = {"depersonalised": False, "reason": "A court asked for it"}
    path.officer(service.answer_information, requested(path), "A list of homes", **more)
    path.notify().officer(service.close)
    ended = london_date(path.now)
    assert keeping.due(session, keeping.PAPER, until=ended - timedelta(days=1)) == 0
    assert keeping.due(session, keeping.PAPER, until=ended) == 1
    assert keeping.forget(session, keeping.PAPER, until=ended, at_most=9) == 1
    assert keeping.due(session, keeping.PAPER, until=ended) == 0
    session.expire_all()
    (kept,) = path.view.information
    assert (kept.answer, kept.personal_reason) == ("", "") and kept.answered_on is not None


def test_what_is_over_goes_after_its_time_and_drafts_nobody_goes_on_with(session):
    path, draft, on_its_way = monitored(session), a_draft(session), sent(session, by=a_member("z"))
    path.officer(service.review, "Half of it")
    path.notify().officer(service.close, "The rest is followed elsewhere")
    ended = london_date(path.now)
    assert keeping.due(session, keeping.WHOLE, until=ended - timedelta(days=1)) == 0
    assert keeping.due(session, keeping.WHOLE, until=ended, held=[path.id]) == 0
    assert keeping.forget(session, keeping.WHOLE, until=ended, at_most=9) == 1
    assert not keeping.exists(session, path.id)
    for table in (ReferralEvent, Notice):
        left = set(session.scalars(select(table.referral_id)))
        assert left == {on_its_way.id}
    assert session.scalar(select(func.count()).select_from(Response)) == 0
    session.execute(update(Referral).where(Referral.id == draft.id).values(changed_at=MONDAY))
    assert keeping.forget(session, keeping.DRAFT, until=TODAY - timedelta(days=1), at_most=9) == 0
    assert keeping.forget(session, keeping.DRAFT, until=TODAY, at_most=9) == 1
    assert keeping.exists(session, on_its_way.id)
