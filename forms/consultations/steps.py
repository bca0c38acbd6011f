"""The steps in a consultation's life: each is about what the officer saw, some need a reason."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.opening import MAX_DIGITS
from portal.consultations.rules import MAX_REASON


class SeenForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; one that never was, when it was changed by hand."""
        text = str(self.seen_version.data)
        return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else -1

    def look_again(self, version: int) -> None:
        """Keep what was typed; the next sending is about what stands now."""
        self.seen_version.data = str(version)


class ReasonForm(SeenForm):
    """A step with a reason."""

    reason = TextAreaField(
        "Why",
        filters=[tidied],
        validators=[
            DataRequired("Say why, in a sentence"),
            Length(max=MAX_REASON, message=f"Use {MAX_REASON:,} characters or fewer"),
        ],
        render_kw={"rows": 4},
    )


class SetAsideForm(ReasonForm):
    """One finding that somebody in charge sets aside."""

    finding = RadioField("Which finding", validators=[InputRequired("Choose a finding")])

    def offer(self, findings: Sequence[tuple[str, str]]) -> "SetAsideForm":
        """The form with its list filled: pairs of code and sentence."""
        self.finding.choices = choices_of(findings)
        return self
