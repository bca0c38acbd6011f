"""For which group and period a pack is made, what is judged beside it, what readers and agencies say."""

from collections.abc import Sequence
from datetime import date

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.once import OnceForm
from portal.packs import rules
from portal.packs.rules import JUDGED, Judgement

Pairs = Sequence[tuple[str, str]]

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""

NOBODY = "Nothing that points to a person: no names, no plates, no house numbers."
TOO_LONG = f"Use {rules.MAX_WORDS:,} characters or fewer"
MAX_POST = 200  # characters of who agreed


def _judged(part: str) -> TextAreaField:
    return TextAreaField(
        JUDGED[part],
        filters=[tidied],
        validators=[Length(max=rules.MAX_WORDS, message=TOO_LONG)],
        render_kw={"rows": 3},
    )


def _words(label: str, missing: str) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[tidied],
        description=NOBODY,
        validators=[DataRequired(missing), Length(max=rules.MAX_WORDS, message=TOO_LONG)],
        render_kw={"rows": 4},
    )


class PackForm(OnceForm):
    """A new pack."""

    group = SelectField("Group", validators=[InputRequired("Choose a group")])
    start = SelectField("First month", validators=[InputRequired("Choose the first month")])
    months = RadioField("How long", validators=[InputRequired("Choose how long the period is")])
    impact = _judged("impact")
    likelihood = _judged("likelihood")
    standing = _judged("standing")
    capacity = _judged("capacity")

    def offer(self, groups: Pairs, starts: Pairs, lengths: Pairs) -> "PackForm":
        """The form with its choices: pairs of code and words."""
        self.group.choices = choices_of(groups)
        self.start.choices = choices_of(starts)
        self.months.choices = choices_of(lengths)
        return self

    def to_period(self) -> tuple[date, int]:
        """First day and number of months."""
        return date.fromisoformat(self.start.data), int(self.months.data)

    def to_judgement(self) -> Judgement:
        """What was written of each part; empty where nothing was."""
        return Judgement(**{part: self[part].data or "" for part in JUDGED})


class CommentForm(OnceForm):
    """A comment beside a pack."""

    words = _words("Your comment", "Write your comment")


class ActForm(StaffForm):
    """A button without a field: send, sign off."""


class AgencyNoteForm(OnceForm):
    """What an agency told a group."""

    group = SelectField("For which group", validators=[InputRequired("Choose a group")])
    agency = SelectField("Which agency it comes from", validators=[InputRequired("Choose the agency")])
    received_on = DateField(
        "On which day it was told",
        format=DAY_FORMATS,
        validators=[InputRequired("Write the day, such as 27 3 2027")],
    )
    words = _words("What the agency told", "Write what the agency told")

    def offer(self, groups: Pairs, agencies: Pairs) -> "AgencyNoteForm":
        """The form with its choices: pairs of code and name."""
        self.group.choices = choices_of(groups)
        self.agency.choices = choices_of(agencies)
        return self


class ApprovalForm(StaffForm):
    """That the agency agreed."""

    seen_version = HiddenField()
    post = StringField(
        "Which post at the agency agreed",
        filters=[tidied],
        description="The post, not the person.",
        validators=[
            DataRequired("Write which post agreed"),
            Length(max=MAX_POST, message=f"Use {MAX_POST} characters or fewer"),
        ],
    )
    on = DateField(
        "On which day",
        format=DAY_FORMATS,
        validators=[InputRequired("Write the day, such as 27 3 2027")],
    )

    def seen(self) -> int:
        """The version somebody saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
