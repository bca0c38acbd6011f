"""How long a consultation is open, what holidays it runs over, and how many days are left, in words.

Days are days in London, so both clock changes count as one day each.
"""

from datetime import date, timedelta

from portal.core.windows import Window, london_date

SPRING = (3, 4)  # months in which Easter falls
AUGUST = 8
DECEMBER = 12
CHRISTMAS_DAY = 25
FRIDAY = 4
GOOD_FRIDAY_TO_EASTER_MONDAY = timedelta(days=3)
DAY = timedelta(days=1)


def length_in_days(window: Window) -> int:
    """Days on which it is open, the first and the last included."""
    return (window.last_day - window.first_day).days + 1


def holidays_inside(window: Window, bank_holidays: frozenset[date]) -> tuple[str, ...]:
    """The times in which many people are away, by name: Christmas, Easter, August.

    Easter comes from the list of bank holidays; a year that the list does not know says so.
    """
    days = [window.first_day + DAY * n for n in range(length_in_days(window))]
    found = []
    if any(_christmas(day) for day in days):
        found.append("Christmas")
    spring = {day for friday in _good_fridays(bank_holidays) for day in _easter(friday)}
    if spring & set(days):
        found.append("Easter")
    if any(day.month == AUGUST for day in days):
        found.append("August")
    unknown = sorted({day.year for day in days} - {day.year for day in bank_holidays})
    return (*found, *(f"days of {year}, whose bank holidays are not known yet" for year in unknown))


def days_left(window: Window, today: date) -> str:
    """How much time is left to answer, as a person says it; for one that is open."""
    left = (window.last_day - today).days
    if left <= 0:
        return "Closes today"
    return "Closes tomorrow" if left == 1 else f"{left} days left"


def days_until(opens: date, today: date) -> str:
    """How long until it opens, as a person says it."""
    left = (opens - today).days
    if left <= 0:
        return "Opens today"
    return "Opens tomorrow" if left == 1 else f"Opens in {left} days"


def today_in(window: Window, today: date) -> str:
    """Days left or days until, whichever holds."""
    opens = london_date(window.opens_at)
    return days_until(opens, today) if today < opens else days_left(window, today)


def _christmas(day: date) -> bool:
    return (day.month == DECEMBER and day.day >= CHRISTMAS_DAY) or (day.month == 1 and day.day == 1)


def _good_fridays(bank_holidays: frozenset[date]) -> list[date]:
    return [
        day
        for day in bank_holidays
        if day.weekday() == FRIDAY
        and day.month in SPRING
        and day + GOOD_FRIDAY_TO_EASTER_MONDAY in bank_holidays
    ]


def _easter(friday: date) -> list[date]:
    return [friday + DAY * n for n in range(GOOD_FRIDAY_TO_EASTER_MONDAY.days + 1)]
