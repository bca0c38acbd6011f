"""A day in three boxes, for the forms of referrals."""

from typing import Any

from wtforms import DateField
from wtforms.validators import Optional

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""


class DayField(DateField):
    """A day that may be left out; says in plain words when what was sent is none."""

    def __init__(self, label: str, *, description: str = "", **more: Any) -> None:
        """Drawn like every date in three parts."""
        super().__init__(label, format=DAY_FORMATS, description=description, validators=[Optional()], **more)
        self.type = "DateField"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day. Raises `ValueError` with words for whoever typed it."""
        try:
            super().process_formdata([part.strip() for part in valuelist])
        except ValueError:
            raise ValueError("Write a day that exists, such as 27 3 2026.") from None
