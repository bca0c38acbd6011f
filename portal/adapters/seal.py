"""Sealing: what a visitor typed is readable only with a key that the public process does not hold.

Sealed boxes are X25519 with XSalsa20-Poly1305 (libsodium `crypto_box_seal`); symmetric boxes are
XSalsa20-Poly1305 (`crypto_secretbox`). Refuses to open what was changed or belongs to another key.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from portal.core.errors import DomainError


class CannotOpen(DomainError):
    """The box was changed, is not a box, or was sealed to another key."""

    code = "cannot-open"


@dataclass(frozen=True, slots=True)
class SealTo:
    """The two public keys everything typed is sealed to, 32 bytes each; what opens the second is offline."""

    working: bytes
    recovery: bytes


def new_pair() -> tuple[bytes, bytes]:
    """A new private key and its public key, 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


def seal(public: bytes, plain: bytes) -> bytes:
    """Seal to the holder of the private half of `public`; the sender cannot open it again."""
    return bytes(SealedBox(PublicKey(public)).encrypt(plain))


def box(key: bytes, plain: bytes) -> bytes:
    """Encrypt and authenticate with a shared key of 32 bytes."""
    return bytes(SecretBox(key).encrypt(plain))


def unbox(key: bytes, sealed: bytes) -> bytes:
    """Open what `box` made; raises `CannotOpen`."""
    try:
        return bytes(SecretBox(key).decrypt(sealed))
    except (CryptoError, ValueError, TypeError):
        raise CannotOpen() from None


def derive(key: bytes, purpose: str, *, data: bytes = b"") -> bytes:
    """A key of 32 bytes for one purpose (keyed BLAKE2b); purposes do not open each other's boxes."""
    return bytes(blake2b(data, digest_size=32, key=key, person=purpose.encode()[:16], encoder=RawEncoder))


def to_bytes(value: Any) -> bytes:
    """Canonical JSON, so that the same value always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def from_bytes(plain: bytes) -> Any:
    """The value that `to_bytes` wrote."""
    return json.loads(plain)


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens what was sealed to one public key."""

    private: bytes

    @classmethod
    def from_file(cls, path: Path) -> "Opener":
        """Read a private key in hexadecimal from a file that only the staff process may read."""
        return cls(bytes.fromhex(path.read_text(encoding="ascii").strip()))

    @property
    def public(self) -> bytes:
        """The public half."""
        return bytes(PrivateKey(self.private).public_key)

    def open(self, sealed: bytes) -> bytes:
        """The plain bytes; raises `CannotOpen`."""
        try:
            return bytes(SealedBox(PrivateKey(self.private)).decrypt(sealed))
        except (CryptoError, ValueError, TypeError):
            raise CannotOpen() from None


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """What a receipt's words unlock: a look-up value that is stored, and keys that are not.

    The words are drawn at random (at least 76 bits), so a fast hash is enough.
    """

    lookup: bytes
    public: bytes
    private: bytes
    symmetric: bytes

    @classmethod
    def from_phrase(cls, phrase: str, lookup_key: bytes) -> "ReceiptKeys":
        """Derive everything from the seven words, written lower-case with single spaces."""
        words = phrase.encode("utf-8")
        private = bytes(blake2b(words, digest_size=32, person=b"receipt-private", encoder=RawEncoder))
        return cls(
            lookup=derive(lookup_key, "receipt-lookup", data=words),
            public=bytes(PrivateKey(private).public_key),
            private=private,
            symmetric=bytes(blake2b(words, digest_size=32, person=b"receipt-box", encoder=RawEncoder)),
        )

    def open(self, sealed: bytes) -> bytes:
        """Open what was sealed to this receipt; raises `CannotOpen`."""
        return Opener(self.private).open(sealed)
