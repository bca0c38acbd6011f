"""What a resident may ask here: which ward a postcode is in, and whether a case review may be asked for.

Nothing that is typed is kept; `portal.referrals.case_review` judges.
"""

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import PublicForm, tidied
from forms.fields import choices_of
from portal.referrals.case_review import MOST_COUNTED, Told

LONGEST_POSTCODE = 12  # letters, with room for spaces
NUMBERS = (
    ("0", "None"),
    *((str(number), str(number)) for number in range(1, MOST_COUNTED)),
    (str(MOST_COUNTED), f"{MOST_COUNTED} or more"),
)


class WardForm(PublicForm):
    """Which ward a postcode is in."""

    postcode = StringField(
        "Postcode where you live or work",
        filters=[tidied],
        description="We use it to name the ward, and keep it nowhere.",
        validators=[
            DataRequired("Type a postcode."),
            Length(max=LONGEST_POSTCODE, message="Type one postcode and nothing else."),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class CaseReviewForm(PublicForm):
    """How often something was reported, and how soon."""

    made = RadioField(
        "How many separate times did you report it?",
        choices=choices_of(NUMBERS),
        validators=[InputRequired("Choose how many times you reported it.")],
    )
    in_time = RadioField(
        "How many of these did you report within one month of it happening?",
        choices=choices_of(NUMBERS),
        validators=[InputRequired("Choose how many you reported within one month.")],
    )

    def to_told(self) -> Told:
        """What was said, as numbers."""
        return Told(int(self.made.data), int(self.in_time.data))
