"""Pictures of the ground from one outside tile server, kept on disk; nothing else asks for a tile.

Refuses tiles that do not touch the area or are deeper than zoom 16, whatever is no small picture, and to ask
a server in trouble again and again. The server learns nothing of a visitor: we ask it, in our own words, and
only for what we do not hold. A kept tile carries the day it was fetched, not the moment; no log names one.
"""

import logging
import os
import re
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from math import asinh, floor, pi, radians, tan
from pathlib import Path
from urllib.parse import urlsplit

from portal.core.errors import DomainError
from portal.settings import UnsafeSettings

DEEPEST = 16  # a street, not a front door
MOST_BYTES_OF_ONE = 256 * 1024  # a tile of 512 pixels is half of that
MOST_BYTES = 200 * 1024 * 1024  # kept in all; every tile of a county's towns is about half of that
COUNTED_EVERY = 100  # tiles written between two looks at how much is kept
FRESH = timedelta(days=30)
MISSING_FOR = timedelta(days=1)  # a tile the server does not have is not asked for again
FAILED_FOR = timedelta(minutes=2)  # nor one that did not come
REST = timedelta(minutes=2)  # of the server, after so many failures in a row
FAILURES = 3
AT_ONCE = 3  # fetched at the same time, so that a slow server never takes every thread
PER_MINUTE = 300  # fetched; a town in every zoom is a few thousand tiles
WAIT = 0.5  # seconds for a free place among those; a browser asks again
PATIENCE = 3.0  # seconds for a connection, and for each part of an answer
PATIENCE_IN_ALL = 6.0  # seconds for one tile
WHO_ASKS = "community-safety-portal (map tile cache)"
KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))
PARTS = ("{z}", "{x}", "{y}")

Key = tuple[int, int, int]
log = logging.getLogger(__name__)


class NoSuchTile(DomainError):
    """The tile lies outside the area or too deep, or its server does not have it."""

    code = "no-such-tile"
    status = 404


class NotNow(DomainError):
    """The tile could not be had at this moment."""

    code = "tile-not-now"
    status = 503


class _Missing(Exception):
    """The server answers that it has no such tile."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the tiles have to touch; WGS84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def touch(self, z: int, x: int, y: int) -> bool:
        """Whether this tile shows some of it."""
        if not 0 <= z <= DEEPEST:
            return False
        (left, top), (right, bottom) = _tile(self.north, self.west, z), _tile(self.south, self.east, z)
        return left <= x <= right and top <= y <= bottom


@dataclass(frozen=True, slots=True)
class Picture:
    """One tile: its bytes, and what they are."""

    body: bytes
    mimetype: str


class TileServer:
    """Where tiles come from: an address with {z}, {x} and {y} in it. Raises `UnsafeSettings`."""

    def __init__(self, url: str) -> None:
        """Read the address once; nothing a visitor asks for can change its host."""
        parts = urlsplit(url)
        self._target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        given = re.findall(r"\{[^}]*\}", self._target)
        if parts.scheme not in ("http", "https") or not parts.hostname or sorted(given) != sorted(PARTS):
            raise UnsafeSettings(
                words="PORTAL_TILE_URL needs a full address with {z}, {x} and {y} in it, each once."
            )
        if parts.username or parts.password:
            raise UnsafeSettings(words="PORTAL_TILE_URL must not hold a name and a password.")
        self._connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port = parts.hostname, parts.port

    def fetch(self, z: int, x: int, y: int) -> Picture:
        """One tile. Raises `_Missing`; `OSError`, `HTTPException` and `ValueError` for what is no answer."""
        connection = self._connect(self._host, self._port, timeout=PATIENCE)
        try:
            target = self._target.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
            connection.request("GET", target, headers={"User-Agent": WHO_ASKS, "Accept": "image/*"})
            answer = connection.getresponse()
            if answer.status in (204, 404, 410):
                raise _Missing
            if answer.status != 200:
                raise ValueError("no tile")
            picture = picture_of(_read(answer))
            if answer.headers.get_content_type() != picture.mimetype:
                raise ValueError("not the picture it says it is")
            return picture
        finally:
            connection.close()


class Tiles:
    """Tiles from disk, and from the server where the disk has none; safe in threads and processes."""

    def __init__(
        self, server: TileServer, folder: Path, bounds: Bounds, *, most_bytes: int = MOST_BYTES
    ) -> None:
        """Keep tiles below `folder`, which is made when the first one comes."""
        self._server, self._bounds, self._folder, self._most = server, bounds, folder, most_bytes
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._fetching: set[Key] = set()
        self._not_before: dict[Key, tuple[datetime, bool]] = {}
        self._rests_until = datetime.min.replace(tzinfo=UTC)
        self._failures = self._written = self._fetched = 0
        self._minute = self._rests_until

    def get(
        self, z: int, x: int, y: int, *, now: datetime, asks: Callable[[], None] = lambda: None
    ) -> Picture:
        """One tile; an old one where a new one cannot be had. Raises `NoSuchTile`, `NotNow`.

        `asks` is called before the server is asked, and may refuse by any `DomainError`.
        """
        if not self._bounds.touch(z, x, y):
            raise NoSuchTile()
        kept, fresh = self._kept(z, x, y, now)
        if kept is not None and fresh:
            return kept
        try:
            asks()
            return self._fetch((z, x, y), now)
        except DomainError:
            if kept is None:
                raise
            return kept

    def _path(self, z: int, x: int, y: int) -> Path:
        return self._folder / str(z) / str(x) / str(y)

    def _kept(self, z: int, x: int, y: int, now: datetime) -> tuple[Picture | None, bool]:
        path = self._path(z, x, y)
        try:
            picture = picture_of(path.read_bytes())
            age = now.timestamp() - path.stat().st_mtime
        except (OSError, ValueError):
            return None, False
        return picture, age < FRESH.total_seconds()

    def _fetch(self, key: Key, now: datetime) -> Picture:
        self._may_ask(key, now)
        try:
            picture = self._server.fetch(*key)
        except _Missing:
            self._note(key, now + MISSING_FOR, missing=True)
            raise NoSuchTile() from None
        except (OSError, HTTPException, ValueError):
            self._failed(key, now)
            raise NotNow() from None
        finally:
            self._fetching.discard(key)
            self._slots.release()
        self._failures = 0
        self._keep(key, picture, now)
        return picture

    def _may_ask(self, key: Key, now: datetime) -> None:
        """Take one of the places for asking, which the caller gives back. Raises `NoSuchTile`, `NotNow`."""
        with self._lock:
            self._check(key, now)
        if not self._slots.acquire(timeout=WAIT):
            raise NotNow()
        with self._lock:
            try:
                self._check(key, now)
            except DomainError:
                self._slots.release()
                raise
            self._fetched += 1
            self._fetching.add(key)

    def _check(self, key: Key, now: datetime) -> None:
        until, missing = self._not_before.get(key, (now, False))
        if now < until:
            raise NoSuchTile() if missing else NotNow()
        if now - self._minute >= timedelta(minutes=1) or now < self._minute:
            self._minute, self._fetched = now, 0
        if now < self._rests_until or key in self._fetching or self._fetched >= PER_MINUTE:
            raise NotNow()

    def _note(self, key: Key, until: datetime, *, missing: bool = False) -> None:
        with self._lock:
            self._not_before[key] = (until, missing)

    def _failed(self, key: Key, now: datetime) -> None:
        self._note(key, now + FAILED_FOR)
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures, self._rests_until = 0, now + REST
            log.warning("Map tiles: their server gave no pictures and is left alone for a while.")

    def _keep(self, key: Key, picture: Picture, now: datetime) -> None:
        """Write it whole or not at all; a disk that is full costs nobody a map."""
        path, day = self._path(*key), now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(picture.body)
            os.utime(file.name, (day, day))
            os.replace(file.name, path)
            if self._written % COUNTED_EVERY == 0:
                self._make_room()
            self._written += 1
        except OSError:
            log.warning("Map tiles: a picture could not be kept.")

    def _make_room(self) -> None:
        """Over the most that may be kept, delete the oldest until a fifth is free."""
        found = [(path.stat(), path) for path in self._folder.glob("*/*/*")]
        total = sum(stat.st_size for stat, _ in found)
        if total <= self._most:
            return
        for stat, path in sorted(found, key=lambda each: (each[0].st_mtime, str(each[1]))):
            if total <= 0.8 * self._most:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size


def picture_of(body: bytes) -> Picture:
    """The bytes with what they are. Raises `ValueError` for what is no picture."""
    for begins, mimetype in KINDS:
        if body.startswith(begins) and (mimetype != "image/webp" or body[8:12] == b"WEBP"):
            return Picture(body, mimetype)
    raise ValueError("no picture")


def _read(answer: object) -> bytes:
    """All of an answer. Raises `ValueError` where it is too long or takes too long."""
    body, until = b"", time.monotonic() + PATIENCE_IN_ALL
    while part := answer.read1(16 * 1024):  # type: ignore[attr-defined]
        body += part
        if len(body) > MOST_BYTES_OF_ONE or time.monotonic() > until:
            raise ValueError("too much")
    return body


def _tile(lat: float, lon: float, z: int) -> tuple[int, int]:
    """The tile that holds a point, counted from the north-west as web maps do."""
    side = 2**z
    return floor((lon + 180) / 360 * side), floor((1 - asinh(tan(radians(lat))) / pi) / 2 * side)
