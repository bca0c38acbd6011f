"""Where the demonstration plays: a partnership and its ground, keys to seal to, and the moment it is now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.adapters.seal import Opener, ReceiptKeys
from portal.adapters.signing import SigningSecrets
from portal.adapters.tokens import repeatable
from portal.core.receipts import COUNT, WORDS, phrase
from portal.partnership.geography import Geography
from portal.partnership.rules import Partnership

LASTS = timedelta(days=425)
"""About fourteen months."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a scene needs. `lookup_key` finds receipts; the two public keys take what is written."""

    partnership: Partnership
    geography: Geography
    opener: Opener
    lookup_key: bytes
    working: bytes
    recovery: bytes
    signing: SigningSecrets
    now: datetime
    seed: str = "demonstration"

    @property
    def begins(self) -> datetime:
        """When the first thing happens."""
        return self.now - LASTS

    def receipt(self, name: str) -> ReceiptKeys:
        """The receipt of one invented writer, the same at every loading."""
        words = repeatable(f"{self.seed}:{name}").choices(WORDS, k=COUNT)
        return ReceiptKeys.from_phrase(phrase(tuple(words)), self.lookup_key)
