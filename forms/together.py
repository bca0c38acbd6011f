"""One decision on several items that are alike."""

from collections.abc import Sequence

from wtforms import Form, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.moderation import rules
from portal.moderation.rules import CLEAR_SURGE


def needed_to_decline(form: Form, field: TextAreaField) -> None:
    """Declining takes a reason; a surge mark goes without one, for nothing is decided by that."""
    if form["what"].data != CLEAR_SURGE and not field.data:
        raise StopValidation("Write the reason for your decision")


class TogetherForm(StaffForm):
    """What to do with all of them, and why."""

    what = RadioField(
        "What to do with all of them", validators=[InputRequired("Choose what to do with them")]
    )
    reason = TextAreaField(
        "Your reason",
        filters=[tidied],
        description="One for all, kept beside each; surge marks need none. Do not repeat what was written.",
        validators=[
            needed_to_decline,
            Optional(),
            Length(max=rules.MAX_REASON, message=f"Use {rules.MAX_REASON:,} characters or fewer"),
        ],
    )

    def offer(self, pairs: Sequence[tuple[str, str]]) -> "TogetherForm":
        """The form with what may be done: pairs of code and words."""
        self.what.choices = choices_of(pairs)
        return self
