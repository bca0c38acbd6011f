"""What a step's form offers: sittings, bodies, groups, what waits for an answer; read from the referral."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from forms.referrals import committee as forms
from forms.referrals.committee import BETWEEN, CommitteeForm
from portal.core.windows import london_date
from portal.partnership.rules import Partnership
from portal.referrals import bodies, committee_queries, trail
from portal.referrals.sitting import SittingState
from portal.referrals.views import ReferralView
from portal.web.filters import day

Pairs = list[tuple[str, str]]


def offer(
    form: CommitteeForm, found: ReferralView, session: Session, *, partnership: Partnership, now: datetime
) -> CommitteeForm:
    """The form with its choices."""
    made: Any = form
    names = bodies.names(partnership)
    if isinstance(form, forms.AgendaForm):
        made.offer(_ahead(session, partnership, now))
    elif isinstance(form, forms.ConsiderForm):
        made.offer(_come(session, partnership, now))
    elif isinstance(form, forms.RedirectForm):
        made.offer(bodies.governing(partnership))
    elif isinstance(form, forms.RequestForm | forms.ReportForm):
        made.offer(bodies.answering(partnership))
    elif isinstance(form, forms.GroupForm):
        made.offer(bodies.groups(partnership))
    elif isinstance(form, forms.InformationForm):
        made.offer(_asked(found, names))
    elif isinstance(form, forms.ResponseForm):
        made.offer(_unanswered(found, names))
    elif isinstance(form, forms.LaterForm):
        made.offer([(each.body, names.get(each.body, each.body)) for each in _waiting(found)])
    elif isinstance(form, forms.ReviewForm):
        made.offer(_promised(found, names))
    return form


def _ahead(session: Session, partnership: Partnership, now: datetime) -> Pairs:
    able = committee_queries.to_choose(session, partnership=partnership, now=now)
    return [(sitting_id, day(on)) for sitting_id, on in able]


def _come(session: Session, partnership: Partnership, now: datetime) -> Pairs:
    today = london_date(now)
    came = (
        each
        for each in trail.calendar(session, partnership).sittings
        if each.on <= today and each.for_crime and each.state is not SittingState.CALLED_OFF
    )
    return [(each.id, day(each.on)) for each in sorted(came, key=lambda each: each.on, reverse=True)]


def _asked(found: ReferralView, names: dict[str, str]) -> Pairs:
    waits = (each for each in found.information if each.answered_on is None)
    return [(each.id, f"{names.get(each.body, each.body)}, asked on {day(each.asked_on)}") for each in waits]


def _waiting(found: ReferralView) -> list[Any]:
    return [each for each in found.recipients if each.answered_on is None]


def _unanswered(found: ReferralView, names: dict[str, str]) -> Pairs:
    numbers = {each.id: each.number for each in found.recommendations}
    return [
        (f"{one}{BETWEEN}{each.body}", f"{names.get(each.body, each.body)}, recommendation {numbers[one]}")
        for each in _waiting(found)
        for one in sorted(each.waits_for, key=lambda one: numbers[one])
    ]


def _promised(found: ReferralView, names: dict[str, str]) -> Pairs:
    return [
        (
            f"{each.id}{BETWEEN}{answer.body}",
            f"Recommendation {each.number}, {names.get(answer.body, answer.body)}: {answer.action[:120]}",
        )
        for each in found.recommendations
        for answer in each.responses
        if answer.by_on is not None and answer.done_on is None
    ]
