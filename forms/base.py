"""What every form shares: tidy text in, plain refusals out."""

from typing import Any

from flask_wtf import FlaskForm

from portal.core.words import tidy
from portal.web.tokens import PublicForm as PublicForm

__all__ = ["PublicForm", "StaffForm", "tidied"]


class StaffForm(FlaskForm):
    """A form on a staff page: its token is tied to the signed-in session."""


def tidied(value: Any) -> Any:
    """A WTForms filter: tidy text, everything else as it is."""
    return tidy(value) if isinstance(value, str) else value
