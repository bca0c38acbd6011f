"""What officers fill in to offer a page in Easy Read."""

from datetime import date

from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from forms.base import VersionedForm, tidied
from portal.core import easy_read as rules
from portal.core.easy_read import EasyWords, NotEasyRead, Slip

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
SLIPS = {
    Slip.LONG: f"Use {rules.MOST_WORDS} words or fewer in line {{}}: make two lines of it",
    Slip.PICTURE: "Use one of the pictures listed below in line {}, or take its name out; a heading has none",
    Slip.EMPTY: "Write words in line {}, or take the line out",
}
NO_LINES = "Write at least one line that is not a heading"
TOO_MANY = f"Use {rules.MOST_LINES} lines or fewer: say only what matters most"


class EasyReadForm(VersionedForm):
    """One text with who made it and who checked it."""

    text = TextAreaField(
        "Lines",
        filters=[tidied],
        description="One thought a line, at most 15 words. Begin a heading with # and a space. "
        "Begin a line with the name of a picture in brackets, such as [phone], to show it.",
        validators=[DataRequired("Write the lines"), Length(max=20_000, message=TOO_MANY)],
        render_kw={"rows": 18},
    )
    made_by = StringField(
        "Who made it",
        filters=[tidied],
        description="The organisation or the job, for instance “the council’s inclusion team”.",
        validators=[
            DataRequired("Write who made it"),
            Length(max=rules.MAX_WHO, message=f"Use {rules.MAX_WHO} characters or fewer"),
        ],
    )
    checked_by = StringField(
        "Who checked it",
        filters=[tidied],
        description="The group of people who read Easy Read and said that they understood it. No names.",
        validators=[
            DataRequired("Write which group checked it: without a check it is not shown"),
            Length(max=rules.MAX_WHO, message=f"Use {rules.MAX_WHO} characters or fewer"),
        ],
    )
    checked_on = DateField(
        "Day they checked it",
        format=DAY_FORMATS,
        validators=[DataRequired("Write the day they checked it, such as 27 3 2027")],
    )

    today: date = date.max

    def on(self, today: date) -> "EasyReadForm":
        """The same form, which takes no later day."""
        self.today = today
        return self

    def validate_text(self, field: TextAreaField) -> None:
        """Every line can be read as Easy Read."""
        try:
            rules.lines(field.data or "")
        except NotEasyRead as no:
            whole = TOO_MANY if no.slip is Slip.LONG else NO_LINES
            raise ValidationError(SLIPS[no.slip].format(no.line) if no.line else whole) from None

    def validate_checked_on(self, field: DateField) -> None:
        """Nobody has checked it tomorrow."""
        if field.data and field.data > self.today:
            raise ValidationError("Write a day that has come: today or before")

    def to_words(self) -> EasyWords:
        """What was filled in, as a value."""
        day = self.checked_on.data or self.today
        return EasyWords(self.text.data or "", self.made_by.data or "", self.checked_by.data or "", day)


class TakeAwayForm(VersionedForm):
    """The page offers no Easy Read any more."""
