"""Officers' part before the committee meets: the one lawful question, and which sitting takes the matter.

Refuses to put a matter on an agenda that is out already, on one of a sitting that is past, and, without the
member's agreement, on a later one than the next.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.core.errors import NotFound
from portal.referrals import trail
from portal.referrals.rules import AgreementMissing, Verb
from portal.referrals.sitting import check_takes
from portal.referrals.trail import By, Case, Step


def advise_local(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """It is a local crime and disorder matter in this member's ward: listed for the next sitting.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.ADVISE_LOCAL, seen_version, by, now)
    trail.take(case, Step(Verb.ADVISE_LOCAL, note, sitting_id=trail.next_sitting_id(case)))


def advise_not_local(
    session: Session, referral_id: str, note: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """It is not, and why; the member may insist all the same.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = _case(session, referral_id, Verb.ADVISE_NOT_LOCAL, seen_version, by, now)
    trail.take(case, Step(Verb.ADVISE_NOT_LOCAL, note))


def return_to_member(
    session: Session, referral_id: str, note: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """Send it back with a question; the member may answer or insist.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    trail.take(_case(session, referral_id, Verb.RETURN, seen_version, by, now), Step(Verb.RETURN, note))


def list_at(
    session: Session,
    referral_id: str,
    sitting_id: str,
    note: str = "",
    *,
    seen_version: int,
    by: By,
    now: datetime,
    member_agrees: bool = False,
) -> None:
    """Put a listed matter on the agenda of this sitting instead.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `SittingPassed`, `NotForCrime`,
    `TooLateForAgenda`, and `AgreementMissing` for a later sitting than the next.
    """
    case = _case(session, referral_id, Verb.LIST, seen_version, by, now)
    wanted = case.calendar.sitting(sitting_id)
    if wanted is None:
        raise NotFound(kind="sitting", value=sitting_id)
    clear = case.calendar.clocks.agenda_clear_days
    check_takes(wanted, today=case.today, clear_days=clear, holidays=case.calendar.holidays)
    following = case.calendar.next_sitting(case.today)
    if following is not None and wanted.on > following.on and not member_agrees:
        raise AgreementMissing(next_on=following.on)
    trail.take(case, Step(Verb.LIST, note, sitting_id=sitting_id))


def _case(session: Session, referral_id: str, verb: Verb, seen_version: int, by: By, now: datetime) -> Case:
    return trail.open_case(session, referral_id, verb, seen_version=seen_version, by=by, now=now)
