"""What officers fill in to begin, describe and close a theme."""

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from portal.concerns import theme_rules as rules
from portal.concerns.theme_rules import ThemeWords

Pairs = Sequence[tuple[str, str]]


class ThemeStepForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class ThemeForm(ThemeStepForm):
    """A theme in an officer's words."""

    name = StringField(
        "Name of the theme",
        filters=[tidied],
        description="What the reports have in common, such as “Lamps out on the river path”.",
        validators=[
            DataRequired("Write a name for the theme"),
            Length(max=rules.MAX_NAME, message=f"Use {rules.MAX_NAME} characters or fewer"),
        ],
    )
    note = TextAreaField(
        "Your note",
        filters=[tidied],
        description="What people tell, in your own words. Nothing that points to a person: no names, no "
        "plates, no house numbers, no postcodes. Older notes stay readable.",
        validators=[Length(max=rules.MAX_NOTE, message=f"Use {rules.MAX_NOTE:,} characters or fewer")],
    )
    subtopic = SelectField("Mostly about", default="")
    ward = SelectField("Ward", default="")
    area = SelectField("Map area", default="")

    def offer(self, kinds: Pairs, wards: Pairs, areas: Pairs) -> "ThemeForm":
        """The form with its lists: pairs of code and words; areas are those of the chosen ward."""
        self.subtopic.choices = choices_of([("", "Several kinds"), *kinds])
        self.ward.choices = choices_of([("", "Several wards"), *wards])
        self.area.choices = choices_of([("", "All over the ward"), *areas])
        return self

    def to_words(self, topic: str) -> ThemeWords:
        """What was filled in; `topic` is the topic of the chosen kind, or empty."""
        return ThemeWords(
            name=self.name.data or "",
            note=self.note.data or "",
            topic=topic,
            subtopic=self.subtopic.data or "",
            ward=self.ward.data or "",
            area=self.area.data or "",
        )


class LookForm(StaffForm):
    """Ask for a number whose look is written down."""
