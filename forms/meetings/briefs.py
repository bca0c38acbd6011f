"""What a chair writes in a quarterly brief."""

from collections.abc import Sequence

from wtforms import SelectField
from wtforms.validators import InputRequired

from forms.base import StaffForm
from forms.fields import choices_of
from forms.meetings.kept import VersionedForm, words_box
from portal.meetings import rules


class StartForm(StaffForm):
    """Which brief to begin."""

    group = SelectField("Group", validators=[InputRequired("Choose a group")])
    quarter = SelectField("Three months", validators=[InputRequired("Choose three months")])

    def offer(self, groups: Sequence[tuple[str, str]], quarters: Sequence[tuple[str, str]]) -> "StartForm":
        """The form with its lists."""
        self.group.choices = choices_of(groups)
        self.quarter.choices = choices_of(quarters)
        return self


class BriefForm(VersionedForm):
    """The three parts."""

    activities = words_box("Activities", most=rules.MAX_PART, hint="What the group did.", rows=12)
    progress = words_box("Progress", most=rules.MAX_PART, hint="How far it has come.", rows=12)
    challenges = words_box("Challenges", most=rules.MAX_PART, hint="What stands in the way.", rows=12)


class SignForm(VersionedForm):
    """A step with a button only."""
