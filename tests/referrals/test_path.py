"""Referrals driven through every move at random: the right holds, whatever anybody does or forgets."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path as File
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.workdays import working_days_between
from portal.referrals import committee_queries, service, trail
from portal.referrals.clocks import Owner
from portal.referrals.noticing import TO_BODIES, TO_MEMBER, NoticeState
from portal.referrals.rules import BEFORE_CONSIDERED, ENDED, Answer, AnswerKind, State, Verb
from portal.referrals.sitting import SittingState
from portal.referrals.standing import Calendar
from portal.referrals.views import ReferralView
from portal.tables import metadata
from tests.builders.referrals import BODIES, GROUP, MONDAY, OFFICER, Path, a_draft, a_sitting, home, requested

ADVICE_DAYS = home().clocks.referral_advice_working_days
MOST = 3
"""Referrals on their way at once."""

PICK = st.integers(0, MOST - 1)


@cache
def database() -> Database:
    """One file for all of it: each run is one transaction that is thrown away."""
    made = Database(f"sqlite:///{File(mkdtemp()) / 'path.sqlite3'}")
    metadata.create_all(made.engine)
    return made


class Referrals(RuleBasedStateMachine):
    """A council over months: members refer, officers advise or forget, sittings come and are called off."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(database().engine, expire_on_commit=False)
        self.now = MONDAY
        self.paths: list[Path] = []

    def path(self, pick: int) -> Path:
        """One of the referrals, on this day."""
        found = self.paths[pick % len(self.paths)]
        found.now = self.now
        return found

    def attempt(self, step: Callable[..., Any], *given: Any, **more: Any) -> bool:
        """Take a step; whether it was allowed. A refusal leaves nothing behind."""
        try:
            with self.session.begin_nested():
                step(*given, **more)
        except DomainError:
            return False
        return True

    @property
    def today(self) -> date:
        return self.now.date()

    # the member

    @precondition(lambda self: len(self.paths) < MOST)
    @rule(send=st.booleans())
    def refer(self, send: bool) -> None:
        self.paths.append(a_draft(self.session, now=self.now))
        if send:
            self.paths[-1].member(service.submit)

    @precondition(lambda self: self.paths)
    @rule(
        pick=PICK,
        move=st.sampled_from(
            [
                (service.submit,),
                (service.answer_return, "The one by the station"),
                (service.insist,),
                (service.represent, "It is worse at weekends"),
            ]
        ),
    )
    def member_moves(self, pick: int, move: tuple[Any, ...]) -> None:
        self.attempt(self.path(pick).member, *move)

    @precondition(lambda self: len(self.paths) == MOST)
    @rule(pick=PICK)
    def member_withdraws(self, pick: int) -> None:
        self.attempt(self.path(pick).member, service.withdraw)

    # officers and the committee

    @precondition(lambda self: self.paths)
    @rule(
        pick=PICK,
        move=st.sampled_from(
            [
                (service.advise_local,),
                (service.advise_not_local, "Another ward"),
                (service.return_to_member, "Which square?"),
            ]
        ),
    )
    def officer_advises(self, pick: int, move: tuple[Any, ...]) -> None:
        self.attempt(self.path(pick).officer, *move)

    @precondition(lambda self: self.paths)
    @rule(
        pick=PICK,
        move=st.sampled_from(
            [
                (service.no_report, "Settled"),
                (service.redirect, BODIES[0], "Theirs alone"),
                (service.send_to_group, GROUP),
                (service.make_report, ("One thing", "Another"), BODIES[:2]),
            ]
        ),
    )
    def committee_decides(self, pick: int, move: tuple[Any, ...]) -> None:
        path = self.path(pick)
        self.attempt(path.officer, service.consider)
        self.attempt(path.officer, *move)

    @precondition(lambda self: self.paths)
    @rule(pick=PICK, go_on=st.booleans())
    def committee_asks(self, pick: int, go_on: bool) -> None:
        path = self.path(pick)
        due = self.today + timedelta(days=14)
        self.attempt(path.officer, service.request_information, "How often?", BODIES[:1], due)
        words = {"depersonalised": True}
        self.attempt(path.officer, service.answer_information, requested(path), "Forty times", **words)
        if go_on:
            self.attempt(path.officer, service.resume, "We know enough")

    @precondition(lambda self: self.paths)
    @rule(pick=PICK, body=st.sampled_from(BODIES[:2]), late=st.booleans())
    def body_answers(self, pick: int, body: str, late: bool) -> None:
        path = self.path(pick)
        self.attempt(path.officer, service.send_report)
        if late:
            expected = self.today + timedelta(days=30)
            self.attempt(path.officer, service.not_reasonably_possible, body, "Staff are away", expected)
        for line in path.view.recommendations if path.state is not State.DRAFT else ():
            answer = Answer(AnswerKind.PARTLY, "Half of it", self.today + timedelta(days=90))
            self.attempt(path.officer, service.respond, body, line.id, answer)

    @precondition(lambda self: self.paths)
    @rule(pick=PICK, give_up=st.booleans())
    def committee_watches(self, pick: int, give_up: bool) -> None:
        path = self.path(pick)
        self.attempt(path.officer, service.monitor, "They will not answer" if give_up else "")
        self.attempt(path.officer, service.review, "Half of it is done")

    @precondition(lambda self: self.paths)
    @rule(pick=PICK)
    def notices_go_out(self, pick: int) -> None:
        self.path(pick).notify()

    @precondition(lambda self: self.paths)
    @rule(pick=PICK)
    def officer_closes(self, pick: int) -> None:
        self.attempt(self.path(pick).officer, service.close, "Nothing more came")

    # sittings and time

    @rule(ahead=st.integers(5, 60), for_crime=st.sampled_from([True, True, True, False]))
    def sitting_is_planned(self, ahead: int, for_crime: bool) -> None:
        on = self.today + timedelta(days=ahead)
        self.attempt(a_sitting, self.session, on, now=self.now, for_crime=for_crime)

    @rule(pick=st.integers(0, 5), ahead=st.integers(5, 40))
    def sitting_is_moved(self, pick: int, ahead: int) -> None:
        on = self.today + timedelta(days=ahead)
        self._change(service.move_sitting, pick, on, "The chamber is taken")

    @rule(pick=st.integers(0, 5))
    def sitting_is_called_off(self, pick: int) -> None:
        self._change(service.call_off_sitting, pick, "Too few could come")

    @rule(pick=st.integers(0, 5))
    def sitting_is_held(self, pick: int) -> None:
        self._change(service.hold_sitting, pick)

    @precondition(lambda self: self.paths)
    @rule(pick=PICK, sitting=st.integers(0, 5))
    def officer_lists_elsewhere(self, pick: int, sitting: int) -> None:
        days = self._calendar().sittings
        if days:
            chosen = days[sitting % len(days)].id
            self.attempt(self.path(pick).officer, service.list_at, chosen, member_agrees=True)

    @rule(days=st.integers(1, 16))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(days=st.integers(1, 16))
    def the_command_runs(self, days: int) -> None:
        self.now += timedelta(days=days)
        seen = [(path.mine.line.state, path.mine.line.sitting) for path in self._sent()]
        service.run_clock(self.session, now=self.now, partnership=home())
        assert service.run_clock(self.session, now=self.now, partnership=home()) == 0
        assert seen == [(State(path.row.state), path.mine.line.sitting) for path in self._sent()]

    # what always holds

    @invariant()
    def no_clock_is_without_an_owner_and_no_end_without_its_notices(self) -> None:
        for path in self._sent():
            view = path.view
            assert all(due.owner in Owner and due.reached and due.source and due.name for due in view.dues)
            assert all(due.who for due in view.dues if due.owner is Owner.BODY)
            if view.line.state in ENDED:
                self._has_its_notices(view)
            else:
                assert view.dues, f"nobody has to do anything about one that is {view.line.state}"

    def _has_its_notices(self, view: ReferralView) -> None:
        owed_by = {(notice.owed_by, notice.kind) for notice in view.notices}
        for event in view.events:
            for told in (TO_MEMBER.get(event.verb), TO_BODIES.get(event.verb)):
                assert told is None or (event.version, told) in owed_by
        if view.line.state is State.CLOSED:
            waits = {each.kind for each in view.notices if each.state is NoticeState.OWED}
            assert waits <= {TO_MEMBER[Verb.CLOSE]}
        assert view.line.ended_on is not None

    def teardown(self) -> None:
        """From wherever each referral came to, the member and the clock alone reach the agenda."""
        for path in self._sent():
            if path.state in BEFORE_CONSIDERED:
                self._alone(path)
        self.session.rollback()
        self.session.close()

    def _alone(self, path: Path) -> None:
        """Insist where that is due, otherwise only wait: listed when the days are over, whoever forgets."""
        if path.state in (State.RETURNED, State.NOT_LOCAL_MATTER):
            path.member(service.insist)
        elif path.state is State.SUBMITTED:
            began = path.row.advice_from
            assert began is not None
            last = self._calendar().advice_by(began)
            assert working_days_between(began, last, self._calendar().holidays) == ADVICE_DAYS
            path.later((last - path.today).days + 1)
            with pytest.raises(MoveNotAllowed), self.session.begin_nested():
                path.officer(service.return_to_member, "One more question")
        assert path.state is State.LISTED

    def _sent(self) -> list[Path]:
        for path in self.paths:
            path.now = self.now
        return [path for path in self.paths if path.state is not State.DRAFT]

    def _calendar(self) -> Calendar:
        return trail.calendar(self.session, home())

    def _change(self, verb: Callable[..., Any], pick: int, *given: Any) -> None:
        lines = committee_queries.sittings(self.session, partnership=home(), now=self.now).rows
        planned = [line for line in lines if line.state is SittingState.PLANNED]
        if planned:
            line = planned[pick % len(planned)]
            more = {"seen_version": line.version, "by": OFFICER, "now": self.now}
            self.attempt(verb, self.session, line.id, *given, **more)


def walk(*, runs: int, steps: int) -> None:
    run_state_machine_as_test(
        Referrals, settings=settings(max_examples=runs, stateful_step_count=steps, deadline=None)
    )


def test_the_right_holds_whatever_happens():
    walk(runs=12, steps=25)


@pytest.mark.long
def test_the_right_holds_whatever_happens_for_longer():
    walk(runs=250, steps=50)
