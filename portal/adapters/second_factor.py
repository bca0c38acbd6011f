"""Time-based codes from an authenticator app (RFC 6238), and the picture that enrols it.

Knows no account; whoever keeps the last accepted step makes sure that a code works once.
"""

import base64
from datetime import datetime

import pyotp

from portal.adapters import qr
from portal.adapters.tokens import new_id, new_key, same

STEP_SECONDS = 30
"""One code is valid for this long; what every authenticator app expects."""

SLACK_STEPS = 1
"""A phone's clock may be this many steps early or late."""

SECRET_BYTES = 20
"""160 bits, the length RFC 4226 recommends."""


def new_secret() -> str:
    """A fresh secret in base 32, 32 letters and digits, as authenticator apps take it."""
    return base64.b32encode(new_key()[:SECRET_BYTES]).decode("ascii")


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The step whose code this is, if it lies near `at` and later than step `after`; else None."""
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    current = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(current - SLACK_STEPS, current + SLACK_STEPS + 1):
        if same(totp.generate_otp(step).encode(), code.encode("utf-8")) and step > after:
            found = step
    return found


def code_at(secret: str, at: datetime) -> str:
    """The six digits an authenticator app shows at that moment."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).at(at)


def enrolment_picture(secret: str, *, email: str, issuer: str) -> str:
    """A QR code as an SVG in a `data:` address, for the `src` of an image."""
    address = pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=email, issuer_name=issuer)
    return qr.picture(address)


def spaced(secret: str) -> str:
    """The secret in groups of four, for typing by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes(count: int) -> tuple[str, ...]:
    """Codes of ten letters and digits (50 random bits each) for the day the phone is lost."""
    ids = (new_id() for _ in range(count))
    return tuple(f"{each[:5]}-{each[5:10]}" for each in ids)
