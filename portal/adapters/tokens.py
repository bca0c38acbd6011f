"""Randomness and keyed digests: the only place that asks the system for either."""

import base64
import hashlib
import hmac
import random
import secrets
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

ID_BYTES = 16
"""128 random bits: ids that nobody can guess and that tell no order."""

KEY_BYTES = 32
"""256 bits."""


def new_id() -> str:
    """A random id of 26 lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(ID_BYTES)).decode("ascii").rstrip("=").lower()


def id_of(*parts: bytes) -> str:
    """The id that belongs to these parts, one of which is random: the same for the same, never of a date."""
    return base64.b32encode(keyed_digest(b"id", *parts)[:ID_BYTES]).decode("ascii").rstrip("=").lower()


def once(key: str | None, *facts: object) -> str:
    """The id of what a form makes: the same for the same form sent twice, another for other words.

    `key` is the random text that travelled in the form; without one the id is fresh. `facts` are what the
    form says and about what, told by their text: a page the browser kept, changed and sent again is new.
    """
    return id_of(key.encode(), *(str(fact).encode() for fact in facts)) if key else new_id()


def new_key() -> bytes:
    """A random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_code() -> str:
    """A random text for a link, 43 characters that are safe in an address."""
    return secrets.token_urlsafe(KEY_BYTES)


def choose(words: Sequence[str], count: int) -> tuple[str, ...]:
    """`count` words drawn with replacement, each equally likely."""
    return tuple(secrets.choice(words) for _ in range(count))


def keyed_digest(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA-256 over the parts, each preceded by its length so that no two lists collide; 32 bytes."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        mac.update(len(part).to_bytes(8, "big"))
        mac.update(part)
    return mac.digest()


def same(left: bytes, right: bytes) -> bool:
    """Whether two digests are equal, in time that does not depend on where they differ."""
    return hmac.compare_digest(left, right)


def shuffled(items: Sequence[T], seed: str) -> tuple[T, ...]:
    """The items in an order that depends on `seed` alone; not for secrets."""
    return tuple(random.Random(seed).sample(list(items), len(items)))  # noqa: S311 - repeatable, not secret


Chance = random.Random
"""A repeatable stream of numbers."""


def repeatable(seed: str) -> Chance:
    """A repeatable stream of numbers for demonstration content; not for secrets."""
    return Chance(seed)
