"""How much waits on each staff page, and the day by which the first of it is due.

Counts our own work, never what people told us: a number here is no statement about anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.advice import queries as advice_pages
from portal.consultations.channels import batches
from portal.consultations.opening import queries as opening
from portal.contact import queries as cases
from portal.core.actors import Actor
from portal.core.disclosure import WorkCount
from portal.core.windows import london_date
from portal.meetings import briefs, reported, returns
from portal.moderation import queries as queue
from portal.news import queries as pieces
from portal.packs import queries as packs
from portal.partnership import queries as lines
from portal.partnership.current import current
from portal.plan import queries as plan
from portal.plan.rules import PlanState
from portal.referrals import queries as referrals
from portal.referrals import register_texts
from portal.staff import queries as staff

NEW_FOR = timedelta(days=14)
"""So long a pack stands among what waits: read before the next meeting, most likely."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks what waits, and when."""

    actor: Actor
    now: datetime

    @property
    def today(self) -> date:
        """The day in London."""
        return london_date(self.now)


Count = Callable[[Session, Asked], WorkCount]
DueDay = Callable[[Session, Asked], date | None]
"""The day by which the first of it is due; None where nothing is, or no day is set."""


def officers(session: Session, asked: Asked) -> WorkCount:
    """Items that wait for officers."""
    return queue.count(session, room=False, now=asked.now)


def officers_due(session: Session, asked: Asked) -> date | None:
    """When the first of them is due."""
    return queue.first_due(session, partnership=current(), room=False, now=asked.now)


def leads(session: Session, asked: Asked) -> WorkCount:
    """Escalated items."""
    return queue.count(session, room=True, now=asked.now)


def leads_due(session: Session, asked: Asked) -> date | None:
    """When the first of them is due."""
    return queue.first_due(session, partnership=current(), room=True, now=asked.now)


def contact(session: Session, _asked: Asked) -> WorkCount:
    """Complaints and requests."""
    return cases.count_open(session)


def contact_due(session: Session, _asked: Asked) -> date | None:
    """When the first of them is due."""
    return cases.first_due(session)


def consultations(session: Session, asked: Asked) -> WorkCount:
    """Drafts that need somebody in charge, and piles of papers that hold figures up."""
    drafts = opening.blocked_drafts(session, partnership=current(), now=asked.now)
    return WorkCount(len(drafts) + len(batches.held_up(session, now=asked.now)))


def consultations_due(session: Session, asked: Asked) -> date | None:
    """The day the first draft should open."""
    drafts = opening.blocked_drafts(session, partnership=current(), now=asked.now)
    return min((each.draft.facts.window.first_day for each in drafts), default=None)


def plans(session: Session, _asked: Asked) -> WorkCount:
    """Plans to approve."""
    return WorkCount(sum(line.state is PlanState.CONSULTED for line in plan.every_line(session)))


def advice(session: Session, asked: Asked) -> WorkCount:
    """Pages of advice that were not checked in time."""
    months = current().clocks.advice_review_months
    return WorkCount(
        sum(line.stale for line in advice_pages.lines(session, today=asked.today, months=months))
    )


def helplines(session: Session, _asked: Asked) -> WorkCount:
    """Helplines nobody has confirmed."""
    return WorkCount(len(lines.unconfirmed(session)))


def news(session: Session, _asked: Asked) -> WorkCount:
    """Drafts of news."""
    return pieces.drafts(session)


def new_packs(session: Session, asked: Asked) -> WorkCount:
    """Packs made lately."""
    newest = packs.page(session, asked.actor, after=None).rows
    return WorkCount(sum(row.made_at > asked.now - NEW_FOR for row in newest))


def packs_to_sign(session: Session, asked: Asked) -> WorkCount:
    """Packs that were sent to a group one chairs."""
    return packs.number_to_sign(session, asked.actor)


def actions(session: Session, asked: Asked) -> WorkCount:
    """Actions of one's groups past their day."""
    late = reported.number_late(session, asked.actor, partnership=current(), now=asked.now)
    return WorkCount(late)


def actions_due(session: Session, asked: Asked) -> date | None:
    """The day the first of them was due."""
    first = reported.page(session, asked.actor, partnership=current(), now=asked.now).rows
    return first[0].due_on if first else None


def passed_up(session: Session, asked: Asked) -> WorkCount:
    """What was passed up to a group one chairs, or that the Executive reads."""
    return returns.number_waiting(session, asked.actor, partnership=current())


def briefs_to_sign(session: Session, asked: Asked) -> WorkCount:
    """Briefs of a group one chairs for a quarter that is over."""
    return briefs.number_to_sign(session, asked.actor, today=asked.today)


def signed_briefs(session: Session, asked: Asked) -> WorkCount:
    """Briefs signed off lately."""
    return WorkCount(briefs.number_signed(session, since=london_date(asked.now - NEW_FOR)))


def to_advise(session: Session, asked: Asked) -> WorkCount:
    """Referrals that wait for an officer's advice."""
    return referrals.count_for_officers(session, partnership=current(), now=asked.now)


def to_advise_due(session: Session, asked: Asked) -> date | None:
    """When the first advice is due."""
    return referrals.first_due_for_officers(session, partnership=current(), now=asked.now)


def late_referrals(session: Session, asked: Asked) -> WorkCount:
    """Referrals on their way with a step that should have been taken by now, whoever takes it."""
    return referrals.count_late(session, asked.actor, partnership=current(), now=asked.now)


def late_referrals_due(session: Session, asked: Asked) -> date | None:
    """The day the first of those steps was due."""
    return referrals.first_late(session, asked.actor, partnership=current(), now=asked.now)


def late_notices(session: Session, asked: Asked) -> WorkCount:
    """Notices that should be out by now."""
    return referrals.count_notices(session, until=asked.today - timedelta(days=1))


def notices_due(session: Session, asked: Asked) -> date | None:
    """The day the first of them was due."""
    first = referrals.overdue_notices(session, now=asked.now)
    return first[0].due_on if first else None


def own_referrals(session: Session, asked: Asked) -> WorkCount:
    """Referrals that came back to their councillor."""
    return referrals.count_for_member(session, asked.actor)


def register_words(session: Session, asked: Asked) -> WorkCount:
    """Words for the public register that somebody else wrote and nobody has read yet."""
    return WorkCount(register_texts.count_unread(session, reader_id=asked.actor.id, partnership=current()))


def roles(session: Session, asked: Asked) -> WorkCount:
    """Roles asked for by another administrator."""
    return WorkCount(staff.requests_waiting_for(session, asked.actor.id))
