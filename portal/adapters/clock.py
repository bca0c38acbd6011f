"""The portal's clock: real time, or time started elsewhere so that anybody can try a deadline."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC now; with `starts_at` the clock runs on from there."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        """Start at `starts_at`, or keep real time."""
        self._standing: datetime | None = None
        self._offset = timedelta() if starts_at is None else starts_at - _real()

    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return self._standing or _real() + self._offset

    def real(self) -> datetime:
        """Real time, for what runs on other people's clocks, such as authenticator apps."""
        return _real()

    def move_to(self, moment: datetime) -> None:
        """Let the clock run on from `moment`."""
        self._standing = None
        self._offset = moment - _real()

    def stand_at(self, moment: datetime) -> None:
        """Stop the clock at `moment`, so that a story's time does not depend on how long it takes to tell."""
        self._standing = moment


def _real() -> datetime:
    return datetime.fromtimestamp(time.time(), tz=UTC)
