"""Holding a record beyond its time, and letting it go."""

from collections.abc import Sequence

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.once import OnceForm
from forms.opening import DayField

MAX_REASON = 2000  # characters
ID_LETTERS = 32  # of a reference


class HoldForm(OnceForm):
    """Which record, why, until when."""

    record = RadioField("What is held", validators=[InputRequired("Choose what is held")])
    record_id = StringField(
        "Its reference",
        filters=[tidied],
        validators=[
            DataRequired("Write the reference"),
            Length(max=ID_LETTERS, message="Write the whole reference: 26 letters and digits"),
        ],
        description="The officer who has it open finds it in the page’s address. You need not see it.",
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    until = DayField(
        "Held until the end of", format="%Y-%m-%d", validators=[InputRequired("Choose the last day")]
    )
    reason = TextAreaField(
        "Reason",
        filters=[tidied],
        validators=[
            DataRequired("Write the reason"),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON:,} characters or fewer"),
        ],
        description="Such as the court and its number. Kept beside the hold.",
        render_kw={"rows": 3},
    )

    def offer(self, records: Sequence[tuple[str, str]]) -> "HoldForm":
        """The form with what may be held: pairs of code and words."""
        self.record.choices = choices_of(records)
        return self


class LiftForm(StaffForm):
    """Why a hold ends before its time."""

    reason = TextAreaField(
        "Why it ends",
        filters=[tidied],
        validators=[
            DataRequired("Write the reason"),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON:,} characters or fewer"),
        ],
        render_kw={"rows": 3},
    )
