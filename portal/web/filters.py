"""How dates, times and numbers are written. London time is made here and nowhere else."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

LONDON = ZoneInfo("Europe/London")


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
    local = value.astimezone(LONDON)
    hour = local.hour % 12 or 12
    return f"{day(value)}, {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def hour(value: datetime) -> str:
    """9am, 3:15pm."""
    local = value.astimezone(LONDON)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def month(value: date | datetime) -> str:
    """December 2026."""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return f"{local:%B %Y}"


def number(value: int | float) -> str:
    """12,345."""
    return f"{value:,}"


def install(app: Flask) -> None:
    """Give the filters to the templates of `app`."""
    for function in (day, weekday, moment, hour, month, number):
        app.add_template_filter(function)
