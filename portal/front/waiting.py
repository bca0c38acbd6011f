"""Where staff go and what waits there: one list, from which the rail and the first staff page are drawn.

A page that this portal does not have, or that the person's roles do not open, is left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.advice import queries as advice
from portal.consultations.opening import queries as opening
from portal.contact import queries as contact
from portal.core.actors import Actor, Permission, may
from portal.core.disclosure import WorkCount
from portal.core.windows import london_date
from portal.meetings import briefs
from portal.meetings import reported as actions
from portal.moderation import queries as moderation
from portal.news import queries as news
from portal.packs import queries as packs
from portal.partnership import queries as partnership
from portal.partnership.current import current
from portal.plan import queries as plan
from portal.plan.rules import PlanState
from portal.referrals import queries as referrals
from portal.staff import queries as staff

_P = Permission


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks what waits, and when."""

    actor: Actor
    now: datetime


Count = Callable[[Session, Asked], WorkCount]

NEW_FOR = timedelta(days=14)
"""So long a pack stands among what waits: read before the next meeting, most likely."""


@dataclass(frozen=True, slots=True)
class Place:
    """One staff page. `counts` says how much waits there, `one` and `many` ({}) say it in words."""

    words: str
    endpoint: str
    permissions: frozenset[Permission]
    counts: Count | None = None
    counts_for: Permission | None = None
    one: str = ""
    many: str = ""

    def opens_for(self, actor: Actor) -> bool:
        """Whether one of the actor's roles opens this page."""
        return any(may(actor, permission) for permission in self.permissions)

    def waiting(self, session: Session, asked: Asked) -> WorkCount | None:
        """How much waits for this actor; None where nothing ever does."""
        if self.counts is None or (self.counts_for and not may(asked.actor, self.counts_for)):
            return None
        return self.counts(session, asked)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place and how much waits there."""

    place: Place
    count: WorkCount | None

    @property
    def number(self) -> int | None:
        """How much, for the rail."""
        return self.count.number if self.count else None

    @property
    def sentence(self) -> str:
        """What waits, as a heading says it."""
        if self.count is None:
            return ""
        return self.place.one if self.count.number == 1 else self.place.many.format(self.count.words)


def _officers(session: Session, asked: Asked) -> WorkCount:
    return moderation.count(session, room=False, now=asked.now)


def _leads(session: Session, asked: Asked) -> WorkCount:
    return moderation.count(session, room=True, now=asked.now)


def _contact(session: Session, _asked: Asked) -> WorkCount:
    return contact.count_open(session)


def _consultations(session: Session, asked: Asked) -> WorkCount:
    return WorkCount(len(opening.blocked_drafts(session, partnership=current(), now=asked.now)))


def _plans(session: Session, _asked: Asked) -> WorkCount:
    return WorkCount(sum(line.state is PlanState.CONSULTED for line in plan.every_line(session)))


def _advice(session: Session, asked: Asked) -> WorkCount:
    months = current().clocks.advice_review_months
    lines = advice.lines(session, today=london_date(asked.now), months=months)
    return WorkCount(sum(line.stale for line in lines))


def _helplines(session: Session, _asked: Asked) -> WorkCount:
    return WorkCount(len(partnership.unconfirmed(session)))


def _news(session: Session, _asked: Asked) -> WorkCount:
    return news.drafts(session)


def _packs(session: Session, asked: Asked) -> WorkCount:
    newest = packs.page(session, asked.actor, after=None).rows
    return WorkCount(sum(row.made_at > asked.now - NEW_FOR for row in newest))


def _actions(session: Session, asked: Asked) -> WorkCount:
    late = actions.number_late(session, asked.actor, partnership=current(), now=asked.now)
    return WorkCount(late)


def _to_advise(session: Session, asked: Asked) -> WorkCount:
    return referrals.count_for_officers(session, partnership=current(), now=asked.now)


def _late_notices(session: Session, asked: Asked) -> WorkCount:
    return WorkCount(len(referrals.overdue_notices(session, now=asked.now)))


def _own_referrals(session: Session, asked: Asked) -> WorkCount:
    return referrals.count_for_member(session, asked.actor)


def _briefs(session: Session, asked: Asked) -> WorkCount:
    return WorkCount(briefs.number_signed(session, since=london_date(asked.now - NEW_FOR)))


def _roles(session: Session, asked: Asked) -> WorkCount:
    return WorkCount(staff.requests_waiting_for(session, asked.actor.id))


PLACES: tuple[Place, ...] = (
    Place(
        "Waiting",
        "moderation_staff.queue",
        frozenset({_P.MODERATION_DECIDE}),
        counts=_officers,
        one="1 item waits for a decision",
        many="{} items wait for a decision",
    ),
    Place(
        "Safeguarding",
        "moderation_staff.safeguarding",
        frozenset({_P.SAFEGUARDING_DECIDE}),
        counts=_leads,
        one="1 escalated item waits for you",
        many="{} escalated items wait for you",
    ),
    Place("Concerns", "concerns_staff.index", frozenset({_P.CONCERN_READ_SANITISED})),
    Place("Themes", "concerns_staff.themes.index", frozenset({_P.CONCERN_READ_SANITISED})),
    Place("Hotspots", "hotspots_staff.index", frozenset({_P.HOTSPOT_READ})),
    Place("Outcomes", "front_staff.outcomes.index", frozenset({_P.OUTCOME_EDIT})),
    Place("Working figures", "concerns_staff.figures", frozenset({_P.FIGURES_READ})),
    Place("Published pictures", "concerns_staff.releases_made", frozenset({_P.RELEASE_MAKE})),
    Place("Reporting: open or paused", "concerns_staff.service.edit", frozenset({_P.SERVICE_CHANGE})),
    Place(
        "Contact",
        "contact_staff.index",
        frozenset({_P.CONTACT_DECIDE}),
        counts=_contact,
        one="1 complaint or request waits for a step",
        many="{} complaints and requests wait for a step",
    ),
    Place("Consultations", "consultations_staff.index", frozenset({_P.CONSULTATION_EDIT})),
    Place(
        "Consultations to decide about",
        "consultations_staff.gate.waiting",
        frozenset({_P.CONSULTATION_SET_ASIDE}),
        counts=_consultations,
        one="1 consultation cannot open without you",
        many="{} consultations cannot open without you",
    ),
    Place("Exports", "consultations_staff.exports.index", frozenset({_P.EXPORT_MAKE})),
    Place(
        "Plan",
        "plan_staff.index",
        frozenset({_P.PLAN_EDIT, _P.PLAN_APPROVE, _P.PLAN_COMMENT}),
        counts=_plans,
        counts_for=_P.PLAN_APPROVE,
        one="1 plan waits for your approval",
        many="{} plans wait for your approval",
    ),
    Place(
        "Advice",
        "advice_staff.index",
        frozenset({_P.ADVICE_EDIT}),
        counts=_advice,
        one="1 page of advice was not checked in time",
        many="{} pages of advice were not checked in time",
    ),
    Place(
        "Helplines",
        "advice_staff.helplines",
        frozenset({_P.HELPLINE_EDIT}),
        counts=_helplines,
        one="1 helpline is not confirmed",
        many="{} helplines are not confirmed",
    ),
    Place(
        "News",
        "news_staff.index",
        frozenset({_P.NEWS_EDIT}),
        counts=_news,
        one="1 piece of news is not published yet",
        many="{} pieces of news are not published yet",
    ),
    Place("Meetings", "meetings_staff.index", frozenset({_P.MEETING_READ})),
    Place(
        "Actions",
        "meetings_staff.actions.index",
        frozenset({_P.MEETING_READ}),
        counts=_actions,
        one="1 action of your groups is late",
        many="{} actions of your groups are late",
    ),
    Place(
        "Briefs",
        "meetings_staff.briefs.index",
        frozenset({_P.BRIEF_READ}),
        counts=_briefs,
        counts_for=_P.PLAN_APPROVE,
        one="1 brief was signed off in the last two weeks",
        many="{} briefs were signed off in the last two weeks",
    ),
    Place(
        "Packs",
        "packs_staff.index",
        frozenset({_P.PACK_READ}),
        counts=_packs,
        one="1 pack was made in the last two weeks",
        many="{} packs were made in the last two weeks",
    ),
    Place(
        "Scrutiny",
        "referrals_staff.committee.index",
        frozenset({_P.COMMITTEE_RUN}),
        counts=_to_advise,
        one="1 referral waits for your advice",
        many="{} referrals wait for your advice",
    ),
    Place(
        "Notices to send",
        "referrals_staff.committee.notices.index",
        frozenset({_P.COMMITTEE_RUN}),
        counts=_late_notices,
        one="1 notice is overdue",
        many="{} notices are overdue",
    ),
    Place(
        "Referrals",
        "referrals_staff.member.index",
        frozenset({_P.REFERRAL_MAKE}),
        counts=_own_referrals,
        one="1 of your referrals waits for you",
        many="{} of your referrals wait for you",
    ),
    Place("Accounts", "staff.accounts.index", frozenset({_P.ACCOUNT_MANAGE})),
    Place(
        "Roles that wait",
        "staff.requests.index",
        frozenset({_P.ACCOUNT_MANAGE}),
        counts=_roles,
        one="1 role waits for a second administrator",
        many="{} roles wait for a second administrator",
    ),
    Place("Ledger", "ledger_staff.index", frozenset({_P.LEDGER_READ})),
    Place("Retention", "front_staff.retention", frozenset({_P.RETENTION_READ})),
)
"""Every staff page with a place in the rail, in its order."""


def for_actor(session: Session, asked: Asked, *, endpoints: frozenset[str]) -> tuple[Waiting, ...]:
    """The places this actor may open among the `endpoints` this portal has, with what waits there."""
    opened = (place for place in PLACES if place.endpoint in endpoints and place.opens_for(asked.actor))
    return tuple(Waiting(place, place.waiting(session, asked)) for place in opened)
