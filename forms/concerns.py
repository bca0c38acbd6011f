"""The pages of a concern report as forms, and the one field that asks after a receipt.

Forms read and phrase; `portal.concerns.rules` and the partnership's ground judge.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from forms.base import PublicForm, tidied
from forms.fields import choices_of
from portal.concerns.reporting.questions import (
    BEFORE_WORDS,
    DANGER_WORDS,
    OFTEN_WORDS,
    TIME_WORDS,
    WHEN_WORDS,
    Step,
)
from portal.concerns.rules import MAX_SEARCH, MAX_TEXT

UNREADABLE = re.compile("\ufffd|%[89A-F][0-9A-F]")  # how bytes that are no letters reach us from a form
NO_TRACE = {"autocomplete": "off"}
PLAIN_LINE = {**NO_TRACE, "autocapitalize": "none", "spellcheck": "false"}
LONGEST_RECEIPT = 400  # characters: far more than seven words need


class Way(StrEnum):
    """How somebody says where it was."""

    MAP = "map"
    POSTCODE = "postcode"
    NAME = "place_name"
    WARD = "ward"


@dataclass(frozen=True, slots=True)
class PlaceTyped:
    """The way that was used, and what was typed or chosen; for the map a point in degrees."""

    way: Way
    words: str = ""
    lat: float = 0.0
    lon: float = 0.0


def listed(form: Form, field: RadioField) -> None:
    """Refuse an answer that the page did not offer."""
    if field.data not in {choice.value for choice in field.choices or ()}:
        raise ValidationError("Choose from the answers on this page.")


def one_of(words: str, missing: str, choices: Mapping[Any, str] | None = None) -> RadioField:
    """A question with one answer; without `choices` they are set when the page is drawn."""
    offered = choices_of([(str(code), text) for code, text in (choices or {}).items()])
    return RadioField(
        words, choices=offered, validate_choice=False, validators=[InputRequired(missing), listed]
    )


def readable(form: Form, field: StringField) -> None:
    """Refuse a text of which some letters did not arrive."""
    if UNREADABLE.search(field.data or ""):
        raise ValidationError("Some letters could not be read. Look for � or a % sign and type them again.")


class PageForm(PublicForm):
    """A page of the report; `answers()` are its fields as they were filled in."""

    def answers(self) -> dict[str, str]:
        """Every field with something in it, as text; the token left out."""
        kept = {field.short_name: field.data for field in self if field.short_name != "csrf_token"}
        return {name: str(data) for name, data in kept.items() if data not in (None, "", False)}


class DangerForm(PageForm):
    """Whether somebody is in danger at this moment."""

    danger = one_of("Is anyone in danger now?", "Say whether anyone is in danger now.", DANGER_WORDS)


class TopicForm(PageForm):
    """What it is about; the choices are the partnership's."""

    topic = one_of("What is it about?", "Choose what it is about.")


class AdviceForm(PageForm):
    """Words to read before the next question."""


class SubtopicForm(PageForm):
    """Which kind; the choices belong to the topic."""

    subtopic = one_of("Which of these fits best?", "Choose the one that fits best.")


class PlaceForm(PageForm):
    """Where it was: four ways of equal rank."""

    postcode = StringField(
        "Postcode", filters=[tidied], validators=[Length(max=MAX_SEARCH), readable], render_kw=NO_TRACE
    )
    place_name = StringField(
        "Name of a street, park, beach, station or other place",
        filters=[tidied],
        validators=[Length(max=MAX_SEARCH, message="Use a shorter name."), readable],
        render_kw=NO_TRACE,
    )
    ward = SelectField("Ward", validate_choice=False)
    lat = HiddenField(filters=[tidied])
    lon = HiddenField(filters=[tidied])

    def to_place(self, earlier: dict[str, str]) -> PlaceTyped | None:
        """The way that was used now: one that differs from `earlier`, else the most exact."""
        now = self.answers()
        point = self._point()
        ways = {way: now.get(way.value, "") for way in (Way.POSTCODE, Way.NAME, Way.WARD)}
        filled = [way for way in Way if (point if way is Way.MAP else ways.get(way))]
        new = [way for way in filled if _value(now, way) != _value(earlier, way)]
        for way in [*new, *filled]:
            return PlaceTyped(way, *(("", *point) if way is Way.MAP and point else (ways.get(way, ""),)))
        return None

    def _point(self) -> tuple[float, float] | None:
        try:
            lat, lon = float(self.lat.data or "nan"), float(self.lon.data or "nan")
        except ValueError:
            return None
        return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


class MatchesForm(PageForm):
    """Which of the places with such a name."""

    place = one_of("Which place do you mean?", "Choose a place, or go back.")


class ConfirmForm(PageForm):
    """Whether this is the place."""


class WhenForm(PageForm):
    """When, how often, and at what time of day, as bands."""

    happened = one_of("When did it happen last?", "Choose when it happened last.", WHEN_WORDS)
    how_often = one_of("How often does it happen?", "Choose how often it happens.", OFTEN_WORDS)
    time_of_day = one_of("At what time of day?", "Choose a time of day.", TIME_WORDS)


def not_too_long(form: Form, field: TextAreaField) -> None:
    """Refuse more than `MAX_TEXT` characters, and say by how many."""
    over = len(field.data or "") - MAX_TEXT
    if over > 0:
        raise ValidationError(f"Shorten this by {over:,} characters: there is room for {MAX_TEXT:,}.")


class WhatForm(PageForm):
    """What happened, in the reporter's own words."""

    text = TextAreaField(
        "What happened?",
        filters=[tidied],
        validators=[InputRequired("Tell us what happened."), not_too_long, readable],
        render_kw=NO_TRACE,
    )

    def __init__(self, *given: object, **named: object) -> None:
        """Let the page count the characters."""
        super().__init__(*given, **named)
        self.text.flags.maxlength = MAX_TEXT

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse a text that holds only what nobody can see."""
        if not field.data:
            raise ValidationError("Tell us what happened.")


class BeforeForm(PageForm):
    """Whether it happened before."""

    happened_before = one_of("Has this happened before, or to others?", "Choose an answer.", BEFORE_WORDS)


class CheckForm(PageForm):
    """The last page: send it, or send it with likely personal details hidden."""

    hide = BooleanField("Hide the marked details before you send")
    website = StringField("Leave this box empty", render_kw={**NO_TRACE, "tabindex": "-1"})

    def validate_website(self, field: StringField) -> None:
        """Only a machine fills a box that nobody sees."""
        if field.data:
            raise ValidationError("Empty the last box on the page, then send your report.")


FORMS: dict[Step, type[PageForm]] = {
    Step.DANGER: DangerForm,
    Step.TOPIC: TopicForm,
    Step.ADVICE: AdviceForm,
    Step.SUBTOPIC: SubtopicForm,
    Step.PLACE: PlaceForm,
    Step.MATCHES: MatchesForm,
    Step.CONFIRM: ConfirmForm,
    Step.WHEN: WhenForm,
    Step.WHAT: WhatForm,
    Step.BEFORE: BeforeForm,
    Step.CHECK: CheckForm,
}


class FollowUpForm(PublicForm):
    """Asking after a report by its receipt."""

    receipt = StringField(
        "Your receipt",
        filters=[tidied],
        validators=[
            DataRequired("Type the seven words of your receipt."),
            Length(max=LONGEST_RECEIPT, message="Type the seven words of your receipt, and nothing else."),
        ],
        description="Seven words, with spaces between them. Capital letters do not matter.",
        render_kw=PLAIN_LINE,
    )


class ReceiptForm(PublicForm):
    """The buttons below an opened receipt."""


def _value(answers: dict[str, str], way: Way) -> tuple[str, ...]:
    names = ("lat", "lon") if way is Way.MAP else (way.value,)
    return tuple(answers.get(name, "") for name in names)
