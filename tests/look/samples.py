"""A form with every kind of field, as the slices make them."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

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
PLACES = [
    SelectChoice("", "Choose a place"),
    SelectChoice("1", "1st"),
    SelectChoice("2", "2nd"),
    SelectChoice("no", "Not a priority"),
]


class MultiCheckboxField(SelectMultipleField):
    """Several ticks."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class RankingField(FormField):
    """One list of places to each item."""


class Order(Form):
    """Two items to rank."""

    lighting = SelectField("Better lighting on paths", choices=PLACES)
    patrols = SelectField("More patrols in the evening", choices=PLACES)


class EveryField(Form):
    """One field of each kind."""

    state = HiddenField()
    postcode = StringField("Postcode", validators=[InputRequired("Enter a postcode"), Length(max=8)])
    what = TextAreaField("What happened?", validators=[InputRequired("Tell us what happened"), Length(max=3000)])
    note = TextAreaField("Anything else?", description="You can leave this empty.")
    often = RadioField("How often?", choices=FREQUENCY, validators=[InputRequired("Choose how often it happens")])
    affects = MultiCheckboxField(
        "What does it do to you?", choices=AFFECTS, validators=[InputRequired("Choose at least one")]
    )
    ward = SelectField("Ward", choices=PLACES, validators=[InputRequired("Choose a ward")])
    agree = BooleanField("I have read this", validators=[InputRequired("Tick that you have read this")])
    since = DateField("Since when?", format=["%Y-%m-%d", "%d %m %Y"], validators=[Optional()])
    until = DateField("Until when?", validators=[Optional()])
    people = IntegerField("How many people?", validators=[Optional()])
    secret = PasswordField("Password", validators=[InputRequired("Enter your password")])
    order = RankingField(Order, "Put these in order")


def untouched() -> EveryField:
    """The form as somebody first sees it."""
    return EveryField()


def refused(**typed: Any) -> EveryField:
    """The form after it was sent with these answers and found wanting."""
    answers: dict[str, Any] = {"since": ["31", "2", "2026"], "what": "<b>It & that</b>", **typed}
    form = EveryField(MultiDict(answers))
    assert not form.validate()
    return form
