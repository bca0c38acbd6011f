"""The short pages of a concern report after its text: reasons, impact, connection, who writes.

Refuses an answer that its page did not offer; leaves every optional one empty without a word.
"""

from typing import Any

from wtforms import Form, RadioField, SelectField
from wtforms.validators import ValidationError

from forms.concern_pages import PageForm, listed
from forms.fields import MultiCheckboxField, choices_of
from portal.concerns.equality import QUESTIONS
from portal.concerns.reporting.questions import (
    CONNECTION_WORDS,
    HOW_MUCH_WORDS,
    IMPACT_WORDS,
    UNSAFE_WORDS,
)


def listed_if_any(form: Form, field: RadioField) -> None:
    """Refuse an answer that the page did not offer; none at all is fine."""
    if field.data:
        listed(form, field)


def may_choose(words: str, choices: dict[Any, str]) -> RadioField:
    """A question with one answer that may be left out."""
    offered = choices_of([(str(code), text) for code, text in choices.items()])
    return RadioField(words, choices=offered, validate_choice=False, validators=[listed_if_any])


class CodesField(MultiCheckboxField):
    """Ticks that travel as one text: their codes with spaces between."""

    def process_data(self, value: Any) -> None:
        """Take the codes apart."""
        super().process_data(value.split() if isinstance(value, str) else value)


class UnsafeForm(PageForm):
    """What makes the place feel unsafe: any number of reasons, or none."""

    unsafe = CodesField(
        "What makes the place feel unsafe?",
        choices=choices_of([(code.value, words) for code, words in UNSAFE_WORDS.items()]),
        validate_choice=False,
    )

    def validate_unsafe(self, field: CodesField) -> None:
        """Refuse a tick that the page did not offer."""
        if set(field.data or ()) - {choice.value for choice in field.choices}:
            raise ValidationError("Choose from the answers on this page.")


class ImpactForm(PageForm):
    """How much it affects the people, the community, the place: one of the three at least."""

    people = may_choose(IMPACT_WORDS["people"], HOW_MUCH_WORDS)
    community = may_choose(IMPACT_WORDS["community"], HOW_MUCH_WORDS)
    environment = may_choose(IMPACT_WORDS["environment"], HOW_MUCH_WORDS)

    def validate_people(self, field: RadioField) -> None:
        """Ask for one answer."""
        if not (self.people.data or self.community.data or self.environment.data):
            raise ValidationError("Answer at least one of these three.")


class ConnectionForm(PageForm):
    """What ties the writer to the place."""

    connection = may_choose("What ties you to this place?", CONNECTION_WORDS)


def _asked() -> dict[str, SelectField]:
    return {
        question.code: SelectField(
            question.title,
            choices=choices_of([("", "Leave this out"), *question.answers]),
            validate_choice=False,
            validators=[listed_if_any],
        )
        for question in QUESTIONS
    }


AboutForm: type[PageForm] = type(
    "AboutForm", (PageForm,), {"__doc__": "Who writes; every question may be left out.", **_asked()}
)
