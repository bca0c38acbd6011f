"""Referrals as members and officers move them, for stories: `a_draft(session).member(service.submit)`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.core.actors import Actor, Role
from portal.core.windows import london_date
from portal.partnership import loading
from portal.partnership.rules import Partnership
from portal.referrals import owing, queries, service, standing, trail
from portal.referrals.models import InformationRequest, Referral
from portal.referrals.report_models import Recommendation
from portal.referrals.rules import Answer, AnswerKind, Effort, Matter, RaisedBy, State
from portal.referrals.service import By, SittingWords
from portal.referrals.views import ReferralView
from portal.staff.models import Account

Begins = Callable[[Session], "Path"]

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@cache
def home(code: str = "bcp") -> Partnership:
    """A shipped partnership."""
    return loading.load(loading.folder(code))


WARD = home().wards[0].code
OTHER_WARD = home().wards[1].code
BODIES = tuple(each.code for each in home().authorities)
GROUP = next(each.code for each in home().groups if not each.sits_outside)
PLAIN = next(kind.code for topic in home().topics for kind in topic.subtopics if not kind.sensitive)
SENSITIVE = next(kind.code for topic in home().topics for kind in topic.subtopics if kind.sensitive)


def a_member(name: str = "m", ward: str = WARD) -> By:
    """A councillor of this ward."""
    return By(Actor(name * 26, frozenset({Role.COUNCILLOR}), ward), home())


MEMBER = a_member()
OFFICER = By(Actor("s" * 26, frozenset({Role.SCRUTINY_OFFICER})), home())

MATTER = Matter(
    ward=WARD,
    title="Noise and threats at the square",
    subtopic=PLAIN,
    about="Every night since the summer people are shouted at on their way home.",
    raised_by=RaisedBy.SEVERAL,
    efforts=(Effort("The neighbourhood policing team", date(2026, 10, 5), "Two patrols, then it went on"),),
    outcome="A plan for the square that the partners agree to",
    authorities=BODIES[:2],
    exclusions_read=True,
)


def seated(session: Session, by: By) -> None:
    """The councillor has an account, as every councillor does who refers something."""
    ward, mail = by.actor.ward, f"{by.actor.id[:8]}@example.org"
    given = {"roles": by.actor.roles, "groups": frozenset(), "password_hash": "a hash", "state": "active"}
    session.add(Account(id=by.actor.id, email=mail, name="A councillor", ward=ward, **given))
    session.flush()


def unseated(session: Session, by: By, *, now: datetime) -> None:
    """The councillor lost the seat, and an administrator closed the account."""
    row = session.get_one(Account, by.actor.id)
    row.state, row.roles, row.password_hash, row.removed_at = "removed", frozenset(), None, now
    session.flush()


class Path:
    """One referral on its way: `.member(verb, ...)` and `.officer(verb, ...)` act on the newest view."""

    def __init__(self, session: Session, referral_id: str, now: datetime, member: By = MEMBER) -> None:
        self.session, self.id, self.now, self.by = session, referral_id, now, member

    def member(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """The member's step."""
        return self.take(verb, self.by, *given, **more)

    def officer(self, verb: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """The scrutiny officer's step."""
        return self.take(verb, OFFICER, *given, **more)

    def take(self, verb: Callable[..., Any], by: By, *given: Any, **more: Any) -> Any:
        """Somebody's step."""
        return verb(self.session, self.id, *given, seen_version=self.row.version, by=by, now=self.now, **more)

    def later(self, days: int) -> "Path":
        """So many days later; the command of the timer has not run."""
        self.now += timedelta(days=days)
        return self

    def notify(self) -> "Path":
        """Every notice that is owed goes out."""
        for notice in owing.owed(self.session, self.id):
            owing.issue(self.session, notice.id, "Words of the notice.", actor=OFFICER.actor, now=self.now)
        return self

    @property
    def row(self) -> Referral:
        """The row as it lies in the table."""
        return self.session.get_one(Referral, self.id)

    @property
    def view(self) -> ReferralView:
        """What the officer's page shows today."""
        return queries.one(self.session, OFFICER.actor, self.id, partnership=home(), now=self.now)

    @property
    def mine(self) -> ReferralView:
        """What the member's page shows today."""
        return queries.one(self.session, self.by.actor, self.id, partnership=home(), now=self.now)

    @property
    def state(self) -> State:
        """Where it stands today, whether or not the timer's command has run."""
        days = trail.calendar(self.session, home())
        return standing.as_of(trail.standing_of(self.row), days, today=self.today).state

    @property
    def today(self) -> date:
        """The day it is in London."""
        return london_date(self.now)


def a_sitting(session: Session, on: date, *, now: datetime = MONDAY, for_crime: bool = True) -> str:
    """A planned sitting; its id."""
    words = SittingWords(on, "18:00", "The council chamber", for_crime)
    return service.plan_sitting(session, words, by=OFFICER, now=now)


def a_draft(session: Session, *, now: datetime = MONDAY, by: By = MEMBER, **changes: Any) -> Path:
    """A whole matter that was not sent yet."""
    matter = replace(MATTER, **{"ward": by.actor.ward, **changes})
    return Path(session, service.draft(session, matter, by=by, now=now), now, by)


def sent(session: Session, **more: Any) -> Path:
    """A referral that waits for advice."""
    path = a_draft(session, **more)
    path.member(service.submit)
    return path


def listed(session: Session, on: date = date(2026, 12, 14), **more: Any) -> Path:
    """A referral on the agenda of a sitting on this day."""
    path = sent(session, **more)
    if not any(day.on == on for day in trail.calendar(session, home()).sittings):
        a_sitting(session, on, now=path.now)
    path.officer(service.advise_local)
    return path


def considered(session: Session, **more: Any) -> Path:
    """A referral that the committee has discussed; it is the day of the sitting."""
    path = listed(session, **more).later(21)
    path.officer(service.consider)
    return path


def reported(session: Session, bodies: tuple[str, ...] = BODIES[:1], **more: Any) -> Path:
    """A report with one recommendation that its recipients have to answer."""
    path = considered(session, **more)
    path.officer(service.make_report, ("Agree a plan for the square",), bodies)
    path.notify().officer(service.send_report)
    return path


def monitored(session: Session, **more: Any) -> Path:
    """A report that was answered and is watched."""
    path = reported(session, **more)
    answer = Answer(AnswerKind.ACCEPT, "We will agree a plan", date(2027, 3, 1))
    path.officer(service.respond, BODIES[0], recommendation(path), answer)
    path.officer(service.monitor)
    return path


def recommendation(path: Path) -> str:
    """The id of the report's first recommendation."""
    query = select(Recommendation.id).where(Recommendation.referral_id == path.id)
    return path.session.scalars(query.order_by(Recommendation.number)).first() or ""


def requested(path: Path) -> str:
    """The id of the first request for information."""
    query = select(InformationRequest.id).where(InformationRequest.referral_id == path.id)
    return path.session.scalars(query.order_by(InformationRequest.body)).first() or ""


def in_state(session: Session, state: State) -> Path:
    """A referral in this state, come there by lawful steps."""
    return _TO[state](session)


def _asked(session: Session) -> Path:
    path = considered(session)
    due = path.today + timedelta(days=20)
    path.officer(service.request_information, "How often was it reported?", BODIES[:1], due)
    return path


def _after(
    begin: Callable[[Session], Path], verb: Callable[..., Any], *given: Any
) -> Callable[[Session], Path]:
    def build(session: Session) -> Path:
        path = begin(session)
        path.officer(verb, *given)
        return path

    return build


def _withdrawn(session: Session) -> Path:
    path = sent(session)
    path.member(service.withdraw)
    return path


def _lapsed(session: Session) -> Path:
    path = in_state(session, State.RETURNED)
    for days in (0, home().clocks.referral_lapse_days + 1):
        service.run_clock(session, now=path.later(days).now, partnership=home())
    return path


def _closed(session: Session) -> Path:
    path = considered(session)
    path.officer(service.no_report, "It was settled meanwhile")
    path.notify().officer(service.close)
    return path


_TO: dict[State, Begins] = {
    State.DRAFT: a_draft,
    State.SUBMITTED: sent,
    State.RETURNED: _after(sent, service.return_to_member, "Which square do you mean?"),
    State.NOT_LOCAL_MATTER: _after(sent, service.advise_not_local, "The square lies in another ward"),
    State.LISTED: listed,
    State.CONSIDERED: considered,
    State.NO_REPORT: _after(considered, service.no_report, "It was settled meanwhile"),
    State.REDIRECTED: _after(considered, service.redirect, BODIES[0], "It is theirs alone"),
    State.INFORMATION_REQUESTED: _asked,
    State.SENT_TO_GROUP: _after(considered, service.send_to_group, GROUP),
    State.REPORT_MADE: _after(considered, service.make_report, ("Agree a plan",), BODIES[:1]),
    State.AWAITING_RESPONSES: reported,
    State.MONITORING: monitored,
    State.CLOSED: _closed,
    State.WITHDRAWN: _withdrawn,
    State.LAPSED: _lapsed,
}
