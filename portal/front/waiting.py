"""Where staff go and what waits there: one list, from which the rail and the first staff page are drawn.

A page that this portal does not have, or that the person's roles do not open, is left out.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from portal.core.actors import Actor, Permission, may
from portal.core.disclosure import WorkCount
from portal.front import work
from portal.front.work import Asked, Count, DueDay

_P = Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One staff page. `counts` says how much waits there, `one` and `many` ({}) say it in words.

    `due`: the day by which the first of it is due. `rail`: whether the page has a link beside every page;
    what has none stands among what waits only.
    """

    words: str
    endpoint: str
    permissions: frozenset[Permission]
    counts: Count | None = None
    counts_for: Permission | None = None
    due: DueDay | None = None
    one: str = ""
    many: str = ""
    rail: bool = True

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
    """A place and how much waits there; `due_on` and `late` are asked for by the first page only."""

    place: Place
    count: WorkCount | None
    due_on: date | None = None
    late: bool = False

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


PLACES: tuple[Place, ...] = (
    Place(
        "Waiting",
        "moderation_staff.queue",
        frozenset({_P.MODERATION_DECIDE}),
        counts=work.officers,
        due=work.officers_due,
        one="1 item waits for a decision",
        many="{} items wait for a decision",
    ),
    Place(
        "Safeguarding",
        "moderation_staff.safeguarding",
        frozenset({_P.SAFEGUARDING_DECIDE}),
        counts=work.leads,
        due=work.leads_due,
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
        counts=work.contact,
        due=work.contact_due,
        one="1 complaint or request waits for a step",
        many="{} complaints and requests wait for a step",
    ),
    Place("Consultations", "consultations_staff.index", frozenset({_P.CONSULTATION_EDIT})),
    Place(
        "Consultations to decide about",
        "consultations_staff.gate.waiting",
        frozenset({_P.CONSULTATION_SET_ASIDE}),
        counts=work.consultations,
        due=work.consultations_due,
        one="1 consultation, or pile of its papers, waits for you",
        many="{} consultations, or piles of their papers, wait for you",
    ),
    Place("Exports", "consultations_staff.exports.index", frozenset({_P.EXPORT_MAKE})),
    Place(
        "Plan",
        "plan_staff.index",
        frozenset({_P.PLAN_EDIT, _P.PLAN_APPROVE, _P.PLAN_COMMENT}),
        counts=work.plans,
        counts_for=_P.PLAN_APPROVE,
        one="1 plan waits for your approval",
        many="{} plans wait for your approval",
    ),
    Place(
        "Advice",
        "advice_staff.index",
        frozenset({_P.ADVICE_EDIT}),
        counts=work.advice,
        one="1 page of advice was not checked in time",
        many="{} pages of advice were not checked in time",
    ),
    Place(
        "Helplines",
        "advice_staff.helplines",
        frozenset({_P.HELPLINE_EDIT}),
        counts=work.helplines,
        one="1 helpline is not confirmed",
        many="{} helplines are not confirmed",
    ),
    Place("Easy Read", "front_staff.easy.index", frozenset({_P.ADVICE_EDIT})),
    Place(
        "News",
        "news_staff.index",
        frozenset({_P.NEWS_EDIT}),
        counts=work.news,
        one="1 piece of news is not published yet",
        many="{} pieces of news are not published yet",
    ),
    Place("Meetings", "meetings_staff.index", frozenset({_P.MEETING_READ})),
    Place(
        "Actions",
        "meetings_staff.actions.index",
        frozenset({_P.MEETING_READ}),
        counts=work.actions,
        due=work.actions_due,
        one="1 action of your groups is late",
        many="{} actions of your groups are late",
    ),
    Place(
        "What groups pass up",
        "meetings_staff.returns.index",
        frozenset({_P.MEETING_READ}),
        counts=work.passed_up,
        one="1 matter was passed up and has no answer yet",
        many="{} matters were passed up and have no answer yet",
        rail=False,
    ),
    Place(
        "Briefs to sign off",
        "meetings_staff.briefs.index",
        frozenset({_P.BRIEF_SIGN}),
        counts=work.briefs_to_sign,
        one="1 brief waits for you to sign it off",
        many="{} briefs wait for you to sign them off",
        rail=False,
    ),
    Place(
        "Briefs",
        "meetings_staff.briefs.index",
        frozenset({_P.BRIEF_READ}),
        counts=work.signed_briefs,
        counts_for=_P.PLAN_APPROVE,
        one="1 brief was signed off in the last two weeks",
        many="{} briefs were signed off in the last two weeks",
    ),
    Place(
        "Packs to sign off",
        "packs_staff.index",
        frozenset({_P.PACK_SIGN}),
        counts=work.packs_to_sign,
        one="1 pack waits for you to sign it off",
        many="{} packs wait for you to sign them off",
        rail=False,
    ),
    Place(
        "Packs",
        "packs_staff.index",
        frozenset({_P.PACK_READ}),
        counts=work.new_packs,
        one="1 pack was made in the last two weeks",
        many="{} packs were made in the last two weeks",
    ),
    Place(
        "Scrutiny",
        "referrals_staff.committee.index",
        frozenset({_P.COMMITTEE_RUN}),
        counts=work.to_advise,
        due=work.to_advise_due,
        one="1 referral waits for your advice",
        many="{} referrals wait for your advice",
    ),
    Place(
        "Late referrals",
        "referrals_staff.committee.index",
        frozenset({_P.COMMITTEE_RUN}),
        counts=work.late_referrals,
        due=work.late_referrals_due,
        one="1 referral is late with its next step",
        many="{} referrals are late with their next step",
        rail=False,
    ),
    Place(
        "Notices to send",
        "referrals_staff.committee.notices.index",
        frozenset({_P.COMMITTEE_RUN}),
        counts=work.late_notices,
        due=work.notices_due,
        one="1 notice is overdue",
        many="{} notices are overdue",
    ),
    Place(
        "Words to read",
        "referrals_staff.committee.register.index",
        frozenset({_P.REGISTER_AGREE}),
        counts=work.register_words,
        one="1 text for the public register of referrals waits for a second reader",
        many="{} texts for the public register of referrals wait for a second reader",
    ),
    Place(
        "Referrals",
        "referrals_staff.member.index",
        frozenset({_P.REFERRAL_MAKE}),
        counts=work.own_referrals,
        one="1 of your referrals waits for you",
        many="{} of your referrals wait for you",
    ),
    Place("Accounts", "staff.accounts.index", frozenset({_P.ACCOUNT_MANAGE})),
    Place(
        "Roles that wait",
        "staff.requests.index",
        frozenset({_P.ACCOUNT_MANAGE}),
        counts=work.roles,
        one="1 role waits for a second administrator",
        many="{} roles wait for a second administrator",
    ),
    Place("Ledger", "ledger_staff.index", frozenset({_P.LEDGER_READ})),
    Place("Retention", "front_staff.retention", frozenset({_P.RETENTION_READ})),
)
"""Every staff page with a place in the rail, in its order."""


def for_actor(
    session: Session, asked: Asked, *, endpoints: frozenset[str], rail: bool = True
) -> tuple[Waiting, ...]:
    """The places this actor may open among the `endpoints` this portal has, with what waits there.

    `rail`: those with a link beside every page, or those that stand among what waits only.
    """
    here = (place for place in PLACES if place.rail is rail and place.endpoint in endpoints)
    opened = (place for place in here if place.opens_for(asked.actor))
    return tuple(Waiting(place, place.waiting(session, asked)) for place in opened)


def in_order(session: Session, asked: Asked, places: tuple[Waiting, ...]) -> tuple[Waiting, ...]:
    """Where something waits: late first, then by the day it is due, what has no day last."""
    held = [_dated(session, asked, each) for each in places if each.number]
    return tuple(sorted(held, key=lambda each: each.due_on or date.max))


def _dated(session: Session, asked: Asked, found: Waiting) -> Waiting:
    due_on = found.place.due(session, asked) if found.place.due else None
    return replace(found, due_on=due_on, late=due_on is not None and due_on < asked.today)
