"""The pages of a concern report as forms, and the one field that asks after a receipt.

Forms read and phrase; `portal.concerns.rules` and the partnership's ground judge.
"""

from wtforms import BooleanField, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from forms.base import PublicForm, tidied
from forms.concern_extras import AboutForm, ConnectionForm, ImpactForm, UnsafeForm
from forms.concern_messages import an_id
from forms.concern_pages import NO_TRACE, PageForm, one_of, readable
from forms.concern_places import ConfirmForm, MatchesForm, PlaceForm
from portal.concerns.report import MAX_TEXT
from portal.concerns.reporting.questions import (
    BEFORE_WORDS,
    DANGER_WORDS,
    OFTEN_WORDS,
    TIME_WORDS,
    WHEN_WORDS,
    Step,
)

PLAIN_LINE = {**NO_TRACE, "autocapitalize": "none", "spellcheck": "false"}
LONGEST_RECEIPT = 400  # characters: far more than seven words need


class DangerForm(PageForm):
    """Whether somebody is in danger at this moment."""

    danger = one_of("Is anyone in danger now?", "Say whether anyone is in danger now.", DANGER_WORDS)


class TopicForm(PageForm):
    """What it is about; the choices are the partnership's."""

    topic = one_of("What is it about?", "Choose what it is about.")


class AdviceForm(PageForm):
    """Words to read before the next question; `without_tick` where they need no answer."""

    understood = BooleanField(
        "I have read this: nobody watches reports all day, and nobody can get back to me in an emergency",
        validators=[InputRequired("Tick the box, or call one of the numbers above.")],
    )

    def without_tick(self) -> None:
        """Take the tick off the page."""
        del self.understood


class SubtopicForm(PageForm):
    """Which kind; the choices belong to the topic."""

    subtopic = one_of("Which of these fits best?", "Choose the one that fits best.")


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
    Step.UNSAFE: UnsafeForm,
    Step.IMPACT: ImpactForm,
    Step.CONNECTION: ConnectionForm,
    Step.ABOUT: AboutForm,
    Step.CHECK: CheckForm,
}


class FollowUpForm(PublicForm):
    """Asking after a report by its receipt; `text`: what was being written when a page had grown old."""

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
    question = HiddenField(filters=[an_id])
    text = TextAreaField("What you wrote, kept for you", filters=[tidied], render_kw=NO_TRACE)


class ReceiptForm(PublicForm):
    """The buttons below an opened receipt."""
