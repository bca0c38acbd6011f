"""A member's own moves after sending: answer, insist, make representations, withdraw.

None of them waits for an officer. Insisting puts the matter on an agenda with the officers' note beside it:
they advise, the committee decides.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.referrals import matter, trail, written
from portal.referrals.rules import Verb
from portal.referrals.trail import By, Step


def answer_return(
    session: Session,
    referral_id: str,
    answer: str,
    *,
    seen_version: int,
    by: By,
    now: datetime,
    looked_again: bool = True,
) -> None:
    """Answer officers who sent the referral back; their time for advice begins anew.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`,
    `MatterIncomplete`, `PointsToSomebody`.
    """
    case = trail.open_case(session, referral_id, Verb.ANSWER, seen_version=seen_version, by=by, now=now)
    matter.complete(written.matter_of(case.row), looked_again=looked_again)
    case.row.advice_from = case.today
    trail.take(case, Step(Verb.ANSWER, answer))


def insist(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """Have the matter listed against officers' advice: for the next sitting whose agenda can take it.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NoteTooLong`.
    """
    case = trail.open_case(session, referral_id, Verb.INSIST, seen_version=seen_version, by=by, now=now)
    case.row.insisted = True
    trail.take(case, Step(Verb.INSIST, note, sitting_id=trail.next_sitting_id(case)))


def represent(
    session: Session, referral_id: str, words: str, *, seen_version: int, by: By, now: datetime
) -> None:
    """Tell the committee something; it may have regard to it (Police and Justice Act 2006, section 19(6)).

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `ReasonsMissing`, `NoteTooLong`.
    """
    case = trail.open_case(session, referral_id, Verb.REPRESENT, seen_version=seen_version, by=by, now=now)
    trail.take(case, Step(Verb.REPRESENT, words))


def withdraw(
    session: Session, referral_id: str, note: str = "", *, seen_version: int, by: By, now: datetime
) -> None:
    """Take the referral back, until the committee has considered it.

    Raises `NotFound`, `Refused`, `Stale`, `MoveNotAllowed`, `NoteTooLong`.
    """
    case = trail.open_case(session, referral_id, Verb.WITHDRAW, seen_version=seen_version, by=by, now=now)
    trail.take(case, Step(Verb.WITHDRAW, note))
