"""Referrals driven through every move at random: the right holds, whatever anybody does or forgets."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path as File
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from portal.adapters.db import Database
from portal.core.errors import DomainError, MoveNotAllowed
from portal.core.workdays import working_days_between
from portal.referrals import committee_queries, rules, service, trail
from portal.referrals.clocks import Owner
from portal.referrals.noticing import TO_BODIES, TO_COMMITTEE, TO_MEMBER, NoticeState
from portal.referrals.rules import BEFORE_CONSIDERED, ENDED, State, Verb
from portal.referrals.sitting import SittingState
from portal.referrals.standing import Calendar
from portal.referrals.views import ReferralView
from portal.staff.models import Account
from portal.tables import metadata
from tests.builders.referrals import (
    MEMBER,
    MONDAY,
    OFFICER,
    Path,
    a_draft,
    a_sitting,
    home,
    in_state,
    seated,
)
from tests.referrals.moves_said import RARE, STEPS

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

    def attempt(self, path: Path, verb: Verb) -> bool:
        """Take a step with fitting words; whether it was allowed."""
        given, more = STEPS[verb](path)
        mover = path.member if verb in rules.BY_MEMBER else path.officer
        return self.allowed(mover, *given, **more)

    def allowed(self, step: Callable[..., Any], *given: Any, **more: Any) -> bool:
        """Take a step; a refusal leaves nothing behind."""
        try:
            with self.session.begin_nested():
                step(*given, **more)
        except DomainError:
            return False
        return True

    @property
    def today(self) -> date:
        return self.now.date()

    @initialize(state=st.sampled_from(State))
    def a_council_is_at_work(self, state: State) -> None:
        self.paths.append(in_state(self.session, state))
        self.now = self.paths[0].now
        seated(self.session, MEMBER)
        for ahead in (16, 44, 72, 100):
            self.allowed(a_sitting, self.session, self.today + timedelta(days=ahead), now=self.now)

    # what members, officers and the committee do

    @precondition(lambda self: len(self.paths) < MOST)
    @rule(send=st.booleans())
    def refer(self, send: bool) -> None:
        self.paths.append(a_draft(self.session, now=self.now))
        if send:
            self.paths[-1].member(service.submit)

    @rule(pick=PICK, choices=st.lists(st.integers(0, 11), min_size=2, max_size=4))
    def lawful_moves_follow_each_other(self, pick: int, choices: list[int]) -> None:
        for nth in choices:
            self.wait_for_the_sitting(self.path(pick), nth)
            path = self.path(pick)
            verbs = [verb for verb in rules.verbs(path.state) if verb in STEPS and verb not in RARE]
            if verbs:
                self.attempt(path, verbs[nth % len(verbs)])

    def wait_for_the_sitting(self, path: Path, nth: int) -> None:
        """Mostly the day comes on which the committee discusses the matter, and notices go out."""
        sitting = path.mine.line.sitting if path.state is State.LISTED else None
        if sitting is not None and sitting.on > self.today and nth % 4:
            self.now += sitting.on - self.today
        if nth % 3:
            path.notify()

    @rule(pick=PICK, verb=st.sampled_from(sorted(Verb)))
    def somebody_tries_anything(self, pick: int, verb: Verb) -> None:
        path = self.path(pick)
        before = path.state
        if verb in STEPS and self.attempt(path, verb):
            assert verb in rules.verbs(before)

    # sittings and time

    @rule(what=st.integers(0, 4), pick=st.integers(0, 5), ahead=st.integers(5, 60))
    def the_calendar_changes(self, what: int, pick: int, ahead: int) -> None:
        on = self.today + timedelta(days=ahead)
        if what < 2:
            self.allowed(a_sitting, self.session, on, now=self.now, for_crime=what == 0)
        elif what == 2:
            self._change(service.move_sitting, pick, on, "The chamber is taken")
        else:
            verb = service.hold_sitting if what == 3 else service.call_off_sitting
            self._change(verb, pick, "As minuted")

    @rule(days=st.integers(1, 16), command_runs=st.booleans())
    def time_passes(self, days: int, command_runs: bool) -> None:
        self.now += timedelta(days=days)
        if not command_runs:
            return
        seen = [(path.mine.line.state, path.mine.line.sitting) for path in self._sent()]
        service.run_clock(self.session, now=self.now, partnership=home())
        assert service.run_clock(self.session, now=self.now, partnership=home()) == 0
        assert seen == [(State(path.row.state), path.mine.line.sitting) for path in self._sent()]

    @rule()
    def the_member_loses_the_seat_or_wins_it_back(self) -> None:
        if self.session.get(Account, MEMBER.actor.id) is None:
            seated(self.session, MEMBER)
        else:
            self.session.delete(self.session.get_one(Account, MEMBER.actor.id))
            self.session.flush()

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
            for told in (table.get(event.verb) for table in (TO_MEMBER, TO_BODIES, TO_COMMITTEE)):
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
            self.allowed(verb, self.session, line.id, *given, **more)


def walk(*, runs: int, steps: int) -> None:
    """So many councils. A path that breaks a law is told as it was walked: shortening it takes an hour."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    run = settings(max_examples=runs, stateful_step_count=steps, deadline=None, phases=phases)
    run_state_machine_as_test(Referrals, settings=run)


def test_the_right_holds_whatever_happens():
    walk(runs=12, steps=22)


@pytest.mark.long
def test_the_right_holds_whatever_happens_for_longer():
    walk(runs=150, steps=50)
