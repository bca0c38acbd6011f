"""What the holder of a receipt writes: an answer to a question, or something added; one box, one look."""

import re
from typing import Any

from wtforms import BooleanField, Form, HiddenField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from forms.base import PublicForm, tidied
from forms.concern_pages import NO_TRACE, readable
from portal.concerns.report import MAX_TEXT

NOTHING = "Write something before you send it."
ID = re.compile(r"[a-z2-7]{26}")


def an_id(value: Any) -> str:
    """A WTForms filter: an id of ours, or nothing."""
    return value if isinstance(value, str) and ID.fullmatch(value) else ""


def fits(form: Form, field: TextAreaField) -> None:
    """Refuse what holds nothing to be seen, or more than `MAX_TEXT` characters; say by how many."""
    length = len(field.data or "")
    if not (field.data or "").strip():
        raise ValidationError(NOTHING)
    if length > MAX_TEXT:
        over = length - MAX_TEXT
        raise ValidationError(f"Shorten this by {over:,} characters: there is room for {MAX_TEXT:,}.")


class MessageForm(PublicForm):
    """One message. `question` is what it answers; `looked`: its personal details were pointed out before."""

    question = HiddenField(filters=[an_id])
    looked = HiddenField()
    text = TextAreaField(
        "Your words",
        filters=[tidied],
        validators=[InputRequired(NOTHING), fits, readable],
        render_kw=NO_TRACE,
    )
    hide = BooleanField("Hide the marked details before you send")

    def __init__(self, *given: object, **named: object) -> None:
        """Let the page count the characters."""
        super().__init__(*given, **named)
        self.text.flags.maxlength = MAX_TEXT

    def called(self, words: str, number: int = 0) -> "MessageForm":
        """The form with its box named, and told apart from the other boxes of the page."""
        self.text.label.text = words
        if number:
            self.text.id = self.text.label.field_id = f"text-{number}"
        return self
