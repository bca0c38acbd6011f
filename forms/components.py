"""One field of each kind, for the page that shows what all pages are made of; nothing is ever sent."""

from wtforms import (
    BooleanField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from forms.base import StaffForm
from forms.fields import DatePartsField, MultiCheckboxField, RankingField, choices_of

OFTEN = choices_of([("once", "Once"), ("weekly", "Most weeks"), ("daily", "Most days")])
DOES = choices_of([("sleep", "I cannot sleep"), ("route", "I go another way"), ("none", "None of these")])
WHERE = choices_of([("", "Choose a side"), ("north", "North"), ("south", "South")])
ITEMS = [("lighting", "Better lighting on paths"), ("patrols", "More patrols in the evening")]
PLACES = [("1", "1st"), ("2", "2nd"), ("not", "Not a priority")]
NEEDED = InputRequired("Say how this mistake is put right, such as: Enter a postcode")


class EveryField(StaffForm):
    """Each kind of field as forms of this portal use it."""

    line = StringField("A line of text", validators=[NEEDED])
    words = TextAreaField("Longer words", validators=[NEEDED, Length(max=300)])
    often = RadioField("One of several", choices=OFTEN, validators=[NEEDED])
    does = MultiCheckboxField("Any number of several", choices=DOES, validators=[NEEDED])
    side = SelectField("One of a list", choices=WHERE, validators=[NEEDED])
    read = BooleanField("One box to tick", validators=[NEEDED])
    since = DatePartsField("A date in three parts", validators=[Optional()])
    people = IntegerField("A whole number", validators=[Optional()])
    secret = PasswordField("A password", validators=[NEEDED])
    order = RankingField("An order", items=ITEMS, places=PLACES)
