"""Form tokens for people nobody knows: signed, aged, bound to one form, and kept nowhere.

They show that a form came from here within the last two days. They are not single-use: that one thing is
stored once is the work of the receipt's unique index.
"""

from collections.abc import Callable
from hmac import compare_digest
from typing import Any

from flask import current_app
from flask_wtf import FlaskForm
from itsdangerous import BadData, BadSignature, SignatureExpired, URLSafeTimedSerializer
from wtforms import Form
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.validators import ValidationError

MAX_AGE_SECONDS = 48 * 60 * 60
"""As long as the hidden state can still be opened."""


class StatelessToken(CSRF):
    """A WTForms CSRF class without a session."""

    purpose = ""

    def setup_form(self, form: Any) -> Any:
        """Remember which form this is."""
        self.purpose = type(form).__name__
        return super().setup_form(form)

    def generate_csrf_token(self, csrf_token_field: CSRFTokenField) -> str:
        """A fresh token for this form."""
        return str(_serializer(_secrets()[0], self.purpose).dumps(""))

    def validate_csrf_token(self, form: Form, field: CSRFTokenField) -> None:
        """Raise `ValidationError` unless the token was made here for this form, lately."""
        for secret in _secrets():
            try:
                _serializer(secret, self.purpose).loads(field.data or "", max_age=MAX_AGE_SECONDS)
            except SignatureExpired:
                break
            except BadSignature:
                continue
            return
        raise ValidationError("This page was open for a long time. Check what you wrote and send it again.")


class PublicForm(FlaskForm):
    """A form on a public page: no cookie, no session."""

    class Meta(FlaskForm.Meta):
        """How WTForms makes and checks the token."""

        csrf = True
        csrf_class = StatelessToken
        csrf_field_name = "csrf_token"
        csrf_context = None


def is_stateless(token: str) -> bool:
    """Whether this looks like a token of a `PublicForm`: it outlives the end of a sign-in."""
    _, payload = URLSafeTimedSerializer(b"", salt="any").loads_unsafe(token)
    return payload == ""


def was_signed_for(token: str, drawn: str) -> bool:
    """Whether a `StaffForm` carried this token in the sign-in that drew this number, however long ago."""
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    try:
        said = URLSafeTimedSerializer(keys, salt="wtf-csrf-token").loads(token)  # the salt is Flask-WTF's
    except BadData:
        return False
    return compare_digest(str(said).encode(), drawn.encode())


def _serializer(secret: bytes, purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"form:{purpose}", signer_kwargs={"key_derivation": "hmac"})


def _secrets() -> tuple[bytes, ...]:
    secrets: Callable[[], tuple[bytes, ...]] = current_app.extensions["portal.secrets"]
    return secrets()
