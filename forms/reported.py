"""The day on which the partnership reported on a consultation."""

from wtforms import HiddenField
from wtforms.validators import InputRequired

from forms.base import StaffForm
from forms.opening import MAX_DIGITS, DayField


class ReportedForm(StaffForm):
    """When we reported on it."""

    reported_on = DayField(
        "We reported on it on", format="%Y-%m-%d", validators=[InputRequired("Choose the day")]
    )
    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; one that never was, when it was changed by hand."""
        text = str(self.seen_version.data)
        return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else -1
