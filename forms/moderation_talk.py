"""What an officer asks the holder of a receipt: a sentence that is ready, or words of their own."""

from collections.abc import Sequence

from wtforms import Form, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from forms.base import StaffForm, tidied
from portal.concerns.conversation.rules import MAX_QUESTION

Pairs = Sequence[tuple[str, str]]


class SeenForm(StaffForm):
    """A button on a conversation: which version of it was seen."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version; a broken one never matches."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def asks_something(form: Form, field: TextAreaField) -> None:
    """Refuse when neither words were written nor a sentence chosen, and more words than fit."""
    words = (field.data or "").strip()
    if not words and not form["ready"].data:
        raise ValidationError("Write your question, or choose one that is ready")
    if len(words) > MAX_QUESTION:
        raise ValidationError(f"Shorten this by {len(words) - MAX_QUESTION:,} characters")


class AskForm(SeenForm):
    """One question. Words of the officer's own go before a sentence that is ready."""

    ready = SelectField("A question that is ready", validators=[Optional()])
    words = TextAreaField(
        "Or in your own words",
        filters=[tidied],
        description="Do not repeat what was written, and name nobody: whoever finds the receipt reads it.",
        validators=[asks_something],
    )

    def __init__(self, *given: object, **named: object) -> None:
        """Let the page count the characters."""
        super().__init__(*given, **named)
        self.words.flags.maxlength = MAX_QUESTION

    def offer(self, ready: Pairs) -> "AskForm":
        """The form with the sentences that are ready: pairs of code and name."""
        none = ("", "None: I write my own")
        self.ready.choices = [SelectChoice(code, name) for code, name in (none, *ready)]
        return self
