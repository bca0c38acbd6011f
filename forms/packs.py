"""For which group and period a pack is made."""

from collections.abc import Sequence
from datetime import date

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from forms.base import StaffForm

Pairs = Sequence[tuple[str, str]]


class PackForm(StaffForm):
    """A new pack."""

    group = SelectField("Group", validators=[InputRequired("Choose a group")])
    start = SelectField("First month", validators=[InputRequired("Choose the first month")])
    months = RadioField("How long", validators=[InputRequired("Choose how long the period is")])

    def offer(self, groups: Pairs, starts: Pairs, lengths: Pairs) -> "PackForm":
        """The form with its choices: pairs of code and words."""
        self.group.choices = [SelectChoice(value, words) for value, words in groups]
        self.start.choices = [SelectChoice(value, words) for value, words in starts]
        self.months.choices = [SelectChoice(value, words) for value, words in lengths]
        return self

    def to_period(self) -> tuple[date, int]:
        """First day and number of months."""
        return date.fromisoformat(self.start.data), int(self.months.data)
