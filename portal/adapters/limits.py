"""How often one sender may write, without knowing who the sender is.

The key is a keyed digest of the address prefix (/24 for IPv4, /64 for IPv6) under a random salt that lives in
memory and is replaced daily. Counts slow a sender down; they never close the portal.
"""

import ipaddress
import time

from flask import Flask, request
from flask_limiter import Limiter
from limits import RateLimitItem, parse_many

from portal.adapters.tokens import keyed_digest, new_key

LIMITS: dict[str, str] = {
    "concern.report": "5/hour;20/day",
    "concern.follow_up": "20/hour",
    "concern.message": "20/hour;60/day",
    "consultation.answer": "10/hour;40/day",
    "consultation.event": "240/hour;2000/day",
    "consultation.invited": "20/hour",
    "consultation.preview": "240/hour;2000/day",
    "consultation.resume": "20/hour",
    "contact.send": "5/hour;20/day",
    "contact.follow_up": "20/hour",
    "map.tile": "150/minute;3000/hour",
    "meeting.update": "30/hour",
    "place.find": "120/hour",
    "referral.paper": "60/hour;200/day",
    "staff.sign_in": "30/minute;300/hour",
    "staff.invitation": "60/hour",
}
"""Named limits: what one address prefix may do. Generous, because libraries and halls share one."""

SALT_SECONDS = 24 * 60 * 60
"""After a day the salt is thrown away and no older count can be tied to anybody."""


class DailySalt:
    """A random salt in memory, replaced daily."""

    def __init__(self) -> None:
        """Start with a fresh salt."""
        self._salt = new_key()
        self._since = time.monotonic()

    def key(self, address: str | None) -> str:
        """A scrambled form of the address prefix."""
        if time.monotonic() - self._since > SALT_SECONDS:
            self._salt, self._since = new_key(), time.monotonic()
        return keyed_digest(self._salt, _prefix(address)).hex()[:32]


def _prefix(address: str | None) -> bytes:
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return b"unknown"
    bits = 24 if ip.version == 4 else 64
    return ipaddress.ip_network((ip, bits), strict=False).network_address.packed


class SenderLimits:
    """Counts named acts per scrambled sender, through flask-limiter's storage and strategy."""

    def __init__(self, app: Flask, storage_url: str) -> None:
        """Join the limiter to the application; counts live where `storage_url` says."""
        self._salt = DailySalt()
        self._limiter = Limiter(
            lambda: self._salt.key(request.remote_addr),
            app=app,
            storage_uri=storage_url,
            strategy="moving-window",
            in_memory_fallback_enabled=storage_url != "memory://",
            in_memory_fallback=["1000/hour"] if storage_url != "memory://" else [],
            headers_enabled=False,
        )
        self._items: dict[str, list[RateLimitItem]] = {
            name: parse_many(text) for name, text in LIMITS.items()
        }

    def wait(self, name: str) -> int:
        """Count one act; answers how many seconds the sender should wait, 0 when none."""
        key = self._salt.key(request.remote_addr)
        strategy = self._limiter.limiter
        waits = [
            int(strategy.get_window_stats(item, name, key).reset_time - time.time()) + 1
            for item in self._items[name]
            if not strategy.hit(item, name, key)
        ]
        return max(waits, default=0)
