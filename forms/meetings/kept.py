"""What every form of a group's room shares: boxes for words, lines and days; a key, so that twice is once."""

from wtforms import BooleanField, DateField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from forms.base import StaffForm, tidied
from portal.meetings import rules

DAY_FORMATS = ["%d %m %Y", "%Y-%m-%d"]
"""Three boxes for day, month and year, or one ISO date."""

NOBODY = "Nothing that points to a person: no names, no plates, no house numbers."


class BareForm(StaffForm):
    """A button."""


class KeyedForm(StaffForm):
    """Something new: `key` is random, so that the same page sent twice makes one thing."""

    key = HiddenField()


class VersionedForm(StaffForm):
    """A change that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version somebody saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def words_box(
    label: str, missing: str = "", *, most: int = rules.MAX_WORDS, hint: str = NOBODY, rows: int = 5
) -> TextAreaField:
    """A box for words; `missing` is what to say where it must not be empty."""
    length = Length(max=most, message=f"Use {most:,} characters or fewer")
    return TextAreaField(
        label,
        filters=[tidied],
        description=hint,
        render_kw={"rows": rows},
        validators=[*([DataRequired(missing)] if missing else []), length],
    )


def line_box(label: str, missing: str = "", *, most: int = rules.MAX_TITLE, hint: str = "") -> StringField:
    """A box for one line."""
    length = Length(max=most, message=f"Use {most:,} characters or fewer")
    return StringField(
        label,
        filters=[tidied],
        description=hint,
        validators=[*([DataRequired(missing)] if missing else []), length],
    )


def day_box(label: str, missing: str = "", *, hint: str = "For example, 27 3 2027.") -> DateField:
    """Three boxes for a day."""
    needed = InputRequired(missing) if missing else Optional()
    return DateField(label, format=DAY_FORMATS, description=hint, validators=[needed])


def tick(label: str, hint: str = "") -> BooleanField:
    """One tick."""
    return BooleanField(label, description=hint)


def shown(form: StaffForm) -> list[Field]:
    """The fields a page draws, in their order; without the token and what is hidden."""
    return [field for field in form if field.type not in ("HiddenField", "CSRFTokenField")]
