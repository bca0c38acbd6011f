"""Which referrals the public register only counts: those marked sensitive, and those of a sensitive kind.

Asked here alone, of the database and of one row, so that no page reads words of what another hides.
"""

from sqlalchemy import ColumnElement, or_

from portal.partnership.rules import Partnership
from portal.referrals.models import Referral
from portal.referrals.publishing import sensitive_kinds


def is_sensitive(found: Referral, partnership: Partnership) -> bool:
    """Whether this one is marked so, or its kind is."""
    return found.sensitive or found.subtopic in sensitive_kinds(partnership)


def are_sensitive(partnership: Partnership) -> ColumnElement[bool]:
    """The same, for a query on `Referral`."""
    return or_(Referral.sensitive, Referral.subtopic.in_(sensitive_kinds(partnership)))
