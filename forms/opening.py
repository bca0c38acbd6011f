"""Setting whether reports are taken: what holds, why, until when."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.core.windows import at_london

HOURS_OF_DAY = 24
NOON = 12
MOST_DAYS = 30  # working days that may be promised
MAX_DIGITS = 9  # of a number somebody sends: Python refuses to read numbers of thousands of digits


def _hour(hour: int) -> str:
    if hour in (0, NOON):
        return "noon" if hour else "midnight, as the day begins"
    return f"{hour % NOON}{'am' if hour < NOON else 'pm'}"


class DayField(DateField):
    """A day; says in plain words when what was sent is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day. Raises `ValueError` with words for the officer."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write the day as year-month-day, such as 2026-11-27") from None


class OpeningForm(StaffForm):
    """Open, slowed or paused; the last two with a public reason and an end."""

    opening = RadioField("Reporting is", validators=[InputRequired("Choose what holds")])
    reason = TextAreaField(
        "Reason, as everybody reads it",
        filters=[tidied],
        validators=[Optional(), Length(max=300, message="Use 300 characters or fewer")],
        description="One or two plain sentences. For example: Two of our three officers are ill.",
        render_kw={"rows": 3},
    )
    until_on = DayField(
        "Until", format="%Y-%m-%d", validators=[Optional()], description="For slowed and paused."
    )
    until_hour = SelectField(
        "At",
        choices=choices_of([(str(hour), _hour(hour)) for hour in range(HOURS_OF_DAY)]),
        default="9",
        validators=[InputRequired("Choose an hour")],
    )
    reading_days = SelectField(
        "Working days in which reports are read meanwhile",
        choices=choices_of([("", "Choose how many"), *((str(n), str(n)) for n in range(1, MOST_DAYS + 1))]),
        validators=[Optional()],
        description="For slowed only. New reports are promised this; serious risk is read within hours.",
    )
    seen_version = HiddenField()

    def offer(self, openings: Sequence[tuple[str, str]]) -> "OpeningForm":
        """The form with what may be chosen: pairs of code and words."""
        self.opening.choices = choices_of(openings)
        return self

    def to_until(self) -> datetime | None:
        """The end as a moment in London; None where no day was given."""
        if self.until_on.data is None:
            return None
        return at_london(self.until_on.data, time(int(self.until_hour.data)))

    def to_reading_days(self) -> int | None:
        """The working days; None where none were chosen."""
        return int(self.reading_days.data) if self.reading_days.data else None

    def seen(self) -> int:
        """The version the officer saw; one that never was, when it was changed by hand."""
        text = str(self.seen_version.data)
        return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else -1
