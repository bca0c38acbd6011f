"""England's bank holidays, from the list that the govuk-bank-holidays package carries.

Refuses the network: the list is the package's own copy, so it has a last day. Past it no holiday is known;
`last_known` lets the self-check warn in time.
"""

from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def england() -> frozenset[date]:
    """Every bank holiday known for England and Wales; source: gov.uk/bank-holidays."""
    calendar = BankHolidays(use_cached_holidays=True)
    known = calendar.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(day["date"] for day in known)


def last_known() -> date:
    """The last day of the last year for which the list holds bank holidays."""
    return date(max(england()).year, 12, 31)
