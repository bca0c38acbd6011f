"""One decision on several items that are alike."""

from collections.abc import Sequence

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.moderation import rules


class TogetherForm(StaffForm):
    """What to do with all of them, and why."""

    what = RadioField(
        "What to do with all of them", validators=[InputRequired("Choose what to do with them")]
    )
    reason = TextAreaField(
        "Your reason",
        filters=[tidied],
        description="One reason for all. It is kept beside each of them. Do not repeat what was written.",
        validators=[
            DataRequired("Write the reason for your decision"),
            Length(max=rules.MAX_REASON, message=f"Use {rules.MAX_REASON:,} characters or fewer"),
        ],
    )

    def offer(self, pairs: Sequence[tuple[str, str]]) -> "TogetherForm":
        """The form with what may be done: pairs of code and words."""
        self.what.choices = choices_of(pairs)
        return self
