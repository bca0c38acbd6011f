"""Outcomes about referrals that nobody finds in the public register: while that is so, they are told nobody.

A referral may be marked sensitive after an outcome about it was published, and such an outcome prints the
reference. Leaves alone what was told of a referral that is gone by now.
"""

from sqlalchemy.orm import Session

from portal.outcomes import queries as outcomes
from portal.outcomes.rules import Kind
from portal.partnership.rules import Partnership
from portal.referrals import register


def references(session: Session, *, partnership: Partnership) -> frozenset[str]:
    """References of the referrals whose published outcomes stay unread."""
    told = {subject for kind, subject in outcomes.told_of(session) if kind is Kind.REFERRAL}
    return register.unfindable(session, told, partnership=partnership) if told else frozenset()
