"""A text's signature: how much two texts have in common is seen from it, and nothing of what they say.

MinHash (Broder 1997) over runs of three words, keyed with a secret of the one consultation: without it nobody
can try whether a guessed text was written. Refuses to sign what is too short to have been copied.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from operator import eq

from portal.partnership.rules import RetentionRule

VALUES = 128  # the estimate's standard error is at most 0.045 (square root of 1/4 over 128)
RUN = 3  # words: one changed word changes three runs
LEAST_WORDS = 8  # under that, two people may well have said the same thing by themselves
PRIME = (1 << 61) - 1
HALF = (1 << 32) - 1
MARK = 4  # bytes that say which secret was used, and nothing about it
LENGTH = MARK + 4 * VALUES  # bytes
RECORD = "consultation_signature"
"""The partnership's rule of how long signatures and their secret are kept, from the close."""

DAYS = 30  # where a partnership has no such rule


def sign(text: str, secret: bytes) -> bytes | None:
    """The signature, `LENGTH` bytes; None for a text of fewer than `LEAST_WORDS` words."""
    found = runs(text)
    if len(found) <= LEAST_WORDS - RUN:
        return None
    hashed = [_hash(run, secret) for run in found]
    values = (min((a * each + b) % PRIME for each in hashed) & HALF for a, b in _functions(secret))
    return mark(secret) + struct.pack(f">{VALUES}I", *values)


def mark(secret: bytes) -> bytes:
    """Which secret made a signature: those of different secrets cannot be compared."""
    return hashlib.blake2b(key=secret, person=b"signature-mark", digest_size=MARK).digest()


def values(signature: bytes) -> tuple[int, ...]:
    """The values that can be compared."""
    return struct.unpack(f">{VALUES}I", signature[MARK:])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """About which part of all their runs two texts share (Jaccard), from 0 to 1."""
    return sum(map(eq, one, other)) / VALUES


def runs(text: str) -> frozenset[str]:
    """Runs of three words, without capitals and marks; a repeated run stands once."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return frozenset(" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def kept_days(retention: Iterable[RetentionRule]) -> int:
    """Days after the close for which signatures and their secret are kept."""
    return next((rule.days for rule in retention if rule.record == RECORD), DAYS)


def _hash(run: str, secret: bytes) -> int:
    made = hashlib.blake2b(run.encode(), key=secret, person=b"signature-run", digest_size=8)
    return int.from_bytes(made.digest(), "big") % PRIME


def _functions(secret: bytes) -> tuple[tuple[int, int], ...]:
    """As many functions as there are values, settled by the secret; never kept, or they would outlive it."""
    return tuple(_function(secret, number) for number in range(VALUES))


def _function(secret: bytes, number: int) -> tuple[int, int]:
    made = hashlib.blake2b(
        number.to_bytes(2, "big"), key=secret, person=b"signature-value", digest_size=16
    ).digest()
    first, second = int.from_bytes(made[:8], "big"), int.from_bytes(made[8:], "big")
    return first % (PRIME - 1) + 1, second % PRIME
