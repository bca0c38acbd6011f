"""A form with every kind of field, as the slices make them."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from forms.fields import MultiCheckboxField, RankingField

FREQUENCY = [
    SelectChoice("once", "Once"),
    SelectChoice("weekly", "Most weeks"),
    SelectChoice("daily", "Most days"),
]
AFFECTS = [
    SelectChoice("sleep", "I can’t sleep"),
    SelectChoice("route", "I go another way"),
    SelectChoice("none", "None of these"),
]
WARDS = [SelectChoice("", "Choose a ward"), SelectChoice("north", "North"), SelectChoice("south", "South")]
ITEMS = [("lighting", "Better lighting on paths"), ("patrols", "More patrols in the evening")]
PLACES = [("1", "1st"), ("2", "2nd"), ("not", "Not a priority")]


class EveryField(Form):
    """One field of each kind."""

    state = HiddenField()
    postcode = StringField("Postcode", validators=[InputRequired("Enter a postcode"), Length(max=8)])
    what = TextAreaField(
        "What happened?", validators=[InputRequired("Tell us what happened"), Length(max=3000)]
    )
    note = TextAreaField("Anything else?", description="You can leave this empty.")
    often = RadioField(
        "How often?", choices=FREQUENCY, validators=[InputRequired("Choose how often it happens")]
    )
    affects = MultiCheckboxField(
        "What does it do to you?", choices=AFFECTS, validators=[InputRequired("Choose at least one")]
    )
    ward = SelectField("Ward", choices=WARDS, validators=[InputRequired("Choose a ward")])
    agree = BooleanField("I have read this", validators=[InputRequired("Tick that you have read this")])
    since = DateField("Since when?", format=["%Y-%m-%d", "%d %m %Y"], validators=[Optional()])
    until = DateField("Until when?", validators=[Optional()])
    people = IntegerField("How many people?", validators=[Optional()])
    secret = PasswordField("Password", validators=[InputRequired("Enter your password")])
    order = RankingField("Put these in order", items=ITEMS, places=PLACES)


def untouched() -> EveryField:
    """The form as somebody first sees it."""
    return EveryField()


def refused(**typed: Any) -> EveryField:
    """The form after it was sent with these answers and found wanting."""
    answers: dict[str, Any] = {"since": ["31", "2", "2026"], "what": "<b>It & that</b>", **typed}
    form = EveryField(MultiDict(answers))
    assert not form.validate()
    form.order.refusals.append("Give each place once")
    return form
