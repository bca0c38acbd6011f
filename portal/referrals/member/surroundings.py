"""What stands around a councillor's referrals: the ward's picture, what is open to answer, the draft plan."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.consultations import queries as consultations
from portal.consultations.queries import Listed
from portal.partnership.rules import Partnership, UnknownCode
from portal.plan import comments
from portal.plan import queries as plans
from portal.plan.rules import EDITABLE
from portal.referrals import ward_picture
from portal.referrals.ward_picture import WardPicture


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A plan that councillors may comment on until the end of a day."""

    year: str
    title: str
    until: date


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a councillor's first page shows. `picture` is None where the account's ward is none of ours."""

    picture: WardPicture | None
    consultations: tuple[Listed, ...]
    plans: tuple[DraftPlan, ...]


def around(session: Session, ward: str | None, *, partnership: Partnership, now: datetime) -> Surroundings:
    """What stands around this ward's councillors now."""
    return Surroundings(
        picture=_picture(session, ward, partnership=partnership, now=now),
        consultations=consultations.listing(session, now=now).open,
        plans=_plans(session, now),
    )


def _picture(
    session: Session, ward: str | None, *, partnership: Partnership, now: datetime
) -> WardPicture | None:
    try:
        return ward_picture.of_ward(session, ward or "", partnership=partnership, now=now)
    except UnknownCode:
        return None


def _plans(session: Session, now: datetime) -> tuple[DraftPlan, ...]:
    found: list[DraftPlan] = []
    for line in plans.every_line(session):
        if line.state in EDITABLE:
            plan = plans.newest_edition(session, line.year)
            stands = comments.standing(session, plan.id, now=now)
            if stands.taken and stands.until is not None:
                found.append(DraftPlan(plan.year, plan.title, stands.until))
    return tuple(found)
