"""The scrutiny officer's first page: what waits, what is late, every referral, the way to all the rest."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from portal.adapters import holidays
from portal.core.actors import Permission
from portal.core.windows import london_date
from portal.core.years import year_of
from portal.partnership.current import current
from portal.referrals import committee_queries, queries, register_texts
from portal.referrals.committee import case_pages, notice_pages, register_pages, sitting_pages, work_pages
from portal.referrals.publishing import STATE_WORDS
from portal.referrals.views import ReferralLine
from portal.web.context import now, reading
from portal.web.guard import actor, requires
from portal.web.listing import Page, after
from portal.web.sorting import Order, order

bp = Blueprint("committee", __name__, url_prefix="/scrutiny")
for each in (case_pages.bp, sitting_pages.bp, notice_pages.bp, work_pages.bp, register_pages.bp):
    bp.register_blueprint(each)

HOLIDAYS_WARNING = timedelta(days=183)  # half a year before the shipped list of bank holidays ends


@bp.get("")
@requires(Permission.COMMITTEE_RUN)
def index() -> str:
    """Referrals on their way, or those that ended."""
    partnership, moment = current(), now()
    today, ended = london_date(moment), request.args.get("show") == "ended"
    chosen = order(queries.ORDERS, queries.FIRST_DUE)
    with reading() as session:
        page = _page(session, None if ended else chosen)
        overdue = queries.count_notices(session, until=today - timedelta(days=1)).number
        yearly = committee_queries.yearly(session, partnership=partnership)
        since = committee_queries.days_since(session, now=moment)
        unread = register_texts.count_unread(session, reader_id=actor().id, partnership=partnership)
    return render_template(
        "referrals/committee/index.html",
        page=page,
        order=chosen,
        ended=ended,
        overdue=overdue,
        unread=unread,
        yearly=yearly,
        since=since,
        yearly_warns=committee_queries.yearly_warns(yearly, partnership=partnership, now=moment),
        holidays_end=holidays.last_known() if today > holidays.last_known() - HOLIDAYS_WARNING else None,
        states=STATE_WORDS,
        wards={ward.code: ward.name for ward in partnership.wards},
        today=today,
        year=str(year_of(today)),
        committee=partnership.scrutiny_committee,
    )


def _page(session: Session, chosen: Order | None) -> Page[ReferralLine]:
    """Those on their way in this order; without one those that ended."""
    me, where, moment, key = actor(), current(), now(), after()
    if chosen is None:
        return queries.page(session, me, partnership=where, now=moment, states=queries.OVER, after=key)
    return queries.on_their_way(session, me, partnership=where, now=moment, order=chosen, after=key)
