"""What every form shares: tidy text in, plain refusals out."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from portal.core.words import tidy
from portal.web.tokens import PublicForm as PublicForm

__all__ = ["PublicForm", "StaffForm", "VersionedForm", "tidied"]


class StaffForm(FlaskForm):
    """A form on a staff page: its token is tied to the signed-in session."""


class VersionedForm(StaffForm):
    """A step that is refused when somebody else was faster."""

    seen_version = HiddenField()

    def seen(self) -> int:
        """The version the officer saw; 0 where the field came back broken."""
        text = self.seen_version.data
        return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def tidied(value: Any) -> Any:
    """A WTForms filter: tidy text, everything else as it is."""
    return tidy(value) if isinstance(value, str) else value
