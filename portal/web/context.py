"""What the current request may reach: the database, the clock, the settings, the keys this door holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from portal.adapters.clock import Clock
from portal.adapters.db import Database
from portal.adapters.limits import SenderLimits
from portal.adapters.seal import Opener
from portal.settings import Settings

EXTENSION = "portal.house"


@dataclass(frozen=True, slots=True)
class House:
    """The outside things of one running portal, joined by `create_app`."""

    settings: Settings
    database: Database
    clock: Clock
    opener: Opener | None
    limits: SenderLimits


def house() -> House:
    """The outside things of the current application."""
    found: House = current_app.extensions[EXTENSION]
    return found


def settings() -> Settings:
    """The frozen settings."""
    return house().settings


def now() -> datetime:
    """The portal's time, aware and in UTC; read once a request and passed down."""
    return house().clock.now()


def opener() -> Opener:
    """What opens sealed text; raises `RuntimeError` in a process that holds no opening key."""
    found = house().opener
    if found is None:
        raise RuntimeError("this door holds no key that opens sealed text")
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """Write: commits at the end, rolls back when something raises."""
    with house().database.transaction() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """Read: whatever would be changed is thrown away."""
    with house().database.reading() as session:
        yield session
