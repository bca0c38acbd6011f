"""One step of a referral: the row, its event, its line in the ledger, the notices it owes.

Refuses a step by somebody whose step it is not, one on an older view, and one the state does not allow. The
clock's own moves are made first, so that nobody acts on what the calendar has overtaken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters import holidays, tokens
from portal.core.actors import Actor
from portal.core.errors import NotFound, Refused
from portal.core.windows import london_date
from portal.ledger import service as ledger
from portal.partnership.rules import Partnership
from portal.referrals import owing, rules, standing
from portal.referrals.committee_models import Sitting
from portal.referrals.models import Referral, ReferralEvent
from portal.referrals.noticing import OVERTAKES
from portal.referrals.rules import ENDED, State, Verb
from portal.referrals.sitting import Day, SittingState
from portal.referrals.standing import Calendar, Standing
from portal.staff.rules import THE_PORTAL

ACTIONS: Mapping[Verb, str] = {
    Verb.SUBMIT: "referral.submitted",
    Verb.ANSWER: "referral.answered",
    Verb.INSIST: "referral.insisted",
    Verb.REPRESENT: "referral.represented",
    Verb.WITHDRAW: "referral.withdrawn",
    Verb.ADVISE_LOCAL: "referral.advised_local",
    Verb.ADVISE_NOT_LOCAL: "referral.advised_not_local",
    Verb.RETURN: "referral.returned",
    Verb.RUN_OUT: "referral.ran_out",
    Verb.LIST: "referral.listed",
    Verb.CARRY_OVER: "referral.carried_over",
    Verb.LAPSE: "referral.lapsed",
    Verb.CONSIDER: "referral.considered",
    Verb.NO_REPORT: "referral.not_reported",
    Verb.REDIRECT: "referral.redirected",
    Verb.REQUEST_INFORMATION: "referral.information_asked",
    Verb.ANSWER_INFORMATION: "referral.information_answered",
    Verb.RESUME: "referral.resumed",
    Verb.SEND_TO_GROUP: "referral.sent_to_group",
    Verb.MAKE_REPORT: "referral.report_made",
    Verb.SEND_REPORT: "referral.report_sent",
    Verb.RESPOND: "referral.responded",
    Verb.NOT_POSSIBLE: "referral.later_noted",
    Verb.MONITOR: "referral.monitored",
    Verb.REVIEW: "referral.reviewed",
    Verb.CLOSE: "referral.closed",
}


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, and for which partnership."""

    actor: Actor
    partnership: Partnership


@dataclass(frozen=True, slots=True)
class Step:
    """What one step says beside its verb: a note, bodies or a group it names, the sitting it belongs to."""

    verb: Verb
    note: str = ""
    bodies: tuple[str, ...] = ()
    sitting_id: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A referral that is being worked on: the locked row, the calendar, who acts and when."""

    session: Session
    row: Referral
    calendar: Calendar
    actor_id: str
    now: datetime

    @property
    def today(self) -> date:
        """The day it is in London."""
        return london_date(self.now)

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.row.state)


def calendar(session: Session, partnership: Partnership) -> Calendar:
    """What days are counted by, with every sitting of the committee."""
    rows = session.execute(select(Sitting.id, Sitting.on, Sitting.state, Sitting.for_crime)).all()
    days = tuple(Day(row.id, row.on, SittingState(row.state), row.for_crime) for row in rows)
    return Calendar(partnership.clocks, holidays.england(), days)


def standing_of(row: Referral) -> Standing:
    """What of a row the clock looks at."""
    return Standing(State(row.state), row.advice_from, row.listed_on, row.sitting_id, row.member_left_on)


def find(session: Session, referral_id: str) -> Referral:
    """The row, locked. Raises `NotFound`."""
    row = session.get(Referral, referral_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="referral", value=referral_id)
    return row


def find_sent(session: Session, referral_id: str, actor: Actor) -> Referral:
    """The row, locked, for an officer. Raises `NotFound`, for a draft too, and `Refused` for one's own."""
    row = find(session, referral_id)
    if row.state == State.DRAFT:
        raise NotFound(kind="referral", value=referral_id)
    if row.member_id == actor.id:
        raise Refused()
    return row


def open_case(
    session: Session, referral_id: str, verb: Verb, *, seen_version: int, by: By, now: datetime
) -> Case:
    """The referral, for one step. Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`."""
    row = find(session, referral_id)
    rules.check_actor(by.actor, verb, member_id=row.member_id)
    rules.check_version(row.version, seen_version)
    case = Case(session, row, calendar(session, by.partnership), by.actor.id, now)
    tick(case)
    rules.move(case.state, verb)
    return case


def tick(case: Case) -> int:
    """Make every move the clock owes this referral; how many."""
    number = 0
    for move in standing.moves(standing_of(case.row), case.calendar, today=case.today):
        clock = Case(case.session, case.row, case.calendar, THE_PORTAL, case.now)
        take(clock, Step(move.verb, sitting_id=move.sitting_id), on=move.on)
        number += 1
    return number


def take(case: Case, step: Step, *, on: date | None = None) -> None:
    """Take one step. `on`: the day it counts from, where that is not today.

    Raises `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    row, day = case.row, on or case.today
    state, note = rules.move(case.state, step.verb), rules.accept_note(step.verb, step.note)
    row.state = state
    row.version += 1
    row.changed_at = case.now
    if step.verb in LISTS:
        row.sitting_id, row.listed_on = step.sitting_id, day
        row.first_listed_on = row.first_listed_on or day
    if state in ENDED:
        row.ended_on = day
    _write_down(case, step, note)
    told = step.bodies[0] if step.verb is Verb.NOT_POSSIBLE else None
    owing.overtake(case.session, row.id, OVERTAKES.get(step.verb, ()), told=told)
    owing.owe(case.session, row, step.verb, step.bodies, on=day, calendar=case.calendar)
    case.session.flush()


LISTS = frozenset({Verb.ADVISE_LOCAL, Verb.RUN_OUT, Verb.INSIST, Verb.LIST, Verb.CARRY_OVER})
"""Steps that put the matter on an agenda."""


def next_sitting_id(case: Case) -> str | None:
    """The next sitting that can take the matter; None while none is planned."""
    found = case.calendar.next_sitting(case.today)
    return found.id if found else None


def _write_down(case: Case, step: Step, note: str) -> None:
    row, salt = case.row, tokens.new_key()
    case.session.add(
        ReferralEvent(
            referral_id=row.id,
            version=row.version,
            verb=step.verb,
            state=row.state,
            actor_id=case.actor_id,
            body=" ".join(step.bodies),
            sitting_id=step.sitting_id,
            note=note,
            salt=salt,
            at=case.now,
        )
    )
    record(case.session, row, ACTIONS[step.verb], case.actor_id, case.now, reason=note, salt=salt)


def record(
    session: Session,
    row: Referral,
    action: str,
    actor_id: str,
    now: datetime,
    *,
    reason: str = "",
    salt: bytes = b"",
    **facts: str | int,
) -> None:
    """One line of the ledger about a referral, with its version."""
    ledger.record(
        session,
        actor_id=actor_id,
        action=action,
        subject=f"referral:{row.id}",
        now=now,
        reason=reason or None,
        salt=salt,
        version=row.version,
        **facts,
    )
