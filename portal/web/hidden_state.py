"""What was answered on earlier pages travels in one encrypted, authenticated hidden field.

Nothing is stored until the person sends it. A state opens for 24 hours; for another 24 hours it opens only
to show the check page again; older or changed, it is refused and the words of the page just posted stay.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from portal.adapters.seal import CannotOpen, box, derive, from_bytes, to_bytes, unbox
from portal.core.errors import DomainError
from portal.web.context import now

FRESH = timedelta(hours=24)
OPENABLE = timedelta(hours=48)

FIELD = "state"
"""Name of the one hidden field."""


class StateExpired(DomainError):
    """The state is older than two days."""

    code = "state-expired"


class StateForged(DomainError):
    """The state was changed or was never made here."""

    code = "state-forged"


@dataclass(frozen=True, slots=True)
class State:
    """Opened hidden state: the values, and whether it is too old for anything but another check."""

    values: dict[str, Any]
    aged: bool


def seal_state(purpose: str, values: dict[str, Any]) -> str:
    """Text for the hidden field; only this purpose opens it again."""
    payload = {"at": now().isoformat(), "values": values}
    return box(_keys(purpose)[0], to_bytes(payload)).hex()


def open_state(purpose: str, text: str | None) -> State:
    """The values; raises `StateExpired` or `StateForged`. No text at all is an empty, fresh state."""
    if not text:
        return State({}, aged=False)
    payload = _open(purpose, text)
    age = now() - datetime.fromisoformat(payload["at"])
    if age > OPENABLE:
        raise StateExpired()
    return State(payload["values"], aged=age > FRESH)


def _open(purpose: str, text: str) -> dict[str, Any]:
    for key in _keys(purpose):
        try:
            payload: dict[str, Any] = from_bytes(unbox(key, bytes.fromhex(text)))
        except (CannotOpen, ValueError):
            continue
        return payload
    raise StateForged()


def _keys(purpose: str) -> tuple[bytes, ...]:
    secrets: Callable[[], tuple[bytes, ...]] = current_app.extensions["portal.secrets"]
    return tuple(derive(secret, f"state:{purpose}"[:16], data=purpose.encode()) for secret in secrets())
