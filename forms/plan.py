"""What officers and the executive fill in to bring a plan to publication."""

from collections.abc import Sequence

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from forms.base import StaffForm, tidied
from forms.base import VersionedForm as VersionedForm
from forms.fields import choices_of
from portal.core import years
from portal.plan import rules
from portal.plan.rules import Approval, Asked, PlanWords, SectionWords

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""


def _part(letter: str) -> TextAreaField:
    return TextAreaField(
        f"Part {letter}",
        filters=[tidied],
        description="Markdown: ## for a heading, - for a list, **bold**, [words](https://address).",
        validators=[Length(max=rules.MAX_SECTION, message=f"Use {rules.MAX_SECTION:,} characters or fewer")],
    )


def _heading(letter: str) -> StringField:
    return StringField(
        f"Heading of part {letter}",
        filters=[tidied],
        validators=[
            DataRequired(f"Write a heading for part {letter}"),
            Length(max=rules.MAX_TITLE, message=f"Use {rules.MAX_TITLE} characters or fewer"),
        ],
    )


class PlanForm(VersionedForm):
    """The words of a plan: a summary and six parts."""

    title = StringField(
        "Title",
        filters=[tidied],
        validators=[
            DataRequired("Write a title"),
            Length(max=rules.MAX_TITLE, message=f"Use {rules.MAX_TITLE} characters or fewer"),
        ],
    )
    summary = TextAreaField(
        "Summary",
        filters=[tidied],
        description="Markdown. What somebody reads who reads nothing else.",
        validators=[Length(max=rules.MAX_SUMMARY, message=f"Use {rules.MAX_SUMMARY:,} characters or fewer")],
    )
    note = TextAreaField(
        "What readers should know about this plan",
        filters=[tidied],
        validators=[Length(max=rules.MAX_SUMMARY, message=f"Use {rules.MAX_SUMMARY:,} characters or fewer")],
    )
    illustration = BooleanField("This is an example, not the partnership’s plan")
    heading_a, part_a = _heading("a"), _part("a")
    heading_b, part_b = _heading("b"), _part("b")
    heading_c, part_c = _heading("c"), _part("c")
    heading_d, part_d = _heading("d"), _part("d")
    heading_e, part_e = _heading("e"), _part("e")
    heading_f, part_f = _heading("f"), _part("f")

    def pairs(self) -> tuple[tuple[StringField, TextAreaField], ...]:
        """Heading and text of each part, in order."""
        return tuple((self[f"heading_{letter}"], self[f"part_{letter}"]) for letter in rules.SECTIONS)

    def to_words(self) -> PlanWords:
        """What was filled in, as a value."""
        return PlanWords(
            title=self.title.data or "",
            summary=self.summary.data or "",
            note=self.note.data or "",
            illustration=bool(self.illustration.data),
            sections=tuple(
                SectionWords(letter, heading.data or "", body.data or "")
                for letter, (heading, body) in zip(rules.SECTIONS, self.pairs(), strict=True)
            ),
        )


class StartForm(StaffForm):
    """Begin a draft for a year."""

    year = StringField(
        "Year of the plan",
        filters=[tidied],
        description="For example 2027-28",
        validators=[DataRequired("Write the year of the plan, such as 2027-28")],
    )

    def validate_year(self, field: StringField) -> None:
        """It is a year as people write it."""
        try:
            years.parse(field.data or "")
        except years.NotAYear as wrong:
            raise ValidationError("Write the year as two years with a hyphen, such as 2027-28") from wrong


class ConsultedForm(VersionedForm):
    """Who was asked about the draft."""

    asked = TextAreaField(
        "Who was asked, and how",
        filters=[tidied],
        validators=[
            DataRequired("Say who was asked"),
            Length(max=rules.MAX_ASKED, message=f"Use {rules.MAX_ASKED} characters or fewer"),
        ],
    )
    voluntary = TextAreaField(
        "Voluntary and community groups that were asked",
        filters=[tidied],
        description="Nothing is adopted before they were. Name the groups, not the people.",
        validators=[
            DataRequired("Say which voluntary and community groups were asked"),
            Length(max=rules.MAX_ASKED, message=f"Use {rules.MAX_ASKED} characters or fewer"),
        ],
    )
    asked_by = DateField(
        "Last day on which they could answer",
        format=DAY_FORMATS,
        validators=[DataRequired("Write the last day, such as 27 3 2027")],
    )

    def to_asked(self) -> Asked:
        """What was filled in, as a value."""
        return Asked(self.asked.data or "", self.voluntary.data or "", self.asked_by.data)


class ApproveForm(VersionedForm):
    """The executive's approval of the text as it stands."""

    body = SelectField("Which body approved it")
    approved_on = DateField(
        "On which day",
        format=DAY_FORMATS,
        validators=[DataRequired("Write the day of the meeting, such as 27 3 2027")],
    )

    def offer(self, bodies: Sequence[tuple[str, str]]) -> "ApproveForm":
        """The form with its list of bodies filled: pairs of code and name."""
        self.body.choices = choices_of(bodies)
        return self

    def to_approval(self, names: dict[str, str]) -> Approval:
        """What was filled in, as a value."""
        return Approval(code=self.body.data, body=names[self.body.data], on=self.approved_on.data)


class PublishForm(VersionedForm):
    """Show the plan to everybody."""


class SentForm(VersionedForm):
    """A copy went to the elected policing body."""

    sent_on = DateField(
        "Day on which the copy was sent",
        format=DAY_FORMATS,
        validators=[DataRequired("Write the day, such as 27 3 2027")],
    )
