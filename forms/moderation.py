"""The officer's decision: what, why, and the copy that may be kept."""

from collections.abc import Sequence

from wtforms import Form, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation

from forms.base import StaffForm, tidied
from portal.moderation import rules
from portal.moderation.rules import Choice

Pairs = Sequence[tuple[str, str]]

DECLINE = "decline"


def needed_to_decline(form: Form, field: SelectField) -> None:
    """Declining takes one of the listed reasons; every other decision takes none."""
    if form["verb"].data == DECLINE and not field.data:
        raise StopValidation("Choose why it is declined")


class DecisionForm(StaffForm):
    """One decision on one item."""

    seen_version = HiddenField()
    copy = TextAreaField(
        "Your copy",
        filters=[tidied],
        description="What was said, without anything that could point to a living person. Only this is used.",
        validators=[
            Optional(),
            Length(max=rules.MAX_COPY, message=f"Use {rules.MAX_COPY:,} characters or fewer"),
        ],
    )
    verb = RadioField("Decision", validators=[InputRequired("Choose what to do with it")])
    code = SelectField("Why it is declined", validators=[needed_to_decline, Optional()])
    reason = TextAreaField(
        "Your reason",
        filters=[tidied],
        description="Kept beside the item and deleted with it. Do not repeat what was written.",
        validators=[
            DataRequired("Write the reason for your decision"),
            Length(max=rules.MAX_REASON, message=f"Use {rules.MAX_REASON:,} characters or fewer"),
        ],
    )

    def offer(self, verbs: Pairs, codes: Pairs) -> "DecisionForm":
        """The form with its choices: pairs of code and words."""
        self.verb.choices = [SelectChoice(value, words) for value, words in verbs]
        self.code.choices = [SelectChoice("", "Choose one"), *(SelectChoice(v, w) for v, w in codes)]
        return self

    def to_choice(self) -> Choice:
        """The decision as a value; a broken version never matches."""
        return Choice(
            verb=self.verb.data,
            code=(self.code.data or None) if self.verb.data == DECLINE else None,
            reason=self.reason.data or "",
            copy=self.copy.data or "",
            seen_version=_version(self.seen_version.data),
        )


class PassOnForm(StaffForm):
    """Record that an agency was told."""

    agency = SelectField("Agency", validators=[InputRequired("Choose which agency was told")])
    purpose = SelectField("Purpose", validators=[InputRequired("Choose for which purpose")])

    def offer(self, agencies: Pairs, purposes: Pairs) -> "PassOnForm":
        """The form with its agencies and purposes: pairs of code and words."""
        self.agency.choices = [SelectChoice("", "Choose one"), *(SelectChoice(v, w) for v, w in agencies)]
        self.purpose.choices = [SelectChoice("", "Choose one"), *(SelectChoice(v, w) for v, w in purposes)]
        return self


def _version(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1
