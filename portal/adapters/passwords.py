"""Passwords are kept as argon2id hashes, so that a stolen database does not give them away.

Refuses nothing: `check` answers yes or no, and works as hard for nobody as for somebody.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id, verify


class Cost(Enum):
    """Passes over memory, and memory in bytes."""

    NORMAL = (argon2id.OPSLIMIT_INTERACTIVE, argon2id.MEMLIMIT_INTERACTIVE)
    LEAST = (argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)


@dataclass(frozen=True, slots=True)
class Passwords:
    """Hashes and checks passwords at one cost."""

    cost: Cost = Cost.NORMAL

    def hash(self, plain: str) -> str:
        """The text to keep: algorithm, cost, salt and hash in one."""
        passes, memory = self.cost.value
        return argon2id.str(_bytes(plain), opslimit=passes, memlimit=memory).decode("ascii")

    def check(self, stored: str | None, plain: str) -> bool:
        """Whether `plain` made `stored`; without `stored` the same work is done and the answer is no."""
        nobody = _nobody(self)
        try:
            verify((stored or nobody).encode("ascii"), _bytes(plain))
        except (CryptoError, ValueError):
            return False
        return stored is not None


@lru_cache
def _nobody(passwords: Passwords) -> str:
    return passwords.hash("the account that is not there")


def _bytes(plain: str) -> bytes:
    return unicodedata.normalize("NFKC", plain).encode("utf-8")
