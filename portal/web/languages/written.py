"""Dates, times and numbers as another language writes them, for the templates of that language."""

from datetime import date, datetime

from portal.adapters import translations
from portal.web import filters


class Done(str):
    """Words that are in the reader's language already, or a name: nobody looks them up again."""


def day(value: date | datetime) -> Done:
    """A day, its month in words."""
    return Done(translations.written_day(_local(value)))


def weekday(value: date | datetime) -> Done:
    """A day with the day of the week."""
    return Done(translations.written_day(_local(value), "full"))


def moment(value: datetime) -> Done:
    """A day and a time, in London."""
    return Done(f"{day(value)}, {hour(value)}")


def hour(value: datetime) -> Done:
    """A time of the day, in London."""
    return Done(translations.written_time(value))


def month(value: date | datetime) -> Done:
    """A month and its year."""
    return Done(translations.written_day(_local(value), "LLLL y"))


def number(value: int | float) -> Done:
    """A number."""
    return Done(translations.written_number(value))


def _local(value: date | datetime) -> date:
    return value.astimezone(filters.LONDON).date() if isinstance(value, datetime) else value


FILTERS = {each.__name__: each for each in (day, weekday, moment, hour, month, number)}
