"""What every page of a concern report shares as a form: answers as text, one question with one answer.

Refuses an answer that its page did not offer, and a text of which some letters did not arrive.
"""

import re
from collections.abc import Mapping
from typing import Any

from wtforms import Form, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from forms.base import PublicForm
from forms.fields import choices_of

UNREADABLE = re.compile("\ufffd|%[89A-F][0-9A-F]")  # how bytes that are no letters reach us from a form
NO_TRACE = {"autocomplete": "off"}


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
    """Refuse a text of which some letters could not be read."""
    if UNREADABLE.search(field.data or ""):
        raise ValidationError("Some letters could not be read. Look for � or a % sign and type them again.")


class PageForm(PublicForm):
    """A page of the report; `answers()` are its fields as they were filled in."""

    def answers(self) -> dict[str, str]:
        """Every field with something in it, as text; the token left out."""
        kept = {field.short_name: field.data for field in self if field.short_name != "csrf_token"}
        return {name: _as_text(data) for name, data in kept.items() if data not in (None, "", False, [])}


def _as_text(data: object) -> str:
    return " ".join(map(str, data)) if isinstance(data, list) else str(data)
