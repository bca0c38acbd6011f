"""The keys of the staff door's own secrets, drawn from the application's secret key.

The newest key writes; an older one, while it is still configured, reads.
"""

from dataclasses import dataclass

from portal.adapters.seal import CannotOpen, box, derive, unbox
from portal.adapters.tokens import keyed_digest
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class StaffKeys:
    """Keys of 32 bytes, newest first: `boxes` for second factors, `digests` for codes and addresses."""

    boxes: tuple[bytes, ...]
    digests: tuple[bytes, ...]

    @classmethod
    def of(cls, settings: Settings) -> "StaffKeys":
        """The keys that belong to these settings."""
        secrets = tuple(key for key in (settings.secret_key, settings.secret_key_previous) if key)
        return cls(
            boxes=tuple(derive(key, "staff-box") for key in secrets),
            digests=tuple(derive(key, "staff-digest") for key in secrets),
        )

    def digest(self, purpose: str, text: str) -> str:
        """A keyed digest in hex, to be kept in place of `text`."""
        return self.digests_of(purpose, text)[0]

    def digests_of(self, purpose: str, text: str) -> tuple[str, ...]:
        """The digests that may have been kept, one for each key."""
        parts = (purpose.encode(), text.encode("utf-8"))
        return tuple(keyed_digest(key, *parts).hex() for key in self.digests)

    def box(self, plain: str) -> bytes:
        """Encrypt a secret for the database."""
        return box(self.boxes[0], plain.encode("utf-8"))

    def unbox(self, sealed: bytes) -> str:
        """The secret again; raises `CannotOpen` when no configured key fits."""
        for key in self.boxes:
            try:
                return unbox(key, sealed).decode("utf-8")
            except CannotOpen:
                continue
        raise CannotOpen()
