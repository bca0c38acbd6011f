"""What staff choose and write about where concerns gather."""

from collections.abc import Mapping, Sequence

from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from forms.base import StaffForm, tidied
from forms.fields import choices_of
from forms.once import OnceForm
from portal.hotspots import rules
from portal.hotspots.rules import ASPECTS, LEVEL_WORDS, Assessment, HotspotWords, Level, Place, Response

Pairs = Sequence[tuple[str, str]]

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""

NOBODY = "Nothing that points to a person: no names, no plates, no house numbers."


def _note(words: str, missing: str, most: int = rules.MAX_NOTE) -> TextAreaField:
    return TextAreaField(
        words,
        filters=[tidied],
        description=NOBODY,
        validators=[DataRequired(missing), Length(max=most, message=f"Use {most:,} characters or fewer")],
    )


def _name() -> StringField:
    return StringField(
        "Name of the hotspot",
        filters=[tidied],
        validators=[
            DataRequired("Write a name for the hotspot"),
            Length(max=rules.MAX_NAME, message=f"Use {rules.MAX_NAME} characters or fewer"),
        ],
    )


class VersionedForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version somebody saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class PlacesForm(StaffForm):
    """Which months, and which topic, to look at places for."""

    quarter = SelectField("Three months")
    topic = SelectField("Topic", default="")

    def offer(self, quarters: Pairs, topics: Mapping[str, str]) -> "PlacesForm":
        """`quarters` are (ISO first of the first month, words), the newest first."""
        self.quarter.choices = choices_of(quarters)
        self.topic.choices = choices_of([("", "All topics"), *topics.items()])
        return self


class LookForm(StaffForm):
    """Ask for numbers whose look is written down."""


class BeginForm(OnceForm):
    """A new hotspot."""

    name = _name()
    owner = SelectField("Which group sees to it")
    subtopic = SelectField("Kind of concern", default="")
    note = _note("What you see there", "Write what you see there")

    def offer(self, groups: Pairs, kinds: Pairs) -> "BeginForm":
        """The form with its lists: pairs of code and words."""
        self.owner.choices = choices_of(groups)
        self.subtopic.choices = choices_of([("", "All kinds"), *kinds])
        return self

    def to_words(self, *, theme: str | None, area: str | None, ward: str | None) -> HotspotWords:
        """What was filled in, about this theme, area or ward."""
        place = Place(theme=theme, area=area, ward=ward, subtopic=self.subtopic.data or None)
        return HotspotWords(self.name.data or "", self.owner.data, place, self.note.data or "")


class WordsForm(VersionedForm):
    """The name of a hotspot and the group that sees to it."""

    name = _name()
    owner = SelectField("Which group sees to it")

    def offer(self, groups: Pairs) -> "WordsForm":
        """The form with its list of groups."""
        self.owner.choices = choices_of(groups)
        return self


class StageForm(VersionedForm):
    """Take the work to another stage."""

    stage = RadioField("Next stage", validators=[InputRequired("Choose the next stage")])
    note = _note("Why, and what you found", "Write why")

    def offer(self, stages: Pairs) -> "StageForm":
        """The form with the stages that may come next."""
        self.stage.choices = choices_of(stages)
        return self


class ResponseForm(VersionedForm):
    """What somebody does about it."""

    what = _note("Who does what", "Write who does what", rules.MAX_WHAT)
    starts_on = DateField(
        "From which day",
        format=DAY_FORMATS,
        validators=[InputRequired("Write the first day, such as 27 3 2027")],
    )
    ends_on = DateField("Until which day, if it ends", format=DAY_FORMATS, validators=[Optional()])

    def to_response(self) -> Response:
        """What was filled in, as a value."""
        return Response(self.what.data or "", self.starts_on.data, self.ends_on.data)


class EndForm(VersionedForm):
    """The last day of a response."""

    ends_on = DateField(
        "Last day",
        format=DAY_FORMATS,
        validators=[InputRequired("Write the last day, such as 27 3 2027")],
    )


def _level(aspect: str) -> SelectField:
    levels = [(level.value, words) for level, words in LEVEL_WORDS.items()]
    return SelectField(ASPECTS[aspect], choices=choices_of(levels))


class AssessmentForm(VersionedForm):
    """How staff judge a hotspot."""

    victims = _level("victims")
    communities = _level("communities")
    environment = _level("environment")
    likelihood = _level("likelihood")
    standing = _level("standing")
    capacity = _level("capacity")
    words = TextAreaField(
        "What stands behind it",
        filters=[tidied],
        description=NOBODY,
        validators=[Length(max=rules.MAX_NOTE, message=f"Use {rules.MAX_NOTE:,} characters or fewer")],
    )

    def to_assessment(self) -> Assessment:
        """What was filled in, as a value."""
        levels = {aspect: Level(self[aspect].data) for aspect in ASPECTS}
        return Assessment(levels, self.words.data or "")
