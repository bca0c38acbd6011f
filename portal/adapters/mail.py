"""Sending mail through the council's own server; refuses nothing but says when a mail could not go."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from portal.core.errors import DomainError

TIMEOUT_SECONDS = 20


class CannotSend(DomainError):
    """The mail server did not take the mail; it stays in the outbox."""

    code = "cannot-send"


class Sender:
    """An SMTP server named by a URL such as `smtp+tls://name:password@mail.example:587`."""

    def __init__(self, url: str, mail_from: str) -> None:
        """Remember where to send; connects for each mail."""
        self._url = urlsplit(url)
        self._from = mail_from

    def send(self, to: str, subject: str, body: str) -> None:
        """Send one plain-text mail; raises `CannotSend`."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._from, to, subject
        message.set_content(body)
        try:
            with smtplib.SMTP(
                self._url.hostname or "localhost", self._url.port or 25, timeout=TIMEOUT_SECONDS
            ) as smtp:
                if self._url.scheme == "smtp+tls":
                    smtp.starttls(context=ssl.create_default_context())
                if self._url.username:
                    smtp.login(unquote(self._url.username), unquote(self._url.password or ""))
                smtp.send_message(message)
        except (OSError, smtplib.SMTPException):
            raise CannotSend() from None
