"""An entry in the register of other bodies' consultations."""

from collections.abc import Sequence

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from forms.base import tidied
from forms.consultations.opening import WindowMixin, address, day_field
from forms.consultations.steps import SeenForm
from forms.fields import choices_of
from portal.consultations.opening.facts import MAX_TITLE, MAX_URL, MAX_WORDS


def _line(label: str, needed: str, longest: int = MAX_TITLE) -> StringField:
    return StringField(
        label,
        filters=[tidied],
        validators=[DataRequired(needed), Length(max=longest, message=f"Use {longest} characters or fewer")],
    )


class OtherForm(WindowMixin, SeenForm):
    """What another body asks, where, and what we took from it."""

    title = _line("What it asks", "Write what it asks")
    body = _line("Which body asks", "Write which body asks")
    opens_on = day_field("Its first day", "Choose the first day")
    closes_on = day_field("Its last day", "Choose the last day")
    url = StringField(
        "Its address",
        filters=[tidied],
        description="Starts with https://",
        validators=[
            InputRequired("Write its address"),
            Length(max=MAX_URL, message=f"Use {MAX_URL} characters or fewer"),
            address,
        ],
    )
    family = SelectField("What it is about", default="")
    findings = TextAreaField(
        "What we took from it",
        filters=[tidied],
        description="Everybody reads this. Leave it empty until there is something to say.",
        validators=[Optional(), Length(max=MAX_WORDS, message=f"Use {MAX_WORDS:,} characters or fewer")],
        render_kw={"rows": 4},
    )

    def offer(self, families: Sequence[tuple[str, str]]) -> "OtherForm":
        """The form with its list filled: pairs of code and name."""
        self.family.choices = choices_of([("", "Several things"), *families])
        return self
