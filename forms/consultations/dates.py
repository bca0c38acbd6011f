"""What officers fill in about a consultation as a whole."""

from datetime import date

from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms.base import StaffForm, tidied

MAX_REASON = 500  # characters; it stands on the page that everybody reads
MAX_DIGITS = 9  # of a number somebody sends: Python refuses to read numbers of thousands of digits


class DatesForm(StaffForm):
    """When a consultation opens and closes, as days in London; both included."""

    opens_on = DateField("Opens on", format="%Y-%m-%d", validators=[DataRequired("Give the first day.")])
    closes_on = DateField(
        "Closes at the end of", format="%Y-%m-%d", validators=[DataRequired("Give the last day.")]
    )
    reason = TextAreaField(
        "Why the dates change",
        validators=[
            DataRequired("Say why, in a sentence."),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON} characters or fewer."),
        ],
        filters=[tidied],
        description="Everybody reads it on the consultation’s page.",
    )

    seen = HiddenField()

    def seen_version(self) -> int:
        """The version the officer saw; one that no consultation has when it was changed by hand."""
        seen = str(self.seen.data)
        return int(seen) if seen.isdecimal() and len(seen) <= MAX_DIGITS else -1

    def to_days(self) -> tuple[date, date]:
        """First and last day."""
        return self.opens_on.data, self.closes_on.data
