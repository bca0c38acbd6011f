"""What a councillor does with a referral that was sent: answer, insist, speak to it, take it back."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from forms.base import tidied
from forms.referrals.versioned import SeenForm
from portal.referrals.rules import MAX_NOTE

NOBODY = "Name nobody: no names, no house numbers, no number plates."


def _note(words: str, *, missing: str = "", hint: str = NOBODY) -> TextAreaField:
    most = Length(max=MAX_NOTE, message=f"Use {MAX_NOTE:,} characters or fewer.")
    first = DataRequired(missing) if missing else Optional()
    return TextAreaField(words, filters=[tidied], validators=[first, most], description=hint)


class StepForm(SeenForm):
    """A step with a note."""

    note: TextAreaField


class AnswerForm(StepForm):
    """What was asked for, so that the clock runs again."""

    note = _note("Your answer", missing="Write your answer.")


class InsistForm(StepForm):
    """The matter goes onto the agenda whatever the advice was."""

    note = _note("What do you say to the advice? (optional)")


class RepresentForm(StepForm):
    """What the committee should have in mind when it decides."""

    note = _note(
        "What should the committee have in mind?", missing="Write what the committee should have in mind."
    )


class WithdrawForm(StepForm):
    """The matter is not raised any more."""

    note = _note("Why do you take it back? (optional)")


class ThrowAwayForm(SeenForm):
    """A draft goes for good."""
