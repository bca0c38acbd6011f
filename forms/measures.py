"""What officers fill in about the plan's measures and their figures."""

from collections.abc import Sequence

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from forms.base import tidied
from forms.fields import choices_of
from forms.plan import DAY_FORMATS, VersionedForm
from portal.plan import measure_rules as rules
from portal.plan.measure_rules import Direction, MeasureWords, NotANumber, Reading, Unit

UNIT_WORDS = {
    Unit.COUNT: "A count: cases, people, visits",
    Unit.PERCENT: "Per cent",
    Unit.NUMBER: "Another number: days, pounds, miles",
}
DIRECTION_WORDS = {
    Direction.LESS: "Less is better",
    Direction.MORE: "More is better",
    Direction.COME_FORWARD: "More people come forward: a rise in reports is good news",
    Direction.WATCH: "We watch it: neither way is good in itself",
}


def _line(label: str, needed: str, most: int, description: str = "") -> StringField:
    return StringField(
        label,
        filters=[tidied],
        description=description,
        validators=[DataRequired(needed), Length(max=most, message=f"Use {most} characters or fewer")],
    )


def _number(label: str, description: str) -> StringField:
    return StringField(
        label,
        filters=[tidied],
        description=description,
        validators=[Length(max=40, message="Use 40 characters or fewer"), _is_number],
    )


def _is_number(_form: object, field: StringField) -> None:
    try:
        rules.number(field.data or "")
    except NotANumber as wrong:
        raise ValidationError("Write a number such as 1,250 or 12.5, or leave it empty") from wrong


class MeasureForm(VersionedForm):
    """One measure."""

    name = _line(
        "What is measured", "Write what is measured", rules.MAX_NAME, "For example: People who feel safe"
    )
    words = TextAreaField(
        "How it is counted",
        filters=[tidied],
        description="What is in, what is out, and over which time.",
        validators=[
            DataRequired("Say how it is counted"),
            Length(max=rules.MAX_WORDS, message=f"Use {rules.MAX_WORDS} characters or fewer"),
        ],
    )
    priority = SelectField("Priority it tells about", validators=[InputRequired("Choose a priority")])
    owner = SelectField("Group that answers for it", validators=[InputRequired("Choose a group")])
    unit = RadioField(
        "What the number is",
        choices=choices_of([(unit.value, words) for unit, words in UNIT_WORDS.items()]),
        validators=[InputRequired("Choose what the number is")],
    )
    direction = RadioField(
        "Which way is good",
        choices=choices_of([(way.value, words) for way, words in DIRECTION_WORDS.items()]),
        validators=[InputRequired("Choose which way is good")],
    )
    target = _number("Number aimed at (optional)", "")
    source = _line("Whose figures they are", "Say whose figures they are", rules.MAX_WORDS)
    illustration = BooleanField("This is an example, not the partnership’s measure")

    def offer(
        self, priorities: Sequence[tuple[str, str]], groups: Sequence[tuple[str, str]]
    ) -> "MeasureForm":
        """The form with its lists filled: pairs of code and name."""
        self.priority.choices = choices_of([("", "Choose one"), *priorities])
        self.owner.choices = choices_of([("", "Choose one"), *groups])
        return self

    def to_words(self) -> MeasureWords:
        """What was filled in, as a value."""
        return MeasureWords(
            name=self.name.data or "",
            words=self.words.data or "",
            priority=self.priority.data,
            owner=self.owner.data,
            unit=Unit(self.unit.data),
            direction=Direction(self.direction.data),
            target=rules.number(self.target.data or ""),
            source=self.source.data or "",
            illustration=bool(self.illustration.data),
        )


class ReadingForm(VersionedForm):
    """One figure."""

    as_of = DateField(
        "Day of the figure",
        format=DAY_FORMATS,
        validators=[DataRequired("Write the day, such as 30 6 2027")],
    )
    value = _number(
        "Figure", "Leave it empty where there are only words. Give no count under 5 that is about people."
    )
    note = TextAreaField(
        "What is behind it",
        filters=[tidied],
        description="What was done, and what readers should know. Name nobody.",
        validators=[Length(max=rules.MAX_WORDS, message=f"Use {rules.MAX_WORDS} characters or fewer")],
    )

    def to_reading(self) -> Reading:
        """What was filled in, as a value."""
        return Reading(self.as_of.data, rules.number(self.value.data or ""), self.note.data or "")


class ButtonForm(VersionedForm):
    """A button that takes something back."""
