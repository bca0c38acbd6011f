"""The public register of referrals, for anybody: the list, and one matter from its listing to its end."""

from flask import Blueprint, render_template, request

from portal.core.windows import london_date
from portal.outcomes import queries as outcomes
from portal.outcomes.rules import Kind
from portal.partnership.current import current
from portal.referrals import bodies, register
from portal.referrals.rules import ANSWER_WORDS
from portal.web.context import now, reading
from portal.web.guard import public
from portal.web.listing import after
from portal.web.whole_page import whole_page, whole_page_reading

bp = Blueprint("register", __name__)


@bp.get("/referrals")
@public
@whole_page_reading("ward", "after")
def index() -> str:
    """What councillors referred, the newest first; all of it or one ward's."""
    wards = {ward.code: ward.name for ward in current().wards}
    ward = request.args.get("ward", "")
    chosen = ward if ward in wards else ""
    with reading() as session:
        page = register.page(session, partnership=current(), ward=chosen, after=after())
        sensitive = register.sensitive_count(session, partnership=current())
    return render_template(
        "referrals/register.html",
        page=page,
        later=after(),
        ward=chosen,
        wards=wards,
        kinds=_kinds(),
        sensitive=sensitive,
        committee=current().scrutiny_committee,
    )


@bp.get("/referrals/<string:reference>")
@public
@whole_page
def show(reference: str) -> str:
    """One matter: when it was discussed, what was decided and why, who answered what."""
    with reading() as session:
        entry = register.entry(session, reference, partnership=current(), today=london_date(now()))
        came = outcomes.for_subject(session, Kind.REFERRAL, entry.row.reference)
    return render_template(
        "referrals/reference.html",
        entry=entry,
        came=came,
        wards={ward.code: ward.name for ward in current().wards},
        kinds=_kinds(),
        names=bodies.names(current()),
        answers=ANSWER_WORDS,
        partnership=current(),
    )


def _kinds() -> dict[str, str]:
    return {kind.code: kind.name for topic in current().topics for kind in topic.subtopics}
