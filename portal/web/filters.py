"""How dates, times and numbers are written. London time is made here and nowhere else."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask import Flask

from portal.core.spans import time_of_day

LONDON = ZoneInfo("Europe/London")
CLOCK_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def day(value: date | datetime) -> str:
    """4 December 2026."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local.day} {local:%B %Y}"


def weekday(value: date | datetime) -> str:
    """Friday 4 December 2026."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local:%A} {day(value)}"


def moment(value: datetime) -> str:
    """4 December 2026, 3:15pm."""
    return f"{day(value)}, {hour(value)}"


def hour(value: datetime) -> str:
    """9am, 3:15pm, noon, midnight."""
    return time_of_day(value.astimezone(LONDON).time())


def clock(value: str) -> str:
    """6pm for "18:00", as meetings keep the time at which they begin; other words stay as they are."""
    found = CLOCK_TIME.fullmatch(value)
    return time_of_day(time(int(found[1]), int(found[2]))) if found else value


def month(value: date | datetime) -> str:
    """December 2026."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local:%B %Y}"


def number(value: int | float) -> str:
    """12,345."""
    return f"{value:,}"


def install(app: Flask) -> None:
    """Give the filters to the templates of `app`."""
    for function in (day, weekday, moment, hour, clock, month, number):
        app.add_template_filter(function)
