"""What officers fill in about what comes first in which years."""

from collections.abc import Sequence

from wtforms import BooleanField, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from forms.base import tidied
from forms.fields import MultiCheckboxField, choices_of
from forms.plan import VersionedForm
from portal.core import years
from portal.partnership.content import MOST_PRIORITIES, Priority, PrioritySet

MAX_NAME = 120  # characters
MAX_WORDS = 500  # characters


def _text(label: str, most: int, needed: str = "") -> StringField:
    checks = [DataRequired(needed)] if needed else []
    most_words = Length(max=most, message=f"Use {most} characters or fewer")
    return StringField(label, filters=[tidied], validators=[*checks, most_words])


class OneForm(Form):
    """One line of the list; without a name it is left out."""

    code = HiddenField()
    name = _text("Name", MAX_NAME)
    words = TextAreaField(
        "What it means",
        filters=[tidied],
        validators=[Length(max=MAX_WORDS, message=f"Use {MAX_WORDS} characters or fewer")],
        render_kw={"rows": 2},
    )
    groups = MultiCheckboxField("Groups that lead on it")

    def to_priority(self) -> Priority:
        """What was filled in, as a value."""
        code = self.code.data or ""
        return Priority(code, self.name.data or "", self.words.data or "", tuple(self.groups.data or ()))


class PrioritiesForm(VersionedForm):
    """A whole list."""

    year = StringField(
        "Years",
        filters=[tidied],
        description="For example 2027-28, or 2027-30 for three years",
        validators=[DataRequired("Write the years, such as 2027-28")],
    )
    heading = _text("Heading", MAX_NAME, "Write a heading")
    source = _text("Where it was decided", MAX_WORDS, "Say where it was decided")
    illustration = BooleanField("This is an example, not the partnership’s list")
    one_1, one_2, one_3, one_4 = (FormField(OneForm) for _ in range(4))
    one_5, one_6, one_7, one_8 = (FormField(OneForm) for _ in range(4))

    def validate_year(self, field: StringField) -> None:
        """They are years as people write them."""
        try:
            years.parse(field.data or "")
        except years.NotAYear as wrong:
            raise ValidationError("Write the years with a hyphen, such as 2027-28") from wrong

    def ones(self) -> tuple[OneForm, ...]:
        """The lines, in order."""
        return tuple(self[f"one_{number}"].form for number in range(1, MOST_PRIORITIES + 1))

    def offer(self, groups: Sequence[tuple[str, str]]) -> "PrioritiesForm":
        """The form with its groups: pairs of code and name."""
        for one in self.ones():
            one.groups.choices = choices_of(groups)
        return self

    def to_set(self, stored: frozenset[str]) -> PrioritySet:
        """What was filled in, as a value; a code that was not `stored` counts for nothing."""
        lines = [one.to_priority() for one in self.ones() if one.name.data]
        kept = [
            Priority(one.code if one.code in stored else "", one.name, one.words, one.groups) for one in lines
        ]
        return PrioritySet(
            year=self.year.data or "",
            heading=self.heading.data or "",
            source=self.source.data or "",
            illustration=bool(self.illustration.data),
            priorities=tuple(kept),
        )
